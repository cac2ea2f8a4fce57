"""Which calls into collectors failed while a packet was made, as its report says."""

from support.distributions.disk import InstalledPackages
from support.distributions.fixtures import SECRET
from support.distributions.packets import PacketMaker, unpack
from support.distributions.sources import GOOD, HANGING

from support_packet.settings import Settings


def failures(packets: PacketMaker) -> list[str]:
    """Return who failed at what, and why."""
    packet = packets.make()
    unpack(packet)
    return [
        f"{each.origin.name if each.origin else '-'}: {each.headline!s}: {each.why!s}"
        for each in packet.report.failures
    ]


def test_each_failed_call_is_reported_once_without_secrets(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    source = f"""
    def fail():
        raise ValueError("no\\n{SECRET}")

    def leave():
        yield b"begun"
        raise SystemExit(3)

    def folder():
        yield "one.txt", "whole"
        raise KeyError("two")

    @hookimpl
    def packet_files():
        yield PacketFile("fails.txt", fail)
        yield PacketFile("leaves.txt", leave)
        yield PacketFolder("folder", folder)
        raise RuntimeError("hook")
    """
    packages.install("broken", source)
    packages.install("good", GOOD)

    found = failures(packets)

    assert [line.split(" (")[0] for line in found] == [
        "broken: Hook packet_files of broken failed: RuntimeError: hook",
        f"broken: fails.txt is not in the packet: ValueError: no {'*' * 32}",
        "broken: folder ends early: KeyError: 'two'",
        "broken: leaves.txt ends early: SystemExit: 3",
    ]


def test_a_call_that_was_not_waited_for_is_a_failed_one(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    packages.install("hangs", HANGING)
    packets.settings = Settings(collector_timeout=0.2)

    found = failures(packets)

    assert found == [
        "hangs: hangs.txt is not in the packet: It kept the packet waiting for 0.2 seconds."
    ]


def test_what_no_collector_has_to_do_with_is_not_a_failed_call(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    source = """
    @hookimpl
    def packet_files():
        yield PacketFile("large.txt", lambda: "line\\n" * 1000)
        yield PacketFile("closed.bin", lambda: b"\\0", binary=True)
    """
    packages.install("large", source)
    packets.settings = Settings(max_file_bytes=1024)

    assert failures(packets) == []
