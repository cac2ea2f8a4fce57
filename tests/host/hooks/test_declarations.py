"""Declarations: all valid ones, in the packet's order, without conflicts."""

import pytest
from support.distributions.disk import InstalledPackages
from support.distributions.loading import PATIENT, load
from support.distributions.packets import PacketMaker, file_names
from support.distributions.sources import GOOD

from support_packet.contract import PacketNotice
from support_packet.host.hooks.declarations import gather_declarations, gather_notices
from support_packet.host.problems import Kind
from support_packet.host.supervision.deadline import Deadline
from support_packet.mattermost.installation import Mattermost


def test_files_are_in_the_order_they_ask_for_and_then_by_name(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    source = """
    @hookimpl
    def packet_files():
        yield PacketFile("z.txt", str, order=5)
        yield PacketFile("b.txt", str)
        yield PacketFile("a.txt", str)
        yield PacketFile("first.txt", str, order=-1)
    """
    packages.install("many", source)
    packages.install("good", GOOD)

    assert file_names(packets.declarations()) == [
        "first.txt",
        "good.txt",
        "z.txt",
        "a.txt",
        "b.txt",
    ]


def test_a_hook_is_given_the_installation_and_the_facts(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    source = """
    @hookimpl
    def packet_files(facts, mattermost):
        return PacketFile(f"{mattermost.directory.name}.txt", facts.collect)
    """
    packages.install("asking", source)

    assert file_names(packets.declarations()) == ["mattermost.txt"]


@pytest.mark.parametrize(
    ("early", "late"), [("a.txt", "a.txt"), ("a.txt", "A.TXT"), ("a", "a/b"), ("a/b", "a")]
)
def test_of_two_conflicting_files_the_first_stays_and_both_are_named(
    packages: InstalledPackages, packets: PacketMaker, early: str, late: str
) -> None:
    packages.install("one", GOOD.replace("good.txt", early))
    packages.install("two", GOOD.replace("good.txt", late))

    declared = packets.declarations()

    assert file_names(declared) == [early]
    [problem] = declared.problems
    assert problem.file == late
    assert problem.kind is Kind.LEFT_OUT
    assert f"{early} of one 1.0, entry point one" in str(problem)
    assert str(problem.origin) == "two 1.0, entry point two"


def test_no_package_takes_a_name_from_the_host(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    packages.install("aaa", GOOD)
    packages.install("ours", GOOD, entry_points={})
    packages.register("support-packet", "1.0", b"[support_packet]\nzzz = ours\n")

    declared = packets.declarations()

    assert [file.origin.distribution for file in declared.files] == ["support-packet"]


def test_secrets_of_all_packages_are_known(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    packages.install("one", "@hookimpl\ndef packet_secrets(): return ['first', 'second']")
    packages.install("two", "@hookimpl\ndef packet_secrets(): yield 'third'")

    declared = packets.declarations()

    assert declared.secrets > {"first", "second", "third"}


def test_without_the_configuration_no_other_package_is_called(
    packages: InstalledPackages, mattermost: Mattermost
) -> None:
    packages.install("theirs", GOOD)
    packages.install("ours", GOOD, entry_points={})
    packages.register("support-packet", "1.0", b"[support_packet]\nown = ours\n")
    (mattermost.directory / "config/config.json").write_text("{", encoding="utf-8")
    broken = Mattermost(mattermost.directory, {"API_TOKEN": "of-the-environment"})

    declared = gather_declarations(broken, load(packages), PATIENT, Deadline(60))

    assert [file.origin.distribution for file in declared.files] == ["support-packet"]
    assert declared.secrets == {"of-the-environment"}
    assert "secrets are unknown" in str(declared.problems[0])


def test_notices_of_all_packages_are_returned(
    packages: InstalledPackages, mattermost: Mattermost
) -> None:
    packages.install("one", "@hookimpl\ndef packet_notices(): return PacketNotice('Do it.')")
    packages.install("two", "@hookimpl\ndef packet_notices(): raise RuntimeError('no')")

    notices, problems = gather_notices(mattermost, load(packages), PATIENT, Deadline(60))

    assert [notice.value for notice in notices] == [PacketNotice("Do it.")]
    assert str(problems[0].headline) == "Hook packet_notices of two failed"
    assert str(problems[0].why).startswith("RuntimeError: no")
