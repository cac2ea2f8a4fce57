"""Python looks for no cycles while thousands of objects are made, and does so again afterwards."""

import gc
import threading

import pytest

from support_packet.process.memory import collection_paused


def test_collection_goes_on_after_the_last_block() -> None:
    with collection_paused():
        with collection_paused():
            assert not gc.isenabled()
        assert not gc.isenabled()

    assert gc.isenabled()


def test_collection_goes_on_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), collection_paused():
        _ = 1 / 0

    assert gc.isenabled()


def test_blocks_of_several_threads_count() -> None:
    entered, leave = threading.Event(), threading.Event()

    def pause() -> None:
        with collection_paused():
            entered.set()
            leave.wait(30)

    thread = threading.Thread(target=pause)
    thread.start()
    assert entered.wait(30)
    with collection_paused():
        pass
    assert not gc.isenabled()
    leave.set()
    thread.join(30)

    assert gc.isenabled()
