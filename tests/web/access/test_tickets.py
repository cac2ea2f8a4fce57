"""Tickets for the break-glass token: valid for half an hour; and how often that may fail."""

import pytest
from support.clock import Clock

from support_packet.web.access import tickets
from support_packet.web.access.tickets import Tickets
from support_packet.web.errors import ApiError

HERE, THERE = "192.0.2.1", "192.0.2.2"
HALF_AN_HOUR = 30 * 60


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Return the clock of the tickets."""
    found = Clock()
    monkeypatch.setattr(tickets, "monotonic", found)
    return found


def test_a_ticket_is_valid_for_half_an_hour(clock: Clock) -> None:
    issued = Tickets()
    ticket = issued.issue("the token")

    clock.now += HALF_AN_HOUR - 1
    assert issued.token_of(ticket) == "the token"
    clock.now += 1
    assert issued.token_of(ticket) == ""


def test_after_five_wrong_tokens_an_address_waits_for_the_first_to_be_a_minute_old(
    clock: Clock,
) -> None:
    tried = Tickets()
    for _ in range(5):
        tried.check_attempts(HERE)
        tried.note_failure(HERE)
        clock.now += 3.5

    with pytest.raises(ApiError) as caught:
        tried.check_attempts(HERE)
    assert (caught.value.status, caught.value.retry_after) == (429, 43)
    tried.check_attempts(THERE)

    clock.now += 42.5
    tried.check_attempts(HERE)
