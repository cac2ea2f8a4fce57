"""Services: the facts of other servers, declared by any package."""

import pytest
from support.distributions.disk import InstalledPackages
from support.distributions.loading import preview
from support.distributions.packets import PacketMaker

from support_packet.host.hooks.facts import Service
from support_packet.mattermost.installation import Mattermost
from support_packet.values.message import Message


def service(collect: str, keys: str = "('cache.version',)") -> str:
    return f"""
    @hookimpl
    def packet_facts():
        return PacketFacts({keys}, {collect}, title="Cache", service=True)
    """


def the_service(packages: InstalledPackages, mattermost: Mattermost) -> Service:
    looked = preview(packages, mattermost)

    assert looked.problems == ()
    [found] = looked.services
    return found


def test_a_service_that_responds_has_no_problem(
    packages: InstalledPackages, mattermost: Mattermost
) -> None:
    packages.install("cache", service("lambda: {'cache.version': '7'}"))

    found = the_service(packages, mattermost)

    assert (found.title, found.enabled, found.problems) == ("Cache", True, ())
    assert found.origin.distribution == "cache"


def test_a_service_without_keys_is_not_enabled_and_not_queried(
    packages: InstalledPackages, mattermost: Mattermost
) -> None:
    packages.install("cache", service("lambda: 1 / 0", keys="()"))

    found = the_service(packages, mattermost)

    assert (found.enabled, found.problems) == (False, ())


@pytest.mark.parametrize("collect", ["fail", "complain"])
def test_what_goes_wrong_with_a_service_has_a_headline_made_of_its_title(
    packages: InstalledPackages, mattermost: Mattermost, collect: str
) -> None:
    functions = """
    def fail():
        raise CollectError("It is down.", remedy="Start it.")

    def complain():
        warn("It is down.", remedy="Start it.")
        return {}
    """
    packages.install("cache", functions + service(collect))

    found = the_service(packages, mattermost)

    [problem] = found.problems
    assert str(problem.headline) == "Cache information is incomplete"
    assert problem.headline.values == {"service": Message("Cache")}
    assert problem.explanation == "It is down. Start it."


def test_the_problems_of_services_are_in_the_packet(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    source = """
    @hookimpl
    def packet_files(facts):
        return PacketFile("facts.txt", lambda: repr(facts.collect()))
    """
    packages.install("cache", source + service("lambda: 1 / 0"))

    warning = packets.files()["warning.txt"]

    assert "1. Cache information is incomplete\n   From:   cache 1.0, entry point cache" in warning


def test_facts_with_a_title_are_called_by_it(
    packages: InstalledPackages, mattermost: Mattermost
) -> None:
    packages.install("cache", service("lambda: 1 / 0").replace("service=True", "service=False"))

    looked = preview(packages, mattermost)

    assert looked.services == ()
    assert [str(problem.headline) for problem in looked.problems] == [
        "Cache information is incomplete"
    ]
