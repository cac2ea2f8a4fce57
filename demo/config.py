"""The configuration of the example installation: every key of Mattermost 5.37, secrets set."""

import copy
import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from demo.planted import CONFIGURED, SEARCH_URL_PASSWORD
from demo.plugins import ACTIVE, INACTIVE, SETTINGS
from demo.server_rows import CLUSTER
from support_packet.mattermost.configuration.document import replaced
from support_packet.mattermost.configuration.known_keys import default_document


def configuration(
    data_source: str, settings: Mapping[str, Any] = MappingProxyType({})
) -> dict[str, Any]:
    """Return the configuration document, sections and keys in the order of the real one.

    `settings` are further ones, by path.
    """
    document = default_document(after_5_37=False)
    for path, value in {**_settings(data_source), **CONFIGURED, **settings}.items():
        document = replaced(document, path, value)
    # The server stores no feature flags.
    return {
        name: copy.deepcopy(section) for name, section in document.items() if name != "FeatureFlags"
    }


def write_configuration(path: Path, document: dict[str, Any]) -> None:
    """Write `document` as the server does: indented by 4 spaces, readable by its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(json.dumps(document, indent=4, ensure_ascii=False), encoding="utf-8")


def _settings(data_source: str) -> dict[str, Any]:
    """Return the settings that differ from the defaults, by path."""
    return {
        "ServiceSettings.SiteURL": "https://chat.example.com",
        "ServiceSettings.EnableUserAccessTokens": True,
        "ServiceSettings.EnableBotAccountCreation": True,
        "TeamSettings.SiteName": "Example Chat",
        "SqlSettings.DriverName": "sqlite3",
        "SqlSettings.DataSource": data_source,
        "LogSettings.FileLevel": "DEBUG",
        "NotificationLogSettings.FileLevel": "DEBUG",
        "FileSettings.AmazonS3Bucket": "example-chat-files",
        "EmailSettings.SMTPUsername": "chat@example.com",
        "EmailSettings.SMTPServer": "smtp.example.com",
        "EmailSettings.FeedbackEmail": "no-reply@example.com",
        "SupportSettings.SupportEmail": "helpdesk@example.com",
        "GitLabSettings.Id": "example-chat",
        "LdapSettings.LdapServer": "ldap.example.com",
        "LdapSettings.BaseDN": "ou=people,dc=example,dc=com",
        "LdapSettings.BindUsername": "cn=mattermost,dc=example,dc=com",
        "ElasticsearchSettings.ConnectionUrl": (
            f"https://elastic:{SEARCH_URL_PASSWORD}@search.example.com:9200"
        ),
        "ClusterSettings.Enable": True,
        "ClusterSettings.ClusterName": CLUSTER,
        "PluginSettings.Plugins": SETTINGS,
        "PluginSettings.PluginStates": {ACTIVE: {"Enable": True}, INACTIVE: {"Enable": False}},
    }
