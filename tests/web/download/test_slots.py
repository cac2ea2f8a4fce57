"""Slots: shared among users, and given up by clients that read nothing while others wait."""

import select
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial

import pytest
from support.distributions.waiting import eventually

from support_packet.network.tcp_info import acknowledged_bytes
from support_packet.web.download import slots
from support_packet.web.download.slots import Slot, Slots
from support_packet.web.errors import ApiError


@contextmanager
def connected() -> Iterator[tuple[socket.socket, socket.socket]]:
    """Yield both ends of a connection."""
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as client,
    ):
        connection, _ = server.accept()
        with connection:
            yield connection, client


@pytest.fixture
def without_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a client be stalled as soon as it has received nothing since it was looked at."""
    monkeypatch.setattr(slots, "STALL_SECONDS", 0.0)


def ending(taken: Slots, slot: Slot, sending: socket.socket) -> threading.Thread:
    """Send until that fails, then give the slot back, as a download does."""
    slot.sending = True

    def send() -> None:
        with suppress(OSError):
            while True:
                sending.sendall(b"x" * 65536)
        taken.give_back(slot)

    thread = threading.Thread(target=send)
    thread.start()
    return thread


@pytest.mark.usefixtures("without_patience")
def test_a_client_that_reads_nothing_gives_way() -> None:
    taken = Slots(1)
    with connected() as (connection, _silent):
        thread = ending(taken, taken.take("one", connection), connection)
        given = None
        for _ in range(1000):
            with suppress(ApiError):
                given = taken.take("two", None)
                break
        thread.join(60)

    assert given
    assert taken.running == (given,)


@pytest.mark.usefixtures("without_patience")
def test_a_client_that_reads_keeps_its_slot() -> None:
    taken = Slots(1)
    with connected() as (connection, client):
        slot = taken.take("one", connection)
        slot.sending = True
        for number in range(1, 20):
            connection.sendall(b"x" * 1000)
            assert client.recv(1000, socket.MSG_WAITALL)
            assert eventually(partial(has_received, connection, 1000 * number))
            with pytest.raises(ApiError, match="already being created"):
                taken.take("two", None)

        assert taken.running == (slot,)


@pytest.mark.parametrize(("rate", "slow_after"), [(700, 20), (6_000, 20), (50_000, None)])
def test_a_client_is_slow_below_a_few_kilobytes_a_second(rate: int, slow_after: int | None) -> None:
    """Each look is a second after the one before."""
    with connected() as (connection, client):
        slot = Slot("one", connection)
        slot.sending = True
        found = None
        for second in range(60):
            slot.observe(second)
            assert not slot.stalled
            if slot.slow:
                found = second
                break
            connection.sendall(b"x" * rate)
            assert client.recv(rate, socket.MSG_WAITALL)
            assert eventually(partial(has_received, connection, rate * (second + 1)))

    assert found == slow_after


def test_a_slow_client_gives_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "SLOW_SECONDS", 0.0)
    taken = Slots(1)
    with connected() as (connection, client):
        thread = ending(taken, taken.take("one", connection), connection)
        given = None
        for _ in range(1000):
            assert client.recv(700)
            with suppress(ApiError):
                given = taken.take("two", None)
                break
        thread.join(60)

    assert given
    assert taken.running == (given,)


@pytest.mark.usefixtures("without_patience")
def test_a_client_that_reads_nothing_gives_way_before_a_slow_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(slots, "SLOW_SECONDS", 0.0)
    taken = Slots(2)
    with connected() as (slow, reader), connected() as (stalled, _silent):
        first = taken.take("one", slow)
        first.sending = True
        thread = ending(taken, taken.take("two", stalled), stalled)
        assert eventually(partial(is_full, stalled))
        taken.observe()
        slow.sendall(b"x" * 700)
        assert reader.recv(700, socket.MSG_WAITALL)
        assert eventually(partial(has_received, slow, 700))
        given = taken.take("three", None)
        thread.join(60)

    assert taken.running == (first, given)


def has_received(connection: socket.socket, count: int) -> bool:
    """Return whether the other end has received `count` bytes."""
    return (acknowledged_bytes(connection) or 0) >= count


@pytest.mark.usefixtures("without_patience")
def test_a_client_that_waits_for_a_slow_collector_keeps_its_slot() -> None:
    taken = Slots(1)
    with connected() as (connection, _):
        slot = taken.take("one", connection)
        for _ in range(3):
            with pytest.raises(ApiError, match="already being created"):
                taken.take("two", None)

        assert taken.running == (slot,)


@pytest.mark.usefixtures("without_patience")
@pytest.mark.parametrize("others", [[], ["two"]])
def test_a_second_download_replaces_an_own_one_that_reads_nothing(others: list[str]) -> None:
    taken = Slots(2)
    with connected() as (connection, _silent):
        thread = ending(taken, taken.take("one", connection), connection)
        kept = [taken.take(other, None) for other in others]
        assert eventually(partial(is_full, connection))
        taken.observe()
        given = taken.take("one", None)
        thread.join(60)

    assert taken.running == (*kept, given)


@pytest.mark.usefixtures("without_patience")
def test_a_client_that_reads_nothing_does_not_give_way_to_a_users_second_download() -> None:
    taken = Slots(2)
    with connected() as (connection, client):
        first = taken.take("one", None)
        stalled = taken.take("two", connection)
        thread = ending(taken, stalled, connection)
        assert eventually(partial(is_full, connection))
        taken.observe()
        with pytest.raises(ApiError, match="already being created"):
            taken.take("one", None)

        assert taken.running == (first, stalled)
        client.close()
        thread.join(60)


@pytest.mark.usefixtures("without_patience")
def test_a_client_that_was_observed_gives_way_to_the_first_that_asks() -> None:
    taken = Slots(1)
    with connected() as (connection, _silent):
        thread = ending(taken, taken.take("one", connection), connection)
        assert eventually(partial(is_full, connection))
        taken.observe()
        given = taken.take("two", None)
        thread.join(60)

    assert taken.running == (given,)


def is_full(connection: socket.socket) -> bool:
    """Return whether nothing more can be sent now, and what was sent has arrived."""
    before = acknowledged_bytes(connection)
    writable = select.select([], [connection], [], 0.1)[1]
    return not writable and acknowledged_bytes(connection) == before


def test_no_client_is_given_up_on_at_the_first_look() -> None:
    taken = Slots(1)
    with connected() as (connection, _):
        taken.take("one", connection).sending = True
        for _ in range(3):
            with pytest.raises(ApiError):
                taken.take("two", None)


def test_a_second_download_does_not_take_the_last_slot() -> None:
    taken = Slots(3)
    first, second = taken.take("one", None), taken.take("one", None)

    with pytest.raises(ApiError, match="already being created for you"):
        taken.take("one", None)

    third = taken.take("two", None)
    assert taken.running == (first, second, third)


def test_where_there_is_one_slot_anyone_can_have_it() -> None:
    taken = Slots(1)
    taken.give_back(taken.take("one", None))

    assert taken.take("one", None).owner == "one"


def test_a_slot_that_is_given_back_twice_is_one_slot() -> None:
    taken = Slots(2)
    slot = taken.take("one", None)
    taken.give_back(slot)
    taken.give_back(slot)

    assert taken.running == ()


def test_a_slot_is_free_again_after_longer_than_any_download_takes() -> None:
    lost = Slots(1, longest=0.0)
    hanging = lost.take("one", None)

    other = lost.take("two", None)
    lost.give_back(hanging)

    assert lost.running == (other,)


def test_until_then_it_is_taken() -> None:
    taken = Slots(1, longest=3600.0)
    taken.take("one", None)

    with pytest.raises(ApiError):
        taken.take("two", None)
