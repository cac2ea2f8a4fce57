"""What a packet would hold now, and what would be missing, without making one."""

import math
from collections.abc import Callable, Collection, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from time import monotonic

from support_packet.archive.observed_content import ObservedContent
from support_packet.contract import PacketFile, PacketNotice
from support_packet.errors import ContentCut
from support_packet.host.collection import FileCollection
from support_packet.host.declarations import gather_declarations, gather_notices
from support_packet.host.facts import Service
from support_packet.host.hook_calls import Declared
from support_packet.host.origin import CollectorId
from support_packet.host.plugins import Collectors
from support_packet.host.problems import Kind, Problem
from support_packet.host.redactor import redactor_for
from support_packet.host.supervision.deadline import Deadline
from support_packet.host.text_preview import TextPreview, take_text_preview
from support_packet.mattermost.installation import Mattermost
from support_packet.message import Message
from support_packet.redaction.engine import Redactor
from support_packet.settings import Settings


@dataclass(frozen=True)
class FilePreview:
    """One declared file; `size` is the maximum number of bytes, where that is known.

    `missing` is a file of which nothing can be made; `problems` say why, or what else is wrong.
    """

    name: str
    title: str
    description: str
    origin: CollectorId
    default: bool
    size: int | None
    missing: bool
    problems: tuple[Problem, ...]
    text_preview: TextPreview | None = None


@dataclass(frozen=True)
class NoticePreview:
    """One notice; the part of `message` in square brackets links to `url`."""

    message: Message
    url: str | None
    origin: CollectorId


@dataclass(frozen=True)
class Preview:
    """All declared files in the packet's order, the services, and all other problems."""

    files: tuple[FilePreview, ...]
    notices: tuple[NoticePreview, ...]
    problems: tuple[Problem, ...]
    services: tuple[Service, ...] = ()

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """The problems of no file, also those of services."""
        return (*self.problems, *chain.from_iterable(service.problems for service in self.services))


def preview_packet(  # noqa: PLR0913 -- all that one look can wish for
    mattermost: Mattermost,
    collectors: Collectors,
    settings: Settings,
    *,
    secrets: Collection[str] = (),
    show: str | None = None,
    patience: float = math.inf,
) -> Preview:
    """Call every hook and start every collector, up to the first piece of its content.

    Of the file named `show`, if there is one, also take a text preview. A file without a first
    piece after `patience` seconds, for all files together, counts as present, and is not waited
    for. Raises what `Packet` raises, for the same reasons, except that secrets that cannot be
    searched for matter only where there is something to search. Nothing is written.
    """
    deadline = Deadline(settings.packet_timeout)
    declared = gather_declarations(mattermost, collectors, settings, deadline)
    notices, notice_problems = gather_notices(mattermost, collectors, settings, deadline)
    known = {*secrets, *declared.secrets}
    # Compiling the search is expensive, and often there is nothing to redact.
    redactor = cache(lambda: redactor_for(settings, known))
    until = monotonic() + patience
    files = [
        _preview_file(FileCollection(file, settings, deadline), file, redactor, until, show)
        for file in declared.files
    ]
    declared.facts.collect()  # known already if a file is made of them
    problems = [*declared.problems, *notice_problems, *declared.facts.problems]
    always = settings.pseudonymize_emails or settings.pseudonymize_addresses
    return Preview(
        tuple(_redacted_file(file, known, redactor, always=always) for file in files),
        tuple(_preview_notice(notice, redactor) for notice in notices),
        _redacted(problems, redactor),
        tuple(
            replace(service, problems=_redacted(service.problems, redactor))
            for service in declared.facts.services
        ),
    )


def _preview_notice(
    declared: Declared[PacketNotice], redactor: Callable[[], Redactor]
) -> NoticePreview:
    notice = declared.value
    redacted = {name: redactor().redact_text(text) for name, text in notice.values.items()}
    message = Message(redactor().redact_text(notice.message), **redacted)
    return NoticePreview(message, notice.url, declared.origin)


def _redacted_file(
    file: FilePreview, known: Collection[str], redactor: Callable[[], Redactor], *, always: bool
) -> FilePreview:
    """Redact what a package calls its file, if that may be needed: a rare defect of the package."""
    # Without the search for patterns, which is not worth compiling for a few names.
    texts = (file.name, file.title, file.description)
    if not always and not any(secret in text for text in texts for secret in known):
        return file
    name, title, description = map(redactor().redact_text, texts)
    return replace(file, name=name, title=title, description=description)


def _preview_file(
    collection: FileCollection,
    declared: Declared[PacketFile],
    redactor: Callable[[], Redactor],
    until: float,
    show: str | None,
) -> FilePreview:
    file = declared.value
    first = text_preview = None
    content = ObservedContent(collection.pieces())
    # Closing stops the collector after its first piece, unless a preview takes more.
    with closing(collection), suppress(ContentCut):
        pieces = iter(content)
        # An empty piece means that the collector takes its time.
        first = next((piece for piece in pieces if piece or monotonic() > until), None)
        if file.name == show:
            text_preview = take_text_preview(chain([first or b""], pieces), redactor())
    problems = collection.warnings()
    if content.cut:
        kind = Kind.LEFT_OUT if first is None else Kind.CUT_SHORT
        problems.append(collection.problem(kind, content.cut))
    return FilePreview(
        name=file.name,
        title=file.title or file.name,
        description=file.description,
        origin=declared.origin,
        default=file.default,
        size=file.size,
        missing=first is None and content.cut is not None,
        text_preview=text_preview,
        problems=_redacted(problems, redactor),
    )


def _redacted(problems: Iterable[Problem], redactor: Callable[[], Redactor]) -> tuple[Problem, ...]:
    return tuple(problem.changed(redactor().redact_text) for problem in problems)
