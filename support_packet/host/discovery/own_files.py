"""Checks that the program imports its own files: other distributions may have the same names."""

import base64
import hashlib
import importlib.metadata
from collections.abc import Iterator, Mapping
from importlib.machinery import PathFinder
from pathlib import Path

from support_packet.errors import OverwrittenError
from support_packet.host.origin import OUR_DISTRIBUTION, distribution_name

OWN_FILES: Mapping[str, str] = {
    "hookspecs": "hookspecs.py",
    "collectors": "collectors/__init__.py",
}
"""The modules next to `support_packet`, and where they are, seen from the folder around it."""

_ROOT = Path(__file__).parents[3]


def check_own_files(root: Path = _ROOT) -> None:
    """Raise `OverwrittenError`, with the distribution at fault, if a module is not this program's.

    Another one comes first on Python's path, or has been installed over the one below `root`.
    """
    for module, place in OWN_FILES.items():
        # Not what has been imported already, such as by a test.
        specification = PathFinder.find_spec(module)
        found = specification.origin if specification else None
        if found is None or Path(found).resolve() != (root / place).resolve():
            raise _overwritten(module, Path(found) if found else None)
        # Which other distribution has the file matters only then, and is expensive to find out.
        if _is_changed(root, place) and (owners := _other_owners(root, place)):
            raise _overwritten(module, root / place, owners[0])


def _overwritten(module: str, path: Path | None, owner: str = "") -> OverwrittenError:
    if path is None:
        return OverwrittenError(
            f"The module {module} of support-packet is missing. Install support-packet again."
        )
    owner = owner or next(_owners_of(path), "")
    if not owner:
        return OverwrittenError(
            f"{path} is imported in place of support-packet's own module {module}. Remove it, or "
            "take its folder from PYTHONPATH."
        )
    return OverwrittenError(
        f"The distribution {owner} has a module {module} of its own, which is imported in place of "
        f"support-packet's ({path}). Uninstall {owner}, then install support-packet again; ask the "
        f"maintainers of {owner} to put the module into a separate package."
    )


def _other_owners(root: Path, place: str) -> list[str]:
    """Return the distributions in the folder `root` that have installed a file of ours, too."""
    return sorted(
        name
        for distribution in importlib.metadata.distributions(path=[str(root)])
        if (name := _name(distribution)) not in ("", OUR_DISTRIBUTION)
        if any(str(file) == place for file in _files(distribution))
    )


def _owners_of(path: Path) -> Iterator[str]:
    for distribution in importlib.metadata.distributions():
        name = _name(distribution)
        if name and name != OUR_DISTRIBUTION:
            located = (str(distribution.locate_file(file)) for file in _files(distribution))
            if any(Path(file).resolve() == path.resolve() for file in located):
                yield name


def _is_changed(root: Path, place: str) -> bool:
    """Return whether the file is no longer the one that this program's distribution installed."""
    return any(
        not _has_hash(root / place, file)
        for distribution in importlib.metadata.distributions(
            name=OUR_DISTRIBUTION, path=[str(root)]
        )
        for file in _files(distribution)
        if str(file) == place and file.hash
    )


def _has_hash(path: Path, recorded: importlib.metadata.PackagePath) -> bool:
    digest = hashlib.new(recorded.hash.mode, path.read_bytes()).digest() if recorded.hash else b""
    value = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    return recorded.hash is not None and value == recorded.hash.value


def _name(distribution: importlib.metadata.Distribution) -> str:
    try:
        return distribution_name(distribution.name)
    except Exception:  # noqa: BLE001 -- a broken folder is not in the way
        return ""


def _files(distribution: importlib.metadata.Distribution) -> list[importlib.metadata.PackagePath]:
    try:
        return list(distribution.files or ())
    except Exception:  # noqa: BLE001 -- a broken folder is not in the way
        return []
