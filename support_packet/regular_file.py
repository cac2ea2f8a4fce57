"""Opens a file, and only a file: no pipe that never ends, no device, no directory."""

import errno
import io
import os
import stat
from pathlib import Path

_NO_FILE = {
    stat.S_IFIFO: "it is a named pipe",
    stat.S_IFCHR: "it is a device",
    stat.S_IFBLK: "it is a device",
}


def open_regular_file(path: Path, *, follow: bool = True) -> io.FileIO:
    """Open `path`; `OSError`, whose `strerror` says why, if it is no regular file.

    Never waits for another process: opening a named pipe would. A symbolic link is no regular
    file, unless `follow`.
    """
    more = os.O_NONBLOCK | os.O_NOCTTY | (0 if follow else os.O_NOFOLLOW)
    try:
        file = io.FileIO(path, opener=lambda name, flags: os.open(name, flags | more))
    except IsADirectoryError as error:
        raise OSError(error.errno, "it is a directory", str(path)) from None
    kind = stat.S_IFMT(os.fstat(file.fileno()).st_mode)
    if kind != stat.S_IFREG:
        file.close()
        raise OSError(errno.EINVAL, _NO_FILE.get(kind, "it is no regular file"), str(path))
    return file


def read_regular_file(path: Path, most: int) -> bytes:
    """Return what is in `path`; `OSError`, whose `strerror` says why, if it cannot be read.

    More than `most` bytes cannot, nor can anything that is no regular file.
    """
    with open_regular_file(path) as file, io.BufferedReader(file) as whole:
        content = whole.read(most + 1)
    if len(content) > most:
        raise OSError(errno.EFBIG, f"it is larger than {most} bytes", str(path))
    return content
