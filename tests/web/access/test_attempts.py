"""Wrong tokens: refused without a query, limited by address, harmless for everyone else."""

import pytest
from support.clock import Clock

from support_packet.errors import AuthenticationError
from support_packet.web.access import attempts
from support_packet.web.access.attempts import BURST, Attempts
from support_packet.web.errors import ApiError

HERE, THERE = "192.0.2.1", "192.0.2.2"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Return the clock of the attempts."""
    found = Clock()
    monkeypatch.setattr(attempts, "monotonic", found)
    return found


@pytest.fixture
def tried(clock: Clock) -> Attempts:  # noqa: ARG001 -- it does not move
    """Return attempts of an address that has used up what it may try."""
    known = Attempts()
    for number in range(BURST):
        known.check(HERE, f"wrong{number}")
        known.refuse(HERE, f"wrong{number}")
    return known


def test_a_wrong_token_is_wrong_for_some_seconds(clock: Clock) -> None:
    known = Attempts()
    known.refuse(HERE, "wrong")

    with pytest.raises(AuthenticationError, match="Invalid or expired session"):
        known.check(THERE, "wrong")
    clock.now += attempts.REFUSED_SECONDS
    known.check(THERE, "wrong")


def test_an_address_that_tries_many_tokens_has_to_wait(tried: Attempts, clock: Clock) -> None:
    with pytest.raises(ApiError, match="Try again in 1 s"):
        tried.check(HERE, "another")
    tried.check(THERE, "another")

    clock.now += 1 / attempts.PER_SECOND
    tried.check(HERE, "another")


def test_a_token_that_was_right_recently_is_not_stopped(tried: Attempts) -> None:
    tried.admit("right")

    tried.check(HERE, "right")
    with pytest.raises(ApiError):
        tried.check(HERE, "unknown")


def test_a_token_that_became_wrong_is_stopped(tried: Attempts, clock: Clock) -> None:
    tried.admit("right")
    tried.refuse(THERE, "right")
    clock.now += attempts.REFUSED_SECONDS - 5

    with pytest.raises((AuthenticationError, ApiError)):
        tried.check(HERE, "right")


@pytest.mark.usefixtures("clock")
def test_trying_the_same_wrong_token_again_and_again_costs_nothing() -> None:
    known = Attempts()
    known.refuse(HERE, "old")
    for _ in range(10 * BURST):
        with pytest.raises(AuthenticationError):
            known.check(HERE, "old")

    known.check(HERE, "new")


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "_MAX_KEPT", 10)
    known = Attempts()
    for number in range(100):
        known.refuse(f"192.0.2.{number}", f"wrong{number}")
        known.admit(f"right{number}")

    kept = (known._refused, known._admitted, known._spent)  # noqa: SLF001 -- what is kept
    assert [len(each) for each in kept] == [10, 10, 10]
