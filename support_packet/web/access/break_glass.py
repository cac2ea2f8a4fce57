"""The operator's own token, which works even while the database is down."""

import hmac
import logging
import os
import re
import stat
from pathlib import Path

from support_packet.errors import SettingsError
from support_packet.files.bounded_reading import read_within
from support_packet.files.regular_file import open_regular_file

_TOKEN = re.compile(rb"[!-~]{32,512}")
_MAX_BYTES = 1024
OPERATOR = "break-glass"
"""Who is recorded for a packet that was requested with the token, which belongs to no user."""

_SECONDS = 3.0
"""How long the file system may take."""

logger = logging.getLogger(__name__)


def check_token_file(path: Path | None) -> None:
    """Raise `SettingsError` if there is a file and it cannot be used."""
    if path is not None:
        read_token(path)


def operator_secrets(path: Path | None) -> frozenset[str]:
    """Return the token in `path` as a set, empty without one."""
    expected = _expected(path)
    return frozenset() if expected is None else frozenset({expected.decode()})


def admits(path: Path | None, token: str) -> bool:
    """Return whether `token` is the operator's; without a usable file, none is.

    The file is read for every request: deleting it revokes the token at once.
    """
    expected = _expected(path)
    # In constant time: a comparison that stops early would reveal the token byte by byte.
    return expected is not None and hmac.compare_digest(token.encode(), expected)


def _expected(path: Path | None) -> bytes | None:
    if path is None:
        return None
    try:
        return read_token(path)
    except SettingsError as error:
        logger.warning("The break-glass token can't be used. %s", error)
        return None


def read_token(path: Path) -> bytes:
    """Return the token in `path`; `SettingsError` if others could read or write the file."""
    try:
        content = read_within(_SECONDS, path, lambda: _content(path))
    except OSError as error:
        raise _unusable(path, error.strerror or "it cannot be opened") from None
    if not _TOKEN.fullmatch(content):
        raise _unusable(path, "must hold one token: 32 to 512 visible ASCII characters, no spaces")
    return content


def _content(path: Path) -> bytes:
    with open_regular_file(path) as file:
        # Of the open file: the path may name another one by now.
        _check_owner(path, os.fstat(file.fileno()))
        return file.read(_MAX_BYTES).strip()


def _check_owner(path: Path, status: os.stat_result) -> None:
    if _is_credential(path) and status.st_uid == 0:
        # systemd gives this account access by an access control list, which shows in the bits of
        # the group, and keeps the directory from all others.
        if status.st_mode & (stat.S_IWGRP | stat.S_IRWXO):
            raise _unusable(path, "must not be writable, nor accessible to others")
        return
    if status.st_uid == 0 != os.geteuid():
        # As Kubernetes mounts a secret for the group of a pod.
        groups = {os.getegid(), *os.getgroups()}
        if status.st_gid not in groups or status.st_mode & (stat.S_IWGRP | stat.S_IRWXO):
            raise _unusable(
                path, "belongs to root: only a group of this program may read it (chmod 440)"
            )
        return
    if status.st_uid != os.geteuid():
        raise _unusable(path, f"must belong to the user of this program (uid {os.geteuid()})")
    if status.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise _unusable(path, "must be accessible to its owner only (chmod 600)")


def _is_credential(path: Path) -> bool:
    """Whether it is a file that systemd's `LoadCredential` has made for this service."""
    directory = os.environ.get("CREDENTIALS_DIRECTORY", "")
    return bool(directory) and path.parent == Path(directory)


def _unusable(path: Path, why: str) -> SettingsError:
    return SettingsError(f"SUPPORT_PACKET_BREAK_GLASS_TOKEN_FILE: {path}: {why}.")
