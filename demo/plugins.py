"""The two Mattermost plugins of the example installation, one of them active."""

import json
from pathlib import Path

from demo.planted import PLUGIN_TOKEN, PLUGIN_WEBHOOK_SECRET

ACTIVE = "com.example.issue-tracker"
INACTIVE = "com.example.welcome"

SETTINGS = {
    ACTIVE: {
        "apitoken": PLUGIN_TOKEN,
        "enablenotifications": True,
        "pollintervalseconds": 60,
        "serverurl": "https://tracker.example.com",
        "webhooksecret": PLUGIN_WEBHOOK_SECRET,
    }
}
"""The value of `PluginSettings.Plugins`."""

_ISSUE_TRACKER = {
    "id": ACTIVE,
    "name": "Issue Tracker",
    "description": "Shows & links issues of the tracker in channels.",
    "homepage_url": "https://example.com/issue-tracker",
    "support_url": "https://example.com/issue-tracker/support",
    "icon_path": "assets/icon.svg",
    "version": "2.4.1",
    "min_server_version": "5.30.0",
    "server": {
        "executables": {
            "linux-amd64": "server/dist/plugin-linux-amd64",
            "darwin-amd64": "server/dist/plugin-darwin-amd64",
            "windows-amd64": "server/dist/plugin-windows-amd64.exe",
        }
    },
    "webapp": {"bundle_path": "webapp/dist/main.js"},
    "settings_schema": {
        "header": "Connects Mattermost to the issue tracker.",
        "footer": "",
        "settings": [
            {"key": "ServerURL", "display_name": "Server URL", "type": "text"},
            {"key": "APIToken", "display_name": "API token", "type": "text"},
            {"key": "WebhookSecret", "display_name": "Webhook secret", "type": "generated"},
            {"key": "EnableNotifications", "display_name": "Notify", "type": "bool"},
            {"key": "PollIntervalSeconds", "display_name": "Poll interval", "type": "number"},
        ],
    },
}
_WELCOME = f"""\
id: {INACTIVE}
name: Welcome
description: Greets new members of a team.
version: 1.0.3
server:
  executable: server/dist/plugin
"""


def write_plugins(directory: Path) -> None:
    """Unpack both plugins below `directory`, as far as a support packet reads them."""
    for name, manifest, text in (
        (ACTIVE, "plugin.json", json.dumps(_ISSUE_TRACKER, indent=4)),
        (INACTIVE, "plugin.yaml", _WELCOME),
    ):
        (directory / name).mkdir(parents=True)
        (directory / name / manifest).write_text(text, encoding="utf-8")
