"""The preview: everything about a packet but the packet."""

from importlib import import_module

from distributions.disk import InstalledPackages
from distributions.fixtures import SECRET
from distributions.loading import PATIENT, load
from distributions.waiting import eventually

from support_packet.contract import PacketNotice
from support_packet.mattermost.installation import Mattermost
from support_packet.origin import Origin
from support_packet.preview import FilePreview, Preview, preview_packet


def preview(packages: InstalledPackages, mattermost: Mattermost) -> Preview:
    return preview_packet(mattermost, load(packages), PATIENT)


def test_a_file_is_described(packages: InstalledPackages, mattermost: Mattermost) -> None:
    source = """
    @hookimpl
    def packet_files():
        return PacketFile("a.txt", str, "Title", "About it.", default=False, size=7)
    """
    packages.install("example", source)

    assert preview(packages, mattermost).files == (
        FilePreview(
            name="a.txt",
            title="Title",
            description="About it.",
            origin=Origin("example", "1.0", "example"),
            default=False,
            size=7,
            missing=False,
            problems=(),
        ),
    )


def test_a_file_that_will_be_missing_says_why(
    packages: InstalledPackages, mattermost: Mattermost
) -> None:
    source = """
    @hookimpl
    def packet_files():
        yield PacketFile("bad.txt", lambda: 1 / 0)
        yield PacketFile("good.txt", lambda: "good")
    """
    packages.install("example", source)

    bad, good = preview(packages, mattermost).files

    assert bad.missing
    assert bad.problems[0].what.startswith("Left out. ZeroDivisionError")
    assert not good.missing
    assert good.problems == ()


def test_a_collector_is_only_started(packages: InstalledPackages, mattermost: Mattermost) -> None:
    source = """
    closed = []

    def collect():
        try:
            while True:
                yield b"again\\n"
        finally:
            closed.append(1)

    @hookimpl
    def packet_files():
        return PacketFile("endless.txt", collect)
    """
    packages.install("endless", source)

    [file] = preview(packages, mattermost).files

    assert file.problems == ()
    assert eventually(lambda: bool(import_module("endless").closed))


def test_problems_of_no_file_are_told(packages: InstalledPackages, mattermost: Mattermost) -> None:
    source = """
    @hookimpl
    def packet_facts():
        return PacketFacts(("bad",), lambda: 1 / 0)

    @hookimpl
    def packet_notices():
        return 3
    """
    packages.install("example", source)
    packages.install("broken", "1 / 0")

    told = [problem.what for problem in preview(packages, mattermost).problems]

    assert told[0].startswith("This collector did not load. ZeroDivisionError")
    assert told[1].startswith("Hook packet_notices: It returned int")
    assert told[2].startswith("Facts bad: ZeroDivisionError")
    assert len(told) == 3


def test_notices_are_told(packages: InstalledPackages, mattermost: Mattermost) -> None:
    source = """
    @hookimpl
    def packet_notices():
        return PacketNotice("Do [it].", "/there")
    """
    packages.install("example", source)

    [told] = preview(packages, mattermost).notices
    assert told.notice == PacketNotice("Do [it].", "/there")
    assert told.origin.distribution == "example"


def test_nothing_secret_is_shown(packages: InstalledPackages, mattermost: Mattermost) -> None:
    source = """
    @hookimpl
    def packet_files(mattermost):
        def fail():
            raise CollectError(mattermost.config.text("SqlSettings.AtRestEncryptKey"))

        return PacketFile("a.txt", fail)
    """
    packages.install("leaky", source)

    assert SECRET not in repr(preview(packages, mattermost))
