"""Makes a packet of an installation in process, and those of the nodes that it asks."""

import importlib
import warnings
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from support_packet.host.begun_request import Client, begin_request
from support_packet.host.discovery.collectors import Collectors, load_entry_points
from support_packet.host.discovery.entry_points import DiscoveredEntryPoint, find_built_in
from support_packet.host.hooks.requested import Requested
from support_packet.host.nodes.requests import Credential
from support_packet.host.packet import Packet
from support_packet.settings import Settings
from support_packet.testing.cluster import NodesOfTest
from support_packet.testing.installation import Installation
from support_packet.testing.made import Made

NOW = datetime(2026, 3, 7, 13, 5, 58).astimezone()
"""When the packets are made: the same input makes the same bytes."""

_FACTS_FILE = "support_packet_yaml"
_FACTS = "collectors.facts."


def load_under_test(found: Sequence[DiscoveredEntryPoint], settings: Settings) -> Collectors:
    """Load collectors, and the built-in ones that these need.

    Where they declare facts, it is the one that makes `support_packet.yaml`; where their files are
    made of facts, those that declare the facts of every packet.
    """
    _import_built_in(found)
    collectors = load_entry_points(found, settings)
    declares = any("packet_facts" in each.hooks for each in collectors.loaded)
    asks = any(each.asks_for_facts for each in collectors.loaded)
    own = {entry.origin for entry in found}
    more = [
        entry
        for entry in find_built_in()
        if (declares and entry.origin.entry_point == _FACTS_FILE)
        or (asks and entry.module.startswith(_FACTS))
    ]
    more = [entry for entry in more if entry.origin not in own]
    _import_built_in(more)
    return load_entry_points([*more, *found], settings) if more else collectors


def _import_built_in(entries: Iterable[DiscoveredEntryPoint]) -> None:
    """Import built-in collectors; warnings of their libraries do not concern a package's tests."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for entry in entries:
            if entry.origin.built_in:
                with suppress(ImportError):
                    importlib.import_module(entry.module)


@dataclass(frozen=True)
class PacketMaker:
    """Makes packets of the collectors `found`; `environment` holds the operator's variables."""

    found: Sequence[DiscoveredEntryPoint]
    settings: Settings
    environment: Mapping[str, str]

    def make(self, installation: Installation, requested: Requested) -> Made:
        """Return a packet of `installation`; raises what `begin_request` and `Packet` raise."""
        settings = self.settings
        mattermost = installation.opened(settings.reading_limits, self.environment)
        node_access = partial(NodesOfTest, installation.cluster, self._made_by_node)
        client = Client(credential=Credential(""), node_access=node_access)
        collectors = load_under_test(self.found, settings)
        begun = begin_request(mattermost, collectors, settings, requested, client)
        packet = Packet(begun, NOW)
        data = b"".join(packet.stream())
        return Made(packet.filename, data, packet.report.seconds)

    def _made_by_node(
        self, node: Installation, only: Collection[str], hops: tuple[str, ...]
    ) -> Made:
        """Return the packet of another node, which has the built-in collectors, too."""
        built_in = find_built_in()
        found = [*built_in, *(entry for entry in self.found if entry not in built_in)]
        maker = PacketMaker(found, self.settings, self.environment)
        return maker.make(node, Requested("packet", hops=hops, only=only))
