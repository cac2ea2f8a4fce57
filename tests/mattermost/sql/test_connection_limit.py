"""No more connections than allowed, and callers are served in order."""

import threading

import pytest
from support.distributions.waiting import eventually

from support_packet.errors import ConnectionLimitError
from support_packet.mattermost.sql import connection_limit
from support_packet.mattermost.sql.connection_limit import ConnectionLimit

PATIENCE = 20.0


def starts_to_wait(waiter: threading.Thread, limit: ConnectionLimit) -> bool:
    """Start the thread, and return whether it waits."""
    waiting = limit._waiting  # noqa: SLF001 -- nothing else shows it
    before = len(waiting)
    waiter.start()
    return eventually(lambda: len(waiting) > before)


@pytest.mark.parametrize("count", [1, 3])
def test_one_more_than_allowed_is_an_error(count: int) -> None:
    limit = ConnectionLimit(count)
    for _ in range(count):
        limit.acquire(0)

    with pytest.raises(ConnectionLimitError, match=rf"may have \({count}\) are in use\. Try again"):
        limit.acquire(0.01)


def test_a_released_connection_can_be_acquired_again() -> None:
    limit = ConnectionLimit(1)

    for _ in range(3):
        limit.acquire(0)
        with pytest.raises(ConnectionLimitError):
            limit.acquire(0)
        limit.release()


def test_the_longest_wait_is_over_first() -> None:
    limit = ConnectionLimit(1)
    limit.acquire(0)
    served: list[int] = []

    def wait(number: int) -> None:
        limit.acquire(PATIENCE)
        served.append(number)
        limit.release()

    waiters = [threading.Thread(target=wait, args=(number,)) for number in range(5)]
    for waiter in waiters:
        assert starts_to_wait(waiter, limit)
    limit.release()
    for waiter in waiters:
        waiter.join(PATIENCE)

    assert served == [0, 1, 2, 3, 4]


def test_a_caller_that_gave_up_gets_nothing() -> None:
    limit = ConnectionLimit(1)
    limit.acquire(0)
    with pytest.raises(ConnectionLimitError):
        limit.acquire(0.01)

    limit.release()

    limit.acquire(0)


def test_while_the_database_hangs_only_a_few_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection_limit, "_MAX_WAITING", 2)
    monkeypatch.setattr(connection_limit, "_STUCK_SECONDS", 0.0)
    limit = ConnectionLimit(1)
    limit.acquire(0)
    waiters = [threading.Thread(target=limit.acquire, args=(PATIENCE,)) for _ in range(2)]
    for waiter in waiters:
        assert starts_to_wait(waiter, limit)

    with pytest.raises(ConnectionLimitError, match="Try again"):
        limit.acquire(PATIENCE)

    for waiter in waiters:
        limit.release()
        waiter.join(PATIENCE)
    limit.release()
    assert limit.acquire(0) is None
