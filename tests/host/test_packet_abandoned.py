"""Packets whose client has left, and collectors that cannot be stopped."""

import threading
from importlib import import_module

import pytest
from support.distributions.disk import InstalledPackages
from support.distributions.packets import PacketMaker
from support.distributions.sources import ENDLESS, GOOD, HANGING
from support.distributions.waiting import eventually

from support_packet.settings import Settings


def test_closing_the_stream_ends_all_work(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    packages.install("endless", ENDLESS)
    packet = packets.make()
    stream = packet.stream()
    sum(len(next(stream)) for _ in range(5))
    stream.close()

    assert import_module("endless").ended.wait(20)
    assert packet.report.result == "abandoned"
    assert eventually(lambda: not any("worker" in t.name for t in threading.enumerate()))


def test_a_client_that_leaves_while_a_collector_hangs_is_noticed(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    packages.install("hangs", HANGING)
    gone = threading.Event()
    packet = packets.make(gone=gone.is_set)
    threading.Timer(0.2, gone.set).start()

    with pytest.raises(BrokenPipeError):
        list(packet.stream())

    assert packet.report.result == "abandoned"
    assert not import_module("hangs").released.is_set()
    import_module("hangs").released.set()


def test_a_client_that_leaves_in_the_last_file_is_noticed(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    source = """
    import threading

    released = threading.Event()

    def collect():
        yield b"first\\n"
        released.wait()

    @hookimpl
    def packet_files():
        return PacketFile("hangs.txt", collect)
    """
    packages.install("hangs_later", source)
    gone = threading.Event()
    packet = packets.make(gone=gone.is_set)
    stream = packet.stream()
    next(stream)
    gone.set()

    with pytest.raises(BrokenPipeError):
        list(stream)
    import_module("hangs_later").released.set()

    assert packet.report.result == "abandoned"


def test_a_hanging_collector_costs_one_thread_for_all_packets(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    packages.install("stuck", HANGING)
    packages.install("good", GOOD)
    packets.settings = Settings(collector_timeout=2)
    first = packets.files()
    second = [packets.files() for _ in range(3)]

    assert len(import_module("stuck").calls) == 1
    assert [thread.name for thread in threading.enumerate()].count(
        "stuck 1.0, entry point stuck"
    ) == 1
    assert "It kept the packet waiting for 2 seconds." in first["warning.txt"]
    for files in second:
        assert files["good.txt"] == "good\n"
        assert "Skipped: an earlier call" in files["warning.txt"]
    import_module("stuck").released.set()
