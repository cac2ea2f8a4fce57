"""A value is computed once, and other instances do not wait for it."""

import threading
from collections.abc import Callable

from support_packet.mattermost.cached_property import CachedProperty


class Reading:
    """Reads by calling `read`."""

    def __init__(self, read: Callable[[], object]) -> None:
        self._read = read

    @CachedProperty
    def value(self) -> object:
        """Return what was read."""
        return self._read()


def test_it_is_computed_once() -> None:
    reading = Reading(object)

    assert reading.value is reading.value


def test_each_instance_has_its_own() -> None:
    assert Reading(lambda: 1).value == 1
    assert Reading(lambda: 2).value == 2


def test_an_error_is_not_kept() -> None:
    answers = iter([0, 1])
    reading = Reading(lambda: 1 / next(answers))

    try:
        _ = reading.value
    except ZeroDivisionError:
        assert reading.value == 1


def test_an_instance_that_hangs_does_not_block_another() -> None:
    hangs, goes_on = threading.Event(), threading.Event()

    def hang() -> None:
        hangs.set()
        goes_on.wait(20)

    hanging = threading.Thread(target=lambda: Reading(hang).value)
    hanging.start()
    assert hangs.wait(20)

    other = Reading(hanging.is_alive).value
    goes_on.set()
    hanging.join()

    assert other


def test_threads_that_compute_at_the_same_time_get_the_same() -> None:
    both = threading.Barrier(2, timeout=20)

    def read() -> object:
        both.wait()
        return object()

    reading = Reading(read)
    found: list[object] = []
    threads = [threading.Thread(target=lambda: found.append(reading.value)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found[0] is found[1]
