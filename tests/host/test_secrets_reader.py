"""Secrets that cannot be read: a file system that hangs costs what is on it, not the packet."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from support.distributions.disk import InstalledPackages
from support.distributions.fixtures import SECRET
from support.distributions.packets import PacketMaker, packet_of, unpack
from support.distributions.sources import GOOD
from support.distributions.waiting import eventually
from support.faults.hanging import hanging_file_system

from support_packet.mattermost.installation import Mattermost


@pytest.fixture
def plugins(tmp_path: Path) -> Path:
    """Return the plugin directory of the installation."""
    folder = tmp_path / "mattermost/plugins"
    folder.mkdir(parents=True, exist_ok=True)
    path = tmp_path / "mattermost/config/config.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    document["PluginSettings"] = {
        "Directory": str(folder),
        "Plugins": {"zoom": {"anything": "pl2ok9ij3uh8yg7tf5rd4es6"}},
    }
    path.write_text(json.dumps(document), encoding="utf-8")
    return folder


SOURCE = f"""
    @hookimpl
    def packet_files(mattermost):
        yield PacketFile("a/leak.txt", lambda: "{SECRET} and pl2ok9ij3uh8yg7tf5rd4es6")
        yield PacketFile("a/plugins.txt", lambda: str(mattermost.manifests.error))
"""


@pytest.mark.usefixtures("mattermost")
def test_plugins_on_a_file_system_that_hangs_cost_only_themselves(
    packages: InstalledPackages, packets: PacketMaker, plugins: Path, tmp_path: Path
) -> None:
    """Also in the next packet, which does not wait again; settings of plugins stay secret."""
    packages.install("a", SOURCE)
    packets.settings = replace(packets.settings, collector_timeout=1)

    def files() -> dict[str, str]:
        mattermost = Mattermost(tmp_path / "mattermost", {})
        return unpack(packet_of(mattermost, packets.collectors, packets.settings))

    with hanging_file_system(plugins):
        made = [files(), files()]
    for each in made:
        assert each["a/leak.txt"] == f"{'*' * 32} and {'*' * 32}"
        assert f"{plugins} does not respond." in each["a/plugins.txt"]
    assert eventually(lambda: files()["a/plugins.txt"] == "None")


@pytest.mark.usefixtures("mattermost")
def test_a_configuration_that_hangs_withholds_what_may_hold_a_secret(
    packages: InstalledPackages, packets: PacketMaker, tmp_path: Path
) -> None:
    packages.install("good", GOOD)
    packets.settings = replace(packets.settings, collector_timeout=1)
    packets.collectors  # noqa: B018 -- loaded before anything hangs

    with hanging_file_system(tmp_path / "mattermost/config"):
        mattermost = Mattermost(tmp_path / "mattermost", {})
        files = unpack(packet_of(mattermost, packets.collectors, packets.settings))

    assert list(files) == ["warning.txt"]
    assert "Mattermost's configuration cannot be read" in files["warning.txt"]
    assert "did not end in time" in files["warning.txt"]
