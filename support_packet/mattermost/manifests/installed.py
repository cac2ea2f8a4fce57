"""The Mattermost plugins that are installed, by their manifests."""

import os
from dataclasses import dataclass
from pathlib import Path

from support_packet.errors import ManifestError
from support_packet.mattermost.configuration.config import Config
from support_packet.mattermost.configuration.document import lookup
from support_packet.mattermost.manifests.manifest import Manifest, parse_manifest
from support_packet.mattermost.manifests.manifest_file import read_manifest_file
from support_packet.message import Message

_BEHIND_FEATURE_FLAG = {"com.mattermost.apps": "FeatureFlags.AppsEnabled"}


@dataclass(frozen=True)
class Manifests:
    """The manifests of the plugins that the configuration wants to run, and of all others.

    `problems` has an entry for each plugin without a readable manifest, `error` says why the
    directory of the plugins cannot be read at all.
    """

    active: tuple[Manifest, ...] = ()
    inactive: tuple[Manifest, ...] = ()
    problems: tuple[Message, ...] = ()
    error: Message | None = None

    @property
    def all(self) -> tuple[Manifest, ...]:
        """The manifests of all plugins, wanted or not."""
        return self.active + self.inactive


def read_manifests(config: Config) -> Manifests:
    """Return the manifests in the directory of the plugins, by the names of their folders.

    A folder without a manifest is skipped, as the server does; so are links to folders.
    """
    directory = config.resolve(config.text("PluginSettings.Directory"))
    try:
        folders = _plugin_folders(directory)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        error_text = Message(
            "%(path)s: %(reason)s. Check PluginSettings.Directory.", path=directory, reason=reason
        )
        return Manifests(error=error_text)
    found: list[Manifest] = []
    problems: list[Message] = []
    for folder in folders:
        try:
            found += _read_manifest(folder)
        except ManifestError as error:
            problems.append(
                Message(
                    "The plugin in %(folder)s is left out: %(reason)s. Install it again.",
                    folder=folder,
                    reason=error,
                )
            )
    active = tuple(manifest for manifest in found if _is_wanted(config, manifest.id))
    inactive = tuple(manifest for manifest in found if not _is_wanted(config, manifest.id))
    return Manifests(active, inactive, tuple(problems))


def _plugin_folders(directory: Path) -> list[Path]:
    with os.scandir(directory) as entries:
        return sorted(
            Path(entry.path)
            for entry in entries
            if not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False)
        )


def _read_manifest(folder: Path) -> list[Manifest]:
    document = read_manifest_file(folder)
    return [] if document is None else [parse_manifest(document)]


def _is_wanted(config: Config, plugin: str) -> bool:
    """Tell whether the configuration wants `plugin` to run; whether it runs is not to be seen."""
    flag = _BEHIND_FEATURE_FLAG.get(plugin)
    states = config.mapping("PluginSettings.PluginStates")
    return (
        config.flag("PluginSettings.Enable")
        and (flag is None or config.flag(flag))
        and lookup({"state": states.get(plugin)}, "state.Enable") is True
    )
