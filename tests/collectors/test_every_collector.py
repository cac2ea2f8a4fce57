"""The built-in collectors pass what every collector has to pass."""

from datetime import datetime
from pathlib import Path

from support.distributions.loading import PATIENT
from support.distributions.packets import packet_of, unpack

from demo.installation import build_installation
from support_packet.host.discovery.collectors import load_entry_points
from support_packet.mattermost.installation import Mattermost
from support_packet.testing import Author, Installation, check_conformance

NOW = datetime(2026, 3, 7, 13, 5, 59).astimezone()


def test_they_conform(author: Author) -> None:
    check_conformance(author)


def test_in_a_small_installation_they_have_no_problem(
    author: Author, installation: Installation
) -> None:
    installation.plugin({"id": "com.example", "name": "Example", "version": "1.0.0"})

    made = author.packet()

    assert made.warnings == []
    assert made.names == [
        "support_packet.yaml",
        "plugins.json",
        "sanitized_config.json",
        "mattermost.log",
        "notifications.log",
    ]


def test_in_the_example_installation_they_have_no_problem(author: Author, tmp_path: Path) -> None:
    mattermost = Mattermost(build_installation(tmp_path / "mattermost").directory, {})

    packet = packet_of(mattermost, load_entry_points(author.found, PATIENT), PATIENT)

    assert "warning.txt" not in unpack(packet)
