"""A log and what it was before its rotations, as files of the packet."""

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from support_packet.contract import Content, PacketFile
from support_packet.contract.installation_parts import Log
from support_packet.values.arguments import check_days
from support_packet.values.file_names import as_file_name
from support_packet.values.message import N_

_ROTATED = N_("An older log, which the server has rotated")
_AFTER_ALL_OTHERS = 1000


def log_files(  # noqa: PLR0913 -- the fields of a file, by name
    log: Log,
    *,
    folder: str = "",
    title: str = "",
    description: str = "",
    values: Mapping[str, str] | None = None,
    group: str = "",
    order: int = 100,
    default: bool = True,
    preview: bool | Callable[[], str | None] = True,
    days: int | None = None,
    collect: Callable[[], Content] | None = None,
) -> Iterator[PacketFile]:
    """Yield `log` and then its rotated files, newest first, each under its own name in `folder`.

    `log` is what `mattermost.log` or `mattermost.log_file` returned; `folder` is relative, for
    example `my-package`, empty for the top of the packet. `collect`, if given, makes the content
    of the current log, and `preview` is for that one only. `values` fill the placeholders in
    `title` and `description`. Rotated files come after all other files: those of the last `days`,
    by default as many as the operator has configured. Characters that a packet's names cannot have
    are replaced. `CollectError`, after the last one, if not all can be listed.

        log = mattermost.log("ldap.log", "LogSettings")
        yield from log_files(log, folder="my-package", title="LDAP log")
    """
    _check_log(log)
    check_days("days of log_files()", days)
    prefix = f"{folder}/" if folder else ""
    yield PacketFile(
        name=prefix + as_file_name(log.path.name),
        title=title,
        description=description,
        values=values or {},
        group=group,
        order=order,
        default=default,
        preview=preview,
        size=log.size(),
        server_log=True,
        collect=collect or (lambda: log),
    )
    for age, rotated in enumerate(log.rotated(days)):
        yield PacketFile(
            name=prefix + as_file_name(rotated.path.name),
            title=title,
            description=_ROTATED,
            values=values or {},
            group=group,
            order=_AFTER_ALL_OTHERS + age,
            default=default,
            size=rotated.size(),
            server_log=True,
            collect=rotated.lines,
        )


def _check_log(log: object) -> None:
    if all(hasattr(log, name) for name in ("path", "size", "rotated")):
        return
    shown = repr(os.fspath(log)) if isinstance(log, str | Path) else "path"
    raise TypeError(
        f"log_files() takes a log, not {type(log).__name__}: "
        f'log_files(mattermost.log_file({shown}, setting="…"), …), or mattermost.log(…).'
    )
