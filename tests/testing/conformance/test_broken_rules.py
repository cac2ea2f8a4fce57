"""For each rule a collector that breaks it, and no other: the rule is named, with the remedy."""

import itertools
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from support_packet import (
    CollectError,
    DatabaseError,
    Mattermost,
    PacketFacts,
    PacketFile,
    PacketOption,
    Request,
    hookimpl,
)
from support_packet.testing import Author, ConformanceError, Installation, check_conformance

Make = Callable[[Mattermost], Any]


class Collector:
    """A collector that keeps all rules; others differ from it in one thing."""

    def __init__(self, make: Make = lambda _: "content", **fields: Any) -> None:
        self.make = make
        self.fields = {"name": "collector/a.txt", "title": "A", "description": "All A.", **fields}

    @hookimpl
    def packet_files(self, mattermost: Mattermost) -> PacketFile:
        """Declare one file."""
        return PacketFile(**{"collect": lambda: self.make(mattermost), **self.fields})


def broken(author: Author, collector: object) -> dict[str, list[str]]:
    """Return the rules that `collector` breaks, and how."""
    with pytest.raises(ConformanceError) as error:
        check_conformance(author.use(collector))
    return error.value.broken


def test_a_collector_that_keeps_all_rules_conforms(author: Author) -> None:
    check_conformance(author.use(Collector()))


def test_a_collector_without_hooks(author: Author) -> None:
    assert "implements no hook" in broken(author, object())["loads"][0]


def test_a_hook_that_asks_the_network(author: Author) -> None:
    class Asking(Collector):
        @hookimpl
        def packet_notices(self) -> list[Any]:
            socket.getaddrinfo("localhost", 80)
            return []

    [text] = broken(author, Asking(name="asking/a.txt"))["quick-hooks"]
    assert "socket.getaddrinfo localhost (test_broken_rules.py, line" in text


def test_a_hook_that_hangs(author: Author, released: threading.Event) -> None:
    class Hanging(Collector):
        @hookimpl
        def packet_notices(self) -> list[Any]:
            released.wait()
            return []

    assert "packet_notices" in broken(author, Hanging(name="hanging/a.txt"))["quick-hooks"][0]


def test_a_hook_that_returns_something_else(author: Author) -> None:
    class Odd(Collector):
        @hookimpl
        def packet_notices(self) -> list[Any]:
            return [3]

    [text] = broken(author, Odd(name="odd/a.txt"))["declarations"]
    assert "it is int, not PacketNotice" in text


@pytest.mark.parametrize(
    ("fields", "rule", "remedy"),
    [
        ({"title": ""}, "titles", "has no title"),
        ({"description": ""}, "titles", "has no description"),
        ({"name": "a.txt"}, "file-names", "call it collector/a.txt"),
        ({"name": "other/a.txt"}, "file-names", "call it collector/a.txt"),
    ],
)
def test_a_declaration_that_is_not_good(
    author: Author, fields: dict[str, Any], rule: str, remedy: str
) -> None:
    found = broken(author, Collector(**fields))

    assert list(found) == [rule]
    assert remedy in found[rule][0]


def test_a_fact_without_the_prefix_of_its_package(author: Author) -> None:
    class Facts:
        @hookimpl
        def packet_facts(self) -> PacketFacts:
            return PacketFacts(("other.x",), lambda: {"other.x": 1}, title="X")

    assert broken(author, Facts()) == {
        "fact-keys": ["The fact other.x has no prefix of the package: call it facts.x."]
    }


def endless_letters() -> Callable[[object], str]:
    letters = itertools.cycle("abcdefghijklmnopqrstuvwxyz")
    return lambda _: next(letters)


