"""An installation as a whole: what is read of it, and when."""

import json
from pathlib import Path

import pytest

from support_packet.errors import ConfigurationError
from support_packet.mattermost.installation import Mattermost


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


def test_the_reason_for_a_missing_configuration_is_kept(home: Path) -> None:
    (home / "config/config.json").write_text("{", encoding="utf-8")

    mattermost = Mattermost(home, {"API_TOKEN": "of-the-environment"})

    assert "config.json: line 1" in mattermost.config_problem
    assert mattermost.secrets == {"of-the-environment"}
    with pytest.raises(ConfigurationError, match=r"config\.json: line 1"):
        _ = mattermost.config


def test_no_secret_is_in_its_repr(home: Path) -> None:
    assert "st0red" not in repr(Mattermost(home, {}).config)
