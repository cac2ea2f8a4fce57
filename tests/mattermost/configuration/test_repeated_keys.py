"""Keys that occur more than once: as Go's encoding/json reads them."""

from typing import Any

from support_packet.mattermost.configuration.document import lookup
from support_packet.mattermost.configuration.repeated_keys import Merged, merge_repeated
from support_packet.mattermost.go import json as go_json


def merge(text: str) -> Merged:
    """Return what is left of a document."""
    return merge_repeated(go_json.load(text))


# The text of a document, and what the server has at a path.
CASES: list[tuple[str, str, Any]] = [
    ('{"SqlSettings": {"DataSource": "a", "DataSource": "b"}}', "SqlSettings.DataSource", "b"),
    ('{"SqlSettings": {"DataSource": "a", "datasource": "b"}}', "SqlSettings.DataSource", "b"),
    ('{"SqlSettings": {"datasource": "a", "DataSource": "b"}}', "SqlSettings.DataSource", "b"),
    ('{"SqlSettings": {"DataSource": "a", "DATASOURCE": null}}', "SqlSettings.DataSource", None),
    ('{"SqlSettings": {"Trace": true}, "SqlSettings": {"A": 1}}', "SqlSettings.Trace", True),
    ('{"SqlSettings": {"Trace": true}, "sqlsettings": {"A": 1}}', "SqlSettings.Trace", True),
    (
        '{"SqlSettings": {"Trace": true}, "sqlsettings": {"trace": false}}',
        "SqlSettings.Trace",
        False,
    ),
    ('{"SqlSettings": {"Trace": true}, "SqlSettings": null}', "SqlSettings.Trace", True),
    ('{"SqlSettings": null, "SqlSettings": {"Trace": true}}', "SqlSettings.Trace", True),
    (
        '{"SqlSettings": {"DataSourceReplicas": ["a"], "DataSourceReplicas": ["b"]}}',
        "SqlSettings.DataSourceReplicas",
        ["b"],
    ),
    (
        '{"PluginSettings": {"Plugins": {"a": {"x": 1}}, "plugins": {"b": {"y": 2}}}}',
        "PluginSettings.Plugins",
        {"a": {"x": 1}, "b": {"y": 2}},
    ),
    (
        '{"PluginSettings": {"Plugins": {"a": {"x": 1}, "a": {"y": 2}, "A": {"z": 3}}}}',
        "PluginSettings.Plugins",
        {"a": {"y": 2}, "A": {"z": 3}},
    ),
    (
        '{"PluginSettings": {"Plugins": {"a": {}}, "Plugins": null}}',
        "PluginSettings.Plugins",
        None,
    ),
    (
        (
            '{"ExportSettings": {"Relay": 1}, "MessageExportSettings": {"GlobalRelaySettings": {'
            '"SMTPUsername": "a"}}, "MessageExportSettings": {"GlobalRelaySettings": {"X": "b"}}}'
        ),
        "MessageExportSettings.GlobalRelaySettings",
        {"SMTPUsername": "a", "X": "b"},
    ),
]


def test_the_server_has_the_same() -> None:
    found = [(text, path, lookup(merge(text).document, path)) for text, path, _ in CASES]

    assert found == CASES


def test_what_does_not_count_is_kept_apart_and_named() -> None:
    merged = merge(
        '{"SqlSettings": {"DataSource": "old", "datasource": "new"},'
        ' "PluginSettings": {"Plugins": {"a": {"token": "old", "token": "new"}}}}'
    )

    assert merged.names == ["SqlSettings.DataSource", "PluginSettings.Plugins.a.token"]
    assert merged.dropped == [
        {"SqlSettings": {"DataSource": "old"}},
        {"PluginSettings": {"Plugins": {"a": {"token": "old"}}}},
    ]


def test_keys_of_unknown_sections_are_compared_exactly() -> None:
    text = '{"Unheard": {"a": 1, "A": 2}}'
    merged = merge(text)

    assert (merged.document, merged.names) == (go_json.load(text), [])
