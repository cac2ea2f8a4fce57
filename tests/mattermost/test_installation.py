"""An installation as a whole: what is read, and when."""

import json
from pathlib import Path

import pytest
from support.servers.broken import broken_server

from demo.installation import build_installation
from support_packet.errors import ConfigurationError
from support_packet.mattermost.installation import Mattermost
from support_packet.mattermost.reading_limits import ReadingLimits
from support_packet.mattermost.reduced import without_configuration


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return an installation with nothing but a configuration."""
    (tmp_path / "config").mkdir()
    document = {"EmailSettings": {"SMTPPassword": "st0red-password"}}
    (tmp_path / "config/config.json").write_text(json.dumps(document), encoding="utf-8")
    return tmp_path


def test_a_secret_stays_secret_if_a_variable_overrides_it(home: Path) -> None:
    mattermost = Mattermost(home, {"MM_EMAILSETTINGS_SMTPPASSWORD": "active-passw0rd"})

    assert mattermost.config.text("EmailSettings.SMTPPassword") == "active-passw0rd"
    assert mattermost.secrets > {"active-passw0rd", "st0red-password"}


def test_a_secret_stays_secret_if_the_stored_value_overrides_it(home: Path) -> None:
    defaults = {"EmailSettings": {"SMTPPassword": "default-passw0rd"}}
    (home / "defaults.json").write_text(json.dumps(defaults), encoding="utf-8")

    mattermost = Mattermost(home, {"MM_CUSTOM_DEFAULTS_PATH": "defaults.json"})

    assert mattermost.config.text("EmailSettings.SMTPPassword") == "st0red-password"
    assert mattermost.secrets > {"default-passw0rd", "st0red-password"}


def test_the_configuration_is_read_once(home: Path) -> None:
    mattermost = Mattermost(home, {})
    before = mattermost.config

    (home / "config/config.json").write_text("{", encoding="utf-8")

    assert mattermost.config is before
    assert mattermost.config_problem == ""


def test_without_a_configuration_nothing_that_was_read_by_it_is_left(
    home: Path,
) -> None:
    mattermost = Mattermost(home, {})
    assert mattermost.manifests.all is not None

    reduced = without_configuration(mattermost, "It hangs.")

    assert reduced.config_problem == "It hangs."
    assert reduced.secrets == frozenset()
    with pytest.raises(ConfigurationError, match="It hangs"):
        reduced.manifests  # noqa: B018 -- reading it raises


def test_the_reason_for_a_missing_configuration_is_kept(home: Path) -> None:
    (home / "config/config.json").write_text("{", encoding="utf-8")

    mattermost = Mattermost(home, {"API_TOKEN": "of-the-environment"})

    assert "config.json: line 1" in mattermost.config_problem
    assert mattermost.secrets == {"of-the-environment"}
    with pytest.raises(ConfigurationError, match=r"config\.json: line 1"):
        _ = mattermost.config


def test_no_secret_is_in_its_repr(home: Path) -> None:
    assert "st0red" not in repr(Mattermost(home, {}).config)


def test_a_copy_has_a_lower_network_timeout_and_what_was_read(home: Path) -> None:
    mattermost = Mattermost(home, {}, ReadingLimits(network_timeout=2.0))
    config = mattermost.config
    (home / "config/config.json").write_text("{", encoding="utf-8")

    copy = mattermost.with_network_timeout(0.5)

    assert copy.network_timeout == 0.5
    assert copy.config is config
    assert mattermost.network_timeout == 2.0
    assert mattermost.with_network_timeout(60).network_timeout == 2.0


def test_the_database_connection_of_a_copy_has_the_lower_timeout(home: Path) -> None:
    with broken_server(hangs=True) as port:
        data_source = f"postgres://u:p@127.0.0.1:{port}/d"
        mattermost = Mattermost(home, {"MM_SQLSETTINGS_DATASOURCE": data_source})

        problem = mattermost.with_network_timeout(0.5).database_problem

    assert "no response within 0.5 seconds" in problem


def test_authenticating_also_reads_the_rows_about_the_server(tmp_path: Path) -> None:
    example = build_installation(tmp_path / "mattermost", log_bytes=10_000)
    mattermost = Mattermost(example.directory, {})

    mattermost.authenticate(example.tokens["admin"])
    example.database.unlink()

    assert mattermost.rows.schema_version == "5.37.0"
