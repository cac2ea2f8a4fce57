"""What a packet would hold now, and what would be missing, without making one."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import chain
from time import monotonic

from support_packet.contract import PacketNotice
from support_packet.host.begun_request import BegunRequest
from support_packet.host.hooks.declarations import gather_notices
from support_packet.host.hooks.facts import Service
from support_packet.host.hooks.hook_calls import Declared
from support_packet.host.hooks.requested import DeclaredOption
from support_packet.host.nodes.access import NodeAccess, Wanted
from support_packet.host.origin import CollectorId
from support_packet.host.preview.file_preview import FilePreview, Look, redacted
from support_packet.host.preview.node_log import NodeLog, WantedNode, log_of_node
from support_packet.host.preview.redacted_preview import redacted_file
from support_packet.host.problems import Problem
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


def preview_packet(
    request: BegunRequest,
    *,
    show: str | None = None,
    patience: float = math.inf,
    node: WantedNode | None = None,
) -> Preview:
    """Call the hook for notices, and every `collect` that may be previewed, up to its first piece.

    Of the file named `show`, if there is one, also take a text preview. A file without a first
    piece after `patience` seconds, for all files together, counts as present, and is not waited
    for. The log of `node` is asked for last. `RedactionError` if the secrets cannot be searched
    for, and there is something to search. Nothing is written.
    """
    declared = request.declared
    with request.calling():
        notices, notice_problems = gather_notices(
            request.mattermost, request.collectors, request.settings, request.deadline
        )
        files = _look_at(request, monotonic() + patience, show)
        declared.facts.collect()  # known already if a file is made of them
    asker = _as_whom(node, request)
    asked = request.nodes.asked
    log = log_of_node(node, files, asked, asker, request.deadline) if node else None
    problems = [*declared.problems, *notice_problems, *declared.facts.problems]
    if request.mattermost.config_problem:
        # Its own problem says so; what only follows from it is not repeated.
        problems = [problem for problem in problems if problem.cause is None]
    # Compiling the search is expensive, and often there is nothing to redact.
    redact = request.redact_text
    return Preview(
        files=_redacted_files(files, request),
        notices=tuple(_preview_notice(notice, redact) for notice in notices),
        problems=redacted(problems, redact),
        services=tuple(
            replace(service, problems=redacted(service.problems, redact))
            for service in declared.facts.services
        ),
        options=tuple(_preview_option(option, redact) for option in declared.options),
        nodes=tuple(sorted({*asked.names, *asker.asked.names})),
        node_log=log.changed(redact) if log else None,
    )


def _as_whom(node: WantedNode | None, request: BegunRequest) -> NodeAccess:
    """Return what asks for the log of a node: no package sees its credential."""
    return NodeAccess(
        request.settings,
        request.mattermost,
        request.deadline,
        Wanted(request.requested.hops),
        node.credential if node else None,
    )


def _look_at(request: BegunRequest, until: float, show: str | None) -> list[FilePreview]:
    """Look at all files; count the hours of the first log, and what is missing of facts."""
    inside = request.requested.purpose == "page"
    look = Look(request.settings, request.deadline, lambda: request.redactor, until, show, inside)
    facts = request.declared.facts
    files: list[FilePreview] = []
    for file in request.declared.files:
        known = facts.collected
        hours = inside and not any(earlier.log for earlier in files)
        found = replace(look, hours=hours).at(file)
        if facts.collected and not known:
            found = replace(found, facts_missing=len(facts.missing))
        files.append(found)
    return files


def _redacted_files(files: Iterable[FilePreview], request: BegunRequest) -> tuple[FilePreview, ...]:
    known = {*request.client.secrets, *request.declared.secrets}
    settings = request.settings
    always = settings.pseudonymize_emails or settings.pseudonymize_addresses
    return tuple(redacted_file(file, known, request.redact_text, always=always) for file in files)


def _preview_notice(
    declared: Declared[PacketNotice], redact: Callable[[str], str]
) -> NoticePreview:
    notice = declared.value
    redacted = {name: redact(text) for name, text in notice.values.items()}
    message = Message(redact(notice.message), **redacted)
    # A link with masks in it leads nowhere.
    url = notice.url if notice.url and redact(notice.url) == notice.url else None
    return NoticePreview(message, url, declared.origin)


def _preview_option(declared: DeclaredOption, redact: Callable[[str], str]) -> DeclaredOption:
    """Return the option with titles for people; its values hold no secrets."""
    option = declared.option
    labels = {value: redact(label) for value, label in option.labels.items()}
    return replace(declared, option=replace(option, choices=labels, title=redact(option.title)))
