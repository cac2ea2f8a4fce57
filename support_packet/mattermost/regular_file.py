"""Reads a small file, and only a file: no pipe that never ends, no device, no directory."""

import errno
import os
import stat
from pathlib import Path

_NO_FILE = {
    stat.S_IFDIR: "it is a directory",
    stat.S_IFIFO: "it is a named pipe",
    stat.S_IFCHR: "it is a device",
    stat.S_IFBLK: "it is a device",
}


def read_regular_file(path: Path, most: int) -> bytes:
    """Return what is in `path`; `OSError`, whose `strerror` says why, if it cannot be read.

    More than `most` bytes cannot, nor can anything that is no regular file. Never waits for
    another process: opening a named pipe would.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY)
    try:
        kind = stat.S_IFMT(os.fstat(descriptor).st_mode)
        if kind != stat.S_IFREG:
            raise OSError(errno.EINVAL, _NO_FILE.get(kind, "it is no regular file"), str(path))
        with open(descriptor, "rb", closefd=False) as file:
            content = file.read(most + 1)
    finally:
        os.close(descriptor)
    if len(content) > most:
        raise OSError(errno.EFBIG, f"it is larger than {most} bytes", str(path))
    return content
