"""One support packet: from the hooks of all collectors to the bytes of a ZIP."""

from collections.abc import Callable, Collection, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from time import monotonic
from typing import Literal

from support_packet.archive.zip_stream import EntryReport, PacketArchive
from support_packet.contract import PacketFile
from support_packet.errors import ContentCut, UnknownFileError
from support_packet.file_names import WARNING_FILE
from support_packet.host.collection import FileCollection, packet_late
from support_packet.host.declarations import gather_declarations
from support_packet.host.hook_calls import Declared
from support_packet.host.plugins import Collectors
from support_packet.host.problems import Kind, file_problem, warning_text
from support_packet.host.redactor import redactor_for
from support_packet.host.supervision.deadline import Deadline
from support_packet.mattermost.installation import Mattermost
from support_packet.message import N_
from support_packet.settings import Settings

Result = Literal["complete", "cut", "abandoned"]


@dataclass(frozen=True)
class PacketReport:
    """How a packet ended, for the audit line; `seconds` is how long it took.

    "cut" means that its time was over, "abandoned" that its stream was closed before the end.
    """

    files: tuple[EntryReport, ...] = ()
    warnings: int = 0
    result: Result = "abandoned"
    seconds: float = 0.0


class Packet:
    """The packet for one request.

    Making it calls all hooks and raises what prevents a packet altogether: the errors of
    `Mattermost`, and `UnknownFileError` for a name in `exclude` or `include` that no file has.
    `now` is local time. `gone` says, in any thread, whether the client has left. `report` is
    complete once the stream has ended.
    """

    def __init__(  # noqa: PLR0913 -- all that one request can wish for
        self,
        mattermost: Mattermost,
        collectors: Collectors,
        settings: Settings,
        now: datetime,
        *,
        exclude: Collection[str] = (),
        include: Collection[str] = (),
        secrets: Collection[str] = (),
        gone: Callable[[], bool] = lambda: False,
    ) -> None:
        self.filename = packet_filename(now)
        self.report = PacketReport()
        self._started = monotonic()
        self._now = now
        self._settings = settings
        self._deadline = Deadline(settings.packet_timeout, gone)
        self._config_unreadable = bool(mattermost.config_problem)
        declared = gather_declarations(mattermost, collectors, settings, self._deadline)
        self._files = choose_files(declared.files, exclude, include)
        self._facts = declared.facts
        self._problems = list(declared.problems)
        self._sent: list[EntryReport] = []
        self._redactor = redactor_for(settings, {*secrets, *declared.secrets})

    def stream(self) -> Generator[bytes, None, None]:
        """Yield the ZIP as it is made, once; it is valid unless this is closed before the end.

        `BrokenPipeError` once the client has left.
        """
        result: Result = "abandoned"
        archive = PacketArchive(
            self._redactor,
            modified=self._now,
            workers=self._settings.workers,
            compression=self._settings.compression,
        )
        try:
            # The deadline is closed last: it ends every wait of a collector that is still running.
            with closing(self._deadline), closing(archive):
                yield from self._send_files(archive)
                yield from self._send_warnings(archive)
                yield from archive.finish()
            result = "cut" if self._deadline.expired else "complete"
        finally:
            seconds = monotonic() - self._started
            self.report = PacketReport(tuple(self._sent), len(self._problems), result, seconds)

    def _send_files(self, archive: PacketArchive) -> Generator[bytes, None, None]:
        for declared in self._files:
            if self._deadline.expired:
                late = packet_late(self._settings)
                self._problems.append(
                    file_problem(Kind.LEFT_OUT, declared.value.name, late, declared.origin)
                )
                continue
            with closing(FileCollection(declared, self._settings, self._deadline)) as collection:
                yield from self._send(archive, declared.value, collection)

    def _send(
        self, archive: PacketArchive, file: PacketFile, collection: FileCollection
    ) -> Generator[bytes, None, None]:
        pieces = collection.pieces()
        # The entry begins with the first piece, because its header cannot be taken back: a file
        # that cannot be made at all has no entry. Empty pieces do not count.
        try:
            first = list(islice(filter(None, pieces), 1))
        except ContentCut as cut:
            self._problems += collection.warnings()
            self._problems.append(collection.problem(Kind.LEFT_OUT, cut.reason))
            return
        report = yield from archive.entry(file.name, chain(first, pieces), file.size)
        # The archive takes anything that ends the pieces for their end.
        self._deadline.raise_if_cancelled()
        self._sent.append(report)
        self._problems += collection.warnings()
        if report.cut:
            self._problems.append(collection.problem(Kind.CUT_SHORT, report.cut))
        elif report.warning:
            self._problems.append(collection.problem(Kind.WARNING, report.warning))

    def _send_warnings(self, archive: PacketArchive) -> Generator[bytes, None, None]:
        # Only now: the facts are collected while the file that contains them is made.
        self._problems[:0] = self._facts.all_problems
        if self._config_unreadable:
            # Its own entry says so; what only follows from it is not repeated.
            self._problems = [problem for problem in self._problems if problem.cause is None]
        # What concerns the whole packet comes first.
        self._problems.sort(key=lambda problem: problem.origin is not None)
        if self._problems:
            # Redacted like any other file: texts of packages may repeat a secret.
            text = warning_text(self._problems).encode(errors="replace")
            self._sent.append((yield from archive.entry(WARNING_FILE, [text], len(text))))


def packet_filename(now: datetime) -> str:
    """Return the name of a packet made at local time `now`; its clock has 24 hours."""
    return f"mattermost_support_packet_{now:%Y-%m-%d-%H-%M}.zip"


def choose_files(
    files: Sequence[Declared[PacketFile]], exclude: Collection[str], include: Collection[str]
) -> list[Declared[PacketFile]]:
    """Return the files to send; `include` names those that are not sent by default.

    `UnknownFileError` for a name that no file has.
    """
    unknown = {*exclude, *include}.difference(file.value.name for file in files)
    if unknown:
        raise UnknownFileError(
            N_("No file of the packet is called %(name)s."),
            name=repr(min(unknown)[:200]),
        )
    return [
        file
        for file in files
        if file.value.name not in exclude and (file.value.default or file.value.name in include)
    ]
