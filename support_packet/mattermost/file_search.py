"""Where Mattermost looks for its own files: in its directory, and in those above it."""

import errno
import os
import stat
from pathlib import Path

OF_MOUNTS = frozenset(
    (errno.EIO, errno.ENOTCONN, errno.ESTALE, errno.ETIMEDOUT, errno.EHOSTDOWN, errno.EREMOTEIO)
)
"""The errors of a file system whose server or disk is gone: whether a file exists is unknown."""


def search_folders(install_dir: Path, levels: int) -> list[Path]:
    """Return the folders in which the server looks for a file or folder, in its order.

    They are its working directory, the folder of its executable, and `levels` folders above each.
    """
    # `bin` may be a link: Go's os.Executable returns the real path.
    executable_dir = real_path(install_dir / "bin")
    starts = (install_dir, executable_dir)
    return [folder for start in starts for folder in (start, *start.parents[:levels])]


def real_path(path: Path) -> Path:
    """Return `path` without symbolic links, as it is where it leads into another root.

    The link `/proc/PID/root` reads as `/`, but is the root of that process: a container's.
    """
    real = Path(os.path.realpath(path))
    try:
        is_same = real.samefile(path)
    except OSError:
        is_same = not file_kind(path)
    return real if is_same else Path(os.path.abspath(path))  # noqa: PTH100 -- its links stay


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
