"""A result of one request is made once, whoever asks."""

import threading
from contextvars import copy_context

import pytest

from support_packet.current_call import current_distribution
from support_packet.mattermost.once import Once

PATIENCE = 60


def test_it_is_made_once() -> None:
    once = Once()

    assert [once.get("key", object), once.get("key", object)] == [once.get("key", object)] * 2


def test_threads_wait_for_the_first() -> None:
    once, others = Once(), 8
    asking = threading.Barrier(others + 1)
    made: list[int] = []
    results: list[int] = []

    def make() -> int:
        asking.wait(PATIENCE)
        made.append(1)
        return 7

    def ask() -> None:
        asking.wait(PATIENCE)
        results.append(once.get("key", make))

    first = threading.Thread(target=lambda: results.append(once.get("key", make)))
    threads = [first, *(threading.Thread(target=ask) for _ in range(others))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)

    assert results == [7] * (others + 1)
    assert made == [1]


def test_an_error_is_raised_to_all() -> None:
    once = Once()
    calls: list[int] = []

    def fail() -> None:
        calls.append(1)
        raise LookupError("first")

    for _ in range(3):
        with pytest.raises(LookupError, match="first"):
            once.get("key", fail)
    assert calls == [1]


def test_packages_have_keys_of_their_own() -> None:
    once = Once()

    def of(distribution: str) -> str:
        current_distribution.set(distribution)
        return once.get("key", lambda: distribution)

    assert copy_context().run(of, "one") == "one"
    assert copy_context().run(of, "two") == "two"
    assert copy_context().run(of, "one") == "one"


def test_asking_for_itself_does_not_hang() -> None:
    once = Once()

    with pytest.raises(RuntimeError, match=r"once\('key', …\) was called again"):
        once.get("key", lambda: once.get("key", int))
