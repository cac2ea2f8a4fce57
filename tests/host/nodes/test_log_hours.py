"""The hours that another node sends are those that this program would have sent, or none."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from support_packet.errors import CollectError, ContentCut
from support_packet.host.nodes.log_hours import hours_document, hours_in
from support_packet.mattermost.logs.log_summary import Hour

HOURS = tuple(Hour(3600 * number, 2**40, number) for number in range(72))
BAD: tuple[Any, ...] = (None, "1", 1.0, True, -1, 10**30, [], {})
GOOD: dict[str, Any] = {"start": 3600, "lines": 2, "errors": 1}


class Answer:
    """What was received, piece by piece; `breaks` after that."""

    def __init__(self, status: int, body: bytes, *, breaks: bool = False) -> None:
        self.status = status
        self.taken = 0
        self._body = body
        self._breaks = breaks

    def __iter__(self) -> Iterator[bytes]:
        for begin in range(0, len(self._body), 1024):
            self.taken += 1024
            yield self._body[begin : begin + 1024]
        if self._breaks:
            raise ContentCut("it broke off")


def read(answer: Answer) -> tuple[Hour, ...]:
    return hours_in(answer, "chat-2", "a.log")  # type: ignore[arg-type] # as a response


def answer(status: int, document: Any) -> Answer:
    body = document if isinstance(document, bytes) else json.dumps(document).encode()
    return Answer(status, body)


def test_what_is_sent_is_read() -> None:
    assert read(answer(200, hours_document(HOURS))) == HOURS


def test_other_documents_have_no_hours() -> None:
    with_hours: list[Any] = [
        *(None, "x", {}, 1, [1], [None], [[]], [GOOD, GOOD], [{**GOOD, "start": 7200}, GOOD]),
        [{**GOOD, "start": 3600 * number} for number in range(73)],
        *([{key: GOOD[key] for key in GOOD if key != name}] for name in GOOD),
        *([{**GOOD, name: value}] for name in GOOD for value in BAD),
        [GOOD, {**GOOD, "start": 2**33}],
    ]
    others = [
        *(b"", b"<p>", b"[]", b"null", b"\xff", b'{"hours":', b"[" * 60_000, b'{"hours": NaN}'),
        json.dumps({**hours_document(HOURS), "more": "x" * 2**17}).encode(),
    ]

    for document in [{"hours": found} for found in with_hours] + others:
        with pytest.raises(CollectError, match="answered with something other than a packet"):
            pytest.fail(f"{document!r:.200} gave {read(answer(200, document))}")


def test_an_endless_answer_is_not_read_on() -> None:
    endless = Answer(200, b" " * 2**20)

    with pytest.raises(CollectError, match="answered with something other than a packet"):
        read(endless)

    assert endless.taken <= 2**17


def test_an_answer_that_breaks_off_says_so() -> None:
    with pytest.raises(CollectError, match="it broke off"):
        read(Answer(200, b"{", breaks=True))


def test_no_hours_and_older_releases_are_told_apart_from_refusals() -> None:
    older = {"id": "api.context.404.app_error", "status_code": 404}
    for status, document, why in (
        (200, {"hours": []}, r"^a\.log of chat-2 has no lines whose time is known"),
        (404, older, "^chat-2 runs an older release of support-packet"),
        (404, b"<p>nginx</p>", r"^chat-2 refused: HTTP status 404\.$"),
        (302, hours_document(HOURS), r"^chat-2 refused: HTTP status 302\.$"),
        (403, {"message": "tell-tale"}, r"^chat-2 refused: HTTP status 403\.$"),
    ):
        with pytest.raises(CollectError, match=why):
            read(answer(status, document))
