"""Which of the declared files a packet has, and which of them the operator forbids."""

from collections.abc import Sequence
from typing import TypeAlias

from support_packet.contract import PacketFolder
from support_packet.contract.files import AnyFile
from support_packet.errors import UnknownFileError
from support_packet.host.hooks.declarations import Declarations
from support_packet.host.hooks.hook_calls import Declared
from support_packet.host.hooks.requested import Requested
from support_packet.host.problems import Kind, Problem, file_problem
from support_packet.settings import Settings
from support_packet.values.message import N_, Message
from support_packet.values.reason import Reason

AnyDeclared: TypeAlias = Declared[AnyFile]

_UNDECLARED = frozenset({Kind.HOOK, Kind.WITHHELD})


def choose_files(declared: Declarations, requested: Requested) -> list[AnyDeclared]:
    """Return the files to send.

    `UnknownFileError` for a name that no file has, unless a hook failed that may have declared it:
    the page has offered it before. What another node excludes may be its own.
    """
    known = {name for file in declared.files for name in _names(file)}
    complete = not any(problem.kind in _UNDECLARED for problem in declared.problems)
    exclude = known.intersection(requested.exclude) if requested.hops else requested.exclude
    unknown = {*exclude, *requested.include, *requested.only} - known
    if unknown and complete:
        raise UnknownFileError(
            N_("No file of the packet is called %(name)s."),
            name=repr(min(unknown)[:200]),
        )
    return [file for file in declared.files if _is_wanted(file, requested)]


def _is_wanted(file: AnyDeclared, requested: Requested) -> bool:
    names = _names(file)
    if (file.value.server_log and not requested.logs) or names.intersection(requested.exclude):
        return False
    if requested.only:
        return bool(names.intersection(requested.only))
    return file.value.default or bool(names.intersection(requested.include))


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
