"""The entry points of collectors among all installed distributions, in a fixed order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import importlib_metadata

from support_packet.contract import PROJECT
from support_packet.host.origin import OUR_DISTRIBUTION, CollectorId, distribution_name
from support_packet.host.problems import Kind, Problem, one_line
from support_packet.values.message import N_, Message
from support_packet.values.reason import Reason


@dataclass(frozen=True)
class DiscoveredEntryPoint:
    """One registered collector, not yet loaded."""

    origin: CollectorId
    entry_point: importlib_metadata.EntryPoint

    @property
    def module(self) -> str:
        """The module that it names; any text where it is not a valid reference."""
        return self.entry_point.value.partition(":")[0].strip()


def find_entry_points(
    search_path: Sequence[str] | None = None,
) -> tuple[list[DiscoveredEntryPoint], list[Problem]]:
    """Return every entry point of the group `support_packet`, and what is unreadable.

    Looks where Python imports from, or in the folders of `search_path`. Those of this distribution
    come first, so that no other package can take a file name away from them; then by name.
    """
    found: list[DiscoveredEntryPoint] = []
    problems: list[Problem] = []
    for name, distribution in _distributions(search_path):
        try:
            found += _entry_points_of(name, distribution)
        except Exception as error:  # noqa: BLE001 -- one broken folder must not hide the others
            problems.append(_unreadable(name, error))
    found.sort(key=lambda entry: (not entry.origin.built_in, entry.origin))
    return found, problems


def find_built_in() -> list[DiscoveredEntryPoint]:
    """Return the entry points of this distribution, without a look at all others."""
    distribution = importlib_metadata.distribution(OUR_DISTRIBUTION)
    return sorted(_entry_points_of(OUR_DISTRIBUTION, distribution), key=lambda entry: entry.origin)


def _entry_points_of(
    name: str, distribution: "importlib_metadata.IDistribution"
) -> list[DiscoveredEntryPoint]:
    chosen = distribution.entry_points.select(group=PROJECT)
    version = one_line(str(distribution.version)) if chosen else ""
    return [
        DiscoveredEntryPoint(CollectorId(name, version, one_line(point.name)), point)
        for point in chosen
    ]


def _distributions(
    search_path: Sequence[str] | None,
) -> Iterator[tuple[str, "importlib_metadata.IDistribution"]]:
    """Yield each distribution with its normalized name; of two, the first is what is imported."""
    context = {} if search_path is None else {"path": list(search_path)}
    # A distribution can be on the path twice, for example installed and as a checkout.
    seen = set()
    for distribution in importlib_metadata.distributions(**context):
        name = _name(distribution)
        if name not in seen:
            seen.add(name)
            yield name, distribution


def _name(distribution: "importlib_metadata.IDistribution") -> str:
    try:
        return one_line(distribution_name(distribution.name))
    except Exception:  # noqa: BLE001 -- METADATA missing, not UTF-8, without a name, …
        return one_line(f"without a name, {distribution},")


def _unreadable(name: str, error: Exception) -> Problem:
    why = N_(
        "Its metadata cannot be read (%(reason)s), so collectors that it may register are missing."
    )
    return Problem(
        Kind.NOT_LOADED,
        Message(N_("The distribution %(package)s cannot be examined"), package=name),
        Reason(
            Message(why, reason=type(error).__name__),
            Message(N_("Install the distribution again, or remove its folder.")),
        ),
    )
