"""Results that are made once for one request, no matter who asks first."""

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future, wait
from typing import Any, TypeVar

from support_packet.process.current_call import current_distribution, current_stopped

Value = TypeVar("Value")

_CHECK_SECONDS = 0.25


class Once:
    """One result for each distribution and key; what another package keeps is out of reach."""

    def __init__(self) -> None:
        self._results: dict[tuple[str, Hashable], Future[Any]] = {}
        self._makers: dict[Future[Any], int] = {}
        self._waiting: dict[int, Future[Any]] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Return what the first `make` for this key returned, or raise what it raised.

        Callers in other threads wait for it. A `make` that asks for what waits for itself, in this
        thread or by way of others, is a `RuntimeError`. What fails after the host has stopped
        waiting for the call that makes it is made again by one of those that still wait.
        """
        _check(key, make)
        place = current_distribution.get(), key
        while True:
            result, mine = self._claim(place, key)
            if mine:
                self._make(place, result, make)
            else:
                self._wait(result)
            if mine or not isinstance(result.exception(), _AbandonedError):
                value: Value = result.result()
                return value

    def _claim(self, place: tuple[str, Hashable], key: Hashable) -> tuple[Future[Any], bool]:
        """Return the result of `place`, and whether this thread is to make it."""
        thread = threading.get_ident()
        with self._lock:
            if place not in self._results:
                result = self._results[place] = Future[Any]()
                self._makers[result] = thread
                return result, True
            result = self._results[place]
            if self._waits_for(result, thread):
                raise RuntimeError(f"once({key!r}, …) was called again by what it calls")
            self._waiting[thread] = result
            return result, False

    def _waits_for(self, result: Future[Any], thread: int) -> bool:
        """Return whether `result` comes from `thread`, or from one that waits for it."""
        following: Future[Any] | None = result
        while following is not None:
            maker = self._makers.get(following)
            if maker == thread:
                return True
            following = None if maker is None else self._waiting.get(maker)
        return False

    def _make(
        self, place: tuple[str, Hashable], mine: Future[Any], make: Callable[[], Value]
    ) -> None:
        value, error = None, None
        try:
            value = make()
        except BaseException as raised:  # noqa: BLE001 -- every caller gets it
            error = raised
        with self._lock:
            del self._makers[mine]
            if error and current_stopped.get()():
                # Its query was ended, for example, because this call was late: others are not.
                error = _AbandonedError(str(error))
                del self._results[place]
        if error:
            mine.set_exception(error)
        else:
            mine.set_result(value)

    def _wait(self, result: Future[Any]) -> None:
        """Wait until the result is there, or the host no longer waits for this call."""
        try:
            while not result.done():
                if current_stopped.get()():
                    raise _AbandonedError("nothing waits for this call any longer")
                wait([result], _CHECK_SECONDS)
        finally:
            with self._lock:
                del self._waiting[threading.get_ident()]


class _AbandonedError(RuntimeError):
    """The host has stopped waiting for the call that was to make a result."""


def _check(key: object, make: object) -> None:
    try:
        hash(key)
    except TypeError:
        kind = type(key).__name__
        raise TypeError(f"The key of once() is {kind}: use a text or a tuple of texts.") from None
    if not callable(make):
        raise TypeError('once() takes a function: once("counts", lambda: count(mattermost))')
