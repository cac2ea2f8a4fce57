"""Servers whose installation a test may break."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.serving.databases import break_glass
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
