"""The fixture `author`: packets and previews of the collectors under test."""

from pathlib import Path

import pytest

from support_packet import (
    CollectError,
    Facts,
    Mattermost,
    PackageSettings,
    PacketFacts,
    PacketFile,
    PacketNotice,
    PacketOption,
    PacketSetting,
    Request,
    hookimpl,
)
from support_packet.errors import SettingsError, UnknownFileError, UnknownOptionError
from support_packet.testing import Author, Installation, check_conformance


class Report:
    """A collector with everything."""

    @hookimpl
    def packet_settings(self) -> list[PacketSetting]:
        """Declare one of each kind that is written in its own way."""
        return [
            PacketSetting("verbose", default=False, kind=bool),
            PacketSetting("hosts", [], kind=list),
            PacketSetting("folder", None, kind=Path),
        ]

    @hookimpl
    def packet_options(self) -> PacketOption:
        """Declare one."""
        return PacketOption("days", ["1", "7"], title="Days", default="1")

    @hookimpl
    def packet_facts(self) -> PacketFacts:
        """Declare one."""
        return PacketFacts(("report.answer",), lambda: {"report.answer": 42}, title="Answer")

    @hookimpl
    def packet_notices(self) -> PacketNotice:
        """Declare one."""
        return PacketNotice("Do something.")

    @hookimpl
    def packet_files(
        self, mattermost: Mattermost, settings: PackageSettings, request: Request
    ) -> list[PacketFile]:
        """Declare files that show what the others have."""
        values = {name: str(settings[name]) for name in settings}
        return [
            PacketFile("report/settings.txt", lambda: repr(values)),
            PacketFile("report/days.txt", lambda: f"{request.purpose} {request.option('days')}"),
            PacketFile("report/url.txt", lambda: mattermost.config.text("ServiceSettings.SiteURL")),
            PacketFile("report/extra.txt", lambda: "extra", default=False),
            PacketFile("report/missing.txt", self._missing),
        ]

    def _missing(self) -> str:
        raise CollectError("There is none.", remedy="Make one.")


@pytest.fixture
def report(author: Author) -> Author:
    """Return the author of a report."""
    return author.use(Report())


def test_a_packet_has_the_files_of_the_package(report: Author, installation: Installation) -> None:
    installation.set("ServiceSettings", SiteURL="https://other.example.com")

    made = report.packet()

    assert made.names == [
        "support_packet.yaml",
        "report/days.txt",
        "report/settings.txt",
        "report/url.txt",
    ]
    assert made.text("report/url.txt") == "https://other.example.com"
    assert made.yaml("support_packet.yaml") == {"report.answer": 42}
    assert made.filename.endswith(".zip")


def test_warnings_are_on_one_line_each(report: Author) -> None:
    [warning] = report.packet().warnings

    assert warning.startswith("report/missing.txt is not in the packet From: report 0, entry point")
    assert warning.endswith("Why: There is none. To do: Make one.")


def test_files_are_chosen(report: Author) -> None:
    made = report.packet(include=["report/extra.txt"], exclude=["report/url.txt"])

    assert "report/extra.txt" in made.names
    assert "report/url.txt" not in made.names


def test_options_are_chosen(report: Author) -> None:
    assert report.packet().text("report/days.txt") == "packet 1"
    assert report.packet(options={"Report.days": "7"}).text("report/days.txt") == "packet 7"


def test_settings_are_set_as_an_operator_does(report: Author, tmp_path: Path) -> None:
    report.set("Report", verbose=True, hosts=["a", "b"], folder=tmp_path)

    assert report.packet().text("report/settings.txt") == repr(
        {"verbose": "True", "hosts": "['a', 'b']", "folder": str(tmp_path)}
    )


def test_a_setting_of_the_program_counts(report: Author) -> None:
    report.environment["SUPPORT_PACKET_MAX_FILE_BYTES"] = "no number"

    with pytest.raises(SettingsError, match="SUPPORT_PACKET_MAX_FILE_BYTES"):
        report.packet()


def test_what_prevents_a_packet_is_raised(report: Author) -> None:
    with pytest.raises(UnknownFileError):
        report.packet(include=["none.txt"])
    with pytest.raises(UnknownOptionError):
        report.packet(options={"Report.weeks": "1"})


def test_the_page_and_check_are_seen(report: Author) -> None:
    page = report.preview(show="report/days.txt", options={"Report.days": "7"})

    assert "report/extra.txt" in page.names
    assert page.missing == ["report/missing.txt"]
    assert page.notices == ["Do something."]
    assert page.texts == {"report/days.txt": "page 7"}
    assert "There is none." in page.warnings[0]
    check = report.preview("check", show="report/days.txt")
    assert check.texts == {"report/days.txt": "check 1"}


def test_a_missing_file_is_named_with_the_reason(report: Author) -> None:
    with pytest.raises(AssertionError, match=r"report/missing\.txt is not .*There is none\."):
        report.packet().text("report/missing.txt")


