"""What every collector promises: run over all that are installed, from any package."""

import sys
from collections.abc import Iterator

import pytest
from support.distributions.packets import NOW, unpack

from demo.installation import build_installation
from support_packet.host.declarations import Declarations, gather_declarations
from support_packet.host.entry_points import find_entry_points
from support_packet.host.origin import CollectorId
from support_packet.host.packet import Packet
from support_packet.host.plugins import Collectors, load_collectors
from support_packet.host.supervision.deadline import Deadline
from support_packet.mattermost.installation import Mattermost
from support_packet.settings import Settings

SETTINGS = Settings(collector_timeout=20)
ORIGINS = [found.origin for found in find_entry_points()[0]]
NETWORK = {"socket.connect", "socket.getaddrinfo"}


@pytest.fixture(scope="module")
def all_collectors() -> Collectors:
    return load_collectors(SETTINGS)


@pytest.fixture(params=ORIGINS, ids=str)
def origin(request: pytest.FixtureRequest) -> CollectorId:
    """Return each installed entry point, one after the other."""
    assert isinstance(request.param, CollectorId)
    return request.param


@pytest.fixture
def collector(all_collectors: Collectors, origin: CollectorId) -> Collectors:
    """Return one collector, without all others."""
    loaded = tuple(each for each in all_collectors.loaded if each.origin == origin)
    return Collectors(loaded, (), ())


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Mattermost:
    """Return an installation that has everything."""
    directory = tmp_path_factory.mktemp("example") / "mattermost"
    return Mattermost(build_installation(directory).directory, {})


@pytest.fixture(scope="module")
def all_network_calls() -> Iterator[list[object]]:
    """Return the list of all network calls of this process; no audit hook can be removed."""
    calls: list[object] = []
    watching = True
    sys.addaudithook(
        lambda event, arguments: calls.append(arguments) if watching and event in NETWORK else None
    )
    yield calls
    watching = False


@pytest.fixture
def network_calls(all_network_calls: list[object]) -> list[object]:
    """Return the list of the network calls of one test."""
    all_network_calls.clear()
    return all_network_calls


def declarations(mattermost: Mattermost, collector: Collectors) -> Declarations:
    return gather_declarations(mattermost, collector, SETTINGS, Deadline(60))


def test_it_loads_without_a_problem(all_collectors: Collectors, origin: CollectorId) -> None:
    [state] = [
        state
        for state in all_collectors.states
        if (state.distribution, state.entry_point) == (origin.distribution, origin.entry_point)
    ]

    assert (state.state, state.error) == ("loaded", "")
    assert state.hooks


def test_its_declarations_are_valid(example: Mattermost, collector: Collectors) -> None:
    declared = declarations(example, collector)

    assert declared.problems == ()
    for file in declared.files:
        assert file.value.title not in ("", file.value.name), "a title is for people"
        assert file.value.description, "a description says what is in it"


def test_it_declares_without_asking_the_network(
    network_calls: list[object], example: Mattermost, collector: Collectors
) -> None:
    declarations(example, collector)

    assert network_calls == []


def test_it_makes_the_same_twice(example: Mattermost, collector: Collectors) -> None:
    packets = [Packet(example, collector, SETTINGS, NOW) for _ in range(2)]
    first, second = (b"".join(packet.stream()) for packet in packets)

    assert first == second
    assert len({repr(declarations(example, collector).facts.collect()) for _ in range(2)}) == 1


def test_with_a_complete_installation_it_has_no_problem(
    example: Mattermost, collector: Collectors
) -> None:
    facts = declarations(example, collector).facts
    facts.collect()

    assert "warning.txt" not in unpack(Packet(example, collector, SETTINGS, NOW))
    assert facts.all_problems == []


def test_with_an_empty_installation_it_fails_without_a_defect(
    mattermost: Mattermost, collector: Collectors
) -> None:
    facts = declarations(mattermost, collector).facts
    facts.collect()
    warning = unpack(Packet(mattermost, collector, SETTINGS, NOW)).get("warning.txt", "")

    assert "report the error to its maintainers" not in warning
    assert not [problem for problem in facts.all_problems if problem.reason.defect]
