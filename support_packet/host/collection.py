"""The content of one declared file on its way from its collector, held to all limits."""

import sys
from collections.abc import Generator
from functools import partial
from time import monotonic

from support_packet.contract import PacketFile
from support_packet.errors import ContentCut
from support_packet.host.content import make_content
from support_packet.host.hook_calls import Declared
from support_packet.host.problems import Kind, Problem, file_problem
from support_packet.host.supervision.deadline import Deadline
from support_packet.message import N_, Message
from support_packet.reason import Reason
from support_packet.settings import Settings

_MAX_SILENCE = 0.25
_BUFFER_BYTES = 1024 * 1024
_LARGE_BYTES = 64 * 1024
_MIN_SPEED = 8 * 1024 * 1024
"""Bytes a second: a collector that delivers also has the time a busy disk needs for that much."""


class FileCollection:
    """One run of a file's `collect`, in its own thread; `close` makes that thread stop."""

    def __init__(
        self, declared: Declared[PacketFile], settings: Settings, deadline: Deadline
    ) -> None:
        self._declared = declared
        self._settings = settings
        self._deadline = deadline
        self._sent = 0
        self._task = declared.collector.runner.start(
            partial(make_content, declared.value.collect),
            buffer_limit=_BUFFER_BYTES,
            size_of=sys.getsizeof,
        )

    def close(self) -> None:
        """Make the collector stop at its next piece."""
        self._task.close()

    def warnings(self) -> list[Problem]:
        """Return what the collector has reported so far."""
        return [self.problem(Kind.WARNING, warning) for warning in self._task.warnings]

    def problem(self, kind: Kind, reason: Reason) -> Problem:
        """Return a problem of this file."""
        return file_problem(kind, self._declared.value.name, reason, self._declared.origin)

    def pieces(self) -> Generator[bytes, None, None]:
        """Yield the content as it comes; `ContentCut`, with the reason, where it ends early.

        An empty piece means that the collector takes its time: what is ready can leave. Only the
        time in which the host waits for the collector counts against its deadline, not the time
        in which a slow client keeps the host waiting.
        """
        waited = 0.0
        while True:
            # The allowance is what is left of the deadline, plus time for what came already.
            asked = monotonic()
            allowed = self._settings.collector_timeout + self._sent / _MIN_SPEED - waited
            items = self._receive(min(asked + allowed, self._deadline.until))
            waited += monotonic() - asked
            if not items:
                break
            for piece in _joined(items):
                yield from self._within_cap(piece)
        if self._task.failure:
            raise ContentCut.because(self._task.failure)

    def _receive(self, until: float) -> list[bytes]:
        """Return what the collector has made since, at least an empty piece; nothing at its end."""
        now = monotonic()
        if now < until:
            try:
                return self._task.receive(min(until, now + _MAX_SILENCE), self._deadline)
            except TimeoutError:
                # Lets the caller send what is ready, and notice a client that has left.
                return [b""]
        if self._deadline.expired:
            raise ContentCut.because(packet_late(self._settings))
        # With a failure the thread counts as stuck at once: the next packet does not wait for it.
        late = self._late()
        self._task.close(late)
        raise ContentCut.because(late)

    def _late(self) -> Reason:
        seconds = f"{self._settings.collector_timeout:g}"
        return Reason(
            Message(N_("It kept the packet waiting for %(seconds)s seconds."), seconds=seconds),
            defect=True,
        )

    def _within_cap(self, piece: bytes) -> Generator[bytes, None, None]:
        limit = self._settings.max_file_bytes
        head = piece[: limit - self._sent]
        # The head is sent before the cut, so that the file has exactly the maximum size.
        self._sent += len(head)
        yield head
        if len(head) < len(piece):
            too_large = N_("It is larger than SUPPORT_PACKET_MAX_FILE_BYTES, %(limit)s bytes.")
            raise ContentCut.because(Reason(Message(too_large, limit=limit)))


def _joined(pieces: list[bytes]) -> list[bytes]:
    """Join `pieces` unless they are large, which would cost more than it saves."""
    size = sum(map(len, pieces))
    return pieces if size > len(pieces) * _LARGE_BYTES else [b"".join(pieces)]


def packet_late(settings: Settings) -> Reason:
    """Return why a file is cut or missing once the packet's time is over."""
    late = N_(
        "The %(seconds)s seconds that the packet may take (SUPPORT_PACKET_PACKET_TIMEOUT) are over."
    )
    return Reason(Message(late, seconds=f"{settings.packet_timeout:g}"))
