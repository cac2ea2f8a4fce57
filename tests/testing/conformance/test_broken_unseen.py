"""What breaks a rule without being seen in the packet: queries, sleeps, errors that are hidden."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from support_packet import (
    DatabaseError,
    Mattermost,
    PacketFacts,
    PacketFile,
    PacketNotice,
    hookimpl,
    warn,
)
from support_packet.testing import Author, ConformanceError, Installation, check_conformance
from support_packet.testing.conformance import observation

Work = Callable[[Mattermost], object]


def broken(author: Author, collector: object) -> dict[str, list[str]]:
    """Return the rules that `collector` breaks, and how."""
    with pytest.raises(ConformanceError) as error:
        check_conformance(author.use(collector))
    return error.value.broken


class Collector:
    """A collector that keeps all rules but for what its hook or its file does."""

    def __init__(
        self, *, hook: Work | None = None, file: Work | None = None, **fields: Any
    ) -> None:
        self.hook = hook or (lambda _: None)
        self.file = file or (lambda _: "content")
        self.fields = {"title": "A", "description": "All A.", **fields}

    @hookimpl
    def packet_files(self, mattermost: Mattermost) -> PacketFile:
        """Declare one file."""
        self.hook(mattermost)
        return PacketFile("collector/a.txt", lambda: str(self.file(mattermost)), **self.fields)


def query(mattermost: Mattermost) -> object:
    return len(mattermost.query("SELECT Id FROM Jobs"))


def connect(mattermost: Mattermost) -> None:
    with mattermost.connect():
        pass


HOOKS: list[tuple[Work, str]] = [
    (query, "SELECT Id FROM Jobs"),
    (lambda mattermost: mattermost.columns("Jobs"), "Jobs"),
    (connect, "connect"),
]


@pytest.mark.parametrize(("hook", "what"), HOOKS, ids=[what for _, what in HOOKS])
def test_a_hook_that_works_unseen(
    author: Author, installation: Installation, hook: Work, what: str
) -> None:
    installation.table("Jobs", {"Id": "a"})

    [text, *_] = broken(author, Collector(hook=hook))["quick-hooks"]

    assert what in text
    assert "(test_broken_unseen.py, line" in text


def test_what_the_program_reads_for_a_hook_does_not_count_as_its_work(author: Author) -> None:
    def look(mattermost: Mattermost) -> None:
        _ = mattermost.nodes(), mattermost.license, mattermost.rows.schema_version

    check_conformance(author.use(Collector(hook=look)))


def test_a_hook_that_takes_its_time(author: Author, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(observation, "QUICK_SECONDS", 0.0)

    [text] = broken(author, Collector())["quick-hooks"]

    assert "The hooks of Collector took" in text


def hiding(mattermost: Mattermost) -> object:
    try:
        return query(mattermost)
    except DatabaseError:
        return "nothing"


def warning(mattermost: Mattermost) -> object:
    try:
        return query(mattermost)
    except DatabaseError as error:
        warn(error)
        return "nothing"


def test_a_file_that_hides_that_the_database_is_away(
    author: Author, installation: Installation
) -> None:
    installation.table("Jobs", {"Id": "a"})

    found = broken(author, Collector(file=hiding, reads=["Jobs"]))

    assert set(found) == {"late-database", "broken-installations"}
    assert "collector/a.txt is made although its query failed" in found["late-database"][0]


def test_facts_that_hide_that_the_database_is_away(
    author: Author, installation: Installation
) -> None:
    class Facts:
        @hookimpl
        def packet_facts(self, mattermost: Mattermost) -> PacketFacts:
            return PacketFacts(
                ("facts.jobs",), lambda: {"facts.jobs": str(hiding(mattermost))}, title="Jobs"
            )

    installation.table("Jobs", {"Id": "a"})

    assert "facts.jobs is made although" in broken(author, Facts())["late-database"][0]


def test_a_file_that_warns_about_it_conforms(author: Author, installation: Installation) -> None:
    installation.table("Jobs", {"Id": "a"})

    check_conformance(author.use(Collector(file=warning, reads=["Jobs"])))


@pytest.mark.parametrize(
    "collector",
    [
        Collector(file=lambda mattermost: mattermost.query("SELECT Id FROM Jobz")),
        Collector(reads=["Jobz"]),
    ],
    ids=["queried", "declared"],
)
def test_a_misspelt_table(author: Author, collector: Collector) -> None:
    [text] = broken(author, collector)["reads"]

    assert text.endswith("Did you mean Jobs?")
    assert "no table jobz" in text.lower()


def test_a_table_that_mattermost_may_have_conforms(author: Author) -> None:
    def rows(mattermost: Mattermost) -> object:
        return mattermost.query("SELECT Id FROM GroupChannels")

    check_conformance(author.use(Collector(file=rows, reads=["GroupChannels"])))


def test_placeholders_that_nothing_fills(author: Author) -> None:
    class Notice(Collector):
        @hookimpl
        def packet_notices(self) -> PacketNotice:
            return PacketNotice("Restart %(what)s.")

    found = broken(author, Notice(title="Jobs of %(nope)s"))

    assert found.keys() >= {"titles"}
    assert [name in text for name, text in zip(["nope", "what"], found["titles"], strict=True)] == [
        True,
        True,
    ]


CHANGES: list[tuple[Work, str]] = [
    (lambda _: os.chdir("/"), "os.chdir /"),
    (lambda _: os.environ.update(SUPPORT_PACKET_TEST="x"), "os.putenv"),
    (lambda _: os.environ.pop("PATH"), "os.unsetenv"),
]


@pytest.mark.parametrize(("change", "what"), CHANGES, ids=[what for _, what in CHANGES])
def test_a_process_that_is_changed(author: Author, change: Work, what: str) -> None:
    before = Path.cwd(), dict(os.environ)

    [text, *_] = broken(author, Collector(file=change, preview=False))["writes-nothing"]

    assert what in text
    assert (Path.cwd(), dict(os.environ)) == before


def test_a_file_that_is_missing_because_the_test_has_no_such_table(author: Author) -> None:
    found = broken(author, Collector(file=query, reads=["Jobs"]))

    assert list(found) == ["complete"]
    assert 'installation.table("Jobs", {…})' in found["complete"][0]
