"""Which nodes were asked for their state in one request, and which of them have no packet."""

from collections.abc import Iterator
from contextlib import contextmanager

from support_packet.errors import CollectError
from support_packet.values.reason import Reason


class AskedNodes:
    """Notes them, in whichever threads they are asked."""

    def __init__(self) -> None:
        self._problems: dict[str, Reason | None] = {}

    @contextmanager
    def asking(self, hostname: str) -> Iterator[None]:
        """Note the node `hostname`, and why it has no packet where this block raises that."""
        self._problems[hostname] = None
        try:
            yield
        except CollectError as error:
            self._problems[hostname] = Reason(error.message, error.remedy)
            raise

    @property
    def names(self) -> tuple[str, ...]:
        """All of them, sorted."""
        return tuple(sorted(dict(self._problems)))

    def problem(self, hostname: str) -> Reason | None:
        """Return why the node has no packet, `None` where nothing is known that keeps it."""
        return self._problems.get(hostname)
