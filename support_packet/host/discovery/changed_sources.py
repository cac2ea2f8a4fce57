"""Which files of collector packages have changed, and how their modules are forgotten."""

import importlib
import importlib.util
import linecache
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from support_packet.host.discovery.entry_points import DiscoveredEntryPoint

_MAX_FILES = 10_000
_IGNORED = ("__pycache__", ".")

Snapshot = Mapping[Path, tuple[int, int, int]]
"""Of each file: when it was changed, its size, and its inode."""


class PackageSources:
    """The files of the packages in `found`, but for the built-in ones, and of a folder of modules.

    For development: all packages count as changed where one is, since they may use each other.
    """

    def __init__(
        self, found: Iterable[DiscoveredEntryPoint], plugins_dir: Path | None = None
    ) -> None:
        modules = (entry.module for entry in found if not entry.origin.built_in)
        self._packages = {module.partition(".")[0] for module in modules}
        self._folders = [plugins_dir] if plugins_dir else []
        roots = {root for package in self._packages for root in _roots(package)}
        self._roots = sorted({*roots, *self._folders})

    def snapshot(self) -> Snapshot:
        """Return the state of all files."""
        files = (file for root in self._roots for file in _files(root))
        return dict(_states(islice(files, _MAX_FILES)))

    def forget(self) -> None:
        """Have all their modules imported again; what runs keeps those that it has."""
        for name, module in list(sys.modules.items()):
            file = getattr(module, "__file__", None)
            if name.partition(".")[0] in self._packages or (
                isinstance(file, str) and any(map(Path(file).is_relative_to, self._folders))
            ):
                del sys.modules[name]
        importlib.invalidate_caches()
        linecache.checkcache()


def changed_files(before: Snapshot, after: Snapshot) -> list[Path]:
    """Return the files that are new, gone or different."""
    return sorted(path for path in {*before, *after} if before.get(path) != after.get(path))


def _roots(package: str) -> Iterator[Path]:
    """Yield the folders of a package, or the file of a module; nothing is imported."""
    try:
        spec = importlib.util.find_spec(package)
    except (ImportError, ValueError):
        return
    if spec is None:
        return
    if spec.submodule_search_locations is not None:
        yield from map(Path, spec.submodule_search_locations)
    elif spec.origin:
        yield Path(spec.origin)


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    try:
        inside = sorted(path.iterdir())
    except OSError:
        return
    for each in inside:
        if not each.name.startswith(_IGNORED):
            yield from _files(each)


def _states(files: Iterable[Path]) -> Iterator[tuple[Path, tuple[int, int, int]]]:
    for file in files:
        try:
            status = file.stat()
        except OSError:
            continue
        yield file, (status.st_mtime_ns, status.st_size, status.st_ino)