def test_secrets_are_redacted(author: Author, installation: Installation) -> None:
    installation.set("LdapSettings", BindPassword="hunter2-4k2x9w7q")

    class Leaky:
        @hookimpl
        def packet_files(self, mattermost: Mattermost) -> PacketFile:
            return PacketFile(
                "leaky/a.txt", lambda: mattermost.config.text("LdapSettings.BindPassword")
            )

    made = author.use(Leaky()).packet()

    assert made.text("leaky/a.txt") == "*" * 32
    made.assert_hides("hunter2-4k2x9w7q")
    with pytest.raises(AssertionError, match=r"holds what it should hide:\n- Leak\(file='leaky"):
        made.assert_hides("*" * 32)


def test_a_misspelt_path_is_a_warning_of_the_test(author: Author) -> None:
    class Misspelt:
        @hookimpl
        def packet_files(self, mattermost: Mattermost) -> PacketFile:
            return PacketFile(
                "misspelt/a.txt", lambda: mattermost.config.text("LdapSetings.Enable")
            )

    with pytest.warns(UserWarning, match="Did you mean LdapSettings.Enable") as warned:
        author.use(Misspelt()).packet()

    assert warned[0].filename == __file__


def test_a_packet_can_be_saved(report: Author, tmp_path: Path) -> None:
    made = report.packet()

    made.save(tmp_path / made.filename)

    assert (tmp_path / made.filename).read_bytes() == made.data
    assert made.seconds > 0


def test_the_facts_of_every_packet_are_available(author: Author) -> None:
    class Asking:
        @hookimpl
        def packet_files(self, facts: Facts) -> PacketFile:
            return PacketFile("asking/facts.txt", lambda: "\n".join(facts.collect()))

    made = author.use(Asking()).packet()

    assert made.names == ["asking/facts.txt"]
    assert made.warnings == []
    assert {"server_os", "database_type", "ldap_vendor_name"} & {*made.text(made.names[0]).split()}


def test_a_file_that_replaces_a_built_in_one_is_seen_among_the_others(author: Author) -> None:
    class Short:
        @hookimpl
        def packet_files(self) -> PacketFile:
            return PacketFile("plugins.json", lambda: "[]", replaces="plugins.json")

    beside = author.use(Short()).with_built_in()
    refused = beside.packet()
    beside.environment["SUPPORT_PACKET_REPLACING_COLLECTORS"] = "Short"
    made = beside.packet()

    assert refused.text("plugins.json") != "[]"
    assert "add Short to SUPPORT_PACKET_REPLACING_COLLECTORS" in refused.warnings[0]
    assert made.text("plugins.json") == "[]"
    assert "sanitized_config.json" in made.names
    assert made.warnings == []


def test_one_of_the_collectors_under_test(author: Author) -> None:
    assert author.use("plugins_json").packet().names == ["plugins.json"]


def test_an_unknown_collector_is_named(author: Author) -> None:
    with pytest.raises(LookupError, match=r"No collector under test is named none\. They are: "):
        author.use("none")


class SettableLog:
    """A collector of a log whose place the operator sets."""

    @hookimpl
    def packet_settings(self) -> PacketSetting:
        """Declare the place."""
        return PacketSetting("log", None, kind=Path)

    @hookimpl
    def packet_files(self, mattermost: Mattermost, settings: PackageSettings) -> PacketFile:
        """Declare the log."""
        log = mattermost.log_file(settings["log"], setting="SUPPORT_PACKET_SETTABLELOG__LOG")
        return PacketFile(
            "settablelog/place.log",
            lambda: log,
            title="Place",
            description="The log of the place.",
        )


def test_a_log_may_be_where_a_setting_of_the_package_says(author: Author, tmp_path: Path) -> None:
    log = tmp_path / "elsewhere.log"
    log.write_text("one line\n", encoding="utf-8")
    chosen = author.use(SettableLog())
    chosen.set("SettableLog", log=log)

    assert chosen.packet().text("settablelog/place.log") == "one line\n"
    check_conformance(chosen)


def test_a_setting_that_is_not_declared_is_refused_at_once(report: Author) -> None:
    with pytest.raises(SettingsError, match=r"REPORT__VERBOS: no such .*REPORT__VERBOSE"):
        report.set("Report", verbos=True)
    with pytest.raises(SettingsError, match=r"is named Nope\. They are: .*Report\."):
        report.set("Nope", verbose=True)

    assert report.environment == {}


def test_a_preview_of_no_file_says_which_there_are(report: Author) -> None:
    with pytest.raises(UnknownFileError, match=r"called nope \(they are: .*report/days\.txt, "):
        report.preview(show="nope")


def test_a_setting_of_none_is_the_default(report: Author) -> None:
    report.set("Report", verbose=True)
    report.set("Report", verbose=None)

    assert report.environment == {}
