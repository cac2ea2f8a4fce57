"""The settings for a page, with shorter limits than those for a packet: people wait for it."""

from dataclasses import replace

from support_packet.settings import Settings

_COLLECTOR_SECONDS = 5.0
_ALL_SECONDS = 10.0


def with_page_limits(settings: Settings) -> Settings:
    """Return `settings` with the limits of a page."""
    return replace(
        settings,
        collector_timeout=min(settings.collector_timeout, _COLLECTOR_SECONDS),
        packet_timeout=min(settings.packet_timeout, _ALL_SECONDS),
    )
