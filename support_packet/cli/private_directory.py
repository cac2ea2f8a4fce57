"""A directory that belongs to one run of the server."""

import fcntl
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from support_packet.errors import SettingsError

_PREFIX = "support-packet-run-"
_NO_DIRECTORY = (
    "There is no directory for temporary files ({reason}). Set TMPDIR to a directory in which this "
    "account can write, such as a tmpfs where the root file system is read-only."
)
_NAME = re.compile(rf"{_PREFIX}[a-z0-9_]{{8}}")


@contextmanager
def private_directory() -> Iterator[Path]:
    """Yield a new directory that no other user can enter, and remove it at the end.

    It is in `RUNTIME_DIRECTORY` if systemd provides one, else where temporary files are. What
    runs that were killed have left there is removed first. `SettingsError` where nothing can be
    written.
    """
    owner = os.getpid()
    path = _created()
    descriptor = os.open(path, os.O_RDONLY)
    try:
        # systemd-tmpfiles removes old directories, but not a locked one.
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        enter(path)
        yield path
    finally:
        os.close(descriptor)
        # gunicorn's workers, which are forks, get here as well.
        if os.getpid() == owner:
            shutil.rmtree(path, ignore_errors=True)


def _created() -> Path:
    try:
        parent = Path(os.environ.get("RUNTIME_DIRECTORY", "") or tempfile.gettempdir())
        _clear(parent)
        return Path(tempfile.mkdtemp(prefix=_PREFIX, dir=parent))
    except OSError as error:
        raise SettingsError(_NO_DIRECTORY.format(reason=error.strerror)) from None


def enter(path: Path) -> None:
    """Make `path` the working directory; create it again if somebody has removed it.

    Without a working directory much of Python fails, and every child process.
    """
    with suppress(OSError):
        path.mkdir(mode=0o700, parents=True)
    with suppress(OSError):
        # Another user may have taken the name meanwhile.
        if _is_ours(path):
            os.chdir(path)


def _clear(parent: Path) -> None:
    for path in parent.glob(f"{_PREFIX}*"):
        if _NAME.fullmatch(path.name) and _is_ours(path) and not _is_used(path):
            shutil.rmtree(path, ignore_errors=True)


def _is_ours(path: Path) -> bool:
    try:
        status = path.lstat()
    except OSError:
        return False
    private = stat.S_ISDIR(status.st_mode) and stat.S_IMODE(status.st_mode) == stat.S_IRWXU
    return private and status.st_uid == os.geteuid()


def _is_used(path: Path) -> bool:
    """Whether a run that is still going, or one of its workers, holds the lock."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(descriptor)
    return False
