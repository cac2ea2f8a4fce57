"""What the state of another program says, and what it does not."""

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from support_packet.errors import CollectError
from support_packet.host.nodes.identities import Identities
from support_packet.host.nodes.state import state_of


class Answer:
    """What was received."""

    def __init__(self, status: int, body: bytes, **headers: str) -> None:
        self.status = status
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        self._body = body

    def read(self, _: int) -> bytes:
        """Return the content."""
        return self._body


def state(status: int, document: Any, **headers: str) -> Any:
    body = document if isinstance(document, bytes) else json.dumps(document).encode()
    return state_of(Answer(status, body, **headers), "chat-2")  # type: ignore[arg-type] # as one


def test_the_clocks_are_compared() -> None:
    late = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)

    ahead = state(200, {"status": "OK"}, date=late).clock_ahead

    assert timedelta(minutes=59) < ahead < timedelta(minutes=61)


@pytest.mark.parametrize("date", ["", "yesterday", "Sat, 99 Nov 2026 99:99:99 GMT"])
def test_without_a_date_the_clock_is_unknown(date: str) -> None:
    assert state(200, {"status": "OK"}, date=date).clock_ahead is None


def test_a_release_without_the_address_responds() -> None:
    assert state(404, {"id": "api.context.404.app_error", "status_code": 404}).clock_ahead is None


def test_what_is_not_ready_says_why() -> None:
    unreadable = {"status": "unavailable", "configuration": "unreadable", "database": "x" * 999}

    with pytest.raises(CollectError, match=r"now: configuration unreadable, database x{40}\."):
        state(503, unreadable)


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b"<p>"),
        (200, b"[]"),
        (200, {}),
        (302, b""),
        (404, b"<p>"),
        (503, b""),
        (500, {"a": 1}),
    ],
)
def test_another_program_is_not_a_node(status: int, body: Any) -> None:
    with pytest.raises(CollectError, match="answered with something other than a packet"):
        state(status, body)


OTHER = {"support-packet-program": "other"}


def test_one_program_does_not_give_its_files_under_two_names() -> None:
    identities = Identities("own", "chat-1")
    identities.give_files("chat-2", OTHER)
    identities.give_files("chat-2", OTHER)
    identities.give_files("chat-3", {})

    with pytest.raises(CollectError, match="chat-4 leads to the same program as chat-2"):
        identities.give_files("chat-4", OTHER)
    with pytest.raises(CollectError, match="chat-0 leads to the same program as chat-2"):
        identities.note("chat-0", OTHER)
    with pytest.raises(CollectError, match="chat-5 leads to the same program as chat-1"):
        identities.note("chat-5", {"support-packet-program": "own"})


def test_of_two_names_that_answered_the_first_in_order_gives_the_files() -> None:
    identities = Identities("own", "chat-1")
    for name in ("chat-3", "chat-2"):
        identities.note(name, OTHER)

    with pytest.raises(CollectError, match="chat-3 leads to the same program as chat-2"):
        identities.give_files("chat-3", OTHER)
    identities.give_files("chat-2", OTHER)
