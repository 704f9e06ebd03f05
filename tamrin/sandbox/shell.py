"""IPython as cells find it when they are graded.

What computes runs; what installs, asks, debugs or starts another program says why it does not, and the cell goes on.
`docs/notebooks.md` has the table.
"""

from __future__ import annotations

import bdb
import builtins
import contextlib
import functools
import getpass
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from tamrin.sandbox import stand_ins

_IGNORED = "matplotlib load_ext reload_ext unload_ext autoreload gui xmode colors doctest_mode autocall automagic"
_INSTALLERS = "pip conda mamba micromamba uv"
_PROGRAMS = "sx system sc run load loadpy edit ed macro store notebook killbgscripts pastebin rerun recall rep"
_LANGUAGES = "bash sh shell script system sx ! perl ruby python python2 python3 pypy"
_PLACES = "cd pushd popd"
_STATE = "reset reset_selective"
_DEBUGGERS = "debug pdb"
_INSTALLS = re.compile(r"\s*(?:sudo\s+)?(?:\S*python[\d.]*\s+-m\s+)?(?:pip[\d.]*|conda|mamba|uv|apt|apt-get)\b")
_HEAD = re.compile(r"(?:[ \t]*+\n)*+(?:%%(?:time|capture|prun|debug)[ \t]*+(?=\n))?")


def make() -> Any:
    """The shell in which cells run; input, debuggers and the modules of Colab are seen to on the way."""
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    config = Config()
    config.HistoryManager.enabled = False  # its writer thread would not survive the fork
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.cache_size = 0
    config.InteractiveShell.xmode = "Minimal"
    shell = InteractiveShell(config=config)
    InteractiveShell._instance = shell
    shell.system = shell.system_piped = shell.system_raw = _program
    shell.getoutput = _no_output
    shell.enable_gui = _ignored
    shell.reset = _says("Nothing is reset when grading.")
    shell.ask_exit = _says("Leaving the notebook does nothing when grading.")
    shell.user_ns["grader"] = stand_ins.Grader()
    if "matplotlib" in sys.modules:
        stand_ins.without_windows(sys.modules["matplotlib"])
    for names, function in (
        (_IGNORED, _ignored),
        (_INSTALLERS, _says("Nothing is installed when grading.")),
        (_PROGRAMS, _program),
        (_PLACES, _says("The work folder stays as it is when grading.")),
        (_STATE, _says("Nothing is reset when grading.")),
        (_DEBUGGERS, _no_debugger),
    ):
        for name in names.split():
            shell.register_magic_function(function, "line", name)
    for name in _LANGUAGES.split():
        shell.register_magic_function(_program, "cell", name)
    for name in ("writefile", "file"):
        shell.register_magic_function(functools.partial(_write, shell.find_cell_magic(name)), "cell", name)
    _time_once(shell)
    shell.run_line_magic = functools.partial(_run_line_magic, shell, shell.run_line_magic)
    # IPython keeps all that is printed for its history: a flood would fill the memory, and every write is slower.
    shell._tee = lambda channel: contextlib.nullcontext()
    builtins.input = getpass.getpass = _nobody
    sys.breakpointhook = _no_debugger
    bdb.Bdb.set_trace = _no_debugger  # type: ignore[method-assign]
    sys.meta_path.insert(0, stand_ins.Finder())
    shell.run_cell("pass", store_history=False, silent=True)
    return shell


def numbered(source: str) -> str:
    """A cell with the lines that IPython would take off its top as comments, so that the others keep their numbers.

    >>> numbered("%%time\\nx = 1")
    '#\\nx = 1'
    """
    head = _HEAD.match(source)[0]  # type: ignore[index]
    body = source[len(head) :].lstrip("\n")
    if not head or body.startswith((" ", "\t", "%%")):
        return source
    return "#\n" * head.count("\n") + "#" * (not head.endswith("\n")) + source[len(head) :]


def _says(sentence: str) -> Callable[..., None]:
    def say(*args: Any, **kwargs: Any) -> None:
        print(sentence)

    return say


_no_debugger = _says("A debugger does nothing when grading.")


def _ignored(*args: Any, **kwargs: Any) -> None:
    """A magic that changes nothing about an answer."""


def _program(command: str = "", *args: Any, **kwargs: Any) -> None:
    if _INSTALLS.match(command):
        print("Nothing is installed when grading.")
    else:
        print("Shell commands and other programs are not run when grading.")


def _no_output(command: str, *args: Any, **kwargs: Any) -> list[str]:
    _program(command)
    return []


def _nobody(*args: Any, **kwargs: Any) -> NoReturn:
    raise EOFError("There is nobody to ask when grading: write the value into the cell.")


def _write(write: Callable[[str, str], Any], line: str, cell: str) -> None:
    name = line.removeprefix("-a").strip().strip("'\"")
    if (Path.cwd() / name).resolve().is_relative_to(Path.cwd()):
        write(line, cell)
    else:
        print(f"{name} was not written: only the work folder can be written to when grading.")


def _time_once(shell: Any) -> None:
    magics = shell.find_line_magic("timeit").__self__
    original = magics.timeit

    @functools.wraps(original)  # with the marks that IPython looks for
    def timeit(line: str = "", cell: str | None = None, local_ns: Any = None) -> Any:
        """Time a statement once; a slow one timed seven times would use up the time of its cell."""
        options, statement = magics.parse_options(
            line, "n:r:tcp:qov:", posix=False, strict=False, preserve_non_opts=True
        )
        kept = "".join(f"-{option} " for option in "oq" if option in options)
        return original(f"-n 1 -r 1 {kept}{statement}", cell, local_ns)

    shell.register_magic_function(timeit, "line_cell", "timeit")


def _run_line_magic(shell: Any, run: Callable[..., Any], name: str, line: str, _stack_depth: int = 1) -> Any:
    if shell.find_line_magic(name) is not None:
        return run(name, line, _stack_depth + 1)
    print(f"The magic %{name} is not known when grading; it was passed over.")
    return None