def zero(_: object) -> str:
    return str(1 // 0)


def size_of_log(mattermost: Mattermost) -> str:
    size: Any = mattermost.log("mattermost.log", "LogSettings").size()
    return f"{size + 1}"


def printing(_: object) -> str:
    sys.stdout.write("debugging\n")
    return "content"


def printing_below_python(_: object) -> str:
    os.write(2, b"debugging\n")
    return "content"


def with_a_loud_child(_: object) -> str:
    subprocess.run([sys.executable, "-c", "print('debugging')"], check=True)
    return "content"


def writing(mattermost: Mattermost) -> str:
    (mattermost.directory / "note").write_text("x", encoding="utf-8")
    return "content"


def jobs(mattermost: Mattermost) -> str:
    return "\n".join(row.Id for row in mattermost.query("SELECT Id FROM Jobs"))


def counts(mattermost: Mattermost) -> str:
    return "\n".join(str(row.Progress) for row in mattermost.query("SELECT Progress FROM Jobs"))


NUMBERS = itertools.count()
# Of two that are not there together, one may have the address of the other.
OBJECTS = [object() for _ in range(99)]


def tokens(mattermost: Mattermost) -> str:
    return "\n".join(row.Token for row in mattermost.query("SELECT Token FROM Sessions"))


def bind_password(mattermost: Mattermost) -> bytes:
    return mattermost.config.text("LdapSettings.BindPassword").encode()


BREAKING: list[tuple[Make, dict[str, Any], str, str]] = [
    (
        lambda mattermost: mattermost.config.text("LdapSetings.LdapServer") or "none",
        {},
        "known-settings",
        "Did you mean LdapSettings.LdapServer?",
    ),
    (zero, {}, "complete", "ZeroDivisionError"),
    (endless_letters(), {}, "deterministic", "differs between two packets"),
    (lambda _: f"{OBJECTS.pop()}", {}, "deterministic", "differs between two packets"),
    (jobs, {"reads": ["Jobs"]}, "deterministic", "in another order"),
    (counts, {"reads": ["Jobs"]}, "deterministic", "in another order"),
    (lambda _: f"{next(NUMBERS)}", {}, "deterministic", "changing=["),
    (
        lambda _: str(socket.getaddrinfo("localhost", 80)[0][4][0]),
        {},
        "previews",
        "preview=False",
    ),
    (lambda m: str(len(m.columns("Jobs"))), {}, "reads", "reads the table jobs"),
    (printing, {}, "quiet", "debugging"),
    (printing_below_python, {}, "quiet", "debugging"),
    (with_a_loud_child, {"preview": False}, "quiet", "debugging"),
    (writing, {}, "writes-nothing", "note"),
    (tokens, {"reads": ["Sessions"]}, "secrets", "Sessions.Token"),
    (bind_password, {"binary": True}, "secrets", "LdapSettings.BindPassword"),
    (size_of_log, {}, "broken-installations", "Without logs"),
]


@pytest.mark.parametrize("breaking", BREAKING, ids=[rule for _, _, rule, _ in BREAKING])
def test_a_collect_that_does_what_it_must_not(
    author: Author, installation: Installation, breaking: tuple[Make, dict[str, Any], str, str]
) -> None:
    make, fields, rule, text = breaking
    installation.table("Jobs", {"Id": "a", "Progress": 1}, {"Id": "b", "Progress": 2})
    installation.table("Sessions")

    found = broken(author, Collector(make, **fields))

    assert list(found) == [rule]
    assert text in found[rule][0]


def test_writing_outside_the_installation(
    author: Author, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))

    def write(_: object) -> str:
        (tmp_path / "temporary" / "allowed").touch()
        (tmp_path / "forbidden").touch()
        return "content"

    found = broken(author, Collector(write))

    assert list(found) == ["writes-nothing"]
    assert not [text for text in found["writes-nothing"] if "forbidden" not in text]


def test_a_thread_that_is_left(author: Author, released: threading.Event) -> None:
    def start(_: object) -> str:
        threading.Thread(target=released.wait, name="forgotten", daemon=True).start()
        return "content"

    found = broken(author, Collector(start))

    assert list(found) == ["threads"]
    assert "The thread forgotten is left." in found["threads"][0]


def test_a_process_that_is_left(author: Author) -> None:
    started: list[subprocess.Popen[bytes]] = []

    def start(_: object) -> str:
        command = [sys.executable, "-c", "import sys; sys.stdin.read()"]
        started.append(subprocess.Popen(command, stdin=subprocess.PIPE))
        return "content"

    try:
        found = broken(author, Collector(start, preview=False))
    finally:
        for process in started:
            process.communicate()

    assert list(found) == ["processes"]
    assert "Use run() of support_packet" in found["processes"][0]


def test_an_option_whose_choice_fails(author: Author) -> None:
    class Choosing:
        @hookimpl
        def packet_options(self) -> PacketOption:
            return PacketOption("days", ["1", "7"], title="Days", default="1")

        @hookimpl
        def packet_files(self, request: Request) -> PacketFile:
            days = request.option("days")
            return PacketFile(
                "choosing/a.txt", lambda: {"1": "a"}[days], title="A", description="All of A."
            )

    found = broken(author, Choosing())

    assert list(found) == ["options"]
    assert "With the option Choosing.days=7: " in found["options"][0]


def test_a_database_that_is_waited_for_without_end(
    author: Author, released: threading.Event
) -> None:
    author.environment["SUPPORT_PACKET_COLLECTOR_TIMEOUT"] = "2"

    def persist(mattermost: Mattermost) -> str:
        while mattermost.database == "postgres" and not released.is_set():
            try:
                return f"{mattermost.query('SELECT 1')}"
            except DatabaseError:
                released.wait(0.01)
        raise CollectError("There is nothing to see.")

    found = broken(author, Collector(persist, preview=False))

    # An empty configuration has a PostgreSQL by default, too.
    assert set(found) == {"late-database", "broken-installations"}
    assert "While the database does not respond" in found["late-database"][0]
