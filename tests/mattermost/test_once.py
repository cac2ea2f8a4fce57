"""A result of one request is made once, no matter who asks."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial

import pytest

from support_packet.mattermost.once import Once
from support_packet.process.current_call import current_distribution, current_stopped

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


def test_packages_have_their_own_keys() -> None:
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


def in_threads(*asks: Callable[[], object]) -> list[object]:
    """Return what each of `asks`, called in its own thread, returned or raised."""
    with ThreadPoolExecutor(len(asks)) as threads:
        futures = [threads.submit(copy_context().run, ask) for ask in asks]
        return [future.exception(PATIENCE) or future.result() for future in futures]


@pytest.mark.timeout(60)
@pytest.mark.parametrize("keys", ["ab", "abcd"])
def test_threads_that_would_wait_for_each_other_do_not_hang(keys: str) -> None:
    once, meeting = Once(), threading.Barrier(len(keys))

    def ask(own: str, other: str) -> object:
        def make() -> object:
            meeting.wait(PATIENCE)
            return once.get(other, object)

        return once.get(own, make)

    errors = in_threads(*map(partial(partial, ask), keys, keys[1:] + keys[0]))

    assert {type(error) for error in errors} == {RuntimeError}
    assert all("was called again by what it calls" in str(error) for error in errors)


def test_what_a_late_call_could_not_make_is_made_by_one_that_still_waits() -> None:
    once = Once()
    began, asked, stopped = threading.Event(), threading.Event(), threading.Event()

    def fail() -> str:
        began.set()
        asked.wait(PATIENCE)
        stopped.set()
        raise TimeoutError("its query was ended")

    def late() -> str:
        current_stopped.set(stopped.is_set)
        return once.get("key", fail)

    def patient() -> str:
        began.wait(PATIENCE)
        threading.Timer(0.1, asked.set).start()
        return once.get("key", lambda: "made")

    error, made = in_threads(late, patient)

    assert "its query was ended" in str(error)
    assert made == "made"


def test_a_call_that_nothing_waits_for_does_not_wait_for_others() -> None:
    once, released, began = Once(), threading.Event(), threading.Event()

    def hang() -> None:
        began.set()
        released.wait(PATIENCE)

    def ask_in_vain() -> None:
        began.wait(PATIENCE)
        current_stopped.set(lambda: True)
        try:
            once.get("key", hang)
        finally:
            released.set()

    _, error = in_threads(lambda: once.get("key", hang), ask_in_vain)

    assert "nothing waits for this call" in str(error)
