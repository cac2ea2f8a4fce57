"""A value that is read again: by one thread, while others get the last one."""

import threading
from concurrent.futures import ThreadPoolExecutor

from support_packet.process.refreshed import Refreshed

PATIENCE = 60.0


def test_the_value_is_kept_for_its_time() -> None:
    numbers = iter(range(10))

    kept = Refreshed(lambda: next(numbers), seconds=PATIENCE, wait=PATIENCE)
    renewed = Refreshed(lambda: next(numbers), seconds=0.0, wait=PATIENCE)

    assert [kept.get(), kept.get()] == [0, 0]
    assert [renewed.get(), renewed.get()] == [1, 2]


def test_the_first_caller_waits_and_others_get_the_last_value() -> None:
    numbers, begun, end = iter(range(10)), threading.Event(), threading.Event()

    def read() -> int:
        number = next(numbers)
        if number:
            begun.set()
            end.wait(PATIENCE)
        return number

    value = Refreshed(read, seconds=0.0, wait=PATIENCE)
    value.get()
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(value.get)
        assert begun.wait(PATIENCE)
        assert value.get() == 0
        end.set()

        assert first.result() == 1


def test_a_value_that_takes_too_long_is_unknown() -> None:
    end = threading.Event()
    value = Refreshed(lambda: end.wait(PATIENCE), seconds=0.0, wait=0.01)

    assert [value.get(), value.get()] == [None, None]
    end.set()


def test_a_reading_that_fails_is_tried_again() -> None:
    numbers = iter([5, 0, 5])
    failing = threading.excepthook
    threading.excepthook = lambda _: None
    try:
        value = Refreshed(lambda: 10 // next(numbers), seconds=0.0, wait=PATIENCE)

        assert [value.get(), value.get(), value.get()] == [2, None, 2]
    finally:
        threading.excepthook = failing
