"""The operator's own token, which lets one in also while the database is down."""

import hmac
import logging
import os
import re
import stat
from pathlib import Path

from support_packet.errors import SettingsError

_TOKEN = re.compile(rb"[!-~]{32,512}")
_MOST_BYTES = 1024

logger = logging.getLogger(__name__)


class BreakGlass:
    """Compares tokens with the one in `path`, or with none.

    The file is read anew for every request: deleting it revokes the token at once.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def check(self) -> None:
        """Raise `SettingsError` if there is a file and it cannot be used."""
        if self._path is not None:
            read_token(self._path)

    @property
    def secrets(self) -> frozenset[str]:
        """The token as a set, empty without one."""
        expected = self._read()
        return frozenset() if expected is None else frozenset({expected.decode()})

    def admits(self, token: str) -> bool:
        """Whether `token` is the operator's; a file that cannot be used admits nobody."""
        expected = self._read()
        return expected is not None and hmac.compare_digest(token.encode(), expected)

    def _read(self) -> bytes | None:
        if self._path is None:
            return None
        try:
            return read_token(self._path)
        except SettingsError as error:
            logger.warning("Nobody is let in by break-glass token. %s", error)
            return None


def read_token(path: Path) -> bytes:
    """Return the token in `path`; `SettingsError` if others could read or write the file."""
    try:
        # Opening a pipe would wait for its writer.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError as error:
        raise _unusable(path, error.strerror or "cannot be opened") from None
    try:
        _check_owner(path, os.fstat(descriptor))
        content = os.read(descriptor, _MOST_BYTES).strip()
    finally:
        os.close(descriptor)
    if not _TOKEN.fullmatch(content):
        raise _unusable(path, "must hold one token: 32 to 512 visible ASCII characters, no spaces")
    return content


def _check_owner(path: Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise _unusable(path, "is not a regular file")
    if status.st_uid != os.geteuid():
        raise _unusable(path, f"must belong to the user of this program (uid {os.geteuid()})")
    if status.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise _unusable(path, "must be accessible to its owner only (chmod 600)")


def _unusable(path: Path, why: str) -> SettingsError:
    return SettingsError(f"SUPPORT_PACKET_BREAK_GLASS_TOKEN_FILE: {path}: {why}.")
