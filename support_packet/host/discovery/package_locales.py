"""Where a collector package keeps its catalogs."""

import sys
import sysconfig
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

_FOLDER = "locales"


def package_locales(module: str) -> Path | None:
    """Return the folder of catalogs of `module`, or of the innermost package around it with one.

    That of a package is its folder `locales`. A module has `module_locales` next to it: in the
    folder of all installed modules, `locales` would be that of several packages. Only what is
    already imported counts: importing runs a package's code.
    """
    while module:
        for folder in _candidates(module):
            if folder.is_dir():
                return folder
        module = module.rpartition(".")[0]
    return None


def unused_locales(module: str, installed: Callable[[], Iterable[Path]]) -> str:
    """Return the unused folder of catalogs of a module without a package, empty if there is none.

    `installed` returns the files of its distribution, relative to where it is installed.
    """
    folder = _folder_of_module(module)
    if folder is None or "." in module:
        return ""
    own = any(path.parts[:1] == (_FOLDER,) and path.suffix == ".po" for path in installed())
    # A folder next to all installed modules may be any package's.
    shared = folder == Path(sysconfig.get_path("purelib"))
    beside = not shared and any((folder / _FOLDER).glob("*.po"))
    return str(folder / _FOLDER) if own or beside else ""


def _candidates(module: str) -> Iterator[Path]:
    try:
        packages = [Path(path) for path in getattr(sys.modules.get(module), "__path__", ())]
    except Exception:  # noqa: BLE001 -- a package can replace its module by any object
        return
    yield from (folder / _FOLDER for folder in packages)
    if folder := _folder_of_module(module):
        yield folder / f"{module.rpartition('.')[2]}_{_FOLDER}"


def _folder_of_module(module: str) -> Path | None:
    """Return the folder that a module is in, None for a package."""
    try:
        found = sys.modules.get(module)
        file = getattr(found, "__file__", None)
        return None if hasattr(found, "__path__") or not file else Path(file).parent
    except Exception:  # noqa: BLE001 -- a package can replace its module by any object
        return None
