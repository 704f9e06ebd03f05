"""Files of weights among others, by their names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from pathlib import PurePosixPath

from tamrin.intake.errors import printable

MODELS = (".keras", ".h5", ".hdf5", ".pb", ".pkl", ".pickle", ".joblib", ".pt", ".pth", ".onnx", ".tflite")
# A browser calls a second download `a (1).h5`, a file manager a copy `a - Copy.h5`.
_COPY = re.compile(r"(?:[ _]?\(\d{1,4}\)| - Copy)(?=\.[^.]*$)", re.IGNORECASE)


def among(paths: Iterable[str], wanted: Collection[str]) -> dict[str, str]:
    """By wanted name: the first path that ends in it; else one that does but for letter case and the mark of a copy."""
    exact: dict[str, str] = {}
    alike: dict[str, str] = {}
    for path in paths:
        name = _name(path)
        if name in wanted:
            exact.setdefault(name, path)
        elif (meant := _meant(name, wanted)) is not None:
            alike.setdefault(meant, path)
    return alike | exact


def renamed(found: dict[str, str]) -> list[str]:
    """A note for each file that was taken although it is not called quite as it should be."""
    return [
        f"`{printable(_name(path), 60)}` was taken for `{name}`."
        for name, path in sorted(found.items())
        if _name(path) != name
    ]


def foreign(paths: Iterable[str], wanted: Collection[str]) -> list[str]:
    """A note for every file that holds a model in a format that is not opened, where weights are wanted."""
    notes = []
    for path in paths if wanted else ():
        if path.lower().endswith(MODELS) and _meant(_name(path), wanted) is None:
            said = f"`{printable(path, 60)}` was not opened, because a file of that kind may hold code:"
            instead = f"hand in the weights alone, written by `model.save_weights`, as {', '.join(sorted(wanted))}."
            notes.append(f"{said} {instead}")
    return notes


def _name(path: str) -> str:
    return PurePosixPath(path.replace("\\", "/")).name


def _meant(name: str, wanted: Collection[str]) -> str | None:
    plain = _COPY.sub("", name).casefold()
    return next((each for each in wanted if each.casefold() == plain), None)
