"""The packet within its limits: time and memory, clients that leave, collectors that hang."""

import threading
import tracemalloc
from importlib import import_module
from io import BytesIO
from zipfile import ZipFile

import pytest
from support.distributions.disk import InstalledPackages
from support.distributions.packets import PacketMaker, unpack
from support.distributions.sources import ENDLESS, GOOD, HANGING
from support.distributions.waiting import eventually

from support_packet.host.begun_request import Client
from support_packet.host.hooks.requested import Requested
from support_packet.host.packet import Packet
from support_packet.settings import Settings


def test_when_its_time_is_over_the_packet_ends_valid(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    packages.install("endless", ENDLESS)
    packages.install("good", GOOD)
    # What is compiled once, for the first packet, takes a busy machine more than a second.
    packets.make()
    packets.settings = Settings(packet_timeout=1.0)
    packet = packets.make()

    files = unpack(packet)

    assert list(files) == ["endless.log", "warning.txt"]
    assert files["endless.log"].endswith("again and again\n")
    assert "endless.log ends early\n" in files["warning.txt"]
    assert "good.txt is not in the packet\n" in files["warning.txt"]
    assert files["warning.txt"].count("The 1 seconds that the packet may take") == 2
    assert packet.report.result == "cut"
    assert import_module("endless").ended.wait(20)


def test_a_stop_of_the_program_is_not_blamed_on_the_setting(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    packages.install("endless", ENDLESS)
    packages.install("good", GOOD)
    packet = packets.make()
    stream = packet.stream()
    content = next(stream)

    packet.end_within(0)
    with ZipFile(BytesIO(content + b"".join(stream))) as archive:
        text = archive.read("warning.txt").decode()

    assert "SUPPORT_PACKET_PACKET_TIMEOUT" not in text
    for line in [
        "Why:    The program was stopped or restarted while this packet was made.\n",
        "To do:  Make the packet again.\n",
    ]:
        assert text.count(line) == 2


def test_the_first_bytes_leave_before_the_first_file_is_read_to_its_end(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    packages.install("endless", ENDLESS)
    with_end = packets.make().stream()

    assert b"endless.log" in next(with_end)
    with_end.close()


def test_two_packets_at_a_time_do_not_disturb_each_other(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    packages.install("good", GOOD)
    packages.install(
        "many", GOOD.replace('"good\\n"', '"line\\n" * 500_000').replace("good", "many")
    )
    results: list[dict[str, str]] = []
    threads = [threading.Thread(target=lambda: results.append(packets.files())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert results == [{"good.txt": "good\n", "many.txt": "line\n" * 500_000}] * 4


def peak(packet: Packet) -> int:
    """Return how many bytes were in use at most while `packet` was sent to nowhere."""
    tracemalloc.start()
    try:
        for _ in packet.stream():
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_a_file(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    source = """
    def collect(pieces):
        for number in range(pieces):
            yield b"%d: one line of a log that goes on and on\\n" % number * 2000

    @hookimpl
    def packet_files():
        yield PacketFile("small.log", lambda: collect(100), default=False)
        yield PacketFile("large.log", lambda: collect(2000), default=False)
    """
    packages.install("logs", source)
    small = peak(packets.make(Requested(include=["small.log"])))
    large = peak(packets.make(Requested(include=["large.log"])))

    assert large < small + 4_000_000
    assert large < 20_000_000


def threads_of_packets() -> list[threading.Thread]:
    """Return the threads that redact and compress; those of an earlier test may still do so."""
    return [thread for thread in threading.enumerate() if "worker" in thread.name]


def test_closing_the_stream_ends_all_work(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    packages.install("endless", ENDLESS)
    before = set(threading.enumerate())
    packet = packets.make()
    stream = packet.stream()
    sum(len(next(stream)) for _ in range(5))
    stream.close()

    assert import_module("endless").ended.wait(20)
    assert packet.report.result == "abandoned"
    assert eventually(lambda: not [each for each in threads_of_packets() if each not in before])


def test_a_client_that_leaves_while_a_collector_hangs_is_noticed(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    packages.install("hangs", HANGING)
    gone = threading.Event()
    packet = packets.make(client=Client(gone=gone.is_set))
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
        yield b"the first line of a log that goes on\\n"
        released.wait()

    @hookimpl
    def packet_files():
        return PacketFile("hangs.txt", collect)
    """
    packages.install("hangs_later", source)
    gone = threading.Event()
    packet = packets.make(client=Client(gone=gone.is_set))
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
        assert (
            "Skipped, because an earlier call is still running: hangs.txt." in files["warning.txt"]
        )
    import_module("stuck").released.set()
