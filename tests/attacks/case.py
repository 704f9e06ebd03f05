"""What a case of the corpus is: what is handed in, and what must come of it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

SHAPE = "(5, 5)"  # of the answer to `laplacian`, the question that is attacked unless another one is named
RIGHT = "{right}"  # stands for the right answer cell of the attacked question


@dataclass(frozen=True)
class Answer:
    """An answer cell in place of one question's; every other question is answered rightly.

    Attributes:
        verdict: of the first check that is not passed; `passed` where the answer is right and must keep its points;
            two with a bar between them where a race decides.
        worth: the points that what is handed in honestly earns, where that is more than none and less than all.
        said: what its message must hold.
        unseen: texts that must not show on the feedback page.
        loses: other questions that lose marks by the nature of the cell, not by a fault of the grader.
        slow: it takes a time limit, or seconds.
        peers: it only answers wrongly, crashes or never ends, so that it may be run inside a peer's grader, too.
    """

    row: int
    name: str
    code: str
    verdict: str = "failed"
    question: str = "laplacian"
    worth: float = 0.0
    said: str = ""
    unseen: tuple[str, ...] = ()
    loses: tuple[str, ...] = ()
    slow: bool = False
    peers: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "code", dedent(self.code).strip())


@dataclass(frozen=True)
class File:
    """A whole file, made from the text of the solved notebook.

    Attributes:
        make: from the notebook's text to what is handed in.
        status, note: what the record's status says, and one of its notes.
        score: of 100.
    """

    row: int
    name: str
    make: Callable[[str], bytes]
    suffix: str = ".ipynb"
    status: str = "graded"
    note: str = ""
    score: float = 100.0
    slow: bool = False
    peers: bool = False


@dataclass(frozen=True)
class Operation:
    """Something that happens to a whole run: `run` is given an empty folder and the solved notebook's text.

    It returns what came of it in a few words, which must be `expected`.
    """

    row: int
    name: str
    run: Callable[[Path, str], str]
    expected: str
    slow: bool = True
    peers: bool = False


Case = Answer | File | Operation


def kept(code: str) -> str:
    """A cell that does something and then gives the right answer."""
    return f"{dedent(code).strip()}\n{RIGHT}"


def function(body: str, before: str = "") -> str:
    """The cell of a function `conv2d` with a body of its own; in it, `right` is the right one."""
    inner = "\n".join("    " + line for line in dedent(body).strip().splitlines())
    return f"{dedent(before).strip()}\n{RIGHT}\nright = conv2d\ndef conv2d(x, w, stride=1, padding=0):\n{inner}"
