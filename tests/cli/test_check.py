"""`support-packet check`: one line for each area, and why something will be missing."""

import json
import re
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from support.distributions.disk import InstalledPackages
from support.serving.program import COLD, COMMAND, environment_of, run

from demo.installation import Installation

AREAS = {
    "directory",
    "configuration",
    "environment",
    "database",
    "license",
    "logs",
    "plugins",
    "LDAP",
    "Elasticsearch",
    "support_packet.yaml",
    "plugins.json",
    "sanitized_config.json",
    "mattermost.log",
    "notifications.log",
}


def change(example: Installation, section: str, **settings: Any) -> None:
    config = json.loads(example.config.read_text(encoding="utf-8"))
    config[section] |= settings
    example.config.write_text(json.dumps(config), encoding="utf-8")


def findings(
    example: Installation,
    directory: Path,
    *options: str,
    through: Sequence[str] = (),
    **variables: str,
) -> tuple[int, Mapping[str, str]]:
    """Return the exit status, and the line of each area without its name."""
    arguments = ["check", "--mattermost", str(example.directory), *options]
    done = run(directory, *arguments, through=through, **variables)
    assert done.stderr == ""
    assert not any(secret in done.stdout for secret in example.secrets)
    *rest, verdict = done.stdout.splitlines()
    count = rf"(?:1 of {len(rest)} needs|(?!1 )[0-9]+ of {len(rest)} need)"
    assert re.fullmatch(rf"{count} attention\. .*", verdict)
    lines = [line.split(maxsplit=2) for line in rest]
    return done.returncode, {area: f"{state} {text}" for state, area, text in lines}


def test_every_area_has_a_line_and_all_are_fine(example: Installation, tmp_path: Path) -> None:
    status, found = findings(example, tmp_path, through=COLD)

    assert status == 0
    assert found.keys() - {"notice"} == AREAS
    assert all(line.startswith(("ok ", "note ")) for line in found.values())
    assert found["configuration"].endswith(str(example.config))
    assert found["environment"] == "ok no setting comes from the environment"
    assert found["license"] == "ok Enterprise E20, valid"


def test_settings_of_the_environment_are_named_without_values(
    example: Installation, tmp_path: Path
) -> None:
    secrets = {"MM_EMAILSETTINGS_SMTPPASSWORD": "mostest-Zq81", "MM_SERVICESETTINGS_SITEURL": "x"}

    _, found = findings(example, tmp_path, **secrets)

    assert found["environment"] == (
        "ok 2 settings come from it: EmailSettings.SMTPPassword, ServiceSettings.SiteURL"
    )


def test_everything_broken_has_its_own_line(example: Installation, tmp_path: Path) -> None:
    source = "postgres://mmuser:mostest-Zq81@127.0.0.1:1/mattermost"
    change(example, "SqlSettings", DriverName="postgres", DataSource=source)
    change(example, "LdapSettings", Enable=True, LdapServer="127.0.0.1", LdapPort=1)
    elastic = {"EnableIndexing": True, "ConnectionUrl": "http://127.0.0.1:1"}
    change(example, "ElasticsearchSettings", **elastic)
    shutil.rmtree(example.logs)
    shutil.rmtree(example.plugins)

    status, found = findings(example, tmp_path)

    assert status == 1
    assert {area for area, line in found.items() if line.startswith("missing ")} == {
        "database",
        "LDAP",
        "Elasticsearch",
        "plugins.json",
        "mattermost.log",
        "notifications.log",
    }


def test_a_blocked_collector_is_explained(example: Installation, tmp_path: Path) -> None:
    status, found = findings(example, tmp_path, SUPPORT_PACKET_BLOCKED_COLLECTORS="ldap_facts")

    assert status == 0
    assert "LDAP" not in found
    assert found["ldap_facts"] == "note blocked by SUPPORT_PACKET_BLOCKED_COLLECTORS"


def test_a_package_that_does_not_load_is_explained(example: Installation, tmp_path: Path) -> None:
    folder = tmp_path / "site-packages"
    folder.mkdir()
    InstalledPackages(folder).install("broken", "print('noise')\nimport nowhere")

    done = run(tmp_path, "check", "--mattermost", example.directory, PYTHONPATH=str(folder))

    assert done.returncode == 1
    [line] = [line for line in done.stdout.splitlines() if "broken" in line]
    assert line.startswith("missing  broken ")
    assert "nowhere" in line
    assert done.stderr == "noise\n"


