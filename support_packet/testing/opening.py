"""A Mattermost installation for the tests of collectors."""

from collections.abc import Mapping
from pathlib import Path

from support_packet.contract import Mattermost
from support_packet.mattermost import installation


def open_installation(directory: Path, environment: Mapping[str, str] | None = None) -> Mattermost:
    """Return the Mattermost installation in `directory`, as hooks are given it.

    `environment` are the variables that Mattermost runs with, none by default. Nothing is read
    before it is needed: a configuration that is missing or invalid raises `InstallationError` or
    `ConfigurationError` when `config` is read.
    """
    return installation.Mattermost(directory, environment or {})
