"""Where the server's paths are for a program that sees another file system."""

from pathlib import Path

import pytest

from support_packet.mattermost.path_map import SAME_PATHS, parse_path_map

MAP = parse_path_map("/mattermost=/srv/mm:/mattermost/logs=/var/log/mm:/data/=/mnt/data")

FOUND = {
    "/mattermost": "/srv/mm",
    "/mattermost/config/config.json": "/srv/mm/config/config.json",
    "/mattermost/logs": "/var/log/mm",
    "/mattermost/logs/audit.log": "/var/log/mm/audit.log",
    "/mattermost/logs/../config": "/srv/mm/config",
    "/mattermost/../etc/passwd": "/mattermost/../etc/passwd",
    "/mattermost2/logs": "/mattermost2/logs",
    "/data/x": "/mnt/data/x",
    "/etc/ssl": "/etc/ssl",
}


def test_the_deepest_directory_counts() -> None:
    assert {path: str(MAP.find(Path(path))) for path in FOUND} == FOUND
    assert SAME_PATHS.find(Path("/mattermost/../x")) == Path("/mattermost/../x")


@pytest.mark.parametrize("text", ["/a", "a=/b", "/a=b", "/a=/b:c", "=/b", "/a=", "/a=/b\0"])
def test_other_forms_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="must be /SERVERS/DIRECTORY=/OWN/DIRECTORY"):
        parse_path_map(text)


RESOLVED = {
    "/data/x": "/mnt/data/x",
    "plugins": "/srv/mm/plugins",
    "./logs/audit.log": "/var/log/mm/audit.log",
    "data/../logs": "/var/log/mm",
    "..": "/srv/mm/..",
}


def test_a_relative_path_begins_at_the_servers_own_directory() -> None:
    here = Path("/srv/mm")

    assert {text: str(MAP.resolve(here, text)) for text in RESOLVED} == RESOLVED


def test_a_directory_that_the_map_leads_to_is_not_mapped_again() -> None:
    whole = parse_path_map("/=/proc/7/root")
    here = Path("/proc/7/root/opt/mattermost")

    assert whole.resolve(here, "logs") == here / "logs"
    assert whole.resolve(here, "/var/log") == Path("/proc/7/root/var/log")
    assert parse_path_map("/opt=/opt/a").resolve(Path("/opt/a/b"), "c") == Path("/opt/a/b/c")


def test_a_directory_that_has_the_servers_own_path_is_mapped() -> None:
    assert MAP.resolve(Path("/mattermost"), "logs") == Path("/var/log/mm")
    assert SAME_PATHS.resolve(Path("/opt/mattermost"), "logs") == Path("/opt/mattermost/logs")
