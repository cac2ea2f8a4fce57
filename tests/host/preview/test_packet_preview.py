"""The preview: everything about a packet except the packet itself."""

from dataclasses import replace
from importlib import import_module

from support.distributions.disk import InstalledPackages
from support.distributions.loading import PATIENT, load, preview, preview_of
from support.distributions.sources import GOOD, HANGING
from support.distributions.waiting import eventually

from support_packet.host.origin import CollectorId
from support_packet.host.preview.file_preview import FilePreview
from support_packet.host.problems import Kind
from support_packet.mattermost.installation import Mattermost
from support_packet.redaction.spans import MASK
from support_packet.values.message import Message


def test_a_file_is_described(packages: InstalledPackages, mattermost: Mattermost) -> None:
    source = """
    @hookimpl
    def packet_files():
        return PacketFile(
            "a.txt", str, title="Title", description="About it.", default=False, size=7
        )
    """
    packages.install("example", source)

    assert preview(packages, mattermost).files == (
        FilePreview(
            name="a.txt",
            title=Message("Title"),
            description=Message("About it."),
            origin=CollectorId("example", "1.0", "example"),
            default=False,
            size=7,
            missing=False,
            problems=(),
            previewable=False,
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
    assert bad.problems[0].kind is Kind.LEFT_OUT
    assert str(bad.problems[0].why).startswith("ZeroDivisionError")
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


def test_problems_of_no_file_are_returned(
    packages: InstalledPackages, mattermost: Mattermost
) -> None:
    source = """
    @hookimpl
    def packet_facts():
        return PacketFacts(("x.bad",), lambda: 1 / 0)

    @hookimpl
    def packet_notices():
        return 3
    """
    packages.install("example", source)
    packages.install("broken", "1 / 0")

    problems = preview(packages, mattermost).problems

    assert [(problem.kind, str(problem.why).partition(":")[0]) for problem in problems] == [
        (Kind.NOT_LOADED, "ZeroDivisionError"),
        (Kind.HOOK, "It returned int, not PacketNotice or several of them."),
        (Kind.FACTS, "ZeroDivisionError"),
    ]


def test_a_slow_file_does_not_count_as_missing(
    packages: InstalledPackages, mattermost: Mattermost
) -> None:
    packages.install("hanging", HANGING)
    packages.install("zzz-good", GOOD)
    collectors = load(packages)

    files = preview_of(mattermost, collectors, PATIENT, patience=0.3).files
    import_module("hanging").released.set()

    assert [(file.name, file.missing, file.problems) for file in files] == [
        ("good.txt", False, ()),
        ("hangs.txt", False, ()),
    ]


def test_a_preview_that_took_too_long_does_not_block_a_packet(
    packages: InstalledPackages, mattermost: Mattermost
) -> None:
    packages.install("hanging", HANGING)
    collectors = load(packages)
    impatient = replace(PATIENT, collector_timeout=0.3)

    [looked] = preview_of(mattermost, collectors.with_own_runners(), impatient).files
    [again] = preview_of(mattermost, collectors.with_own_runners(), impatient).files
    import_module("hanging").released.set()
    [patient] = preview_of(mattermost, collectors, PATIENT).files

    assert looked.missing
    assert again.missing
    assert not patient.missing


def test_a_file_is_shown_without_its_secrets(
    packages: InstalledPackages, mattermost: Mattermost
) -> None:
    source = """
    @hookimpl
    def packet_files(mattermost):
        key = mattermost.config.text("SqlSettings.AtRestEncryptKey")
        yield PacketFile("a.txt", lambda: f"one {key} two")
        yield PacketFile("b.txt", lambda: "b")
    """
    packages.install("example", source)

    shown, other = preview_of(mattermost, load(packages), PATIENT, show="a.txt").files

    assert shown.text_preview
    assert shown.text_preview.text == f"one {MASK.decode()} two"
    assert other.text_preview is None


def test_notices_are_returned(packages: InstalledPackages, mattermost: Mattermost) -> None:
    source = """
    @hookimpl
    def packet_notices():
        return PacketNotice("Do [it].", url="/there")
    """
    packages.install("example", source)

    [notice] = preview(packages, mattermost).notices
    assert (notice.message, notice.url) == (Message("Do [it]."), "/there")
    assert notice.origin.distribution == "example"


def test_a_shown_file_that_ends_early_says_why(
    packages: InstalledPackages, mattermost: Mattermost
) -> None:
    source = """
    def collect():
        yield b"first\\nsec"
        raise ContentCut("The tape is torn.", remedy="Replace it.")

    @hookimpl
    def packet_files():
        return PacketFile("a.txt", collect)
    """
    packages.install("example", source)

    [file] = preview_of(mattermost, load(packages), PATIENT, show="a.txt").files

    assert file.text_preview
    assert file.text_preview.text == "first\n"
    assert not file.missing
    [problem] = file.problems
    assert problem.kind is Kind.CUT_SHORT
    assert problem.explanation == "The tape is torn. Replace it."


def test_a_file_that_a_packet_leaves_out_is_missing(
    packages: InstalledPackages, mattermost: Mattermost
) -> None:
    source = """
    @hookimpl
    def packet_files():
        return PacketFile("x/a.zst", lambda: bytes.fromhex("28b52ffd") + b"text", preview=True)
    """
    packages.install("author", source)

    [file] = preview_of(mattermost, load(packages), PATIENT).files

    assert file.missing
    assert "SUPPORT_PACKET_ALLOW_BINARY" in str(file.problems[0])
