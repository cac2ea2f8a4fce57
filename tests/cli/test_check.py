"""`support-packet check`: one line for each area, and why something will be missing."""

import json
import shutil
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from distributions.disk import InstalledPackages
from serving.program import COMMAND, environment_of, run

from demo.installation import Installation

AREAS = {
    "directory",
    "configuration",
    "environment",
    "database",
    "licence",
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
    example: Installation, directory: Path, *options: str, **variables: str
) -> tuple[int, Mapping[str, str]]:
    """Return the exit status, and the line of each area without its name."""
    done = run(directory, "check", "--mattermost", example.directory, *options, **variables)
    assert done.stderr == ""
    assert not any(secret in done.stdout for secret in example.secrets)
    lines = [line.split(maxsplit=2) for line in done.stdout.splitlines()]
    return done.returncode, {area: f"{state} {text}" for state, area, text in lines}


def test_every_area_has_a_line_and_all_are_fine(example: Installation, tmp_path: Path) -> None:
    status, found = findings(example, tmp_path)

    assert status == 0
    assert found.keys() - {"notice"} == AREAS
    assert all(line.startswith(("ok ", "note ")) for line in found.values())
    assert found["configuration"].endswith(str(example.config))
    assert found["environment"] == "ok no setting comes from the environment"
    assert found["licence"] == "ok Enterprise E20, valid"


def test_settings_of_the_environment_are_named_without_values(
    example: Installation, tmp_path: Path
) -> None:
    secrets = {"MM_EMAILSETTINGS_SMTPPASSWORD": "mostest-Zq81", "MM_SERVICESETTINGS_SITEURL": "x"}

    _, found = findings(example, tmp_path, **secrets)

    assert found["environment"] == (
        "ok 2 settings come from it: EmailSettings.SMTPPassword, ServiceSettings.SiteURL"
    )


def test_a_database_that_is_down_is_explained(example: Installation, tmp_path: Path) -> None:
    source = "postgres://mmuser:mostest-Zq81@127.0.0.1:1/mattermost"
    change(example, "SqlSettings", DriverName="postgres", DataSource=source)

    status, found = findings(example, tmp_path)

    assert status == 1
    assert found["database"].startswith("missing Mattermost's database does not answer.")
    assert "127.0.0.1" in found["database"]
    assert "mostest" not in found["database"]


def test_missing_logs_are_explained(example: Installation, tmp_path: Path) -> None:
    shutil.rmtree(example.logs)

    status, found = findings(example, tmp_path)

    assert status == 1
    assert found["logs"].startswith("missing ")
    assert "LogSettings.FileLocation" in found["logs"]
    assert found["mattermost.log"].startswith("missing ")


def test_logs_that_are_switched_off_are_explained(example: Installation, tmp_path: Path) -> None:
    status, found = findings(example, tmp_path, MM_NOTIFICATIONLOGSETTINGS_ENABLEFILE="false")

    assert status == 1
    assert "NotificationLogSettings.EnableFile" in found["notifications.log"]
    assert found["mattermost.log"].startswith("ok ")


def test_services_that_do_not_answer_are_explained(example: Installation, tmp_path: Path) -> None:
    change(example, "LdapSettings", Enable=True, LdapServer="127.0.0.1", LdapPort=1)
    elastic = {"EnableIndexing": True, "ConnectionUrl": "http://127.0.0.1:1"}
    change(example, "ElasticsearchSettings", **elastic)

    status, found = findings(example, tmp_path)

    assert status == 1
    assert found["LDAP"].startswith("missing Facts ldap_vendor_name, ldap_vendor_version: ")
    assert found["Elasticsearch"].startswith("missing Facts elastic_server_version, ")


def test_a_blocked_collector_is_explained(example: Installation, tmp_path: Path) -> None:
    status, found = findings(example, tmp_path, SUPPORT_PACKET_BLOCKED_COLLECTORS="ldap_facts")

    assert status == 1
    assert found["LDAP"] == "missing the collector ldap_facts is blocked or did not load"


@pytest.mark.parametrize(("allowed", "state"), [("false", "missing"), ("true", "note")])
def test_an_unlicensed_server_is_explained(
    example: Installation, tmp_path: Path, allowed: str, state: str
) -> None:
    variables = {"MM_LICENSE": "garbage", "SUPPORT_PACKET_ALLOW_UNLICENSED": allowed}
    done = run(tmp_path, "check", "--mattermost", example.directory, **variables)

    assert f"\n{state:<9}licence " in done.stdout
    assert done.returncode == (1 if state == "missing" else 0)


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
        env=environment_of(tmp_path, PYTHONPATH=str(packages)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        assert process.stdout.readline().startswith("ok ")

        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)

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
