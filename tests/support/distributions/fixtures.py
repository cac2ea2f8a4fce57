"""Collector packages, and an installation for them to read, as fixtures."""

import json
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.distributions.disk import InstalledPackages
from support.distributions.packets import PacketMaker

from support_packet.mattermost.installation import Mattermost

SECRET = "mw4bqk6c9p3xr7tz1n5jh8fd2gv0ys"


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[InstalledPackages]:
    """Return a folder on Python's path to install collector packages into."""
    folder = tmp_path / "site-packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    before = set(sys.modules)
    yield InstalledPackages(folder)
    for name in set(sys.modules) - before:
        if str(getattr(sys.modules[name], "__file__", "")).startswith(str(folder)):
            del sys.modules[name]


@pytest.fixture
def mattermost(tmp_path: Path) -> Mattermost:
    """Return an installation with a configuration, one secret in it, and nothing else."""
    directory = tmp_path / "mattermost"
    (directory / "config").mkdir(parents=True)
    document = {
        "SqlSettings": {
            "DriverName": "sqlite3",
            # Relative: with the same secrets in every test, one redactor serves all of them.
            "DataSource": "./mattermost.db",
            "AtRestEncryptKey": SECRET,
        }
    }
    (directory / "config" / "config.json").write_text(json.dumps(document), encoding="utf-8")
    return Mattermost(directory, {})


@pytest.fixture
def packets(packages: InstalledPackages, mattermost: Mattermost) -> PacketMaker:
    """Return a maker of packets from the installed packages."""
    return PacketMaker(packages, mattermost)


@pytest.fixture
def released() -> Iterator[threading.Event]:
    """Return an event for hanging collectors to wait for, set when the test is over."""
    event = threading.Event()
    yield event
    event.set()
