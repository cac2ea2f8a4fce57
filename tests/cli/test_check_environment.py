"""`support-packet check` with environments and configurations that a server starts with."""

import json
from pathlib import Path

import pytest
from support.serving.checking import SECRET, Checker

from demo.installation import Installation


def test_lines_that_systemd_ignores_are_noted(
    checker: Checker, example: Installation, tmp_path: Path
) -> None:
    path = tmp_path / "mattermost.env"
    path.write_text(f"export MM_X={SECRET}\nulimit -n 65536\nMM_SERVICESETTINGS_SITEURL=http://x\n")

    checked = checker.check(example, "--env-file", str(path))

    assert checked.status == 0
    assert checked.of("note")[:2] == [
        ("environment file", f"{path}: line 1: no valid name before '=', systemd ignores it."),
        ("environment file", f"{path}: line 2: no '=', systemd ignores it."),
    ]
    assert "1 setting comes from it: ServiceSettings.SiteURL" in str(checked.of("ok"))


def test_a_directory_of_variables_is_an_environment_file(
    checker: Checker, example: Installation, tmp_path: Path
) -> None:
    (tmp_path / "MM_SERVICESETTINGS_SITEURL").write_text("http://chat.example.com\n")
    (tmp_path / "MM_LOGSETTINGS_FILELEVEL").write_text("")

    checked = checker.check(example, "--env-file", str(tmp_path), MM_LOGSETTINGS_FILELEVEL="ERROR")

    assert checked.status == 0
    assert "1 setting comes from it: ServiceSettings.SiteURL" in str(checked.of("ok"))


def test_of_several_files_the_later_one_counts(
    checker: Checker, example: Installation, tmp_path: Path
) -> None:
    paths = [tmp_path / "first.env", tmp_path / "second.env"]
    paths[0].write_text("MM_TEAMSETTINGS_SITENAME=x\nMM_LOGSETTINGS_ENABLECONSOLE=no\n")
    paths[1].write_text("MM_LOGSETTINGS_ENABLECONSOLE=false\n")

    checked = checker.check(example, *(f"--env-file={path}" for path in paths))

    found = dict(checked.of("ok"))["environment"]
    assert found == "2 settings come from it: LogSettings.EnableConsole, TeamSettings.SiteName"
    assert "environment" not in dict(checked.of("note"))


def test_a_later_file_of_compose_knows_the_variables_of_an_earlier_one(
    checker: Checker, example: Installation, tmp_path: Path
) -> None:
    paths = [tmp_path / "first.env", tmp_path / "second.env"]
    paths[0].write_text("DOMAIN=chat.example.com\n")
    paths[1].write_text("MM_SERVICESETTINGS_SITEURL=https://${DOMAIN}\n")
    files = (f"--env-file={path}" for path in paths)

    checked = checker.check(example, *files, "--env-file-syntax", "compose")

    assert "1 setting comes from it: ServiceSettings.SiteURL" in str(checked.of("ok"))
    assert "environment file" not in dict(checked.of("note"))


def test_variables_that_the_server_ignores_are_noted(
    checker: Checker, example: Installation
) -> None:
    checked = checker.check(
        example,
        MM_SQLSETTING_DATASOURCE=SECRET,
        MM_SERVICESETTINGS_SITEURLS="https://chat.example.com",
        MM_LOGSETTINGS_ENABLECONSOLE="yes",
        MM_SERVICESETTINGS_READTIMEOUT="30s",
        MM_CALLS_RTCD_URL="ws://calls",
        MM_INSTALL_TYPE="docker",
        MMCTL_LOCAL="true",
    )

    nameless = "MM_SERVICESETTINGS_SITEURLS, MM_SQLSETTING_DATASOURCE: no setting is called so."
    unfit = (
        "MM_LOGSETTINGS_ENABLECONSOLE, MM_SERVICESETTINGS_READTIMEOUT: the value is not one that "
        "the setting can have."
    )
    assert checked.of("note")[:2] == [
        ("environment", f"Mattermost ignores {nameless}"),
        ("environment", f"Mattermost ignores {unfit}"),
    ]


COMPOSE = (
    f"POSTGRES_PASSWORD={SECRET}\n"
    "MM_SQLSETTINGS_DATASOURCE=postgres://mmuser:${POSTGRES_PASSWORD}@db.invalid:5432/x\n"
    "MM_SQLSETTINGS_DRIVERNAME=postgres\n"
)


@pytest.mark.parametrize("syntax", ["systemd", "docker"])
def test_the_file_of_compose_is_recognized(
    checker: Checker, example: Installation, tmp_path: Path, syntax: str
) -> None:
    path = tmp_path / ".env"
    path.write_text(COMPOSE)

    checked = checker.check(example, "--env-file", str(path), "--env-file-syntax", syntax)

    assert checked.status == 2
    assert "Then add --env-file-syntax compose.\n" in checked.error


def test_the_file_of_compose_is_read(
    checker: Checker, example: Installation, tmp_path: Path
) -> None:
    path = tmp_path / ".env"
    path.write_text(COMPOSE)

    checked = checker.check(example, "--env-file", str(path), "--env-file-syntax", "compose")

    assert "db.invalid:5432/x" in str(checked.of("missing"))


def test_repeated_keys_and_foreign_bytes_are_noted(checker: Checker, example: Installation) -> None:
    config = json.loads(example.config.read_text(encoding="utf-8"))
    again = json.dumps({"TeamSettings": {"SiteName": "caf\ue000"}})
    text = json.dumps(config)[:-1] + ", " + again[1:]
    example.config.write_bytes(text.encode().replace(b"\\ue000", b"\xe9"))

    checked = checker.check(example)

    source = example.config
    assert [area for area, _ in checked.of("missing")] == ["sanitized_config.json"]
    assert [text for area, text in checked.of("missing")] == [
        (
            f"{source} has more than one value for TeamSettings, TeamSettings.SiteName. Mattermost "
            "takes the last one: remove the others. "
            f"{source} is not UTF-8 in line 1. Mattermost reads another character there: save "
            "the file as UTF-8."
        ),
    ]
