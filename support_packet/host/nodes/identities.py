"""Which program each node of one request leads to, so that none is asked under two names."""

from collections.abc import Mapping
from threading import Lock

from support_packet.errors import CollectError
from support_packet.host.nodes.hops import PROGRAM_HEADER
from support_packet.values.message import N_

_SAME = N_(
    "%(node)s leads to the same program as %(other)s, whose files are in the packet already. Check "
    "SUPPORT_PACKET_NODE_URL and SUPPORT_PACKET_NODES."
)


class Identities:
    """The programs that have answered in one request, with the names of their nodes.

    Nodes answer in any order. Of those that are one program, the first in the order of their names
    gives its files, as far as all of them have answered before.
    """

    def __init__(self, own_program: str, own_name: str) -> None:
        self._given = {own_program: own_name}
        self._names: dict[str, set[str]] = {}
        self._lock = Lock()

    def note(self, hostname: str, headers: Mapping[str, str]) -> None:
        """Note who sent `headers`; `CollectError` if it is a program whose files are there already.

        Programs of older releases do not say who they are.
        """
        with self._lock:
            if program := self._met(hostname, headers):
                _refuse_unless(hostname, self._given.get(program, hostname))

    def give_files(self, hostname: str, headers: Mapping[str, str]) -> None:
        """Let the program that sent `headers` give its files under this name, and no other.

        Raises `CollectError` if it does, or is to do so, under another one.
        """
        with self._lock:
            if program := self._met(hostname, headers):
                first = self._given.get(program) or min(self._names[program])
                _refuse_unless(hostname, first)
                self._given[program] = first

    def _met(self, hostname: str, headers: Mapping[str, str]) -> str | None:
        """Return which program sent `headers`, once its name is noted."""
        program = headers.get(PROGRAM_HEADER.lower())
        if program:
            self._names.setdefault(program, set()).add(hostname)
        return program


def _refuse_unless(hostname: str, first: str) -> None:
    if hostname != first:
        raise CollectError(_SAME, node=hostname, other=first)
