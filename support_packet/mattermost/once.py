"""Results that are made once for one request, whoever asks first."""

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Any, TypeVar

from support_packet.current_call import current_distribution

Value = TypeVar("Value")


class Once:
    """One result for each distribution and key; what another package keeps is out of reach."""

    def __init__(self) -> None:
        self._results: dict[tuple[str, Hashable], Future[Any]] = {}
        self._makers: dict[Future[Any], int] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Return what the first `make` for this key returned, or raise what it raised.

        Callers in other threads wait for it. A `make` that asks for its own key is a
        `RuntimeError`: it would wait for itself.
        """
        _check(key, make)
        place = current_distribution.get(), key
        mine: Future[Value] = Future()
        with self._lock:
            result = self._results.setdefault(place, mine)
            if result is mine:
                self._makers[mine] = threading.get_ident()
            elif self._makers.get(result) == threading.get_ident():
                raise RuntimeError(f"once({key!r}, …) was called again by what it calls")
        if result is mine:
            self._make(mine, make)
        return result.result()  # type: ignore[no-any-return]  # of the same key, so the same type

    def _make(self, mine: Future[Value], make: Callable[[], Value]) -> None:
        try:
            mine.set_result(make())
        except BaseException as error:  # noqa: BLE001 -- every caller gets it
            mine.set_exception(error)
        finally:
            with self._lock:
                del self._makers[mine]


def _check(key: object, make: object) -> None:
    try:
        hash(key)
    except TypeError:
        kind = type(key).__name__
        raise TypeError(f"The key of once() is {kind}: use a text or a tuple of texts.") from None
    if not callable(make):
        raise TypeError('once() takes a function: once("counts", lambda: count(mattermost))')
