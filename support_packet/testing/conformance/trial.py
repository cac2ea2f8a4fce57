"""The collectors under test on installations of all kinds: what the rules are checked with."""

from collections.abc import Collection, Sequence
from functools import cached_property
from pathlib import Path

from support_packet.host.discovery.collector import Collector
from support_packet.host.discovery.collectors import load_entry_points
from support_packet.host.origin import CollectorId
from support_packet.host.problems import Problem
from support_packet.testing.author import Author
from support_packet.testing.conformance.observation import Observation, Observer
from support_packet.testing.mattermost_tables import Release

_DEFAULTS = {
    "SUPPORT_PACKET_ALLOW_BINARY": "true",
    "SUPPORT_PACKET_COLLECTOR_TIMEOUT": "10",
    "SUPPORT_PACKET_NETWORK_TIMEOUT": "0.5",
}


class Trial:
    """One run of the rules, on copies of the author's installation below `folder`.

    `changing` are the files that change from one moment to the next.
    """

    def __init__(self, author: Author, folder: Path, changing: Collection[str] = ()) -> None:
        self.changing = frozenset(changing)
        self.origins = frozenset(entry.origin for entry in author.found)
        self.found = author.found
        self._author = author
        self._folder = folder

    def author_on_copy(self, name: str) -> Author:
        """Return the author on a separate copy of the installation."""
        copied = Author(self._author.installation.copied(self._folder / name), self.found)
        names = ",".join(
            sorted(origin.entry_point for origin in self.origins if not origin.built_in)
        )
        replacing = {"SUPPORT_PACKET_REPLACING_COLLECTORS": names}
        copied.environment = _DEFAULTS | replacing | self._author.environment
        return copied

    @property
    def release(self) -> Release:
        """Which tables the installation of the test can have."""
        return self._author.installation.release

    @cached_property
    def collectors(self) -> list[Collector]:
        """The collectors under test that can be loaded."""
        return list(load_entry_points(self.found, self._author.settings()).loaded)

    @cached_property
    def modules(self) -> frozenset[str]:
        """The modules of the collectors under test."""
        return frozenset(entry.entry_point.module for entry in self.found)

    @cached_property
    def observed(self) -> Observation:
        """What was seen of the collectors on a whole installation."""
        packages = frozenset(module.partition(".")[0] for module in self.modules)
        return Observer(self.author_on_copy("whole"), packages).observe()

    def own(self, problems: Sequence[Problem]) -> list[Problem]:
        """Return the problems of the collectors under test."""
        return [problem for problem in problems if problem.origin in self.origins]

    def prefixes(self, origin: CollectorId) -> frozenset[str]:
        """Return the names that a collector may put before those of its files and facts."""
        modules = {
            entry.entry_point.module.partition(".")[0]
            for entry in self.found
            if entry.origin == origin
        }
        return frozenset(map(folded, {origin.distribution, origin.entry_point, *modules}))


def folded(name: str) -> str:
    """Return a name without the differences between distributions and modules."""
    return name.casefold().replace("_", "-").replace(".", "-")
