"""The last check of a packet: `warning.txt` lists what it withholds; it can be turned off."""

import dataclasses

import pytest
from support.distributions.disk import InstalledPackages
from support.distributions.packets import PacketMaker, unpack

from support_packet.host.begun_request import Client
from support_packet.redaction.engine import Redactor
from support_packet.redaction.last_gate import WITHHELD, WITHHELD_TEXT

SECRET = "wq83-Kfh2-ppLm91"
LEAK = f"""
    import gzip

    @hookimpl
    def packet_files():
        yield PacketFile("plain.txt", lambda: "it is {SECRET}\\n")
        yield PacketFile("packed.txt.gz", lambda: gzip.compress(b"it is {SECRET}\\n"))
"""


@pytest.fixture(autouse=True)
def faulty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the redactor find nothing."""
    monkeypatch.setattr(Redactor, "_spans", lambda *_: [])


def test_what_was_withheld_is_listed(packages: InstalledPackages, packets: PacketMaker) -> None:
    packages.install("leaky", LEAK)
    packet = packets.make(client=Client([SECRET]))
    data = b"".join(packet.stream())

    reports = {file.name: file for file in packet.report.files}
    assert reports["plain.txt"].removed == {WITHHELD: 1}
    assert reports["packed.txt.gz"].removed == {WITHHELD: 1}
    assert SECRET.encode() not in data
    assert packet.report.warnings >= 2


def test_the_reader_is_told_where(packages: InstalledPackages, packets: PacketMaker) -> None:
    packages.install("leaky", LEAK.replace('yield PacketFile("packed.txt.gz"', "PacketFile('x'"))

    files = unpack(packets.make(client=Client([SECRET])))

    assert files["plain.txt"].encode() == WITHHELD_TEXT
    assert "a last check still found secrets there" in files["warning.txt"]


def test_it_can_be_turned_off(packages: InstalledPackages, packets: PacketMaker) -> None:
    packages.install("leaky", LEAK)
    packets.settings = dataclasses.replace(packets.settings, last_check=False)

    packet = packets.make(client=Client([SECRET]))
    b"".join(packet.stream())

    assert {file.name: dict(file.removed) for file in packet.report.files}["plain.txt"] == {}
