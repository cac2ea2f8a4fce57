"""What a packet would hold at this moment, and what would be missing, without making one."""

import math
from collections.abc import Callable, Collection, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from time import monotonic

from support_packet.contract import PacketNotice
from support_packet.errors import ContentCut
from support_packet.host.collection import FileCollection
from support_packet.host.declarations import (
    DeclaredFile,
    DeclaredNotice,
    gather_declarations,
    gather_notices,
)
from support_packet.host.origin import CollectorId
from support_packet.host.plugins import Collectors
from support_packet.host.problems import Problem
from support_packet.host.supervision.deadline import Deadline
from support_packet.host.text_preview import TextPreview, take_text_preview
from support_packet.mattermost.installation import Mattermost
from support_packet.message import changed
from support_packet.redaction.engine import Redactor
from support_packet.settings import Settings


@dataclass(frozen=True)
class FilePreview:
    """One declared file; `size` is the most bytes it is expected to have, where that is known.

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
    """One notice, and the collector that it comes from."""

    notice: PacketNotice
    origin: CollectorId


@dataclass(frozen=True)
class Preview:
    """All declared files in the packet's order, and the problems that belong to none of them."""

    files: tuple[FilePreview, ...]
    notices: tuple[NoticePreview, ...]
    problems: tuple[Problem, ...]


def preview_packet(  # noqa: PLR0913 -- all that one look can wish for
    mattermost: Mattermost,
    collectors: Collectors,
    settings: Settings,
    *,
    secrets: Collection[str] = (),
    show: str | None = None,
    patience: float = math.inf,
) -> Preview:
    """Ask every hook and start every collector, up to the first piece of its content.

    Of the file named `show`, if there is one, also take a text preview. A file that has no first
    piece after `patience` seconds, for all files together, is not known to be missing, and not
    waited for.
    Raises what `Packet` raises, for the same reasons, but for secrets that cannot be searched for
    where there is nothing to search. Nothing is written.
    """
    deadline = Deadline(settings.packet_timeout)
    declared = gather_declarations(mattermost, collectors, settings, deadline)
    notices, notice_problems = gather_notices(mattermost, collectors, settings, deadline)
    known = {*secrets, *declared.secrets}
    redactor = cache(lambda: Redactor(known))
    until = monotonic() + patience
    files = [
        _preview_file(FileCollection(one, settings, deadline), one, redactor, until, show)
        for one in declared.files
    ]
    declared.facts.collect()  # known already if a file is made of them
    problems = [*declared.problems, *notice_problems, *declared.facts.problems]
    return Preview(
        tuple(_without_secrets(file, known, redactor) for file in files),
        tuple(_preview_notice(one, redactor) for one in notices),
        _redacted(problems, redactor),
    )


def _preview_notice(declared: DeclaredNotice, redactor: Callable[[], Redactor]) -> NoticePreview:
    notice = declared.notice
    plain = replace(
        notice,
        message=redactor().redact_text(notice.message),
        values={name: redactor().redact_text(text) for name, text in notice.values.items()},
    )
    return NoticePreview(plain, declared.collector.origin)


def _without_secrets(
    file: FilePreview, known: Collection[str], redactor: Callable[[], Redactor]
) -> FilePreview:
    """Redact what a package calls its file, where that holds a secret: a rare defect of its."""
    texts = (file.name, file.title, file.description)
    if not any(secret in text for text in texts for secret in known):
        return file
    name, title, description = map(redactor().redact_text, texts)
    return replace(file, name=name, title=title, description=description)


def _preview_file(
    collection: FileCollection,
    declared: DeclaredFile,
    redactor: Callable[[], Redactor],
    until: float,
    show: str | None,
) -> FilePreview:
    file = declared.file
    first = text_preview = None
    with closing(collection), suppress(ContentCut):
        pieces = collection.pieces()
        # An empty piece says that the collector takes its time.
        first = next((piece for piece in pieces if piece or monotonic() > until), None)
        if file.name == show:
            text_preview = take_text_preview(chain([first or b""], pieces), redactor())
    return FilePreview(
        name=file.name,
        title=file.title,
        description=file.description,
        origin=declared.collector.origin,
        default=file.default,
        size=file.size,
        missing=first is None and collection.failed,
        text_preview=text_preview,
        problems=_redacted(collection.problems(), redactor),
    )


def _redacted(problems: Iterable[Problem], redactor: Callable[[], Redactor]) -> tuple[Problem, ...]:
    return tuple(
        replace(
            problem,
            what=changed(problem.what, redactor().redact_text),
            file=redactor().redact_text(problem.file),
        )
        for problem in problems
    )
