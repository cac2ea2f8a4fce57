"""What all collectors declare for one packet, checked and put in order."""

from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from support_packet.contract import PacketFacts, PacketFile, PacketNotice
from support_packet.errors import DeclarationError
from support_packet.host.facts import DeclaredFact, DeclaredFacts
from support_packet.host.file_names import FileNameRegistry
from support_packet.host.hook_calls import Hooks
from support_packet.host.plugins import Collector, Collectors
from support_packet.host.problems import Problem
from support_packet.host.supervision.deadline import Deadline
from support_packet.host.supervision.failure import describe
from support_packet.host.validation import each, plain_facts, plain_file, plain_notice, plain_secret
from support_packet.mattermost.installation import Mattermost
from support_packet.message import Message
from support_packet.redaction.values import searchable
from support_packet.settings import Settings
from support_packet.warning import warn

Declared = TypeVar("Declared")

_MOST_SECRET_CHARACTERS = 64 * 1024
"""Of one package; the redactor takes four times as many of all, and none at all if it is more."""


@dataclass(frozen=True)
class DeclaredFile:
    """A file of the packet, and the collector that declared it."""

    file: PacketFile
    collector: Collector


@dataclass(frozen=True)
class DeclaredNotice:
    """A notice for the admin, and the collector that declared it."""

    notice: PacketNotice
    collector: Collector


@dataclass(frozen=True)
class Declarations:
    """What the collectors declared; `files` in the packet's order.

    `secrets` are those of Mattermost, too.
    """

    files: tuple[DeclaredFile, ...]
    facts: DeclaredFacts
    secrets: frozenset[str]
    problems: tuple[Problem, ...]


def gather_declarations(
    mattermost: Mattermost, collectors: Collectors, settings: Settings, deadline: Deadline
) -> Declarations:
    """Ask every collector for its secrets, facts and files; what fails becomes a problem.

    The secrets come first: who fails to tell them is asked for nothing else. While Mattermost's
    own are unknown, nobody is asked but the built-in collectors, which then read nothing of its.
    """
    known, unknown = mattermost.secrets, mattermost.config_problem
    asked = [one for one in collectors.loaded if one.origin.built_in or not unknown]
    hooks = Hooks(asked, settings, deadline)
    secrets = hooks.ask("packet_secrets", partial(_secrets, mattermost))
    hooks.withhold("packet_secrets")
    facts = DeclaredFacts(settings.collector_timeout, deadline)
    asked_facts = hooks.ask("packet_facts", partial(_facts, mattermost))
    asked_files = hooks.ask("packet_files", partial(_files, mattermost, facts))
    facts.set_declarations([DeclaredFact(fact, collector) for collector, fact in asked_facts])
    problems = [*_withheld(unknown), *collectors.problems, *hooks.problems]
    files = list(_unique(asked_files, problems))
    return Declarations(
        files=tuple(sorted(files, key=lambda one: (one.file.order, one.file.name))),
        facts=facts,
        secrets=known.union(secret for _, secret in secrets),
        problems=tuple(problems),
    )


def _withheld(unknown: str) -> list[Problem]:
    if not unknown:
        return []
    what = Message(
        "The configuration of Mattermost cannot be read, so its secrets are unknown, and whatever "
        "could hold one is withheld. %(reason)s",
        reason=unknown,
    )
    remedy = Message(
        "Mend that and ask again. While a database is down that holds the configuration, MM_CONFIG "
        "of this program can name a file with a copy of it."
    )
    return [Problem(what, remedy=remedy)]


def gather_notices(
    mattermost: Mattermost, collectors: Collectors, settings: Settings, deadline: Deadline
) -> tuple[list[DeclaredNotice], list[Problem]]:
    """Ask every collector what an admin should do first; return also which ones failed."""
    hooks = Hooks(collectors.loaded, settings, deadline)
    told = hooks.ask("packet_notices", partial(_notices, mattermost))
    return [DeclaredNotice(notice, collector) for collector, notice in told], hooks.problems


def _unique(
    asked: Iterable[tuple[Collector, PacketFile]], problems: list[Problem]
) -> Iterator[DeclaredFile]:
    """Yield the files that do not get in each other's way; of two, the first keeps its name."""
    registry: FileNameRegistry[DeclaredFile] = FileNameRegistry()
    for collector, file in asked:
        declared = DeclaredFile(file, collector)
        owner = registry.register(file.name, declared)
        if owner is None:
            yield declared
        else:
            problems.append(_taken(declared, owner))


def _taken(late: DeclaredFile, first: DeclaredFile) -> Problem:
    return Problem(
        Message(
            "Left out: it cannot be beside %(file)s of %(collector)s.",
            file=first.file.name,
            collector=first.collector.origin,
        ),
        late.file.name,
        late.collector.origin,
        Message(
            "Have one of the two choose another name, or block the collector with "
            "SUPPORT_PACKET_BLOCKED_COLLECTORS=%(collector)s.",
            collector=late.collector.origin.entry_point,
        ),
    )


def _secrets(mattermost: Mattermost, collector: Collector) -> Generator[str, None, None]:
    characters = 0
    for returned in collector.packet_secrets(mattermost):
        for declared in each(returned, str):
            secret = plain_secret(declared)
            characters += len(secret)
            if characters > _MOST_SECRET_CHARACTERS:
                raise DeclarationError(
                    f"The secrets that it told have more than {_MOST_SECRET_CHARACTERS} characters."
                )
            if not searchable(secret):
                warn("A secret that it told is too short or too common to be searched for.")
            yield secret


def _facts(mattermost: Mattermost, collector: Collector) -> Generator[PacketFacts, None, None]:
    for returned in collector.packet_facts(mattermost):
        yield from _sound(returned, PacketFacts, plain_facts)


def _files(
    mattermost: Mattermost, facts: DeclaredFacts, collector: Collector
) -> Generator[PacketFile, None, None]:
    for returned in collector.packet_files(mattermost, facts):
        yield from _sound(returned, PacketFile, plain_file)


def _notices(mattermost: Mattermost, collector: Collector) -> Generator[PacketNotice, None, None]:
    for returned in collector.packet_notices(mattermost):
        yield from _sound(returned, PacketNotice, plain_notice)


def _sound(
    returned: object, kind: type[Declared], plain: Callable[[object], Declared]
) -> Iterator[Declared]:
    """Yield plain copies of the declarations that make sense, and warn of the others."""
    for declared in each(returned, kind):
        try:
            sound = plain(declared)
        except Exception as error:  # noqa: BLE001 -- reading an attribute may run foreign code
            warn(f"A declaration was refused. {describe(error).message}")
        else:
            yield sound
