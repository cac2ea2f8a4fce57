"""Installations for the tests of collectors."""

from pathlib import Path

import pytest

from demo.installation import build_installation
from support_packet.errors import InstallationError
from support_packet.testing import open_installation


def test_an_installation_is_what_hooks_are_given(tmp_path: Path) -> None:
    example = build_installation(tmp_path)

    mattermost = open_installation(example.directory)

    assert mattermost.directory == example.directory
    assert mattermost.config.text("SqlSettings.DriverName")
    assert mattermost.environment == {}


def test_variables_override_the_configuration(tmp_path: Path) -> None:
    variables = {"MM_SERVICESETTINGS_SITEURL": "https://chat.example.com"}

    mattermost = open_installation(build_installation(tmp_path).directory, variables)

    assert mattermost.config.text("ServiceSettings.SiteURL") == "https://chat.example.com"


def test_a_directory_without_an_installation_fails_when_it_is_read(tmp_path: Path) -> None:
    mattermost = open_installation(tmp_path / "nowhere")

    with pytest.raises(InstallationError):
        _ = mattermost.config
