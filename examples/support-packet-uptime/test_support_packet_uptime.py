"""The file of the packet, and what every collector has to pass."""

from support_packet.testing import Author, check_conformance


def test_the_file_holds_two_numbers(author: Author) -> None:
    made = author.packet()

    assert made.warnings == []
    text = made.text("support-packet-uptime/uptime.txt")
    assert len([float(number) for number in text.split()]) == 2


def test_it_is_a_good_collector(author: Author) -> None:
    check_conformance(author, changing=["support-packet-uptime/uptime.txt"])
