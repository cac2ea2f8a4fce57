"""Files that change from one moment to the next are named; the order of their lines may not."""

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


@pytest.mark.parametrize("place", [NAME, "uptime", "uptime/"])
def test_what_is_named_may_change(author: Author, place: str) -> None:
    lines = itertools.cycle(["up 1\nidle 1\n", "up 2\nbusy\n"])

    check_conformance(author.use(Uptime(lambda: next(lines))), changing=[place])


def test_the_order_of_its_lines_may_not(author: Author) -> None:
    orders = itertools.cycle(["1\n2\n", "2\n1\n"])

    with pytest.raises(ConformanceError, match="in another order"):
        check_conformance(author.use(Uptime(lambda: next(orders))), changing=[NAME])


def test_others_may_not_change(author: Author) -> None:
    seconds = itertools.count(10)

    with pytest.raises(ConformanceError, match="differs between two packets"):
        check_conformance(author.use(Uptime(lambda: f"up {next(seconds)}\n")))


def test_a_name_that_does_not_exist_is_reported(author: Author) -> None:
    with pytest.raises(ConformanceError, match=r"changing names uptime/a\.txt, which the packet"):
        check_conformance(author.use(Uptime(lambda: "up")), changing=["uptime/a.txt"])
