"""The packets that are being created, and the last ones, as the page lists them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from time import monotonic, time

from support_packet.values.message import N_, ngettext_noop
from support_packet.web.download.history import PastPacket
from support_packet.web.download.slots import Slot
from support_packet.web.i18n.removals import removed_text
from support_packet.web.i18n.translations import Translator
from support_packet.web.page.moments import moment_text
from support_packet.web.page.sizes import size_text

_RESULTS = {
    "complete": N_("complete"),
    "cut": N_("incomplete"),
    "abandoned": N_("canceled"),
    "failed": N_("failed"),
}

_WITH_WARNINGS = ngettext_noop(
    "complete, with %(count)s warning", "complete, with %(count)s warnings"
)

_RUNNING = ngettext_noop(
    "%(count)s Support Packet is being created, since %(time)s.",
    "%(count)s Support Packets are being created, the first since %(time)s.",
)


@dataclass(frozen=True)
class Activity:
    """The packets of this process: those that have ended, and those that are being created."""

    past: Callable[[], list[PastPacket]]
    running: Callable[[], tuple[Slot, ...]]


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
            _result_text(packet, translator),
            removed_text(packet.removed, translator),
        )


def _result_text(packet: PastPacket, translator: Translator) -> str:
    if packet.result == "complete" and packet.warnings:
        return translator.ngettext(*_WITH_WARNINGS, packet.warnings)
    return translator.gettext(_RESULTS[packet.result])


def running_text(slots: Sequence[Slot], translator: Translator) -> str:
    """Return how many packets are being created, and since when; empty if none is."""
    if not slots:
        return ""
    started = time() - (monotonic() - slots[0].since)
    shown = moment_text(started, translator.locale)
    return translator.ngettext(*_RUNNING, len(slots), time=shown)
