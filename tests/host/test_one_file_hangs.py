"""A file that hangs costs itself only: not its package's other files, in no packet or page."""

from importlib import import_module

import pytest
from support.distributions.disk import InstalledPackages
from support.distributions.loading import PATIENT, load, preview_of
from support.distributions.packets import PacketMaker

from support_packet.host.preview.packet_preview import Preview
from support_packet.mattermost.installation import Mattermost
from support_packet.settings import Settings

MIXED = """
    import threading, time

    released = threading.Event()
    moment = threading.Event()

    def slow():
        for number in range(12):
            moment.wait(0.15)
            yield b"part %d\\n" % number

    @hookimpl
    def packet_files():
        yield PacketFile("mixed/1-hang.txt", lambda: released.wait(100000) and "late")
        yield PacketFile("mixed/2-slow.txt", slow, seconds=60)
        for number in range(3, 8):
            yield PacketFile(f"mixed/{number}-good.txt", lambda: "good")

    @hookimpl
    def packet_facts():
        return PacketFacts(("mixed.fact",), lambda: {"mixed.fact": "known"})
"""
GOOD_FILES = [f"mixed/{number}-good.txt" for number in range(3, 8)]


def missing(looked: Preview) -> dict[str, str]:
    """Return why files are missing, by their names."""
    return {file.name: str(file.problems[0].why) for file in looked.files if file.missing}


def test_only_the_file_that_hangs_is_missing_in_every_packet(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    packages.install("mixed", MIXED)
    packets.settings = Settings(collector_timeout=1)

    made = [packets.files() for _ in range(3)]
    import_module("mixed").released.set()

    for files in made:
        assert [name for name in files if "good" in name] == GOOD_FILES
        assert files["mixed/2-slow.txt"].count("part") == 12
        assert files["warning.txt"].count("is not in the packet") == 1
        assert "mixed/1-hang.txt is not in the packet" in files["warning.txt"]
        assert "mixed/2-slow.txt" not in files["warning.txt"]
    assert "It kept the packet waiting for 1 seconds." in made[0]["warning.txt"]
    for files in made[1:]:
        assert "an earlier call is still running: mixed/1-hang.txt." in files["warning.txt"]


def test_page_and_check_say_the_same_of_it_as_the_packet(
    packages: InstalledPackages, mattermost: Mattermost, packets: PacketMaker
) -> None:
    packages.install("mixed", MIXED)
    packets.settings = Settings(collector_timeout=1)
    on_the_page = packets.collectors.with_own_runners(3600)
    before = preview_of(mattermost, on_the_page, PATIENT, patience=0.2)
    packets.files()

    page = preview_of(mattermost, on_the_page, PATIENT, patience=0.2)
    check = preview_of(mattermost, load(packages), packets.settings)
    import_module("mixed").released.set()

    assert missing(before) == {}
    for looked in (page, check):
        assert list(missing(looked)) == ["mixed/1-hang.txt"]
    assert "still running: mixed/1-hang.txt" in missing(page)["mixed/1-hang.txt"]


@pytest.mark.parametrize("hook", ["packet_notices", "packet_options"])
def test_a_hook_that_hangs_costs_no_file(
    packages: InstalledPackages, packets: PacketMaker, hook: str
) -> None:
    source = f"""
    import threading

    released = threading.Event()

    @hookimpl
    def {hook}():
        released.wait()
        return []

    @hookimpl
    def packet_files():
        return PacketFile("quick.txt", lambda: "quick")
    """
    packages.install("hooked", source)
    packets.settings = Settings(collector_timeout=1)

    made = [packets.files() for _ in range(2)]
    import_module("hooked").released.set()

    assert [files["quick.txt"] for files in made] == ["quick"] * 2


def test_many_files_that_hang_are_begun_only_so_often(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    source = """
    import functools, threading

    begun = []
    released = threading.Event()

    def collect(number):
        begun.append(number)
        released.wait()

    @hookimpl
    def packet_files():
        yield PacketFile("many/quick.txt", lambda: "quick", order=1)
        for number in range(40):
            yield PacketFile(f"many/{number}.txt", functools.partial(collect, number))
    """
    packages.install("many", source)
    packets.settings = Settings(collector_timeout=0.3)

    made = [packets.files() for _ in range(3)]
    many = import_module("many")
    many.released.set()

    assert len(many.begun) < 20
    assert all(files["warning.txt"].count("is not in the packet") >= 40 for files in made)
