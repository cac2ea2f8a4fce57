"""The machine's facts, in Go's names."""

import platform
from collections.abc import Callable

import pytest

from collectors.facts.server import packet_facts, server_facts
from support_packet import Mattermost


@pytest.mark.parametrize(
    ("system", "machine", "server_os", "architecture"),
    [
        ("Linux", "x86_64", "linux", "amd64"),
        ("Linux", "aarch64", "linux", "arm64"),
        ("Linux", "armv7l", "linux", "arm"),
        ("Linux", "i686", "linux", "386"),
        ("Linux", "ppc64le", "linux", "ppc64le"),
        ("Linux", "s390x", "linux", "s390x"),
        ("Darwin", "arm64", "darwin", "arm64"),
        ("Darwin", "x86_64", "darwin", "amd64"),
        ("FreeBSD", "amd64", "freebsd", "amd64"),
        ("Windows", "AMD64", "windows", "amd64"),
    ],
)
def test_names_are_those_of_go(
    system: str, machine: str, server_os: str, architecture: str
) -> None:
    assert server_facts(system, machine) == {
        "server_os": server_os,
        "server_architecture": architecture,
    }


def test_this_machine_has_both_facts(mattermost_with: Callable[..., Mattermost]) -> None:
    facts, _ = packet_facts(mattermost_with())

    assert tuple(facts.collect()) == facts.keys
    assert facts.collect()["server_os"] == platform.system().lower()
