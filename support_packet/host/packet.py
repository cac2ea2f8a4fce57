"""One support packet: from the hooks of all collectors to the bytes of a ZIP."""

from collections.abc import Callable, Collection, Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Literal

from support_packet.archive.zip_stream import EntryReport, PacketArchive
from support_packet.file_names import WARNING_FILE
from support_packet.host.ahead import AnyCollection, CollectionsInTurn
from support_packet.host.chosen_files import choose_files, known_names, without_forbidden
from support_packet.host.collection import packet_late
from support_packet.host.declarations import calling_hooks, gather_declarations
from support_packet.host.nodes.access import NodeAccess, Wanted
from support_packet.host.nodes.reaching import reaching_nodes
from support_packet.host.nodes.requests import Credential
from support_packet.host.plugins import Collectors
from support_packet.host.problems import Kind, Problem, file_problem, warning_text
from support_packet.host.redactor import redactor_for
from support_packet.host.requested import Requested, unfulfilled
from support_packet.host.sending import send_file
from support_packet.host.supervision.deadline import Deadline
from support_packet.host.supervision.output import redacting
from support_packet.mattermost.installation import Mattermost
from support_packet.node_packets import Nodes
from support_packet.reason import Cause
from support_packet.settings import Settings

Result = Literal["complete", "cut", "abandoned"]


@dataclass(frozen=True)
class PacketReport:
    """How a packet ended, for the audit line; `seconds` is how long it took.

    `problems`, redacted, are the entries of `warning.txt`; `warnings` is how many of them are not
    only what the request asked for.

    "cut" means that its time was over, "abandoned" that its stream was closed before the end.
    """

    files: tuple[EntryReport, ...] = ()
    warnings: int = 0
    result: Result = "abandoned"
    seconds: float = 0.0
    problems: tuple[Problem, ...] = ()


class Packet:
    """The packet for one request.

    Making it calls all hooks and raises what prevents a packet altogether: the errors of
    `Mattermost`, `UnknownFileError` for a name in `exclude`, `include` or `only` that no file has
    although all hooks have answered, and `UnknownOptionError` for an option that `requested` names
    and no package has. `credential` is what other nodes are asked with, for the same user; without
    it they are not; `nodes` takes their place in tests. `now` is local time. `gone` says, in any
    thread, whether the client has left. `report` is complete once the stream has ended.
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
        only: Collection[str] = (),
        secrets: Collection[str] = (),
        gone: Callable[[], bool] = lambda: False,
        requested: Requested = Requested("packet"),  # noqa: B008 -- it is frozen
        credential: Credential | None = None,
        nodes: Nodes | None = None,
    ) -> None:
        self.filename = packet_filename(now)
        self.report = PacketReport()
        self._started = monotonic()
        self._now = now
        self._settings = settings
        self._deadline = Deadline(settings.packet_timeout, gone)
        deadline = self._deadline
        mattermost = collectors.secrets_reader.read(
            mattermost, settings.collector_timeout, deadline
        )
        wanted = Wanted(requested.hops, requested.logs, frozenset(exclude))
        own = NodeAccess(settings, mattermost, deadline, wanted, credential)
        self._nodes = nodes or own
        with calling_hooks(mattermost, collectors, settings, secrets), reaching_nodes(self._nodes):
            declared = gather_declarations(mattermost, collectors, settings, deadline, requested)
        self._config_unreadable = bool(mattermost.config_problem)
        self._problems = list(declared.problems)
        self._problems += unfulfilled(requested)
        # Another node has other files, and does not know which ones there are here.
        known = known_names(declared.files, exclude) if requested.hops else exclude
        chosen = choose_files(declared, known, include, only, logs=requested.logs)
        self._files = without_forbidden(chosen, settings, self._problems)
        self._facts = declared.facts
        self._sent: list[EntryReport] = []
        self._redactor = redactor_for(settings, declared.secrets, secrets)

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
            self.report = self._report(result, seconds)

    def _report(self, result: Result, seconds: float) -> PacketReport:
        problems = tuple(problem.changed(self._redactor.redact_text) for problem in self._problems)
        warnings = sum(problem.cause is not Cause.REQUEST for problem in problems)
        return PacketReport(tuple(self._sent), warnings, result, seconds, problems)

    def _send_files(self, archive: PacketArchive) -> Generator[bytes, None, None]:
        turns = CollectionsInTurn(self._files, self._settings, self._deadline, self._calling)
        with closing(turns) as in_turn:
            for collection in in_turn:
                yield from self._send_collection(archive, collection)
        late = packet_late(self._settings)
        self._problems += [
            file_problem(Kind.LEFT_OUT, declared.value.name, late, declared.origin)
            for declared in in_turn.rest
        ]

    @contextmanager
    def _calling(self) -> Iterator[None]:
        """Surround what starts a call into a package."""
        with redacting(self._redactor.redact_text), reaching_nodes(self._nodes):
            yield

    def _send_collection(
        self, archive: PacketArchive, collection: AnyCollection
    ) -> Generator[bytes, None, None]:
        own: list[Problem] = []
        for file in collection.files():
            sent = yield from send_file(archive, file, collection)
            # The archive takes anything that ends the pieces for their end.
            self._deadline.raise_if_cancelled()
            self._sent += sent.reports
            own += sent.problems
        self._problems += [*collection.warnings(), *own, *collection.problems()]

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
