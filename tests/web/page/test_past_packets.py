"""The last packets on the page: how each ended, and whether it has warnings."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from support.serving.program import Program, serving

from demo.installation import Installation, build_installation
from support_packet.web.download.history import PastPacket
from support_packet.web.i18n.languages import LANGUAGES
from support_packet.web.i18n.translations import Translations
from support_packet.web.page.past_packets import past_packet_views

PAGE = "/support_packet"
COMPLETE = PastPacket(0, "admin", 1000, "complete", 0, {})


@pytest.fixture
def example(tmp_path: Path) -> Installation:
    """Return an example installation that a test may break."""
    return build_installation(tmp_path / "mattermost", log_bytes=10_000)


@pytest.fixture
def program(example: Installation, tmp_path: Path) -> Iterator[Program]:
    """Return its server, which has made no packet yet."""
    with serving(example.directory, tmp_path) as program:
        yield program


def shown(packet: PastPacket, language: str = "en") -> str:
    """Return how the page says that a packet ended."""
    [(_, _, _, result, _)] = past_packet_views([packet], Translations().for_language(language))
    return result


def results(program: Program, token: str) -> list[str]:
    """Return what the page, as the server sends it, has in the column of results."""
    page = program.request("GET", PAGE, Authorization=f"Bearer {token}").body.decode()
    rows = re.findall(r"<tr>(<td>.*?)</tr>", page.partition('<details class="past">')[2])
    return [re.findall(r"<td>(.*?)</td>", row)[3] for row in rows]


@pytest.mark.parametrize(
    ("warnings", "result"),
    [
        (0, "complete"),
        (1, "complete, with 1 warning"),
        (2, "complete, with 2 warnings"),
    ],
)
def test_a_complete_packet_says_how_many_warnings_it_has(warnings: int, result: str) -> None:
    assert shown(replace(COMPLETE, warnings=warnings)) == result


@pytest.mark.parametrize(
    ("result", "text"),
    [("cut", "incomplete"), ("abandoned", "canceled"), ("failed", "failed")],
)
def test_what_is_worse_than_warnings_is_shown_alone(result: str, text: str) -> None:
    assert shown(replace(COMPLETE, result=result, warnings=3)) == text


def test_every_language_says_complete_and_then_the_warnings() -> None:
    for language in LANGUAGES:
        complete = shown(COMPLETE, language)

        text = shown(replace(COMPLETE, warnings=5), language)

        assert re.match(re.escape(complete) + r"\W.*5.*\w", text), (language, text)


def test_without_a_script_the_page_says_it_too(example: Installation, program: Program) -> None:
    token = example.tokens["admin"]
    program.packet(token)
    (example.logs / "notifications.log").unlink()
    program.packet(token)
    program.audited(2)

    found = results(program, token)

    assert found == ["complete, with 1 warning", "complete"]


def test_the_lines_that_were_asked_for_are_not_a_warning(
    example: Installation, program: Program
) -> None:
    token = example.tokens["admin"]
    path = "/api4/system/generate_support_packet?since=1h"
    answer = program.request("GET", path, Authorization=f"Bearer {token}")
    program.audited(1)

    assert "warning.txt" in answer.files
    assert results(program, token) == ["complete"]
