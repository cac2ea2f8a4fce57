"""Which of the declared files a packet has, and which of them the operator forbids."""

from collections.abc import Collection, Sequence
from typing import TypeAlias

from support_packet.contract import PacketFolder
from support_packet.errors import UnknownFileError
from support_packet.host.hooks.declarations import Declarations
from support_packet.host.hooks.file_choice import AnyFile
from support_packet.host.hooks.hook_calls import Declared
from support_packet.host.problems import Kind, Problem, file_problem
from support_packet.settings import Settings
from support_packet.values.message import N_, Message
from support_packet.values.reason import Reason

AnyDeclared: TypeAlias = Declared[AnyFile]

_UNDECLARED = frozenset({Kind.HOOK, Kind.WITHHELD})


def choose_files(
    declared: Declarations,
    exclude: Collection[str],
    include: Collection[str],
    only: Collection[str] = (),
    *,
    logs: bool = True,
) -> list[AnyDeclared]:
    """Return the files to send; `include` names those that are not sent by default.

    `only` names all that are sent, if it names any. The name of a folder may end with a slash.
    Without `logs` none of the server's logs is sent.
    `UnknownFileError` for a name that no file has, unless a hook failed that may have declared it:
    the page has offered it before.
    """
    known = {name for file in declared.files for name in _names(file)}
    complete = not any(problem.kind in _UNDECLARED for problem in declared.problems)
    unknown = {*exclude, *include, *only} - known
    if unknown and complete:
        raise UnknownFileError(
            N_("No file of the packet is called %(name)s."),
            name=repr(min(unknown)[:200]),
        )
    return [
        file
        for file in declared.files
        if (logs or not file.value.server_log)
        and not _names(file).intersection(exclude)
        and (
            _names(file).intersection(only)
            if only
            else file.value.default or _names(file).intersection(include)
        )
    ]


def known_names(files: Sequence[AnyDeclared], names: Collection[str]) -> set[str]:
    """Return those of `names` that one of the files has."""
    return {name for file in files for name in _names(file)}.intersection(names)


def _names(file: AnyDeclared) -> set[str]:
    name = file.value.name
    return {name, f"{name}/"} if isinstance(file.value, PacketFolder) else {name}


def without_forbidden(
    files: Sequence[AnyDeclared], settings: Settings, problems: list[Problem]
) -> list[AnyDeclared]:
    """Return the files that the operator allows; note why others are missing."""
    if settings.allow_binary:
        return list(files)
    problems += [
        file_problem(Kind.LEFT_OUT, file.value.name, _FORBIDDEN, file.origin)
        for file in files
        if file.value.binary
    ]
    return [file for file in files if not file.value.binary]


ALLOW_BINARY = N_(
    "If you are sure that it has none, allow it with SUPPORT_PACKET_ALLOW_BINARY=true."
)
"""What to do about content from which no secret can be removed."""

_FORBIDDEN = Reason(
    Message(N_("Its package wants it sent as it is, so that no secret would be removed from it.")),
    Message(ALLOW_BINARY),
)
