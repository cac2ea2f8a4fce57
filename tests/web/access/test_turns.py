"""Few requests at a time authenticate, and none waits long for another."""

import threading

import pytest

from support_packet.web.access.turns import Turns

PATIENT = 60.0
MOMENT = 0.2


def test_a_request_follows_the_one_before() -> None:
    turns = Turns(1, PATIENT)
    entered = threading.Event()

    def follow() -> None:
        with turns.turn():
            entered.set()

    follower = threading.Thread(target=follow)
    with turns.turn():
        follower.start()
        early = entered.wait(MOMENT)
    follower.join()

    assert (early, entered.is_set()) == (False, True)


def test_as_many_as_may_do_not_wait() -> None:
    turns = Turns(2, PATIENT)

    with turns.turn(), turns.turn():
        assert turns.free == 0
    assert turns.free == 2


def test_where_no_turn_ends_a_request_goes_on_without() -> None:
    turns = Turns(1, patience=0.0)

    with turns.turn(), turns.turn():
        assert turns.free == 0
    assert turns.free == 1


def test_an_error_ends_the_turn() -> None:
    turns = Turns(1, PATIENT)

    with pytest.raises(RuntimeError), turns.turn():
        fail()
    with turns.turn():
        pass


def fail() -> None:
    raise RuntimeError
