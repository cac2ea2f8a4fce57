"""What a packet would hold now, and what would be missing, without making one."""

import math
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from time import monotonic

from support_packet.contract import PacketNotice
from support_packet.host.discovery.plugins import Collectors
from support_packet.host.hooks.declarations import (
    Declarations,
    calling_hooks,
    gather_declarations,
    gather_notices,
)
from support_packet.host.hooks.facts import Service
from support_packet.host.hooks.hook_calls import Declared
from support_packet.host.hooks.requested import DeclaredOption, Requested
from support_packet.host.nodes.access import NodeAccess, Wanted
from support_packet.host.nodes.reaching import reaching_nodes
from support_packet.host.origin import CollectorId
from support_packet.host.preview.file_preview import FilePreview, Look, redacted, redacted_file
from support_packet.host.preview.node_log import NodeLog, WantedNode, log_of_node
from support_packet.host.problems import Problem
from support_packet.host.redactor import redactor_for
from support_packet.host.supervision.deadline import Deadline
from support_packet.host.supervision.output import redacting
from support_packet.mattermost.installation import Mattermost
from support_packet.redaction.engine import Redactor
from support_packet.settings import Settings
from support_packet.values.message import Message


@dataclass(frozen=True)
class NoticePreview:
    """One notice; the part of `message` in square brackets links to `url`."""

    message: Message
    url: str | None
    origin: CollectorId


@dataclass(frozen=True)
class Preview:
    """All declared files in the packet's order, the services, and all other problems.

    `nodes` are the other nodes that packages asked for their state, sorted, and the one whose log
    is wanted, where it may be asked; `node_log` is that log.
    """

    files: tuple[FilePreview, ...]
    notices: tuple[NoticePreview, ...]
    problems: tuple[Problem, ...]
    services: tuple[Service, ...] = ()
    options: tuple[DeclaredOption, ...] = ()
    nodes: tuple[str, ...] = ()
    node_log: NodeLog | None = None

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """The problems that belong to no file, including those of services."""
        return (*self.problems, *chain.from_iterable(service.problems for service in self.services))


def preview_packet(  # noqa: PLR0913 -- all that one look can wish for
    mattermost: Mattermost,
    collectors: Collectors,
    settings: Settings,
    *,
    secrets: Collection[str] = (),
    show: str | None = None,
    patience: float = math.inf,
    requested: Requested = Requested("check"),  # noqa: B008 -- it is frozen
    node: WantedNode | None = None,
) -> Preview:
    """Call every hook, and every `collect` that may be previewed, up to its first piece.

    Of the file named `show`, if there is one, also take a text preview. A file without a first
    piece after `patience` seconds, for all files together, counts as present, and is not waited
    for. `requested` is the page or `check`, and the options that count. The log of `node` is asked
    for last. Raises what `Packet` raises, for the same reasons, except that secrets that cannot be
    searched for matter only where there is something to search. Nothing is written.
    """
    deadline = Deadline(settings.packet_timeout)
    mattermost = collectors.secrets_reader.read(mattermost, settings.collector_timeout, deadline)
    nodes = NodeAccess(settings, mattermost, deadline, Wanted(requested.hops))
    with calling_hooks(mattermost, collectors, settings, secrets), reaching_nodes(nodes):
        declared = gather_declarations(mattermost, collectors, settings, deadline, requested)
        notices, notice_problems = gather_notices(mattermost, collectors, settings, deadline)
    known = {*secrets, *declared.secrets}
    # Compiling the search is expensive, and often there is nothing to redact.
    redactor = cache(lambda: redactor_for(settings, declared.secrets, secrets))
    look = Look(settings, deadline, redactor, monotonic() + patience, show)
    with redacting(lambda text: redactor().redact_text(text)), reaching_nodes(nodes):
        files = _look_at(declared, replace(look, inside=requested.purpose == "page"))
        declared.facts.collect()  # known already if a file is made of them
    asker = NodeAccess(
        settings, mattermost, deadline, Wanted(requested.hops), node.credential if node else None
    )
    log = log_of_node(node, files, nodes.asked, asker, deadline) if node else None
    problems = [*declared.problems, *notice_problems, *declared.facts.problems]
    if mattermost.config_problem:
        # Its own problem says so; what only follows from it is not repeated.
        problems = [problem for problem in problems if problem.cause is None]
    always = settings.pseudonymize_emails or settings.pseudonymize_addresses
    return Preview(
        files=tuple(redacted_file(file, known, redactor, always=always) for file in files),
        notices=tuple(_preview_notice(notice, redactor) for notice in notices),
        problems=redacted(problems, redactor),
        services=tuple(
            replace(service, problems=redacted(service.problems, redactor))
            for service in declared.facts.services
        ),
        options=tuple(_preview_option(option, redactor) for option in declared.options),
        nodes=tuple(sorted({*nodes.asked.names, *asker.asked.names})),
        node_log=log.changed(lambda text: redactor().redact_text(text)) if log else None,
    )


def _look_at(declared: Declarations, look: Look) -> list[FilePreview]:
    """Look at all files; count the hours of the first log, and what is missing of facts."""
    files: list[FilePreview] = []
    for file in declared.files:
        known = declared.facts.collected
        hours = look.inside and not any(earlier.log for earlier in files)
        found = replace(look, hours=hours).at(file)
        if declared.facts.collected and not known:
            found = replace(found, facts_missing=len(declared.facts.missing))
        files.append(found)
    return files


def _preview_notice(
    declared: Declared[PacketNotice], redactor: Callable[[], Redactor]
) -> NoticePreview:
    notice, redact = declared.value, redactor().redact_text
    redacted = {name: redact(text) for name, text in notice.values.items()}
    message = Message(redact(notice.message), **redacted)
    # A link with masks in it leads nowhere.
    url = notice.url if notice.url and redact(notice.url) == notice.url else None
    return NoticePreview(message, url, declared.origin)


def _preview_option(declared: DeclaredOption, redactor: Callable[[], Redactor]) -> DeclaredOption:
    """Return the option with titles for people; its values hold no secrets."""
    option, redact = declared.option, redactor().redact_text
    labels = {value: redact(label) for value, label in option.labels.items()}
    return replace(declared, option=replace(option, choices=labels, title=redact(option.title)))
