"""The page promises no more than what is removed, of the secrets of the configuration."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.archive.entries import read
from support.serving.program import Program, serving

from demo.installation import Installation, build_installation, configure
from support_packet.redaction.values import MIN_CHARACTERS

TOO_SHORT = "Zq7xK3v"
SEARCHED_FOR = "Zq7xK3vB"
LINE = '{"level":"info","ts":1767604447.0,"msg":"the relay got %s and went on"}\n'


@pytest.fixture
def example(tmp_path: Path) -> Installation:
    """Return an installation whose log has two of its secrets, one too short to search for."""
    example = build_installation(tmp_path / "mattermost", log_bytes=1000)
    configure(
        example,
        {"EmailSettings.SMTPPassword": TOO_SHORT, "LdapSettings.BindPassword": SEARCHED_FOR},
    )
    (example.logs / "mattermost.log").write_text(LINE % TOO_SHORT + LINE % SEARCHED_FOR)
    return example


@pytest.fixture
def program(example: Installation, tmp_path: Path) -> Iterator[Program]:
    """Return its server."""
    with serving(example.directory, tmp_path) as program:
        yield program


def test_a_short_secret_can_remain_in_a_log_and_the_page_says_so(
    example: Installation, program: Program
) -> None:
    assert len(TOO_SHORT) < MIN_CHARACTERS <= len(SEARCHED_FOR)
    token = example.tokens["admin"]

    packet = read(program.packet(token).body)
    page = program.request("GET", "/support_packet", Authorization=f"Bearer {token}").body.decode()

    assert TOO_SHORT.encode() not in packet["sanitized_config.json"]
    log = packet["mattermost.log"].decode()
    assert log.count(TOO_SHORT) == 1
    assert SEARCHED_FOR not in log
    assert (
        f"Secrets of fewer than {MIN_CHARACTERS} characters, plain words and common defaults are "
        "masked in the configuration but can remain in other files."
    ) in page
    assert "all other secrets" not in page
