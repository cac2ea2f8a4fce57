"""What the break-glass token gets of a server whose configuration is broken."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.serving.databases import BREAK_GLASS, break_glass
from support.serving.program import Program, serving

from demo.installation import Installation, build_installation


@pytest.fixture
def example(tmp_path: Path) -> Installation:
    """Return an example installation that a test may break."""
    return build_installation(tmp_path / "mattermost", log_bytes=10_000)


@pytest.fixture
def guarded(example: Installation, tmp_path: Path) -> Iterator[Program]:
    """Return a server that has a break-glass token."""
    with serving(example.directory, tmp_path, **break_glass(tmp_path)) as program:
        yield program


def test_a_packet_says_what_is_broken(example: Installation, guarded: Program) -> None:
    example.config.write_text('{"SqlSettings": ', encoding="utf-8")

    answer = guarded.packet(BREAK_GLASS)

    with zipfile.ZipFile(io.BytesIO(answer.body)) as archive:
        warnings = archive.read("warning.txt").decode()
        assert archive.namelist() == ["support_packet.yaml", "warning.txt"]
    assert warnings.count(f"{example.config}: line 1") == 1


def test_the_page_opens(example: Installation, guarded: Program) -> None:
    example.config.unlink()

    page = guarded.request("GET", "/support_packet", Authorization=f"Bearer {BREAK_GLASS}")

    assert page.status == 200
    assert b"support_packet.yaml" in page.body
    assert str(example.config).encode() in page.body


def test_the_server_starts(example: Installation, tmp_path: Path) -> None:
    example.config.write_text("{", encoding="utf-8")

    with serving(example.directory, tmp_path, **break_glass(tmp_path)) as program:
        assert program.packet(BREAK_GLASS).status == 200
        assert program.packet(example.tokens["admin"]).status == 500
        log = program.log.read_text(encoding="utf-8")
    assert "packets need the break-glass token" in log
