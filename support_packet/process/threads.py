"""Threads whose start never waits forever."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from typing import Any, TypeVar

Result = TypeVar("Result")

NOT_AGAIN_SECONDS = 10.0
"""How long no other thread of a kind is started after one that did not run."""

logger = logging.getLogger(__name__)


class Thread(threading.Thread):
    """A thread; `start` raises `RuntimeError` also where it has ended before it could say so.

    It may end for lack of memory, and then Python waits for its start forever.
    """

    max_start_seconds = 30.0
    """As long as even a busy machine takes for work at idle priority."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._started = _Started(self.max_start_seconds)


def log_failed_threads() -> None:
    """Log what ends a thread of this program, from now on.

    Python writes it to standard error, where it would be taken for what a package has written.
    """
    usual = threading.excepthook

    def log(failure: threading.ExceptHookArgs) -> None:
        if isinstance(failure.thread, Thread) and failure.exc_type is not SystemExit:
            # The formatter leaves out what the exception says, which may be secret.
            name = failure.thread.name
            logger.error("The thread %s failed.", name, exc_info=failure.exc_value)
        else:
            usual(failure)

    threading.excepthook = log


class _Started(threading.Event):
    """Signals that a thread runs."""

    def __init__(self, max_seconds: float) -> None:
        super().__init__()
        self._max_seconds = max_seconds

    def wait(self, timeout: float | None = None) -> bool:
        """Wait for that; without a `timeout`, as long as the start may take."""
        started = super().wait(self._max_seconds if timeout is None else timeout)
        if not started and timeout is None:
            raise RuntimeError("can't start new thread")
        return started


def started(work: Callable[[], Result]) -> Callable[[], Result]:
    """Do `work` in a thread; what is returned waits for the result, or raises what `work` raised.

    `RuntimeError` if there may not be another thread; `MemoryError` where it ends without a result.
    """
    future: Future[Result] = Future()
    thread = Thread(target=fulfill, args=(future, work), daemon=True)
    thread.start()

    def result() -> Result:
        thread.join()
        if not future.done():
            raise MemoryError("a thread has ended without a result")
        return future.result()

    return result


def started_if_possible(work: Callable[[], Result]) -> Callable[[], Result]:
    """Do `work` in a thread if there may be one more; what is returned waits for the result."""
    try:
        return started(work)
    except RuntimeError:
        return work


def begin_ahead(work: Callable[[], object], name: str) -> None:
    """Begin, in a thread called `name`, `work` that only saves time later.

    It is not done where no other thread can be started.
    """
    with suppress(RuntimeError):
        Thread(target=work, name=name, daemon=True).start()


def fulfill(future: "Future[Result]", work: Callable[[], Result]) -> None:
    """Do `work` for those who wait for `future`, unless nobody does any longer."""
    done_for(future, work)()


def done_for(future: "Future[Result]", work: Callable[[], Result]) -> Callable[[], None]:
    """Do `work`, unless nobody waits for `future`; what is returned gives it its result."""
    if not future.set_running_or_notify_cancel():
        return lambda: None
    try:
        result = work()
    except BaseException as error:  # noqa: BLE001 -- raised where the result is waited for
        return partial(future.set_exception, error)
    else:
        return partial(future.set_result, result)
    finally:
        # The trace of an error holds what is here, which would hold the error.
        del future, work
