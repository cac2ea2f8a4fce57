"""Which of the declared files may have the names that they ask for."""

from collections.abc import Iterable, Iterator, Sequence

from support_packet.contract.files import AnyFile
from support_packet.host.hooks.hook_calls import Declared
from support_packet.host.origin import CollectorId
from support_packet.host.problems import Kind, Problem, file_problem
from support_packet.host.validation.file_name_registry import FileNameRegistry
from support_packet.settings import Settings
from support_packet.values.file_names import file_name_key, is_reserved
from support_packet.values.message import N_, Message
from support_packet.values.reason import Reason


def files_with_names(
    declared: Sequence[Declared[AnyFile]], settings: Settings, problems: list[Problem]
) -> list[Declared[AnyFile]]:
    """Return the files that keep their names, in the packet's order; note why others do not.

    Of two with one name, the first keeps it. A file that replaces a built-in one takes its place
    if the operator allows that.
    """
    allowed = []
    for file in declared:
        refusal = _refusal(file, settings)
        if refusal:
            problems.append(file_problem(Kind.LEFT_OUT, file.value.name, refusal, file.origin))
        else:
            allowed.append(file)
    replaced = {
        file_name_key(file.value.replaces) for file in allowed if file.value.replaces is not None
    }
    kept = [
        file
        for file in allowed
        if not (file.origin.built_in and file_name_key(file.value.name) in replaced)
    ]
    unique = _unique(kept, problems)
    return sorted(unique, key=lambda file: (file.value.order, file.value.name))


def _refusal(file: Declared[AnyFile], settings: Settings) -> Reason | None:
    origin = file.origin
    if is_reserved(file.value.name) and not origin.first_party:
        return _reserved(origin)
    replaces = file.value.replaces
    if replaces is None or origin.built_in:
        return None
    if not origin.is_among(settings.replacing_collectors):
        return _not_allowed(replaces, origin)
    return None


def _reserved(origin: CollectorId) -> Reason:
    return Reason(
        Message(
            N_(
                "The name is reserved for a file of Mattermost's own packets. Packages put their "
                "files into their own folder, such as %(folder)s/report.txt."
            ),
            folder=origin.folder,
        ),
        defect=True,
    )


def _not_allowed(replaces: str, origin: CollectorId) -> Reason:
    return Reason(
        Message(
            N_("It would replace the built-in file %(file)s, which the operator has not allowed."),
            file=replaces,
        ),
        Message(
            N_(
                "To allow it, add %(collector)s to SUPPORT_PACKET_REPLACING_COLLECTORS; to keep "
                "the built-in file without this message, add it to "
                "SUPPORT_PACKET_BLOCKED_COLLECTORS."
            ),
            collector=origin.name,
        ),
    )


def _unique(
    declared: Iterable[Declared[AnyFile]], problems: list[Problem]
) -> Iterator[Declared[AnyFile]]:
    """Yield the files whose names do not conflict; of two, the first keeps its name."""
    registry: FileNameRegistry[Declared[AnyFile]] = FileNameRegistry()
    for file in declared:
        owner = registry.register(file.value.name, file)
        if owner is None:
            yield file
        else:
            problems.append(_taken(file, owner))


def _taken(late: Declared[AnyFile], first: Declared[AnyFile]) -> Problem:
    return file_problem(Kind.LEFT_OUT, late.value.name, _conflict(late.origin, first), late.origin)


def _conflict(late: CollectorId, first: Declared[AnyFile]) -> Reason:
    why = Message(
        N_("Its name conflicts with %(file)s of %(collector)s."),
        file=first.value.name,
        collector=first.origin,
    )
    if first.origin.built_in:
        remedy = Message(
            N_(
                "Change its name, or declare replaces=%(file)s to take the place of the built-in "
                "file where the operator allows it; or block the collector with "
                "SUPPORT_PACKET_BLOCKED_COLLECTORS=%(collector)s."
            ),
            file=repr(first.value.name),
            collector=late.name,
        )
    else:
        remedy = Message(
            N_(
                "Change the name in one of the two, or block the collector with "
                "SUPPORT_PACKET_BLOCKED_COLLECTORS=%(collector)s."
            ),
            collector=late.name,
        )
    return Reason(why, remedy)
