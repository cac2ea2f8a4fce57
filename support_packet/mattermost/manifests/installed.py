"""The manifests of the Mattermost plugins that are installed."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from support_packet.errors import ManifestError
from support_packet.mattermost.cache import Cache
from support_packet.mattermost.configuration.config import Config
from support_packet.mattermost.configuration.document import lookup
from support_packet.mattermost.configuration.known_keys import is_after_5_37
from support_packet.mattermost.manifests.manifest import Manifest, parse_manifest
from support_packet.mattermost.manifests.manifest_file import (
    find_manifest_file,
    read_manifest_file,
)
from support_packet.values.message import N_, Message

_SETTING = "PluginSettings.Directory"
_UNREADABLE = N_("%(path)s: %(reason)s. Check %(setting)s.")
_NO_PERMISSION = N_("%(path)s: %(reason)s. Give the account that runs support-packet read access.")
_NULL_CHARACTER = N_("%(setting)s contains a null character. Correct it.")
_LEFT_OUT = N_("The plugin in %(folder)s was left out: %(reason)s. Install it again.")

_BEHIND_FEATURE_FLAG = {"com.mattermost.apps": "FeatureFlags.AppsEnabled"}


@dataclass(frozen=True)
class Manifests:
    """The manifests of the plugins that the configuration enables, and of all others.

    `problems` has an entry for each plugin with an unreadable manifest; `error` says why the
    plugin directory cannot be read at all.
    """

    active: tuple[Manifest, ...] = ()
    inactive: tuple[Manifest, ...] = ()
    problems: tuple[Message, ...] = ()
    error: Message | None = None

    @property
    def all(self) -> tuple[Manifest, ...]:
        """The manifests of all plugins, enabled or not."""
        return self.active + self.inactive


def read_manifests(config: Config, cache: Cache | None = None) -> Manifests:
    """Return the manifests in the plugin directory, sorted by the names of their folders.

    Folders without a manifest and links to folders are skipped, as the server does. What is in
    `cache` is read again only when it has changed; until then the result is the same object.
    """
    cache = cache or Cache()
    directory = config.resolve(config.text(_SETTING))
    try:
        folders = _plugin_folders(directory)
    except ValueError:
        return Manifests(error=Message(_NULL_CHARACTER, setting=_SETTING))
    except PermissionError as error:
        return Manifests(error=Message(_NO_PERMISSION, path=directory, reason=error.strerror))
    except OSError as error:
        why = Message(_UNREADABLE, path=directory, reason=error.strerror, setting=_SETTING)
        return Manifests(error=why)
    found, problems = _read_all(folders, cache, after_5_37=is_after_5_37(config.document))
    problem_texts = tuple(map(str, problems))
    made_of = (config, problem_texts, *found)
    return cache.made("manifests", made_of, lambda: _sorted_by_state(config, found, problems))


def _sorted_by_state(
    config: Config, found: Sequence[Manifest], problems: Sequence[Message]
) -> Manifests:
    states = config.mapping("PluginSettings.PluginStates")
    enabled = [_is_enabled(config, states, manifest.id) for manifest in found]
    active = tuple(each for each, is_on in zip(found, enabled, strict=True) if is_on)
    inactive = tuple(each for each, is_on in zip(found, enabled, strict=True) if not is_on)
    return Manifests(active, inactive, tuple(problems))


def _read_all(
    folders: Sequence[Path], cache: Cache, *, after_5_37: bool
) -> tuple[list[Manifest], list[Message]]:
    """Return the manifests in the folders, and why others cannot be read."""
    found: list[Manifest] = []
    problems: list[Message] = []
    for folder in folders:
        try:
            found += _read_manifest(folder, cache, after_5_37=after_5_37)
        except PermissionError as error:
            reason = error.strerror
            problems.append(Message(_NO_PERMISSION, path=error.filename or folder, reason=reason))
        except ManifestError as error:
            problems.append(Message(_LEFT_OUT, folder=folder, reason=error))
    return found, problems


def _plugin_folders(directory: Path) -> list[Path]:
    with os.scandir(directory) as entries:
        return sorted(
            Path(entry.path)
            for entry in entries
            if not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False)
        )


def _read_manifest(folder: Path, cache: Cache, *, after_5_37: bool) -> Sequence[Manifest]:
    def read(_path: Path) -> Sequence[Manifest]:
        document = read_manifest_file(folder)
        return () if document is None else (parse_manifest(document, after_5_37=after_5_37),)

    path = find_manifest_file(folder)
    return cache.file(path, read, after_5_37) if path else read(folder)


def _is_enabled(config: Config, states: Mapping[str, Any], plugin: str) -> bool:
    """Return whether the configuration enables `plugin`; only the server knows if it runs."""
    flag = _BEHIND_FEATURE_FLAG.get(plugin)
    return (
        config.flag("PluginSettings.Enable")
        and (flag is None or config.flag(flag))
        and lookup({"state": states.get(plugin)}, "state.Enable") is True
    )
