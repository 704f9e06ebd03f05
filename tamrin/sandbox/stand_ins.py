"""Modules that notebooks expect and that are not here when grading: Colab's own, downloaders, Otter.

They come into being when a cell imports them. Those of Colab and Otter do nothing; what would fetch something says that
there is no network.
"""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import types
from collections.abc import Sequence
from typing import Any, NoReturn

NOTHING = ("google.colab", "otter")  # in the place of the real ones, too
OFFLINE = ("gdown", "kaggle", "kagglehub", "opendatasets", "wget")  # unless they are installed
STAND_INS = (*NOTHING, *OFFLINE)
_RESULTS: dict[str, type] = {"upload": dict, "get": str}  # what `files.upload` and `userdata.get` return


class Grader:
    """Stands in for Otter's notebook object: checks that students left in their cells do nothing here."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        pass

    def check(self, *args: Any, **kwargs: Any) -> None:
        """Do nothing."""

    check_all = export = to_pdf = check


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds the stand-ins, whatever the submodule."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name == "matplotlib":
            spec = importlib.machinery.PathFinder.find_spec(name)
            if spec is not None and spec.loader is not None:
                spec.loader = _WithoutWindows(spec.loader)
            return spec
        root = next((root for root in (*STAND_INS, "google") if f"{name}.".startswith(f"{root}.")), None)
        if root is None or (root == "google" and name != root):
            return None
        if root not in NOTHING and importlib.machinery.PathFinder.find_spec(root) is not None:
            return None
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def exec_module(self, module: types.ModuleType) -> None:
        """Give the module its answer to whatever is asked of it."""
        name = module.__name__
        if name == "otter":
            module.Notebook = Grader  # type: ignore[attr-defined]
        elif name != "google":
            make = _fails if name.split(".")[0] in OFFLINE else _does_nothing
            module.__getattr__ = lambda key: _attribute(name, key, make)  # type: ignore[method-assign]


class _WithoutWindows(importlib.abc.Loader):
    def __init__(self, real: Any) -> None:
        self.real = real

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType | None:
        return self.real.create_module(spec)  # type: ignore[no-any-return]

    def exec_module(self, module: types.ModuleType) -> None:
        self.real.exec_module(module)
        without_windows(module)


def without_windows(matplotlib: Any) -> None:
    """Figures are drawn and never shown: a backend with windows, which would fail here, may be asked for."""
    matplotlib.use = lambda *args, **kwargs: None


def _attribute(module: str, key: str, make: Any) -> Any:
    if key.startswith("__"):
        raise AttributeError(key)
    if module == "google.colab":
        return importlib.import_module(f"{module}.{key}")
    if key.endswith("Error"):
        return type(key, (Exception,), {})
    return make(f"{module}.{key}")


def _does_nothing(name: str) -> Any:
    def nothing(*args: Any, **kwargs: Any) -> Any:
        print(f"{name} does nothing when grading.")
        return _RESULTS.get(name.rpartition(".")[2], type(None))()

    return nothing


class _fails:
    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, key: str) -> _fails:
        if key.startswith("__"):
            raise AttributeError(key)
        return _fails(f"{self._name}.{key}")

    def __call__(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise ConnectionError(f"There is no network when grading: {self._name} was not run.")
