"""An example installation that a test may break, and the command that examines it."""

from pathlib import Path

import pytest
from support.serving.checking import Checker

from demo.installation import Installation, build_installation


@pytest.fixture
def example(tmp_path: Path) -> Installation:
    """Return the example with small logs."""
    return build_installation(tmp_path / "mattermost", log_bytes=10_000)


@pytest.fixture
def checker(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Checker:
    """Return what runs `support-packet check`."""
    return Checker(capfd, monkeypatch)