def test_an_impatient_admin_sees_no_traceback(example: Installation, tmp_path: Path) -> None:
    packages = tmp_path / "site-packages"
    packages.mkdir()
    InstalledPackages(packages).install("slow", "import threading\nthreading.Event().wait()")
    with subprocess.Popen(
        [COMMAND, "check", "--mattermost", example.directory],
        # How long the package may take for its import.
        env=environment_of(
            tmp_path, PYTHONPATH=str(packages), SUPPORT_PACKET_COLLECTOR_TIMEOUT="2"
        ),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        assert process.stdout.readline().startswith("ok ")

        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)

        assert (process.returncode, errors) == (130, "")


@pytest.mark.parametrize("content", ["{", '{"LogSettings": {"FileLocation": 3}}'])
def test_what_cannot_be_checked_is_one_line_and_status_2(
    example: Installation, tmp_path: Path, content: str
) -> None:
    example.config.write_text(content, encoding="utf-8")

    done = run(tmp_path, "check", "--mattermost", example.directory)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("support-packet: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("keys", "collect", "line"),
    [
        ("('cache.version',)", "lambda: {'cache.version': '7'}", "ok       Cache"),
        ("()", "dict", "ok       Cache"),
        ("('cache.version',)", "lambda: 1 / 0", "missing  Cache"),
    ],
)
def test_the_service_of_another_package_has_a_line_like_the_built_in_ones(
    example: Installation, tmp_path: Path, keys: str, collect: str, line: str
) -> None:
    folder = tmp_path / "site-packages"
    folder.mkdir()
    source = f"""
    @hookimpl
    def packet_facts():
        return PacketFacts({keys}, {collect}, title="Cache", service=True)
    """
    InstalledPackages(folder).install("cache", source)

    done = run(tmp_path, "check", "--mattermost", example.directory, PYTHONPATH=str(folder))

    [found] = [each for each in done.stdout.splitlines() if "Cache" in each]
    assert found.startswith(line)


def test_a_warning_of_a_package_takes_its_notice_away_from_nobody(
    example: Installation, tmp_path: Path
) -> None:
    folder = tmp_path / "site-packages"
    folder.mkdir()
    source = """
    @hookimpl
    def packet_files():
        return PacketFile("asking/a.txt", lambda: warn("Careful.") or "a")

    @hookimpl
    def packet_notices(): return PacketNotice("Restart the reactor.")
    """
    InstalledPackages(folder).install("asking", source)

    said = run(tmp_path, "check", "--mattermost", example.directory, PYTHONPATH=str(folder)).stdout

    assert "Careful." in said
    assert "Restart the reactor." in said


def test_the_verdict_says_who_can_download(example: Installation, tmp_path: Path) -> None:
    fine = run(tmp_path, "check", "--mattermost", example.directory).stdout.splitlines()[-1]
    source = "postgres://mmuser:mostest-Zq81@127.0.0.1:1/mattermost?sslmode=disable"
    change(example, "SqlSettings", DriverName="postgres", DataSource=source)
    down = run(tmp_path, "check", "--mattermost", example.directory).stdout.splitlines()[-1]

    assert fine.endswith("Packets can be downloaded. No break-glass token is set.")
    assert down.endswith(
        "Nobody can download a packet now: the database is down, and no break-glass token is set."
    )


def test_a_database_without_the_tables_is_not_called_down(
    example: Installation, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(example.database)) as database, database:
        database.execute("DROP TABLE Sessions")

    verdict = run(tmp_path, "check", "--mattermost", example.directory).stdout.splitlines()[-1]

    assert verdict.endswith(
        "Nobody can download a packet now: the database responds, but does not say who may, and no "
        "break-glass token is set."
    )


def test_the_findings_can_be_had_as_json(example: Installation, tmp_path: Path) -> None:
    done = run(tmp_path, "check", "--mattermost", example.directory, "--json")

    document = json.loads(done.stdout)
    assert {finding["area"] for finding in document["findings"]} - {"notice"} == AREAS
    assert document["verdict"].endswith("No break-glass token is set.")
