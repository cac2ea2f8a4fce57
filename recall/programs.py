"""What is measured: a program that gets the texts of files, and returns what it leaves."""

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from recall.plugin_lines import plugins
from support_packet.mattermost.installation import Mattermost
from support_packet.redaction.engine import Redactor

Texts = Mapping[str, list[str]]
"""The texts of each file, by its name."""


class Program(Protocol):
    """A redactor, or a scanner whose findings are masked."""

    name: str

    def outputs(self, texts: Texts) -> Texts:
        """Return what is left of each text."""


class SupportPacket:
    """The redactor of this repository, knowing no secret or those of an installation."""

    name = "program"

    def __init__(self, secrets: frozenset[str] = frozenset()) -> None:
        self._redactor = Redactor(secrets)

    def outputs(self, texts: Texts) -> Texts:
        """Redact each text by itself, as the lines of a file."""
        return {name: list(map(self._output, each)) for name, each in texts.items()}

    def _output(self, text: str) -> str:
        return self._redactor.redact_text(text + "\n").removesuffix("\n")


def secrets_of_plugins() -> frozenset[str]:
    """Return what the program takes for secret in an installation with all plugins."""
    installed = plugins()
    settings = {plugin.manifest["id"]: plugin.settings for plugin in installed}
    document = {
        "ServiceSettings": {"SiteURL": "https://chat.example.com"},
        "PluginSettings": {"Enable": True, "Directory": "./plugins", "Plugins": settings},
    }
    with tempfile.TemporaryDirectory(prefix="support-packet-recall-") as directory:
        root = Path(directory)
        (root / "config").mkdir()
        (root / "config" / "config.json").write_text(json.dumps(document), encoding="utf-8")
        for plugin in installed:
            folder = root / "plugins" / plugin.manifest["id"]
            folder.mkdir(parents=True)
            (folder / "plugin.json").write_text(json.dumps(plugin.manifest), encoding="utf-8")
        return frozenset(Mattermost(root, {}).secrets)
