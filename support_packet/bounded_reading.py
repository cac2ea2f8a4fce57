"""Reads from file systems, each time with a limit: a mount may stop answering for ever."""

import contextvars
import errno
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

Value = TypeVar("Value")


class NoAnswerError(OSError):
    """A file system that does not answer in time; `strerror` is ready for a message."""


_hanging: dict[str, "Future[Any]"] = {}


def read_within(seconds: float, place: Path, read: Callable[[], Value]) -> Value:
    """Return what `read`, which reads below `place`, returns, or raise what it raises.

    `NoAnswerError` if it has not ended after `seconds`. It goes on in its thread then, which
    nothing can end, and until it does, the next ones of the same place fail at once: a mount that
    hangs costs one thread.
    """
    key = str(place)
    earlier = _hanging.get(key)
    if earlier is not None and not earlier.done():
        raise _silent(place, seconds)
    _hanging.pop(key, None)
    outcome: Future[Value] = Future()
    context = contextvars.copy_context()
    thread = threading.Thread(
        target=context.run, args=(_run, read, outcome), name=f"reading {place.name}", daemon=True
    )
    try:
        thread.start()
    except RuntimeError:
        raise NoAnswerError(errno.EAGAIN, "no other thread can be started", key) from None
    try:
        return outcome.result(seconds)
    except TimeoutError:
        if outcome.done():
            raise  # of the reading itself
        _hanging[key] = outcome
        raise _silent(place, seconds) from None


def _run(read: Callable[[], Value], outcome: "Future[Value]") -> None:
    try:
        outcome.set_result(read())
    except BaseException as error:  # noqa: BLE001 -- whoever waits gets it
        outcome.set_exception(error)


def _silent(place: Path, seconds: float) -> NoAnswerError:
    reason = f"the file system did not respond within {seconds:g} seconds"
    return NoAnswerError(errno.ETIMEDOUT, reason, str(place))
