"""The last packets, as the page lists them."""

from collections.abc import Iterable, Iterator

from support_packet.message import N_
from support_packet.web.download.history import PastPacket
from support_packet.web.i18n.translations import Translator
from support_packet.web.page.moments import moment_text
from support_packet.web.page.removals import removed_text
from support_packet.web.page.sizes import size_text

_RESULTS = {
    "complete": N_("complete"),
    "cut": N_("incomplete"),
    "abandoned": N_("canceled"),
    "failed": N_("failed"),
}


PastPacketView = tuple[str, str, str, str, str]
"""One packet: when, who, how large, how it ended, and what was removed."""


def past_packet_views(
    packets: Iterable[PastPacket], translator: Translator
) -> Iterator[PastPacketView]:
    """Yield the packets in the order in which they come."""
    for packet in packets:
        yield (
            moment_text(packet.ended, translator.locale),
            packet.who,
            size_text(packet.sent, translator.language),
            translator.gettext(_RESULTS[packet.result]),
            removed_text(packet.removed, translator),
        )
