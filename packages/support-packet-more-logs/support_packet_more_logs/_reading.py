"""Declares a log on disk, and says why it cannot be read before anyone opens it."""

import grp
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from support_packet import (
    N_,
    CollectError,
    Content,
    Mattermost,
    PacketFile,
    as_file_name,
    log_files,
    warn,
)

GROUP = N_("More logs")

_DENIED = N_("%(path)s: support-packet has no permission to read it.")
_JOIN = N_("Add the account that runs support-packet to the group %(group)s, and restart it.")
_ALLOW = N_("Give the account that runs support-packet read access.")
_NOT_THERE = N_("%(path)s: %(reason)s.")
_WRITTEN = N_("Check that its program writes it, and the path in the settings.")
_NOT_A_FILE = N_("%(path)s is not a regular file.")


def declare_log(  # noqa: PLR0913 -- the fields of a file, by name
    mattermost: Mattermost,
    path: Path,
    *,
    folder: str,
    setting: str,
    below: Iterable[str | Path] = (),
    title: str,
    description: str,
    default: bool,
    days: int | None = None,
) -> Iterator[PacketFile]:
    """Yield the log at `path` and what it was before its rotations, as files in `folder`.

    A log that may not be read is a file, too: one that says why it is missing.
    """
    declare = partial(_file, title=title, description=description, default=default)
    try:
        log = mattermost.log_file(path, setting=setting, below=below)
    except CollectError as error:
        yield declare(f"{folder}/{as_file_name(path.name)}", _raising(error))
        return

    def collect() -> Content:
        check_readable(path)
        return log

    try:
        yield from log_files(
            log,
            folder=folder,
            title=title,
            description=description,
            group=GROUP,
            order=200,
            default=default,
            # The page never calls `collect` of a file that is sent on request.
            preview=default or partial(check_readable, path),
            days=days,
            collect=collect,
        )
    except CollectError as error:
        # The rotated ones cannot be listed. If the log cannot be read either, its file reports it.
        if default and _is_readable(path):
            warn(error.message, remedy=error.remedy)


def folders_of(folder: str, paths: Iterable[Path]) -> list[str]:
    """Return a folder of the packet for each log: those of one name get `folder-2` and so on."""
    names: list[str] = []
    folders = []
    for path in paths:
        names.append(as_file_name(path.name).casefold())
        count = names.count(names[-1])
        folders.append(folder if count == 1 else f"{folder}-{count}")
    return folders


def missing_file(name: str, error: CollectError, *, title: str) -> PacketFile:
    """Return a file that is missing because of `error`."""
    return _file(name, _raising(error), title=title)


def check_readable(path: Path) -> None:
    """Raise `CollectError` unless `path` is a regular file that this account may read."""
    try:
        status = path.stat()
    except PermissionError:
        raise denied(path) from None
    except OSError as error:
        raise CollectError(_NOT_THERE, remedy=_WRITTEN, path=path, reason=error.strerror) from None
    if not stat.S_ISREG(status.st_mode):
        raise CollectError(_NOT_A_FILE, remedy=_WRITTEN, path=path)
    if not _may(path, os.R_OK):
        raise denied(path)


def _is_readable(path: Path) -> bool:
    try:
        check_readable(path)
    except CollectError:
        return False
    return True


def is_closed(folder: Path) -> bool:
    """Return whether there is, or may be, a folder that this account may not list."""
    try:
        folder.stat()
    except PermissionError:
        return True
    except OSError:
        return False
    return not _may(folder, os.R_OK | os.X_OK)


def denied(path: Path) -> CollectError:
    """Return the error for a file or folder that this account may not read, and what to do."""
    blocking = next((each for each in reversed(path.parents) if not _may(each, os.X_OK)), path)
    group = _readers(blocking)
    remedy = _JOIN if group else _ALLOW
    return CollectError(_DENIED, remedy=remedy, path=path, group=group)


def _may(path: Path, mode: int) -> bool:
    return os.access(path, mode, effective_ids=os.access in os.supports_effective_ids)


def _readers(path: Path) -> str:
    """Return the group whose members may read `path`, empty where the group does not help."""
    try:
        status = path.stat()
        # Joining root's group to read a log is bad advice.
        helps = status.st_mode & stat.S_IRGRP and status.st_gid
        return grp.getgrgid(status.st_gid).gr_name if helps else ""
    except (OSError, KeyError):
        return ""


def _file(
    name: str,
    fail: Callable[[], None],
    *,
    title: str,
    description: str = "",
    default: bool = True,
) -> PacketFile:
    def collect() -> Content:
        fail()
        return b""

    return PacketFile(
        name,
        collect,
        title=title,
        description=description,
        group=GROUP,
        order=200,
        default=default,
        preview=fail,
    )


def _raising(error: CollectError) -> Callable[[], None]:
    def fail() -> None:
        raise error

    return fail
