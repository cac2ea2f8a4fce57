"""Looking up keys of the active configuration."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from support.distributions.waiting import READ_SECONDS

from support_packet.errors import ConfigurationError, InstallationError
from support_packet.mattermost.configuration.config import Config, ConfigSource, load_config
from support_packet.mattermost.path_map import SAME_PATHS, PathMap
from support_packet.mattermost.sql.connection_pool import ConnectionPool

DOCUMENT: dict[str, Any] = {
    "sqlSettings": {"dataSource": "x", "MaxIdleConns": 3, "Trace": True, "Replicas": ["a"]},
    "ElasticsearchSettings": {"ConnectionUrl": "http://search"},
    "PluginSettings": {"Plugins": {"github": {"Token": "hunter2"}}},
}
CONFIG = Config(DOCUMENT, "file:///etc/config.json", Path("/opt/mattermost"), Path("/etc"))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a server's directory that holds a configuration."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.json").write_text(json.dumps(DOCUMENT))
    return tmp_path


@pytest.mark.filterwarnings("ignore:.*is not a setting of any known release")
@pytest.mark.parametrize(
    ("read", "path", "value"),
    [
        (CONFIG.text, "SqlSettings.DataSource", "x"),
        (CONFIG.text, "ElasticsearchSettings.ConnectionURL", "http://search"),
        (CONFIG.number, "sqlsettings.maxidleconns", 3),
        (CONFIG.flag, "SqlSettings.Trace", True),
        (CONFIG.texts, "SqlSettings.Replicas", ["a"]),
        (CONFIG.mapping, "PluginSettings.Plugins", {"github": {"Token": "hunter2"}}),
        (CONFIG.get, "SqlSettings.MaxIdleConns", 3),
        (CONFIG.text, "NotificationLogSettings.FileLocation", ""),
        (CONFIG.number, "Missing.Number", 0),
        (CONFIG.flag, "Missing.Flag", False),
        (CONFIG.texts, "Missing.Texts", []),
        (CONFIG.mapping, "Missing.Mapping", {}),
        (CONFIG.get, "Missing", None),
    ],
)
def test_a_key_is_found_in_any_spelling(
    read: Callable[[str], object], path: str, value: object
) -> None:
    assert read(path) == value


@pytest.mark.parametrize(
    ("read", "path", "expected"),
    [
        (CONFIG.text, "SqlSettings.Trace", "a string"),
        (CONFIG.flag, "SqlSettings.DataSource", "true or false"),
        (CONFIG.number, "SqlSettings.Trace", "a whole number"),
        (CONFIG.texts, "SqlSettings.DataSource", "a list of strings"),
        (CONFIG.mapping, "SqlSettings.DataSource", "an object"),
        (CONFIG.text, "PluginSettings.Plugins", "a string"),
    ],
)
def test_a_value_of_another_type_is_an_error(
    read: Callable[[str], object], path: str, expected: str
) -> None:
    with pytest.raises(ConfigurationError) as caught:
        read(path)

    assert str(caught.value) == f"file:///etc/config.json: {path} must be {expected}."


@pytest.mark.parametrize(
    ("path", "resolved"),
    [
        ("./plugins", "/opt/mattermost/plugins"),
        ("plugins", "/opt/mattermost/plugins"),
        (".", "/opt/mattermost"),
        ("/var/log", "/var/log"),
    ],
)
def test_paths_begin_at_the_servers_directory(path: str, resolved: str) -> None:
    assert CONFIG.resolve(path) == Path(resolved)


def load(home: Path, variables: Mapping[str, str], paths: PathMap = SAME_PATHS) -> Config:
    """Load the configuration of the server in `home`."""
    return load_config(ConfigSource(home, variables, {}, paths), ConnectionPool(), READ_SECONDS)


def test_file_environment_and_defaults_come_together(home: Path) -> None:
    config = load(home, {"MM_SQLSETTINGS_MAXIDLECONNS": "7"})

    assert config.number("SqlSettings.MaxIdleConns") == 7
    assert config.text("SqlSettings.DataSource") == "x"
    assert config.text("SqlSettings.DriverName") == "postgres"
    assert config.overridden == ("sqlSettings.MaxIdleConns",)
    assert config.source == f"file://{home}/config/config.json"
    assert config.config_dir == home / "config"


def test_an_environment_names_another_file(
    home: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other") / "other.json"
    other.write_text('{"TeamSettings": {"SiteName": "other"}}')

    config = load(home, {"MM_CONFIG": str(other)})

    assert config.text("TeamSettings.SiteName") == "other"
    assert config.config_dir == other.parent
    assert config.install_dir == home


def test_an_empty_name_means_the_default(home: Path) -> None:
    assert load(home, {"MM_CONFIG": ""}).source.endswith("/config/config.json")


def test_custom_defaults_come_under_the_file(home: Path) -> None:
    (home / "defaults.json").write_text(
        '{"SqlSettings": {"DataSource": "y", "QueryTimeout": 5}, "TeamSettings": {"SiteName": "d"}}'
    )

    config = load(home, {"MM_CUSTOM_DEFAULTS_PATH": "defaults.json"})

    assert config.text("SqlSettings.DataSource") == "x"
    assert config.number("SqlSettings.QueryTimeout") == 5
    assert config.text("TeamSettings.SiteName") == "d"
    assert config.overridden == ()


def test_invalid_custom_defaults_are_an_error(home: Path) -> None:
    (home / "defaults.json").write_text("{")

    with pytest.raises(ConfigurationError, match=r"defaults\.json: line 1"):
        load_config(
            ConfigSource(home, {"MM_CUSTOM_DEFAULTS_PATH": "defaults.json"}, {}),
            ConnectionPool(),
            READ_SECONDS,
        )


@pytest.mark.parametrize(
    ("name", "complaint"),
    [("gone", "No such file"), ("config/config.json", "not a directory")],
)
def test_a_directory_that_does_not_exist_is_an_error(home: Path, name: str, complaint: str) -> None:
    with pytest.raises(InstallationError, match=complaint):
        load_config(ConfigSource(home / name, {}, {}), ConnectionPool(), READ_SECONDS)
