"""Where a collector package keeps its catalogs."""

import sys
from pathlib import Path


def package_locales(module: str) -> Path | None:
    """Return the folder `locales` of the innermost package around `module` that has one.

    Only packages that are already imported count: importing runs a package's code.
    """
    while module:
        for folder in _folders(module):
            if (folder / "locales").is_dir():
                return folder / "locales"
        module = module.rpartition(".")[0]
    return None


def _folders(module: str) -> list[Path]:
    """Return the folders of a package, none for a module."""
    try:
        return [Path(folder) for folder in getattr(sys.modules.get(module), "__path__", ())]
    except Exception:  # noqa: BLE001 -- a package can replace its module by any object
        return []
