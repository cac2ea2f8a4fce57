"""What can be said of one file before a packet is made, within what its author allows."""

from collections.abc import Callable, Generator, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from itertools import chain
from time import monotonic

from support_packet.archive.observed_content import ObservedContent
from support_packet.contract import PacketFolder
from support_packet.contract.checks import type_name
from support_packet.contract.files import AnyFile
from support_packet.errors import CollectError, ContentCut, DeclarationError
from support_packet.host.files.closed_formats import closed_reason
from support_packet.host.files.collection import FileCollection
from support_packet.host.hooks.hook_calls import Declared
from support_packet.host.origin import CollectorId
from support_packet.host.preview.text_preview import TextPreview, take_text_preview
from support_packet.host.preview.watched_content import Watched
from support_packet.host.problems import Kind, Problem, cut_kind, file_problem
from support_packet.host.supervision.deadline import Deadline
from support_packet.host.supervision.runner import gather
from support_packet.host.supervision.task import Call
from support_packet.mattermost.logs.log_summary import LogSummary
from support_packet.redaction.compressed_kinds import compression_of
from support_packet.redaction.engine import Redactor
from support_packet.settings import Settings
from support_packet.values.message import Message, as_message
from support_packet.values.reason import Reason


@dataclass(frozen=True)
class FilePreview:
    """One declared file; `size` is the maximum number of bytes, where that is known.

    `missing` is a file of which nothing can be made; `problems` say why, or what else is wrong.
    `previewable` if its content may be shown. `reads` are the tables that it is made of. For the
    page also what is inside: `log` of a log; `masked` is how many secrets are masked in a short
    text, where that is known; `facts_missing` how many facts could not be collected for it.
    """

    name: str
    title: Message
    description: Message
    origin: CollectorId
    default: bool
    size: int | None
    missing: bool
    problems: tuple[Problem, ...]
    group: str = ""
    binary: bool = False
    previewable: bool = True
    reads: tuple[str, ...] = ()
    text_preview: TextPreview | None = None
    log: LogSummary | None = None
    masked: int | None = None
    facts_missing: int = 0


@dataclass(frozen=True)
class Look:
    """One look at all files: of the one named `show` also the text is taken.

    The first piece of each is waited for until the time `until`. With `inside` it also finds out
    what is in them.
    """

    settings: Settings
    deadline: Deadline
    redactor: Callable[[], Redactor]
    until: float
    show: str | None
    inside: bool = False
    hours: bool = False

    def at(self, declared: Declared[AnyFile]) -> FilePreview:
        """Call what may be called of the file, and return what is known of it."""
        file = declared.value
        if callable(file.preview):
            return self._probe(declared, file.preview)
        if may_collect(file):
            return self._take(declared)
        return _preview(declared)

    def _probe(self, declared: Declared[AnyFile], probe: Callable[[], str | None]) -> FilePreview:
        seconds = self.settings.collector_timeout
        call = Call(f"preview({declared.value.name})", seconds)
        task = declared.collector.runner.start(lambda: _reason(probe), call=call)
        [reasons] = gather([task], seconds, self.deadline)
        found = [(Kind.WARNING, warning) for warning in task.warnings]
        if task.failure:
            # A probe that fails says nothing about the file.
            found.append((Kind.WARNING, task.failure))
        found += [(Kind.LEFT_OUT, reason) for reason in reasons]
        name, origin = declared.value.name, declared.origin
        problems = [file_problem(kind, name, reason, origin) for kind, reason in found]
        return replace(
            _preview(declared),
            missing=bool(reasons),
            problems=redacted(problems, self._redact_text),
        )

    def _take(self, declared: Declared[AnyFile]) -> FilePreview:
        shown = declared.value.name == self.show
        watched = Watched(declared.value.collect, tail=shown, hours=self.hours)
        collection = FileCollection(
            declared,
            self.settings,
            self.deadline,
            collect=watched if self.inside or shown else None,
        )
        first = text_preview = None
        content = ObservedContent(collection.pieces())
        with closing(collection), suppress(ContentCut):
            pieces = iter(content)
            # An empty piece means that the collector takes its time.
            first = next((piece for piece in pieces if piece or monotonic() > self.until), None)
            if shown:
                whole = chain([first or b""], pieces)
                newest = watched.log is not None
                text_preview = take_text_preview(whole, self.redactor(), newest=newest)
        problems = collection.warnings()
        if content.cut:
            kind = Kind.LEFT_OUT if first is None else cut_kind(content.cut)
            problems.append(collection.problem(kind, content.cut))
        is_missing = first is None and content.cut is not None
        if reason := closed_reason(compression_of(first or b""), self.settings):
            problems.append(collection.problem(Kind.LEFT_OUT, reason))
            is_missing = True
        known = _preview(declared)
        return replace(
            known,
            size=len(first) if watched.is_short and first else known.size,
            missing=is_missing,
            text_preview=text_preview,
            problems=redacted(problems, self._redact_text),
            log=watched.log,
            masked=self._masked(first) if watched.is_short else None,
        )

    def _redact_text(self, text: str) -> str:
        return self.redactor().redact_text(text)

    def _masked(self, text: bytes | None) -> int | None:
        return sum(self.redactor().redact(text).counts.values()) if text else None


def may_collect(file: AnyFile) -> bool:
    """Return whether `collect` may be called without making a packet."""
    return file.preview is True and file.default and not isinstance(file, PacketFolder)


def _preview(declared: Declared[AnyFile]) -> FilePreview:
    """Return what is known of the file without calling anything."""
    file = declared.value
    return FilePreview(
        name=file.name,
        title=file.heading,
        description=file.explanation,
        group=file.group,
        origin=declared.origin,
        default=file.default,
        size=file.size,
        missing=False,
        problems=(),
        binary=file.binary,
        previewable=may_collect(file) and not file.binary,
        reads=file.reads,
    )


def _reason(probe: Callable[[], str | None]) -> Generator[Reason, None, None]:
    """Yield why the file would be missing, if it would, in the thread of its collector."""
    try:
        why: object = probe()
    except CollectError as error:
        yield Reason(error.message, error.remedy)
        return
    if why is None:
        return
    if not isinstance(why, str | Message):
        raise DeclarationError(f"preview() returned {type_name(why)}, not str or None.")
    yield Reason(as_message(why))


def redacted(problems: Iterable[Problem], redact: Callable[[str], str]) -> tuple[Problem, ...]:
    """Return the problems with what `redact` makes of their texts."""
    return tuple(problem.changed(redact) for problem in problems)
