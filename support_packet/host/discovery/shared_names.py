"""Collectors of several distributions whose entry points have one name."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from support_packet.host.discovery.entry_points import DiscoveredEntryPoint
from support_packet.host.discovery.package_settings import variable_prefix
from support_packet.host.origin import CollectorId
from support_packet.host.problems import Kind, Problem
from support_packet.values.message import N_, Message
from support_packet.values.reason import Reason


def told_apart(found: Sequence[DiscoveredEntryPoint]) -> list[DiscoveredEntryPoint]:
    """Return the entry points, those marked as ambiguous whose name another one has, too.

    None that is built in: another one with its name is not loaded.
    """
    count = Counter(entry.origin.entry_point for entry in found)
    for entry in found:
        if entry.origin.built_in:
            count[entry.origin.entry_point] = 0
    return [
        replace(entry, origin=replace(entry.origin, ambiguous=count[entry.origin.entry_point] > 1))
        for entry in found
    ]


def shared_name(
    origin: CollectorId, found: Sequence[DiscoveredEntryPoint], blocked: Collection[str]
) -> Iterator[Problem]:
    """Yield a problem if another collector that is not `blocked` has the name of `origin`."""
    others = [
        entry.origin
        for entry in found
        if origin.ambiguous
        and entry.origin.entry_point == origin.entry_point
        and entry.origin != origin
        and not entry.origin.is_among(blocked)
    ]
    if not others:
        return
    headline = Message(
        N_("The collector %(collector)s of %(package)s needs attention"),
        collector=origin.entry_point,
        package=origin.distribution,
    )
    why = Message(
        N_("It has the same name as %(collector)s, so that settings for this name count for both."),
        collector=others[0],
    )
    remedy = Message(
        N_("In settings, name it %(name)s; its variables then begin with %(prefix)s."),
        name=origin.qualified_name,
        prefix=variable_prefix(origin.qualified_name),
    )
    yield Problem(Kind.WARNING, headline, Reason(why, remedy), origin)
