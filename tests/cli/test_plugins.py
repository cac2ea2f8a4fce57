"""`support-packet plugins`: the list of collectors, whatever the packages do."""

import json
from importlib.metadata import version
from pathlib import Path

import pytest
from support.distributions.disk import InstalledPackages
from support.serving.program import COLD, run

LOUD = """
import os
import subprocess

print("hello from an import")
os.write(1, b"hello from a descriptor\\n")
subprocess.run(["echo", "hello from a process"])

@hookimpl
def packet_secrets():
    return []
"""


@pytest.fixture
def installed(tmp_path: Path) -> InstalledPackages:
    """Return a folder to install collector packages into."""
    folder = tmp_path / "site-packages"
    folder.mkdir()
    return InstalledPackages(folder)


def test_the_built_in_collectors_are_listed(tmp_path: Path) -> None:
    done = run(tmp_path, "plugins", "--json", through=COLD)

    listed = {each["entry_point"]: each for each in json.loads(done.stdout)}
    assert done.returncode == 0
    assert listed["support_packet_yaml"] == {
        "entry_point": "support_packet_yaml",
        "distribution": "support-packet",
        "version": version("support-packet"),
        "state": "loaded",
        "hooks": ["packet_files"],
        "error": "",
        "settings": [],
    }


def test_the_table_says_the_same_to_people(tmp_path: Path) -> None:
    lines = run(tmp_path, "plugins").stdout.splitlines()

    assert lines[0].split() == ["ENTRY", "POINT", "PACKAGE", "STATE", "HOOKS"]
    [line] = [line for line in lines if line.startswith("mattermost_log ")]
    package = f"support-packet {version('support-packet')}"
    assert " ".join(line.split()) == (
        f"mattermost_log {package} loaded packet_files, packet_notices"
    )


def test_what_packages_print_does_not_spoil_the_list(
    installed: InstalledPackages, tmp_path: Path
) -> None:
    installed.install("loud", LOUD)

    done = run(tmp_path, "plugins", "--json", PYTHONPATH=str(installed.folder))

    assert "loud" in [each["entry_point"] for each in json.loads(done.stdout)]
    assert done.stderr.count("hello from") == 3


@pytest.mark.parametrize(
    ("source", "status"), [("import nowhere", 1), ("raise SystemExit(3)", 1), ("no_hook = True", 0)]
)
def test_a_package_that_does_not_load_is_listed_with_its_error(
    installed: InstalledPackages, tmp_path: Path, source: str, status: int
) -> None:
    installed.install("broken", source)

    done = run(tmp_path, "plugins", "--json", PYTHONPATH=str(installed.folder))

    [broken] = [each for each in json.loads(done.stdout) if each["entry_point"] == "broken"]
    assert broken["error"]
    assert done.returncode == status


def test_a_blocked_collector_is_listed_as_such(tmp_path: Path) -> None:
    blocked = {"SUPPORT_PACKET_BLOCKED_COLLECTORS": "mattermost_log,no_such_collector"}

    done = run(tmp_path, "plugins", "--json", **blocked)

    states = {each["entry_point"]: each["state"] for each in json.loads(done.stdout)}
    assert states["mattermost_log"] == "blocked"
    assert "no_such_collector" in done.stderr


def test_an_error_is_listed_without_secrets(installed: InstalledPackages, tmp_path: Path) -> None:
    installed.install("broken", "raise RuntimeError('token=abcdefghijklmnop12345678')")

    done = run(tmp_path, "plugins", PYTHONPATH=str(installed.folder))

    assert "RuntimeError: token=****" in done.stdout
    assert "abcdefghijklmnop12345678" not in done.stdout + done.stderr


def test_the_settings_of_the_service_count(installed: InstalledPackages, tmp_path: Path) -> None:
    installed.install("broken", "raise RuntimeError('no plum7quartz4river')")
    service = tmp_path / "service.env"
    service.write_text(
        "SUPPORT_PACKET_BLOCKED_COLLECTORS=mattermost_log\nMM_X_PASSWORD=plum7quartz4river\n?\n",
        encoding="utf-8",
    )

    done = run(
        tmp_path, "plugins", "--json", "--env-file", service, PYTHONPATH=str(installed.folder)
    )

    listed = {each["entry_point"]: each for each in json.loads(done.stdout)}
    assert listed["mattermost_log"]["state"] == "blocked"
    assert listed["notifications_log"]["state"] == "loaded"
    assert "plum7quartz4river" not in done.stdout + done.stderr
    assert str(service) in done.stderr
