"""The packet: what it holds, in which order, and what never leaves."""

import pytest
from support.archive.entries import read
from support.distributions.disk import InstalledPackages
from support.distributions.fixtures import SECRET
from support.distributions.packets import PacketMaker, unpack
from support.distributions.sources import GOOD

from support_packet.errors import UnknownFileError
from support_packet.host.begun_request import Client
from support_packet.host.hooks.requested import Requested


def test_the_name_has_the_time_with_24_hours(packets: PacketMaker) -> None:
    assert packets.make().filename == "mattermost_support_packet_2026-03-07-13-05.zip"


def test_files_come_in_order_and_nothing_else_when_all_is_well(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    packages.install("good", GOOD)
    packages.install("early", GOOD.replace("good", "early").replace("order=1", "order=0"))

    assert packets.files() == {"early.txt": "early\n", "good.txt": "good\n"}


def test_facts_reach_the_files_made_of_them(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    source = """
    import json

    @hookimpl
    def packet_files(facts):
        return PacketFile("facts.json", lambda: json.dumps(facts.collect()))

    @hookimpl
    def packet_facts():
        yield PacketFacts(("x.known",), lambda: {"x.known": 1})
        yield PacketFacts(("x.unknown",), lambda: 1 / 0)
    """
    packages.install("facts", source)

    files = packets.files()

    assert files["facts.json"] == '{"x.known": 1}'
    assert "support_packet.yaml does not have x.unknown\n" in files["warning.txt"]
    assert "Why:    ZeroDivisionError" in files["warning.txt"]


def test_nothing_secret_leaves_in_contents_names_or_warnings(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    source = """
    OWN = "qv7mz3kd9xw2bt6nc4rj8hf5"

    @hookimpl
    def packet_secrets():
        return [OWN]

    @hookimpl
    def packet_files(mattermost):
        known = mattermost.config.text("SqlSettings.AtRestEncryptKey")

        def fail():
            raise CollectError(f"{known} {OWN}")

        yield PacketFile("a.txt", lambda: f"one {known} two {OWN} three")
        yield PacketFile(f"{known}.txt", lambda: "content")
        yield PacketFile("b.txt", fail)
    """
    packages.install("leaky", source)

    data = b"".join(packets.make(client=Client(["pl2ok9ij3uh8yg7tf5rd4es6"])).stream())
    files = read(data)
    everything = data + b"".join(files.values())

    assert len(files) == 3
    for secret in (SECRET, "qv7mz3kd9xw2bt6nc4rj8hf5"):
        assert secret.encode() not in everything


def test_a_secret_of_the_program_itself_does_not_leave(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    own = "pl2ok9ij3uh8yg7tf5rd4es6"
    packages.install("leaky", GOOD.replace('"good\\n"', f'"the token {own} is here"'))

    assert own not in packets.files(client=Client([own]))["good.txt"]


def test_files_can_be_left_out_and_requested(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    source = """
    @hookimpl
    def packet_files():
        yield PacketFile("usual.txt", str)
        yield PacketFile("large.txt", str, default=False)
    """
    packages.install("wishes", source)

    assert list(packets.files()) == ["usual.txt"]
    assert list(packets.files(Requested(include=["large.txt"]))) == ["large.txt", "usual.txt"]
    assert list(packets.files(Requested(exclude=["usual.txt"]))) == []
    assert list(
        packets.files(Requested(include=["usual.txt", "large.txt"], exclude=["large.txt"]))
    ) == ["usual.txt"]
    assert list(packets.files(Requested(only=["large.txt"]))) == ["large.txt"]
    assert list(packets.files(Requested(only=["large.txt"], exclude=["large.txt"]))) == []


@pytest.mark.parametrize(
    "requested",
    [
        Requested(exclude=["good.txt", "bad.txt"]),
        Requested(include=["good.txt", "bad.txt"]),
        Requested(only=["good.txt", "bad.txt"]),
    ],
)
def test_a_request_for_a_file_that_does_not_exist_is_denied(
    packages: InstalledPackages, packets: PacketMaker, requested: Requested
) -> None:
    packages.install("good", GOOD)

    with pytest.raises(UnknownFileError, match=r"'bad\.txt'"):
        packets.make(requested)


def test_what_concerns_the_whole_packet_comes_first_in_the_warnings(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    packages.install("bad", "@hookimpl\ndef packet_files():\n    raise OSError('no')")

    warnings = packets.files(Requested(unknown=("surplus",)))["warning.txt"]

    assert 0 < warnings.index("surplus") < warnings.index("bad")


def test_a_file_whose_hook_fails_now_does_not_prevent_the_packet(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    """The page has offered it a minute ago."""
    packages.install("good", GOOD)
    packages.install("bad", "@hookimpl\ndef packet_files():\n    raise OSError('no')")

    files = packets.files(Requested(only=["good.txt", "bad.txt"]))

    assert list(files) == ["good.txt", "warning.txt"]
    assert "bad" in files["warning.txt"]


def test_the_same_input_at_the_same_time_gives_the_same_bytes(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    source = (
        GOOD.replace("good", "slow")
        + """
    @hookimpl
    def packet_facts():
        for number in range(20):
            yield PacketFacts((f"x.fact{number}",), lambda: 1 / 0)
    """
    )
    packages.install("good", GOOD)
    packages.install("slow", source)
    packages.install("bad", GOOD.replace('lambda: "good\\n"', "exit"))

    assert len({b"".join(packets.make().stream()) for _ in range(5)}) == 1


def test_other_packages_do_not_change_a_file(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    packages.install("middle", GOOD)
    alone = packets.files()
    packets.reload()
    packages.install("aaa", GOOD.replace("good.txt", "aaa.txt"))
    packages.install("zzz", GOOD.replace("good.txt", "GOOD.TXT"))
    together = packets.files()

    assert together["good.txt"] == alone["good.txt"]


def test_the_report_says_what_was_sent(packages: InstalledPackages, packets: PacketMaker) -> None:
    packages.install("good", GOOD)
    packages.install("bad", GOOD.replace("good.txt", "bad.txt").replace('"good\\n"', "1 / 0"))
    packet = packets.make()
    unpack(packet)

    good, warning = packet.report.files
    assert (good.name, good.sent) == ("good.txt", 5)
    assert warning.name == "warning.txt"
    assert (packet.report.result, packet.report.warnings) == ("complete", 1)
    assert packet.report.seconds > 0
