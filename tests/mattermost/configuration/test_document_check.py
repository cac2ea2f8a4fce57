"""Invalid configurations are rejected, in messages without values."""

from typing import Any

import pytest

from support_packet.errors import ConfigurationError
from support_packet.mattermost.configuration.document_check import check_document
from support_packet.mattermost.configuration.known_keys import default_document


@pytest.mark.parametrize(
    ("document", "complaint"),
    [
        ({"SqlSettings": {"DataSource": 5}}, "SqlSettings.DataSource must be a string"),
        ({"sqlsettings": {"datasource": []}}, "SqlSettings.DataSource must be a string"),
        ({"SqlSettings": "hunter2"}, "SqlSettings must be an object"),
        ({"LogSettings": {"EnableFile": "true"}}, "LogSettings.EnableFile must be true or false"),
        ({"SqlSettings": {"QueryTimeout": 1.5}}, "QueryTimeout must be a whole number"),
        ({"SqlSettings": {"QueryTimeout": 2**63}}, "QueryTimeout must be a whole number"),
        ({"SqlSettings": {"DataSourceReplicas": "hunter2"}}, "must be a list of strings"),
        ({"SqlSettings": {"ReplicaLagSettings": ["x"]}}, "must be a list of objects"),
        ({"PluginSettings": {"Plugins": []}}, "PluginSettings.Plugins must be an object"),
        ({"MessageExportSettings": {"GlobalRelaySettings": []}}, "must be an object"),
        ({"SqlSettings": {str(number): 0 for number in range(5001)}}, "more than 5000 keys"),
        ({str(number): 0 for number in range(5001)}, "the document has more than 5000 keys"),
    ],
)
def test_an_invalid_document_is_rejected(document: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ConfigurationError, match=complaint) as caught:
        check_document("config.json", document)

    assert str(caught.value).startswith("config.json: ")
    assert "hunter2" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "document",
    [
        {},
        default_document(after_5_37=False),
        default_document(after_5_37=True),
        {"SqlSettings": None, "LogSettings": {"EnableFile": None}},
        {"Unheard": [1], "SqlSettings": {"Unheard": {"a": 1, "A": 2}}},
        {"PluginSettings": {"Plugins": {"x": {"Key": 1, "key": 2}}}},
        # 11.9's types are its client's, and a later server does not know NotificationLogSettings.
        {"CacheSettings": {"RedisDB": "0"}, "NotificationLogSettings": {"EnableFile": "x"}},
    ],
)
def test_a_valid_document_is_accepted(document: dict[str, Any]) -> None:
    check_document("config.json", document)
