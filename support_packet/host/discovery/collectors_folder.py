"""The modules of a folder as collectors that no distribution registers: for development."""

import importlib.util
import sys
from collections.abc import Iterator
from keyword import iskeyword
from pathlib import Path

import importlib_metadata

from support_packet.contract import PROJECT
from support_packet.errors import DeclarationError
from support_packet.host.discovery.entry_points import DiscoveredEntryPoint
from support_packet.host.origin import CollectorId
from support_packet.host.problems import one_line

_NOT_COLLECTORS = ("_", ".", "test_", "conftest.")


class FileEntryPoint(importlib_metadata.EntryPoint):
    """An entry point for a module by its file, which need not be on Python's path."""

    def __init__(self, file: Path) -> None:
        name = _module_name(file)
        super().__init__(name, name, PROJECT)
        vars(self).update(file=file)

    def load(self) -> object:
        """Import the file, unless it is imported already; `DeclarationError` for a bad name."""
        file: Path = vars(self)["file"]
        known = sys.modules.get(self.name)
        if known is not None and getattr(known, "__file__", None) == str(file):
            return known
        _check_name(file)
        # At the end: what the folder holds cannot take the place of anything that is installed.
        if (folder := str(_folder_of(file))) not in sys.path:
            sys.path.append(folder)
        spec = importlib.util.spec_from_file_location(self.name, file)
        if spec is None or spec.loader is None:
            raise ImportError(f"{file} cannot be imported.")
        module = importlib.util.module_from_spec(spec)
        sys.modules[self.name] = module
        try:
            spec.loader.exec_module(module)
        except BaseException:
            del sys.modules[self.name]
            raise
        return module


def find_in_folder(folder: Path) -> list[DiscoveredEntryPoint]:
    """Return an entry point for each module and package of `folder`, by name.

    Names that begin with `_`, `.` or `test_`, and `conftest.py`, are skipped. In messages, the path
    of the folder takes the place of the distribution.
    """
    return [
        DiscoveredEntryPoint(
            CollectorId(one_line(str(_shown(file))), "", one_line(_module_name(file)), True),
            FileEntryPoint(file),
        )
        for file in sorted(_module_files(folder))
    ]


def _module_files(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name.startswith(_NOT_COLLECTORS):
            continue
        if path.is_dir() and (path / "__init__.py").is_file():
            yield path / "__init__.py"
        elif path.suffix == ".py" and path.is_file():
            yield path


def _check_name(file: Path) -> None:
    """Raise `DeclarationError` for a name that no module can have, or that another one has."""
    name = _module_name(file)
    if not name.isidentifier() or iskeyword(name):
        raise DeclarationError(
            f"{name!r} cannot be the name of a module. Use letters, digits and '_'."
        )
    if name in sys.modules or _is_installed(name, _folder_of(file)):
        raise DeclarationError(
            f"There is a module {name} already, which Python would import instead. Choose another "
            "name."
        )


def _is_installed(name: str, folder: Path) -> bool:
    """Return whether Python finds a module of this name elsewhere."""
    spec = importlib.util.find_spec(name)
    if spec is None:
        return False
    places = [spec.origin, *(spec.submodule_search_locations or ())]
    return not any(place and Path(place).is_relative_to(folder) for place in places)


def _shown(file: Path) -> Path:
    return file.parent if file.name == "__init__.py" else file


def _module_name(file: Path) -> str:
    return _shown(file).stem


def _folder_of(file: Path) -> Path:
    return _shown(file).parent
