"""Packets made from the installed packages, and their contents."""

import sqlite3
from datetime import datetime

from support.archive.entries import read
from support.distributions.disk import InstalledPackages
from support.distributions.loading import PATIENT, load

from support_packet.host.begun_request import Client, begin_request
from support_packet.host.discovery.collectors import Collectors
from support_packet.host.hooks.declarations import Declarations, gather_declarations
from support_packet.host.hooks.requested import PACKET, Requested
from support_packet.host.packet import Packet
from support_packet.host.supervision.deadline import Deadline
from support_packet.mattermost.installation import Mattermost
from support_packet.settings import Settings

NOW = datetime(2026, 3, 7, 13, 5, 59).astimezone()

_NOBODY = Client()


class PacketMaker:
    """Makes packets from the installed packages, which it loads once."""

    def __init__(self, packages: InstalledPackages, mattermost: Mattermost) -> None:
        self.settings = PATIENT
        self._packages = packages
        self._mattermost = mattermost
        self._collectors: Collectors | None = None

    def reload(self) -> None:
        """Load the packages again before the next packet, including new ones."""
        self._collectors = None

    @property
    def collectors(self) -> Collectors:
        """The packages, loaded on first use."""
        if self._collectors is None:
            self._collectors = load(self._packages, self.settings)
        return self._collectors

    def declarations(self) -> Declarations:
        """Return the declarations of the packages for one packet."""
        return gather_declarations(self._mattermost, self.collectors, self.settings, Deadline(60))

    def database(self) -> None:
        """Create the database that the configuration names."""
        name = self._mattermost.config.text("SqlSettings.DataSource")
        sqlite3.connect(self._mattermost.directory / name).close()

    def make(self, requested: Requested = PACKET, client: Client = _NOBODY) -> Packet:
        """Return a packet for `client`, with what is `requested`."""
        return packet_of(self._mattermost, self.collectors, self.settings, requested, client)

    def files(self, requested: Requested = PACKET, client: Client = _NOBODY) -> dict[str, str]:
        """Return the text of each file of a packet, in the packet's order."""
        return unpack(self.make(requested, client))


def packet_of(
    mattermost: Mattermost,
    collectors: Collectors,
    settings: Settings,
    requested: Requested = PACKET,
    client: Client = _NOBODY,
) -> Packet:
    """Return the packet that `collectors` make of `mattermost` at the time `NOW`."""
    return Packet(begin_request(mattermost, collectors, settings, requested, client), NOW)


def unpack(packet: Packet) -> dict[str, str]:
    """Return the text of each file, in the packet's order; the ZIP is valid."""
    content = read(b"".join(packet.stream()))
    return {name: data.decode() for name, data in content.items()}


def file_names(declarations: Declarations) -> list[str]:
    """Return the names of the declared files, in the packet's order."""
    return [declared.value.name for declared in declarations.files]
