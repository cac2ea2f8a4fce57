"""A misspelt path of the configuration is reported to its author, and is never an error."""

import logging
import threading
import warnings
from pathlib import Path

import pytest

from support_packet.mattermost.configuration.config import Config
from support_packet.values.warning import current_warn


@pytest.fixture
def config() -> Config:
    """Return a configuration with a setting that only a future release has."""
    nowhere = Path("/nowhere")
    document = {"SqlSettings": {"DataSource": "x"}, "FutureSettings": {"Enable": True}}
    return Config(document, "config.json", nowhere, nowhere)


def test_in_tests_it_is_a_warning_at_the_line(config: Config) -> None:
    for read in (config.text, config.get, config.mapping):
        with pytest.warns(UserWarning, match=r"Did you mean SqlSettings\.DataSource\?") as caught:
            assert not read(f"SqlSettings.DataSuorce{' ' * len(config._unknown)}")  # noqa: SLF001 -- a new one
        assert caught[0].filename == __file__


def test_it_is_reported_once(config: Config) -> None:
    with pytest.warns(UserWarning, match="not a setting of any known release") as caught:
        assert [config.text("Sql.DataSource") for _ in range(3)] == [""] * 3

    assert len(caught) == 1


@pytest.mark.parametrize(
    "path",
    [
        "sqlsettings.datasource",
        "SqlSettings",
        "LdapSettings.Enable",
        "PluginSettings.Plugins.my-plugin.key",
        "FutureSettings.Enable",
    ],
)
def test_what_any_release_or_this_file_has_is_right(config: Config, path: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        config.get(path)


def test_in_the_service_it_is_a_line_of_the_log(
    config: Config, caplog: pytest.LogCaptureFixture
) -> None:
    token = current_warn.set(lambda _: None)
    try:
        with caplog.at_level(logging.DEBUG):
            assert config.number("SqlSettings.MaxIdleCons") == 0
    finally:
        current_warn.reset(token)

    assert [record.levelname for record in caplog.records] == ["DEBUG"]
    assert "SqlSettings.MaxIdleCons" in caplog.text


def test_many_threads_read_it(config: Config) -> None:
    found: list[str] = []

    def read() -> None:
        current_warn.set(lambda _: None)
        found.extend(config.text("SqlSettings.DataSource") for _ in range(1000))
        found.extend(config.text(f"SqlSettings.Wrong{number}") for number in range(50))

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert found.count("x") == 8000
    assert found.count("") == 400
