"""Names that are taken: Mattermost's own, and those of built-in files."""

from dataclasses import replace

import pytest
from support.distributions.disk import InstalledPackages
from support.distributions.loading import PATIENT
from support.distributions.packets import PacketMaker, file_names

from support_packet.host.origin import FIRST_PARTY
from support_packet.values.file_names import RESERVED

BUILT_IN = "@hookimpl\ndef packet_files(): return PacketFile('plugins.json', lambda: 'ours')"
THEIRS = """
    @hookimpl
    def packet_files():
        return PacketFile('plugins.json', lambda: 'theirs', replaces='plugins.json')
"""


def declare(name: str) -> str:
    return f"@hookimpl\ndef packet_files(): return PacketFile({name!r}, str)"


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_mattermosts_names_are_for_this_repository(
    packages: InstalledPackages, packets: PacketMaker, name: str
) -> None:
    packages.install("support-packet-diagnostics", declare(name))

    assert file_names(packets.declarations()) == [name]


@pytest.mark.parametrize("name", ["Metadata.yaml", "jobs.yaml/a.txt"])
def test_others_are_refused_them(
    packages: InstalledPackages, packets: PacketMaker, name: str
) -> None:
    packages.install("author", declare(name))

    declared = packets.declarations()

    assert declared.files == ()
    assert "such as author/report.txt" in str(declared.problems[0])


def test_a_package_may_have_its_own_folder(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    packages.install("author", declare("author/metadata.yaml"))

    assert file_names(packets.declarations()) == ["author/metadata.yaml"]


def test_the_example_is_not_of_this_repository() -> None:
    assert "support-packet-uptime" not in FIRST_PARTY


def test_a_built_in_file_keeps_its_place(packages: InstalledPackages, packets: PacketMaker) -> None:
    install_built_in(packages)
    packages.install("author", THEIRS)

    files = packets.files()

    assert files["plugins.json"] == "ours"
    assert "SUPPORT_PACKET_REPLACING_COLLECTORS" in files["warning.txt"]


def test_the_operator_allows_a_package_to_take_it(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    install_built_in(packages)
    packages.install("author", THEIRS)
    packets.settings = replace(PATIENT, replacing_collectors=frozenset({"author"}))

    assert packets.files() == {"plugins.json": "theirs"}


def test_a_taken_name_says_how_to_replace(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    install_built_in(packages)
    packages.install("author", declare("plugins.json"))

    assert "declare replaces='plugins.json'" in str(packets.declarations().problems[0])


def install_built_in(packages: InstalledPackages) -> None:
    """Register a collector in the name of this program's own distribution."""
    packages.install("built", BUILT_IN, entry_points={})
    packages.register("support-packet", "1.0", b"[support_packet]\nbuilt = built\n")
