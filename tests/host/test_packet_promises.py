"""The packet is valid whatever the packages do, and complete but for what failed."""

from dataclasses import replace

import pytest
from support.distributions.disk import InstalledPackages
from support.distributions.loading import settings_for
from support.distributions.packets import PacketMaker
from support.distributions.sources import GOOD

from support_packet.settings import Settings


@pytest.mark.parametrize(
    ("collect", "cause"),
    [
        ("lambda: 1 / 0", "ZeroDivisionError: division by zero (bad.py, line 5)"),
        ("exit", "SystemExit"),
        ("lambda: None", "collect() returned NoneType"),
        ("lambda: {}", "collect() returned dict"),
        ("lambda: [1]", "collect() gave a piece of int"),
        ("lambda: 'text'.no", "AttributeError"),
        ("lambda: Path('/no/such/file')", "No such file or directory: /no/such/file"),
        ("lambda: Path('relative')", "collect() returned relative"),
        ("lambda: Path('/dev/zero')", "It is a device: /dev/zero"),
        ("Event().wait", "It kept the packet waiting for 2 seconds."),
        ("fail", "The tape is full."),
        ("cut", "Nothing is on it."),
    ],
)
def test_a_file_that_cannot_be_made_is_left_out_and_explained(
    packages: InstalledPackages, packets: PacketMaker, collect: str, cause: str
) -> None:
    source = f"""
    @hookimpl
    def packet_files():
        return PacketFile("bad.txt", {collect})

    from pathlib import Path
    from threading import Event

    def fail():
        raise CollectError("The tape is full.")

    def cut():
        raise ContentCut("Nothing is on it.")
    """
    packages.install("bad", source)
    packages.install("good", GOOD)
    packets.settings = settings_for(collect, 2)

    files = packets.files()

    assert list(files) == ["good.txt", "warning.txt"]
    assert files["good.txt"] == "good\n"
    assert (
        "1. bad.txt is not in the packet\n   From:   bad 1.0, entry point bad\n"
        in files["warning.txt"]
    )
    assert f"   Why:    {cause}" in files["warning.txt"]


@pytest.mark.parametrize(
    ("rest", "cause"),
    [
        ("raise ValueError('bad')", "ValueError: bad (bad.py, line 5)"),
        ("raise SystemExit", "SystemExit"),
        ("raise ContentCut('It was rotated.')", "It was rotated."),
        ("yield 'text'", "collect() gave a piece of str, not bytes."),
        ("__import__('threading').Event().wait()", "It kept the packet waiting"),
        ("while True: yield b'', # a tuple", "collect() gave a piece of tuple"),
        ("yield from iter(lambda: b'again\\n', 0)", "It is larger than"),
    ],
)
def test_a_file_that_ends_early_keeps_its_whole_lines(
    packages: InstalledPackages, packets: PacketMaker, rest: str, cause: str
) -> None:
    source = f"""
    def collect():
        yield b"first\\nsecond\\nhal"
        {rest}

    @hookimpl
    def packet_files():
        return PacketFile("bad.txt", collect)
    """
    packages.install("bad", source)
    packages.install("good", GOOD)
    packets.settings = replace(settings_for(rest, 2), max_file_bytes=1_000_000)

    files = packets.files()

    assert list(files) == ["good.txt", "bad.txt", "warning.txt"]
    assert files["bad.txt"].startswith("first\nsecond\n")
    assert files["bad.txt"].endswith("\n")
    assert len(files["bad.txt"]) <= 1_000_000
    assert "1. bad.txt ends early\n" in files["warning.txt"]
    assert f"   Why:    {cause}" in files["warning.txt"]


def test_a_broken_package_is_named_in_every_packet(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    packages.install("broken", "import no_such_module_anywhere")
    packages.install("typo", GOOD + "\n    @hookimpl\n    def packet_flies(): return []\n")

    files = packets.files()

    assert list(files) == ["good.txt", "warning.txt"]
    assert "The collector broken of broken could not be loaded\n" in files["warning.txt"]
    assert "It imports no_such_module_anywhere, which is not installed." in files["warning.txt"]
    assert "There is no hook packet_flies. Did you mean packet_files?" in files["warning.txt"]


def test_printing_changes_nothing(
    packages: InstalledPackages, packets: PacketMaker, capsys: pytest.CaptureFixture[str]
) -> None:
    source = """
    def collect():
        print("printed")
        return "good\\n"

    @hookimpl
    def packet_files():
        print("printed")
        return PacketFile("good.txt", collect)
    """
    packages.install("chatty", source)

    assert packets.files() == {"good.txt": "good\n"}
    assert capsys.readouterr().out == "printed\nprinted\n"


def test_a_fact_that_hangs_does_not_cost_the_file_made_of_facts(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    source = """
    import threading

    @hookimpl
    def packet_files(facts):
        return PacketFile("facts.txt", lambda: repr(facts.collect()))

    @hookimpl
    def packet_facts():
        yield PacketFacts(("x.hangs",), threading.Event().wait)
        yield PacketFacts(("x.known",), lambda: {"x.known": 1})
    """
    packages.install("facts", source)
    packets.settings = Settings(collector_timeout=2)

    files = packets.files()

    assert files["facts.txt"] == "{'x.known': 1}"
    assert "support_packet.yaml does not have x.hangs\n" in files["warning.txt"]
    assert "Why:    It did not respond within 1 seconds." in files["warning.txt"]
