"""Files whose numbers change from one moment to the next are named; only their numbers may."""

import itertools
from collections.abc import Callable

import pytest

from support_packet import PacketFile, hookimpl
from support_packet.testing import Author, ConformanceError, check_conformance

NAME = "uptime/uptime.txt"


class Uptime:
    """A collector of one file."""

    def __init__(self, make: Callable[[], str]) -> None:
        self._make = make

    @hookimpl
    def packet_files(self) -> PacketFile:
        """Declare it."""
        return PacketFile(NAME, self._make, title="Uptime", description="For how long.")


def test_numbers_of_a_file_that_is_named_may_change(author: Author) -> None:
    seconds = itertools.count(10)

    check_conformance(author.use(Uptime(lambda: f"up {next(seconds)}\n")), changing=[NAME])


def test_the_order_of_its_lines_may_not(author: Author) -> None:
    orders = itertools.cycle(["1\n2\n", "2\n1\n"])

    with pytest.raises(ConformanceError, match="in another order"):
        check_conformance(author.use(Uptime(lambda: next(orders))), changing=[NAME])


def test_its_words_may_not(author: Author) -> None:
    words = itertools.cycle(["up 1", "down 1"])

    with pytest.raises(ConformanceError, match="differs between two packets"):
        check_conformance(author.use(Uptime(lambda: next(words))), changing=[NAME])


def test_a_name_that_is_none_is_told(author: Author) -> None:
    with pytest.raises(ConformanceError, match=r"changing names uptime/a\.txt, which the packet"):
        check_conformance(author.use(Uptime(lambda: "up")), changing=["uptime/a.txt"])
