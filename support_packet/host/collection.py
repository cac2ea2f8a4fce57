"""The content of one declared file on its way from its collector, held to all limits."""

import sys
from collections.abc import Generator
from functools import partial
from time import monotonic

from support_packet.errors import ContentCut
from support_packet.host.content import make_content
from support_packet.host.declarations import DeclaredFile
from support_packet.host.problems import Problem
from support_packet.host.supervision.deadline import Deadline
from support_packet.host.supervision.failure import Failure
from support_packet.message import Message
from support_packet.settings import Settings

LEFT_OUT = "Left out. "
"""How a problem of a file begins of which there is nothing."""

_LONGEST_SILENCE = 0.25
_BUFFER_BYTES = 1024 * 1024
_LARGE_BYTES = 64 * 1024
_LEAST_SPEED = 8 * 1024 * 1024
"""Bytes a second: who delivers has also the time that a busy disk takes for what came so far."""


class FileCollection:
    """One run of a file's `collect`, in its own thread; `close` tells that thread to stop."""

    def __init__(self, declared: DeclaredFile, settings: Settings, deadline: Deadline) -> None:
        self._declared = declared
        self._settings = settings
        self._deadline = deadline
        self._sent = 0
        self._failure: Failure | None = None
        self._task = declared.collector.runner.start(
            partial(make_content, declared.file.collect),
            buffer_limit=_BUFFER_BYTES,
            size_of=sys.getsizeof,
        )

    @property
    def failed(self) -> bool:
        """Whether the content has ended early."""
        return self._failure is not None

    def close(self) -> None:
        """Tell the collector to stop at its next piece."""
        self._task.close()

    def problems(self) -> list[Problem]:
        """Return what there is to say about the file, so far."""
        name, origin = self._declared.file.name, self._declared.collector.origin
        problems = [Problem(text, name, origin) for text in self._task.warnings]
        if self._failure:
            doing = "Cut short. " if self._sent else LEFT_OUT
            problems.append(self._failure.problem(origin, name, doing))
        return problems

    def pieces(self) -> Generator[bytes, None, None]:
        """Yield the content as it comes; `ContentCut` where it ends early.

        An empty piece says that the collector takes its time: what is ready can leave. Only the
        time in which the host waits for the collector counts against its deadline, not the time
        in which a slow client keeps the host waiting.
        """
        waited = 0.0
        while True:
            asked = monotonic()
            allowed = self._settings.collector_timeout + self._sent / _LEAST_SPEED - waited
            items = self._receive(min(asked + allowed, self._deadline.until))
            waited += monotonic() - asked
            if not items:
                break
            for piece in _joined(items):
                yield from self._within_cap(piece)
        if self._task.failure:
            raise self._cut(self._task.failure)

    def _receive(self, until: float) -> list[bytes]:
        """Return what the collector has made since, at least an empty piece; nothing at its end."""
        now = monotonic()
        if now < until:
            try:
                return self._task.receive(min(until, now + _LONGEST_SILENCE), self._deadline)
            except TimeoutError:
                return [b""]
        if self._deadline.expired:
            raise self._cut(packet_late(self._settings))
        failure = self._late()
        self._task.close(failure)
        raise self._cut(failure)

    def _late(self) -> Failure:
        seconds = f"{self._settings.collector_timeout:g}"
        return Failure(
            Message("It kept the packet waiting for %(seconds)s seconds.", seconds=seconds),
            defect=True,
        )

    def _within_cap(self, piece: bytes) -> Generator[bytes, None, None]:
        most = self._settings.max_file_bytes
        head = piece[: most - self._sent]
        self._sent += len(head)
        yield head
        if len(head) < len(piece):
            raise self._cut(
                Failure(f"It is larger than SUPPORT_PACKET_MAX_FILE_BYTES, {most} bytes.")
            )

    def _cut(self, failure: Failure) -> ContentCut:
        self._failure = failure
        return ContentCut(failure.message)


def _joined(pieces: list[bytes]) -> list[bytes]:
    """Join `pieces` unless they are large ones, which cost less apart."""
    size = sum(map(len, pieces))
    return pieces if size > len(pieces) * _LARGE_BYTES else [b"".join(pieces)]


def packet_late(settings: Settings) -> Failure:
    """Return why a file is cut or missing once the packet's time is over."""
    return Failure(
        Message(
            "The %(seconds)s seconds that the packet may take "
            "(SUPPORT_PACKET_PACKET_TIMEOUT) were over.",
            seconds=f"{settings.packet_timeout:g}",
        )
    )
