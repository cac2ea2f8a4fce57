"""Options: what an admin chooses for one packet, and what hooks see of it."""

import pytest
from support.distributions.disk import InstalledPackages
from support.distributions.packets import PacketMaker

from support_packet.errors import UnknownOptionError
from support_packet.host.hooks.requested import Requested

SOURCE = """
    @hookimpl
    def packet_options():
        return PacketOption("days", ["1", "7"], title="Days", default="1")

    @hookimpl
    def packet_files(request):
        text = f"{request.purpose} {request.option('days')} {request.hops}\\n"
        return PacketFile("x/days.txt", lambda: text)
"""


def content(packets: PacketMaker, *options: str) -> str:
    return packets.files(Requested("packet", options))["x/days.txt"]


def test_without_a_choice_the_default_counts(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    packages.install("author", SOURCE)

    assert content(packets) == "packet 1 ()\n"


def test_a_choice_reaches_the_hook(packages: InstalledPackages, packets: PacketMaker) -> None:
    packages.install("author", SOURCE)

    assert content(packets, "author.days:7") == "packet 7 ()\n"


def test_each_collector_sees_its_own_options(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    packages.install("author", SOURCE)
    packages.install("other", SOURCE.replace("x/days", "y/days"))

    files = packets.files(Requested("packet", ["other.days:7"]))

    assert files["x/days.txt"] == "packet 1 ()\n"
    assert files["y/days.txt"] == "packet 7 ()\n"


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("author.day:7", r"no option 'author.day:7'. The options are: author.days."),
        ("author.days:8", r"The options are: author.days:1, author.days:7."),
        ("author.days", r"'author.days' has no value. The options are: author.days:1, author.d"),
        ("", r"no option ''"),
    ],
)
def test_an_unknown_option_names_the_known_ones(
    packages: InstalledPackages, packets: PacketMaker, option: str, message: str
) -> None:
    packages.install("author", SOURCE)

    with pytest.raises(UnknownOptionError, match=message):
        content(packets, option)


def test_without_options_it_says_so(packages: InstalledPackages, packets: PacketMaker) -> None:
    packages.install("author", "@hookimpl\ndef packet_files(): return []")

    with pytest.raises(UnknownOptionError, match="the installed packages have none"):
        content(packets, "author.days:7")
