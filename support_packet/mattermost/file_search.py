"""Where Mattermost looks for its own files: in its directory, and in those above it."""

import errno
import os
import stat
from collections.abc import Iterable
from pathlib import Path

OF_MOUNTS = frozenset(
    (errno.EIO, errno.ENOTCONN, errno.ESTALE, errno.ETIMEDOUT, errno.EHOSTDOWN, errno.EREMOTEIO)
)
"""The errors of a file system whose server or disk is gone: whether a file exists is unknown."""


def search_folders(install_dir: Path, levels: int) -> list[Path]:
    """Return the folders in which the server looks for a file or folder, in its order.

    They are its working directory, the folder of its executable, and `levels` folders above each.
    """
    return with_parents(start_folders(install_dir), levels)


def start_folders(install_dir: Path) -> tuple[Path, Path]:
    """Return the server's working directory and the folder of its executable."""
    # `bin` may be a link: Go's os.Executable returns the real path.
    return install_dir, real_path(install_dir / "bin")


def with_parents(starts: Iterable[Path], levels: int) -> list[Path]:
    """Return each of `starts` with `levels` folders above it, no folder twice."""
    folders = (folder for start in starts for folder in (start, *start.parents[:levels]))
    return list(dict.fromkeys(folders))


def real_path(path: Path) -> Path:
    """Return `path` without symbolic links, as it is where it leads into another root.

    The link `/proc/PID/root` reads as `/`, but is the root of that process: a container's.
    """
    real, plain = Path(os.path.realpath(path)), Path(os.path.abspath(path))  # noqa: PTH100 -- symbolic links stay
    if real == plain:
        return real
    try:
        is_same = real.samefile(path)
    except OSError:
        is_same = not file_kind(path)
    return real if is_same else plain


def file_kind(path: Path) -> int:
    """Return the kind of file at `path`, as `stat.S_IFMT` does; 0 if none can be seen there."""
    try:
        return stat.S_IFMT(path.stat().st_mode)
    except (OSError, ValueError):
        return 0


def is_folder(path: Path) -> bool:
    """Return whether `path` is a folder, or a link to one."""
    return file_kind(path) == stat.S_IFDIR


def may_be_folder(path: Path) -> bool:
    """Return whether `path` is a folder, or one of a file system that is gone meanwhile."""
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except OSError as error:
        return error.errno in OF_MOUNTS
    except ValueError:
        return False
