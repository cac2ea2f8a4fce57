"""An installation with any configuration."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from support_packet import Mattermost


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return the directory of a Mattermost server, with nothing in it but a `config`."""
    home = tmp_path / "mattermost"
    (home / "config").mkdir(parents=True)
    return home


@pytest.fixture
def mattermost_with(home: Path) -> Callable[..., Mattermost]:
    """Return a function that reads the installation in `home` with sections of settings."""

    def read(
        *, network_timeout: float = 3.0, log_limit: int | None = None, **sections: Any
    ) -> Mattermost:
        (home / "config" / "config.json").write_text(json.dumps(sections), encoding="utf-8")
        return Mattermost(home, {}, network_timeout=network_timeout, log_limit=log_limit)

    return read
