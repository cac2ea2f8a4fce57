"""Gives collectors the values of their settings."""

import logging
from collections.abc import Iterable, Sequence

from support_packet.contract import PacketSetting
from support_packet.errors import SettingsError
from support_packet.host.discovery.collector import Collector
from support_packet.host.discovery.entry_points import DiscoveredEntryPoint
from support_packet.host.discovery.package_settings import check_variables, read_package_settings
from support_packet.host.origin import CollectorId
from support_packet.settings import Settings

logger = logging.getLogger(__name__)


def with_settings(
    loaded: Sequence[Collector],
    found: Iterable[DiscoveredEntryPoint],
    settings: Settings,
    *,
    strict: bool = True,
) -> tuple[list[Collector], dict[CollectorId, str]]:
    """Return the collectors with their settings, and of those that are left out why.

    `SettingsError` for a wrong variable if `strict`. Otherwise that is logged, a variable of no
    collector is ignored, and a collector is left out if one of its own is invalid.
    """
    variables = settings.collector_variables
    try:
        check_variables(variables, _declared(loaded, found))
    except SettingsError as error:
        if strict:
            raise
        logger.error("The packet is made nevertheless, but: %s", error)  # noqa: TRY400 -- it is the operator's
    usable: list[Collector] = []
    left_out: dict[CollectorId, str] = {}
    for collector in loaded:
        origin = collector.origin
        try:
            values = read_package_settings(origin, collector.declared_settings, variables)
        except SettingsError as error:
            if strict:
                raise
            logger.error("%s is left out: %s", origin, error)  # noqa: TRY400 -- it is the operator's
            left_out[origin] = str(error)
        else:
            usable.append(collector.with_settings(values))
    return usable, left_out


def _declared(
    loaded: Sequence[Collector], found: Iterable[DiscoveredEntryPoint]
) -> list[tuple[str, Iterable[PacketSetting] | None]]:
    declared = {collector.origin: collector.declared_settings for collector in loaded}
    return [
        (name, declared.get(entry.origin))
        for entry in found
        for name in (entry.origin.entry_point, entry.origin.qualified_name)
    ]
