"""The example's configuration: every key of 5.37 and no other, with all secrets set."""

from collections.abc import Iterator, Mapping
from typing import Any

from demo.config import configuration
from demo.planted import CONFIGURED, PLUGIN_TOKEN, PLUGIN_WEBHOOK_SECRET, SEARCH_URL_PASSWORD

FREE_FORM = {"PluginSettings.Plugins", "PluginSettings.PluginStates"}


def paths(document: Mapping[str, Any], above: str = "") -> Iterator[str]:
    """Yield the dotted path of every key that is not a section."""
    for key, value in document.items():
        path = above + key
        if isinstance(value, dict) and path not in FREE_FORM:
            yield from paths(value, path + ".")
        else:
            yield path


def test_it_has_every_key_that_5_37_stores() -> None:
    found = list(paths(configuration("mattermost.db")))

    assert len(found) == 496
    assert found[0] == "ServiceSettings.SiteURL"
    assert found[-1] == "ExportSettings.RetentionDays"


def test_it_has_only_known_sections() -> None:
    document = configuration("mattermost.db")

    assert len(document) == 40
    assert "FeatureFlags" not in document  # the server does not store them


def test_every_secret_is_set() -> None:
    text = str(configuration("mattermost.db").values())

    for secret in (PLUGIN_TOKEN, PLUGIN_WEBHOOK_SECRET, SEARCH_URL_PASSWORD, *CONFIGURED.values()):
        assert repr(secret)[1:-1] in text
