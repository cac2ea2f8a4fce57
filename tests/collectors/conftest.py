"""An installation with any configuration."""

import json
import math
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.distributions.waiting import READ_SECONDS

from support_packet.host.discovery.collectors import Collectors, load_collectors
from support_packet.mattermost.installation import Mattermost
from support_packet.mattermost.reading_limits import ReadingLimits
from support_packet.settings import Settings


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
        *,
        network_timeout: float = READ_SECONDS,
        log_bytes: int | None = None,
        rotated_log_days: int = 0,
        seconds: float = math.inf,
        **sections: Any,
    ) -> Mattermost:
        limits = ReadingLimits(
            network_timeout=network_timeout,
            log_bytes=log_bytes,
            rotated_log_days=rotated_log_days,
            seconds=seconds,
        )
        (home / "config" / "config.json").write_text(json.dumps(sections), encoding="utf-8")
        return Mattermost(home, {}, limits)

    return read


@pytest.fixture
def logs(home: Path) -> Path:
    """Return the directory of the installation's logs, with the current ones in it."""
    logs = home / "logs"
    logs.mkdir()
    for name in ("mattermost.log", "notifications.log"):
        (logs / name).write_bytes(b"now\n")
    return logs


@pytest.fixture(scope="session")
def many_lines() -> bytes:
    """Return 20 MB of lines of 80 bytes, far more than is read ahead."""
    text = random.Random(4).randbytes(10_000_000).hex()
    parts = (text[start : start + 69] for start in range(0, 69 * 250_000, 69))
    return "".join(f'{{"msg":"{part}"}}\n' for part in parts).encode()


@pytest.fixture(scope="session")
def log_collectors() -> Collectors:
    """Return the two collectors of logs, and no others."""
    loaded = load_collectors(Settings(collector_timeout=20)).loaded
    names = ("mattermost_log", "notifications_log")
    return Collectors(tuple(each for each in loaded if each.origin.entry_point in names), (), ())
