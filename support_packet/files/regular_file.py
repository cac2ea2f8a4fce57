"""Opens and reads regular files only: no pipe that never ends, no device, no directory."""

import errno
import io
import os
import stat
from pathlib import Path

from support_packet.files.text_encoding import first_line_not_utf_8

_OTHER_KINDS = {
    stat.S_IFIFO: "it is a named pipe",
    stat.S_IFCHR: "it is a device",
    stat.S_IFBLK: "it is a device",
}


def open_regular_file(path: Path, *, follow: bool = True) -> io.FileIO:
    """Open `path` for reading; `OSError` if that fails or it is not a regular file.

    The error's `strerror` is the reason, ready for a message. A symbolic link counts as a regular
    file only if `follow`. `ValueError` if the path contains a null character.
    """
    # Without O_NONBLOCK, opening a named pipe waits until another process writes to it. Without
    # O_NOCTTY, a terminal that is opened becomes the one that can interrupt this process.
    more = os.O_NONBLOCK | os.O_NOCTTY | (0 if follow else os.O_NOFOLLOW)
    try:
        file = io.FileIO(path, opener=lambda name, flags: os.open(name, flags | more))
    except IsADirectoryError as error:
        raise OSError(error.errno, "it is a directory", str(path)) from None
    except OSError as error:
        if error.errno != errno.ENXIO:
            raise
        raise OSError(error.errno, "it is a socket", str(path)) from None
    kind = stat.S_IFMT(os.fstat(file.fileno()).st_mode)
    if kind != stat.S_IFREG:
        file.close()
        reason = _OTHER_KINDS.get(kind, "it is not a regular file")
        raise OSError(errno.EINVAL, reason, str(path))
    return file


def read_regular_file(path: Path, max_bytes: int) -> bytes:
    """Return the content of `path`; raises what `open_regular_file` raises.

    A file of more than `max_bytes` is an `OSError`, too.
    """
    with open_regular_file(path) as file, io.BufferedReader(file) as reader:
        content = reader.read(max_bytes + 1)
    if len(content) > max_bytes:
        raise OSError(errno.EFBIG, f"it is larger than {max_bytes} bytes", str(path))
    return content


def read_regular_text(path: Path, max_bytes: int) -> str:
    """Return the text in `path`; raises what `read_regular_file` raises.

    A file that is not UTF-8 is a `ValueError` that names the line.
    """
    content = read_regular_file(path, max_bytes)
    if line := first_line_not_utf_8(content):
        raise ValueError(f"line {line}: not valid UTF-8")
    return content.decode("utf-8")
