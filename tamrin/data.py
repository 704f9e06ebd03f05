"""Data sets by name: cards in `datasets/*.toml`, files from a folder or fetched once, always with checksums."""

from __future__ import annotations

import hashlib
import os
import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from tamrin.course import CourseError


class DataFile(BaseModel):
    """One file of a data set; without an address it cannot be fetched, and is put into the data folder by hand."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    url: str = ""
    sha256: str


class Card(BaseModel):
    """What a data set is, where it comes from, and how to tell that it is complete."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    title: str
    source: str
    licence: str
    citation: str
    shape: str
    files: tuple[DataFile, ...]


def cards(root: Path) -> dict[str, Card]:
    """The cards of a course by name."""
    found = {}
    for path in sorted((root / "datasets").glob("*.toml")):
        try:
            card = Card.model_validate({"name": path.stem, **tomllib.loads(path.read_text("utf-8"))})
        except (tomllib.TOMLDecodeError, ValidationError) as error:
            raise CourseError(f"{path}: {error}") from error
        found[card.name] = card
    return found


def card_of(root: Path, name: str) -> Card:
    """One card by name."""
    found = cards(root)
    if name not in found:
        raise CourseError(f"No data set is called {name!r}. There are: {', '.join(found) or 'none'}.")
    return found[name]


def cache() -> Path:
    """Where fetched data sets lie."""
    from platformdirs import user_cache_path

    return user_cache_path("tamrin")


def located(card: Card) -> Path | None:
    """The folder with all files of a data set: in `TAMRIN_DATA`, or where `fetch` put them; None when not here."""
    given = os.environ.get("TAMRIN_DATA")
    folders = [Path(given) / card.name] if given else []
    for folder in [*folders, cache() / card.name]:
        if all((folder / file.name).is_file() for file in card.files):
            return folder
    return None


def verify(card: Card, folder: Path) -> None:
    """Compare the checksums of a data set's files.

    Raises:
        CourseError: a file is not the one on the card.
    """
    for file in card.files:
        with (folder / file.name).open("rb") as stream:
            if hashlib.file_digest(stream, "sha256").hexdigest() != file.sha256:
                raise CourseError(
                    f"{folder / file.name} is not the file on the card of {card.name}: its SHA-256 differs."
                )


def fetch(card: Card) -> Path:
    """Fetch the files of a data set that are not here yet, with a progress bar, and check them all."""
    import pooch

    folder = located(card) or cache() / card.name
    for file in card.files:
        if not (folder / file.name).is_file():
            if not file.url:
                raise CourseError(
                    f"{card.name} may not be passed on, so it is not fetched: put {file.name} into a folder "
                    f"{card.name} of the one that TAMRIN_DATA names. Source: {card.source}."
                )
            try:
                pooch.retrieve(file.url, f"sha256:{file.sha256}", fname=file.name, path=folder, progressbar=True)
            except ValueError as error:
                raise CourseError(f"{file.name} of {card.name} arrived damaged: {error}") from error
            except OSError as error:
                raise CourseError(f"{file.name} of {card.name} could not be fetched: {error}") from error
    verify(card, folder)
    return folder
