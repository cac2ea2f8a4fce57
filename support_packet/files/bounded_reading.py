"""Reads from file systems, each time with a limit: a mount may stop answering."""

import contextvars
import errno
import os
import queue
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

from support_packet.process.threads import Thread

Value = TypeVar("Value")


class NoAnswerError(OSError):
    """A file system that does not answer in time; `strerror` is ready for a message."""


_IDLE_SECONDS = 5.0
"""How long a thread waits for the next read: starting a thread takes longer than most reads."""

_Job = Callable[[], None]
_Jobs = queue.SimpleQueue[_Job | None]

_hanging: dict[str, "Future[Any]"] = {}
_idle: list[_Jobs] = []
# No thread outlives a fork.
os.register_at_fork(after_in_child=_idle.clear)


def read_within(seconds: float, place: Path, read: Callable[[], Value]) -> Value:
    """Return what `read`, which reads below `place`, returns, or raise what it raises.

    `NoAnswerError` if it has not ended after `seconds`. It then stays in its thread, which cannot
    be killed; until it ends, further reads of the same place fail at once, so that a mount that
    hangs costs one thread.
    """
    key = str(place)
    earlier = _hanging.get(key)
    if earlier is not None and not earlier.done():
        raise _silent(place, seconds)
    _hanging.pop(key, None)
    outcome: Future[Value] = Future()
    context = contextvars.copy_context()
    try:
        _in_thread(lambda jobs: context.run(_run, read, outcome, jobs))
    except RuntimeError:
        raise NoAnswerError(errno.EAGAIN, "no other thread can be started", key) from None
    try:
        return outcome.result(seconds)
    except TimeoutError:
        if outcome.done():
            # The reading itself raised that, or it has ended just now.
            return outcome.result()
        _hanging[key] = outcome
        raise _silent(place, seconds) from None


def end_idle_threads() -> None:
    """End the threads that wait for a read: they keep the privileges that they started with."""
    while _idle:
        _idle.pop().put(None)


def _in_thread(work: Callable[[_Jobs], None]) -> None:
    """Do `work` in a thread that is idle, or in a new one; it gets the queue of that thread."""
    try:
        jobs = _idle.pop()
    except IndexError:
        jobs = queue.SimpleQueue()
        Thread(target=_work_off, args=[jobs], name="reading", daemon=True).start()
    jobs.put(lambda: work(jobs))


def _work_off(jobs: _Jobs) -> None:
    while True:
        try:
            job = jobs.get(timeout=_IDLE_SECONDS)
        except queue.Empty:
            try:
                _idle.remove(jobs)
            except ValueError:
                continue  # it was taken just now
            return
        if job is None:
            return
        job()


def _run(read: Callable[[], Value], outcome: "Future[Value]", jobs: _Jobs) -> None:
    try:
        value = read()
    except BaseException as error:  # noqa: BLE001 -- raised in the waiting thread
        _idle.append(jobs)
        outcome.set_exception(error)
        return
    # First, so that the waiting thread finds this one idle when it reads the next file.
    _idle.append(jobs)
    outcome.set_result(value)


def _silent(place: Path, seconds: float) -> NoAnswerError:
    reason = f"the file system did not respond within {seconds:g} seconds"
    return NoAnswerError(errno.ETIMEDOUT, reason, str(place))
