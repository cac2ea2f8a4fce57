"""Puts secrets into every place of an installation that may contain one."""

import gzip
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from support.distributions.disk import InstalledPackages
from support.planting.generated import lines_with

from demo.installation import Installation
from demo.plugins import ACTIVE
from support_packet.mattermost.configuration.document import lookup, replaced
from support_packet.mattermost.configuration.known_keys import known_keys
from support_packet.mattermost.secrets.sensitive_keys import SECRET_KEYS

_PACKAGE = """
SECRETS = {secrets!r}
CONTENT = {content!r}

@hookimpl
def packet_secrets():
    return SECRETS

@hookimpl
def packet_facts():
    return PacketFacts(("x.leaky",), lambda: {{"x.leaky": SECRETS[0]}})

def leak():
    warn(f"a warning with {{SECRETS[1]}}")
    yield CONTENT
    raise CollectError(f"an error with {{SECRETS[2]}}")

@hookimpl
def packet_files():
    yield PacketFile("leak.txt", leak)
    yield PacketFile("about-{in_name}.txt", lambda: "nothing")
"""


def plant_in_configuration(installation: Installation, secrets: Iterator[str]) -> None:
    """Set all secret keys, keys of no release, URLs, data sources and plugin settings."""
    document = json.loads(installation.config.read_text(encoding="utf-8"))
    secret_keys = [
        key.path_in_5
        for key in known_keys().values()
        if key.path_in_5.lower() in SECRET_KEYS - {"sqlsettings.datasource"}
    ]
    for path in secret_keys:
        if isinstance(lookup(document, path), str):
            document = replaced(document, path, next(secrets))
    for path, value in _elsewhere(secrets).items():
        document = replaced(document, path, value)
    document["NewestSettings"] = {"Inner": {"ApiKey": next(secrets), "Tokens": [next(secrets)] * 2}}
    document["PluginSettings"]["Plugins"] |= {
        ACTIVE: {"apitoken": next(secrets), "webhooksecret": next(secrets), "PollInterval": 60},
        "com.example.unknown": {
            "url": f"https://example.com/?token={next(secrets)}",
            "nested": {"keys": [next(secrets), {"password": next(secrets)}]},
            "many": {f"{number} token": secret for number, secret in enumerate(secrets)},
        },
    }
    installation.config.write_text(json.dumps(document), encoding="utf-8")


def _elsewhere(secrets: Iterator[str]) -> dict[str, Any]:
    """Return settings that contain a secret among other text."""
    return {
        "SqlSettings.DataSourceReplicas": [
            f"mmuser:{_on_one_line(secrets)}@tcp(db:3306)/mattermost",
            f"postgres://mmuser:{quote(next(secrets), safe='')}@db/mattermost",
            f"host=db password={_quoted(next(secrets))} dbname=mattermost",
        ],
        "ElasticsearchSettings.ConnectionUrl": f"https://u:{quote(next(secrets), safe='')}@s:9200",
        "EmailSettings.PushNotificationServer": f"https://push/?token={quote(next(secrets))}",
        "EmailSettings.SMTPPasword": next(secrets),
        "LogSettings.AdvancedLoggingConfig": json.dumps({"a": {"Options": {"key": next(secrets)}}}),
    }


def _on_one_line(secrets: Iterator[str]) -> str:
    return next(secret for secret in secrets if "\n" not in secret)


def _quoted(secret: str) -> str:
    return "'" + secret.replace("\\", "\\\\").replace("'", "\\'") + "'"


def plant_in_environment(secrets: Iterator[str]) -> dict[str, str]:
    """Return environment variables of Mattermost and of other programs."""
    return {
        "MM_GITLABSETTINGS_SECRET": next(secrets),
        "MM_FILESETTINGS_AMAZONS3SECRETACCESSKEY": next(secrets),
        "BACKUP_API_TOKEN": next(secrets),
        "DATABASE_URL": f"postgres://backup:{quote(next(secrets), safe='')}@db/backup",
    }


def plant_in_database(installation: Installation, secrets: Iterator[str]) -> None:
    """Replace the secret rows of `Systems`."""
    rows = {
        "PostActionCookieSecret": json.dumps({"key": next(secrets)}),
        "LicenseRenewalToken": next(secrets),
    }
    with closing(sqlite3.connect(installation.database)) as database, database:
        for row in rows.items():
            database.execute("INSERT OR REPLACE INTO Systems (Name, Value) VALUES (?, ?)", row)


def plant_in_package(packages: InstalledPackages, secrets: list[str], in_name: str) -> None:
    """Install a collector that declares its secrets, and leaks them wherever it can."""
    source = _PACKAGE.format(
        secrets=[*secrets, in_name], content=lines_with(secrets, 3), in_name=in_name
    )
    packages.install("leaky", source)


def plant_in_files(installation: Installation, secrets: list[str]) -> None:
    """Write the secrets in some forms into each log, a rotated log and a manifest."""
    for number, name in enumerate(("mattermost.log", "notifications.log")):
        with (installation.logs / name).open("ab") as log:
            log.write(lines_with(secrets, 3 - number))
    rotated = f"mattermost-{datetime.now(UTC):%Y-%m-%dT%H-%M-%S}.000.log.gz"
    (installation.logs / rotated).write_bytes(gzip.compress(lines_with(secrets, 1)))
    manifest = installation.plugins / ACTIVE / "plugin.json"
    document = json.loads(manifest.read_text(encoding="utf-8"))
    document["props"] = {"leaked": [f"see {secret}" for secret in secrets[::10]]}
    manifest.write_text(json.dumps(document), encoding="utf-8")
