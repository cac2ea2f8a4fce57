"""What one declaration makes on its way from its collector, held to all limits."""

import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import Any, Generic

from support_packet.contract import Content
from support_packet.errors import ContentCut
from support_packet.host.files.content import make_content
from support_packet.host.hooks.hook_calls import Declared
from support_packet.host.problems import Kind, Problem, file_problem
from support_packet.host.supervision.deadline import Deadline
from support_packet.host.supervision.runner import not_within
from support_packet.host.supervision.task import Call, Item
from support_packet.settings import Settings
from support_packet.values.message import N_, Message
from support_packet.values.reason import Reason

_MAX_SILENCE = 0.25
_BUFFER_BYTES = 1024 * 1024
_LARGE_BYTES = 64 * 1024
_MIN_SPEED = 8 * 1024 * 1024
"""Bytes a second: a collector that delivers also has the time a busy disk needs for that much."""


@dataclass(frozen=True)
class MadeFile:
    """One file for the archive; `size` is the maximum number of bytes, where that is known."""

    name: str
    pieces: Generator[bytes, None, None]
    size: int | None = None


class Collection(Generic[Item]):
    """One run of a `collect`, in its own thread; `close` makes that thread stop.

    Made ahead of its turn, it pauses when its buffer is full. Its deadline counts only while the
    host waits for it. `on_silence` is called when it keeps the host waiting.
    """

    def __init__(
        self,
        declared: Declared[Any],
        settings: Settings,
        deadline: Deadline,
        make: Callable[[], Generator[Item, None, None]],
        on_silence: Callable[[], None] = lambda: None,
    ) -> None:
        self.declared = declared
        self.late = False
        self.settings = settings
        self._deadline = deadline
        self._on_silence = on_silence
        asked = min(declared.value.seconds or 0.0, settings.longest_collector)
        self._seconds = max(settings.collector_timeout, asked)
        self._sent = 0
        self._sibling_hangs = False
        call = Call(declared.value.name, self._seconds)
        self._task = declared.collector.runner.start(
            make, buffer_limit=_BUFFER_BYTES, size_of=sys.getsizeof, call=call
        )

    @property
    def paused(self) -> bool:
        """Whether its buffer is full, and it may hold something that another collector needs."""
        return self._task.paused and not self._task.unshared

    def close(self) -> None:
        """Make the collector stop at its next piece."""
        self._task.close()

    def charge_silence(self) -> None:
        """Charge it also for its silence while the host waited for another file that hung."""
        self._sibling_hangs = True

    def warnings(self) -> list[Problem]:
        """Return what the collector has reported so far."""
        return [self.problem(Kind.WARNING, warning) for warning in self._task.warnings]

    @property
    def failure(self) -> Problem | None:
        """Why the call into the collector failed, or was not made."""
        if not (reason := self._task.failure):
            return None
        return self.problem(Kind.CUT_SHORT if self._sent else Kind.LEFT_OUT, reason)

    def problem(self, kind: Kind, reason: Reason, file: str | None = None) -> Problem:
        """Return a problem of this file, or of one of the files of this folder."""
        name = self.declared.value.name if file is None else file
        return file_problem(kind, name, reason, self.declared.origin)

    def _batches(self) -> Iterator[list[Item]]:
        """Yield what comes, as it comes; `ContentCut`, with the reason, where it ends early.

        An empty batch means that the collector takes its time. Only the time in which the host
        waits for the collector counts against its deadline, not the time in which a slow client
        or another collector keeps the host waiting.
        """
        waited = self._task.silent_seconds if self._sibling_hangs else 0.0
        if waited >= self._seconds:
            with suppress(TimeoutError):
                yield self._task.receive(monotonic(), self._deadline)
            raise self._ended_late(not_within(self._seconds))
        while True:
            # The allowance is what is left of the deadline, plus time for what came already.
            asked = monotonic()
            allowed = self._seconds + self._sent / _MIN_SPEED - waited
            items = self._receive(min(asked + allowed, self._deadline.until))
            waited += monotonic() - asked
            if items is None:
                yield []
            elif items:
                yield items
            else:
                break
        if self._task.failure:
            raise ContentCut.because(self._why(self._task.failure))

    def _why(self, failure: Reason) -> Reason:
        """Return why content ends that ended with `failure`.

        The end of the packet's time also ends what the collector waits for. Which of the two is
        seen first is chance; the packet's time is the cause.
        """
        return self._deadline.why_over if self._deadline.expired else failure

    def _receive(self, until: float) -> list[Item] | None:
        """Return what the collector has made since, `None` for nothing yet; nothing at its end."""
        now = monotonic()
        if now < until:
            try:
                return self._task.receive(min(until, now + _MAX_SILENCE), self._deadline)
            except TimeoutError:
                self._on_silence()
                return None
        if self._deadline.expired:
            raise ContentCut.because(self._deadline.why_over)
        waiting = N_("It kept the packet waiting for %(seconds)s seconds.")
        reason = Reason(Message(waiting, seconds=f"{self._seconds:g}"), defect=True)
        raise self._ended_late(reason)

    def _ended_late(self, reason: Reason) -> ContentCut:
        self.late = True
        self._task.close(reason)
        return ContentCut.because(reason)

    def _within_cap(self, piece: bytes) -> Generator[bytes, None, None]:
        limit = self.settings.max_file_bytes
        head = piece if self._sent + len(piece) <= limit else piece[: limit - self._sent]
        # The head is sent before the cut, so that the file has exactly the maximum size.
        self._sent += len(head)
        yield head
        if len(head) < len(piece):
            too_large = N_("It is larger than SUPPORT_PACKET_MAX_FILE_BYTES, %(limit)s bytes.")
            raise ContentCut.because(Reason(Message(too_large, limit=limit)))


class FileCollection(Collection[bytes]):
    """One run of a file's `collect`, or of what stands in for it."""

    def __init__(
        self,
        declared: Declared[Any],
        settings: Settings,
        deadline: Deadline,
        on_silence: Callable[[], None] = lambda: None,
        collect: Callable[[], Content] | None = None,
    ) -> None:
        make = partial(make_content, collect or declared.value.collect)
        super().__init__(declared, settings, deadline, make, on_silence)

    def files(self) -> Iterable[MadeFile]:
        """Return the file."""
        file = self.declared.value
        return [MadeFile(file.name, self.pieces(), file.size)]

    def problems(self) -> list[Problem]:
        """Return what is wrong besides the content's end."""
        return []

    def pieces(self) -> Generator[bytes, None, None]:
        """Yield the content as it comes; `ContentCut`, with the reason, where it ends early.

        An empty piece means that the collector takes its time: what is ready can leave.
        """
        for batch in self._batches():
            for piece in _joined(batch or [b""]):
                yield from self._within_cap(piece)


def _joined(pieces: list[bytes]) -> list[bytes]:
    """Join `pieces` unless they are large, which would cost more than it saves."""
    size = sum(map(len, pieces))
    return pieces if size > len(pieces) * _LARGE_BYTES else [b"".join(pieces)]
