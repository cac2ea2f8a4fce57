"""Content that remembers why it ended early, for readers that stop at the cut."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from support_packet.errors import ContentCut

if TYPE_CHECKING:
    from support_packet.values.reason import Reason


class ObservedContent:
    """The pieces of one content; `cut` is why they ended early, if they did."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self.cut: Reason | None = None
        self._pieces = pieces

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._pieces
        except ContentCut as cut:
            self.cut = cut.reason
            raise
