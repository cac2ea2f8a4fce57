"""Loading collectors: one broken package costs itself and nothing else."""

import pytest
from support.distributions.disk import InstalledPackages
from support.distributions.loading import load, state_of
from support.distributions.packets import PacketMaker
from support.distributions.sources import GOOD

from support_packet.host.discovery.collector_state import CollectorState
from support_packet.host.discovery.collectors import load_collectors
from support_packet.host.hooks.requested import Requested
from support_packet.host.problems import Kind
from support_packet.settings import Settings, read_settings


def test_a_module_and_an_object_in_one_are_loaded(packages: InstalledPackages) -> None:
    source = """
        class Uptime:
            class Nested:
                @hookimpl
                def packet_notices(self):
                    return []

            @hookimpl
            def packet_files(self):
                return []

        uptime = Uptime()
        uptime.nested = Uptime.Nested()
    """
    points = {"module": "uptime", "object": "uptime:uptime", "nested": "uptime:uptime.nested"}
    packages.install("uptime", source, version="2.5", entry_points=points)

    states = load(packages).states

    assert states == (
        CollectorState("module", "uptime", "2.5", "loaded", (), states[0].error),
        CollectorState("nested", "uptime", "2.5", "loaded", ("packet_notices",)),
        CollectorState("object", "uptime", "2.5", "loaded", ("packet_files",)),
    )


def test_an_optional_hook_of_another_release_is_not_reported(packages: InstalledPackages) -> None:
    optional = "\n    @hookimpl(optionalhook=True)\n    def packet_future(): return []\n"
    packages.install("newer", GOOD + optional)

    assert load(packages).problems == ()


def test_two_distributions_may_use_one_entry_point_name(packages: InstalledPackages) -> None:
    packages.install("one", GOOD, entry_points={"same": "one"})
    packages.install("two", GOOD, entry_points={"same": "two"})

    collectors = load(packages)

    assert [str(collector.origin) for collector in collectors.loaded] == [
        "one 1.0, entry point same",
        "two 1.0, entry point same",
    ]
    for (own, other), state in zip(
        [("one", "two"), ("two", "one")], collectors.states, strict=True
    ):
        assert f"the same name as {other} 1.0" in state.error
        assert f"name it {own}:same; its variables then begin" in state.error
    assert [problem.kind for problem in collectors.problems] == [Kind.WARNING] * 2


def test_one_of_two_with_one_name_is_blocked_by_its_distribution(
    packages: InstalledPackages,
) -> None:
    packages.install("one", GOOD, entry_points={"same": "one"})
    packages.install("two", GOOD, entry_points={"same": "two"})

    collectors = load(packages, Settings(blocked_collectors=frozenset({"two:same"})))

    assert [state.state for state in collectors.states] == ["loaded", "blocked"]
    assert collectors.problems == ()


def test_each_of_two_with_one_name_has_its_own_settings_and_options(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    source = """
        @hookimpl
        def packet_settings():
            return PacketSetting("text", "none")

        @hookimpl
        def packet_options():
            return PacketOption("days", ["1", "7"], title="Days", default="1")

        @hookimpl
        def packet_files(settings, request):
            text = settings["text"] + request.option("days")
            return PacketFile(__name__ + "/a.txt", lambda: text)
    """
    for name in ("one", "two"):
        packages.install(name, source, entry_points={"same": name})
    packets.settings = read_settings(
        {"SUPPORT_PACKET_SAME__TEXT": "both", "SUPPORT_PACKET_TWO_SAME__TEXT": "only two"}
    )

    files = packets.files(Requested("packet", ("two:same.days:7",)))

    assert (files["one/a.txt"], files["two/a.txt"]) == ("both1", "only two7")


def test_the_remedy_for_one_of_two_with_one_name_blocks_that_one(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    packages.install("one", GOOD, entry_points={"same": "one"})
    packages.install("two", GOOD.replace("lambda", "1 / 0 or lambda"), entry_points={"same": "two"})

    assert "SUPPORT_PACKET_BLOCKED_COLLECTORS=two:same" in packets.files()["warning.txt"]


@pytest.mark.parametrize(
    "source", ["import nowhere", "from support_packet import Later", "SUPPORT_PACKET_CONTRACT = 2"]
)
def test_so_does_the_remedy_for_one_that_does_not_load(
    packages: InstalledPackages, source: str
) -> None:
    packages.install("one", GOOD, entry_points={"same": "one"})
    packages.install("two", source, entry_points={"same": "two"})

    remedies = [str(problem.remedy) for problem in load(packages).problems]

    assert any("SUPPORT_PACKET_BLOCKED_COLLECTORS=two:same" in remedy for remedy in remedies)


def test_a_blocked_collector_is_not_even_imported(packages: InstalledPackages) -> None:
    packages.install("blocked", "raise SystemExit")

    collectors = load(packages, Settings(blocked_collectors=frozenset({"blocked"})))

    assert state_of(collectors, "blocked").state == "blocked"
    assert collectors.problems == ()


def test_a_blocked_name_that_no_collector_has_is_reported(packages: InstalledPackages) -> None:
    packages.install("good", GOOD)

    collectors = load(packages, Settings(blocked_collectors=frozenset({"godd"})))

    [problem] = collectors.problems
    assert "godd" in str(problem)
    assert "good" in str(problem.remedy)


def test_what_a_package_prints_while_it_loads_changes_nothing(
    packages: InstalledPackages,
) -> None:
    packages.install("chatty", "print('hello')\n" + "import sys\nsys.stdout.write('x' * 10000)")

    assert state_of(load(packages), "chatty").state == "loaded"


def test_without_a_search_path_whatever_python_imports_is_found(
    packages: InstalledPackages,
) -> None:
    packages.install("good", GOOD)
    settings = Settings(blocked_collectors=frozenset())

    states = load_collectors(settings).states

    assert "good" in {state.distribution for state in states}
    assert states[0].distribution == "support-packet"


def test_the_name_of_a_built_in_collector_is_not_for_others(packages: InstalledPackages) -> None:
    packages.install("ours", GOOD, entry_points={})
    packages.register("support-packet", "1.0", b"[support_packet]\nmattermost_log = ours\n")
    packages.install("theirs", GOOD, entry_points={"mattermost_log": "theirs"})

    collectors = load(packages)

    assert [collector.origin.distribution for collector in collectors.loaded] == ["support-packet"]
    [problem] = collectors.problems
    assert problem.origin
    assert problem.origin.distribution == "theirs"
    assert "has the name of a built-in one" in str(problem)
    assert "BLOCKED" not in str(problem.remedy)
