"""One support packet: from the hooks of all collectors to the bytes of a ZIP."""

from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Literal

from support_packet.archive.zip_stream import EntryReport, PacketArchive
from support_packet.host.begun_request import BegunRequest
from support_packet.host.files.ahead import AnyCollection, CollectionsInTurn
from support_packet.host.files.sending import send_file
from support_packet.host.hooks.chosen_files import choose_files, without_forbidden
from support_packet.host.hooks.requested import unfulfilled
from support_packet.host.problems import Kind, Problem, file_problem, warning_text
from support_packet.values.file_names import WARNING_FILE
from support_packet.values.reason import Cause

Result = Literal["complete", "cut", "abandoned"]

_FAILED_CALLS = (Kind.HOOK, Kind.FACTS)


@dataclass(frozen=True)
class PacketReport:
    """How a packet ended, for the audit line; `seconds` is how long it took.

    `problems`, redacted, are the entries of `warning.txt`; `warnings` is how many of them are not
    only what the request asked for. `failures`, redacted too, are the calls into collectors that
    failed, one problem for each.

    "cut" means that its time was over, "abandoned" that its stream was closed before the end.
    """

    files: tuple[EntryReport, ...] = ()
    warnings: int = 0
    result: Result = "abandoned"
    seconds: float = 0.0
    problems: tuple[Problem, ...] = ()
    failures: tuple[Problem, ...] = ()


class Packet:
    """The packet for one request.

    Making it raises `UnknownFileError` for a name in the request that no file has although all
    hooks have answered, and `RedactionError` if the secrets cannot be searched for. `now` is local
    time. `report` is complete once the stream has ended.
    """

    def __init__(self, request: BegunRequest, now: datetime) -> None:
        declared = request.declared
        self.filename = packet_filename(now)
        self.report = PacketReport()
        self._request = request
        self._now = now
        self._problems = [*declared.problems, *unfulfilled(request.requested)]
        chosen = choose_files(declared, request.requested)
        self._files = without_forbidden(chosen, request.settings, self._problems)
        self._failed: list[Problem] = []
        self._sent: list[EntryReport] = []
        self._redactor = request.redactor

    @property
    def is_empty(self) -> bool:
        """Whether no file was chosen, or none is allowed."""
        return not self._files

    def stream(self) -> Generator[bytes, None, None]:
        """Yield the ZIP as it is made, once; it is valid unless this is closed before the end.

        `BrokenPipeError` once the client has left.
        """
        result: Result = "abandoned"
        archive = PacketArchive(
            self._redactor,
            modified=self._now,
            workers=self._request.settings.workers,
            compression=self._request.settings.compression,
        )
        try:
            # The deadline is closed last: it ends every wait of a collector that is still running.
            with closing(self._request.deadline), closing(archive):
                yield from self._send_files(archive)
                yield from self._send_warnings(archive)
                yield from archive.finish()
            result = "cut" if self._request.deadline.expired else "complete"
        finally:
            seconds = monotonic() - self._request.started
            self.report = self._report(result, seconds)

    def end_within(self, seconds: float) -> None:
        """Let the packet end early, and still be valid: the program is being stopped."""
        self._request.deadline.stop_within(seconds)

    def _report(self, result: Result, seconds: float) -> PacketReport:
        redact = self._request.redact_text
        problems = tuple(problem.changed(redact) for problem in self._problems)
        warnings = sum(problem.cause is not Cause.REQUEST for problem in problems)
        calls = (problem for problem in problems if problem.kind in _FAILED_CALLS)
        files = (problem.changed(redact) for problem in self._failed)
        failures = tuple(problem for problem in (*calls, *files) if problem.is_failure)
        return PacketReport(tuple(self._sent), warnings, result, seconds, problems, failures)

    def _send_files(self, archive: PacketArchive) -> Generator[bytes, None, None]:
        settings, deadline = self._request.settings, self._request.deadline
        turns = CollectionsInTurn(self._files, settings, deadline, self._request.calling)
        with closing(turns) as in_turn:
            for collection in in_turn:
                yield from self._send_collection(archive, collection)
        late = deadline.why_over
        self._problems += [
            file_problem(Kind.LEFT_OUT, declared.value.name, late, declared.origin)
            for declared in in_turn.rest
        ]

    def _send_collection(
        self, archive: PacketArchive, collection: AnyCollection
    ) -> Generator[bytes, None, None]:
        own: list[Problem] = []
        for file in collection.files():
            sent = yield from send_file(archive, file, collection)
            # The archive takes anything that ends the pieces for their end.
            self._request.deadline.raise_if_cancelled()
            self._sent += sent.reports
            own += sent.problems
        if collection.failure:
            self._failed.append(collection.failure)
        self._problems += [*collection.warnings(), *own, *collection.problems()]

    def _send_warnings(self, archive: PacketArchive) -> Generator[bytes, None, None]:
        # Only now: the facts are collected while the file that contains them is made.
        self._problems[:0] = self._request.declared.facts.all_problems
        if self._request.mattermost.config_problem:
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
