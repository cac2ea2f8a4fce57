"""An example installation that a test may break, as a fixture."""

from pathlib import Path

import pytest

from demo.installation import Installation, build_installation


@pytest.fixture
def example(tmp_path: Path) -> Installation:
    """Return the example with small logs."""
    return build_installation(tmp_path / "mattermost", log_bytes=10_000)
