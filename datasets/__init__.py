"""Data sets by name: `load("mnist")` is a small built-in stand-in, `load("mnist", "full")` the real one.

The built-in ones need NumPy alone and no network; they are generated from a seed, or lie beside this file. The real
ones come from the folder that the environment variable TAMRIN_DATA names, or from where `tamrin data fetch` has put
them, and are compared with the checksums of their cards (`datasets/*.toml`). This package imports nothing of the
course, because it travels with the notebooks.
"""

import hashlib
import os
import tomllib
from pathlib import Path

from datasets import digits, ecg, fruit, glyphs, newswire, real

BUILT_IN = {
    "digits": digits.mini,
    "mnist": digits.mini,
    "fashion_mnist": digits.mini,
    "orl_faces": digits.mini,
    "glyphs": glyphs.mini,
    "cifar10": glyphs.mini,
    "fruit": fruit.mini,
    "ecg5000": ecg.mini,
    "reuters21578": newswire.mini,
}
REAL = {
    "mnist": real.idx,
    "fashion_mnist": real.idx,
    "cifar10": real.cifar10,
    "ecg5000": real.ecg5000,
    "orl_faces": real.orl_faces,
    "reuters21578": real.reuters21578,
}


class DataError(Exception):
    """A data set is not here, or not what its card says; the message says what to do."""


def load(name, subset="mini", seed=0):
    """A data set as a dict of arrays, usually `x_train, y_train, x_test, y_test`, samples along the first axis.

    Args:
        name: a key of `BUILT_IN` or `REAL`.
        subset: "mini" (built in) or "full" (the real one).
        seed: draws another sample of a built-in set that is generated, and another split of one that is not.

    Raises:
        DataError: there is no such data set, or its files are missing or damaged.
    """
    if subset not in ("mini", "full"):
        raise DataError(f"{subset!r} is no subset: mini or full.")
    table = BUILT_IN if subset == "mini" else REAL
    if name not in table:
        raise DataError(f"No data set {name!r} of subset {subset!r}. There are: {', '.join(sorted(table))}.")
    if subset == "mini":
        return table[name](seed)
    return table[name](verified(name))


def verified(name):
    """The folder with the files of a real data set, each compared with its checksum.

    Raises:
        DataError: a file is missing, or is not the one on the card.
    """
    with open(Path(__file__).with_name(f"{name}.toml"), "rb") as file:
        card = tomllib.load(file)
    folders = [Path(os.environ["TAMRIN_DATA"]) / name] if os.environ.get("TAMRIN_DATA") else []
    folders.append(cache() / name)
    wanted = [file["name"] for file in card["files"]]
    for folder in folders:
        if all((folder / file).is_file() for file in wanted):
            for file in card["files"]:
                _verify(folder / file["name"], file["sha256"])
            return folder
    raise DataError(
        f"The files of {name} are not here: `tamrin data fetch {name}`, or put {', '.join(wanted)} into a folder "
        f"{name} of the one that TAMRIN_DATA names."
    )


def cache():
    """Where `tamrin data fetch` puts data sets."""
    try:
        from platformdirs import user_cache_path
    except ImportError:
        return Path.home() / ".cache" / "tamrin"
    return user_cache_path("tamrin")


def _verify(path, sha256):
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
            raise DataError(f"{path} is damaged, or another file: its SHA-256 is not the one on the card.")
