"""Example installations in every state, each with a running server."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from support.distributions.disk import InstalledPackages
from support.serving.databases import break_glass
from support.serving.program import Program, serving

from demo.installation import Installation, build_installation
from demo.people import PEOPLE

MASK = 32 * "*"

SPECIAL = """
    import os

    def fail():
        raise CollectError("The reactor is off. Switch it on.")

    @hookimpl
    def packet_files():
        yield PacketFile("special/empty.txt", lambda: "", title="Nothing")
        yield PacketFile("special/large.txt", lambda: "line of text\\n" * 20_000)
        yield PacketFile("special/reactor.txt", fail, title="Reactor", description="How hot it is.")
        yield PacketFile("special/wish.txt", lambda: "wished for\\n", default=False)
"""
UNFINISHED = """
    import os, threading

    def wait():
        yield os.urandom(2_500_000)
        threading.Event().wait()

    @hookimpl
    def packet_files():
        return PacketFile("unfinished.bin", wait, order=0)
"""


@dataclass(frozen=True)
class Site:
    """An installation and its server."""

    installation: Installation
    program: Program

    @property
    def url(self) -> str:
        """The address of the page."""
        return f"http://{self.program.host}:{self.program.port}/support_packet"

    def configure(self, changes: dict[str, dict[str, Any]]) -> None:
        """Change some of Mattermost's settings, by section."""
        document = json.loads(self.installation.config.read_text(encoding="utf-8"))
        for section, values in changes.items():
            document[section] |= values
        self.installation.config.write_text(json.dumps(document), encoding="utf-8")

    def change_database(self, statement: str, *values: str) -> None:
        """Run one statement in Mattermost's database."""
        with closing(sqlite3.connect(self.installation.database)) as database, database:
            database.execute(statement, values)

    @contextmanager
    def reading(self, username: str, language: str) -> Iterator[Self]:
        """Let a person's account be in a language; afterwards it is in its own again."""
        change = "UPDATE Users SET Locale = ? WHERE Username = ?"
        own = next(person.locale for person in PEOPLE if person.name == username)
        self.change_database(change, language, username)
        try:
            yield self
        finally:
            self.change_database(change, own, username)


SiteMaker = Callable[[Path], AbstractContextManager[Site]]
Sites = Callable[[SiteMaker], Site]
"""The fixture `site`: returns the site of a maker."""


@contextmanager
def sound(directory: Path, **variables: str) -> Iterator[Site]:
    """Serve an installation without any problem."""
    installation = build_installation(directory / "mattermost", log_bytes=200_000)
    with serving(installation.directory, directory, **variables) as program:
        yield Site(installation, program)


@contextmanager
def unlicensed(directory: Path) -> Iterator[Site]:
    """Serve an installation without a license."""
    with sound(directory) as site:
        site.change_database("DELETE FROM Licenses")
        yield site


@contextmanager
def unreadable(directory: Path) -> Iterator[Site]:
    """Serve an installation whose configuration broke after the start."""
    with sound(directory) as site:
        site.installation.config.write_text("{", encoding="utf-8")
        yield site


@contextmanager
def without_database(directory: Path) -> Iterator[Site]:
    """Serve an installation whose database is gone."""
    with sound(directory) as site:
        site.installation.database.unlink()
        yield site


@contextmanager
def break_glass_only(directory: Path) -> Iterator[Site]:
    """Serve an installation whose database is gone, with a break-glass token."""
    with sound(directory, **break_glass(directory)) as site:
        site.installation.database.unlink()
        yield site


@contextmanager
def troubled(directory: Path) -> Iterator[Site]:
    """Serve an installation with problems of every kind."""
    folder = directory / "site-packages"
    folder.mkdir()
    packages = InstalledPackages(folder)
    packages.install("special", SPECIAL)
    packages.install("failing", "raise RuntimeError('no')")
    with sound(directory, PYTHONPATH=str(folder)) as site:
        site.configure(TROUBLES)
        (site.installation.logs / "notifications.log").unlink()
        yield site


@contextmanager
def unfinished(directory: Path, **variables: str) -> Iterator[Site]:
    """Serve an installation whose packets stop in the middle."""
    folder = directory / "site-packages"
    folder.mkdir()
    InstalledPackages(folder).install("unfinished", UNFINISHED)
    with sound(directory, PYTHONPATH=str(folder), **variables) as site:
        yield site


@contextmanager
def full(directory: Path) -> Iterator[Site]:
    """Serve an installation whose only slot the admin has taken."""
    with unfinished(directory, SUPPORT_PACKET_MAX_PACKETS="1") as site:
        client = site.program.begin(site.installation.tokens["admin"])
        with closing(client):
            yield site


TROUBLES: dict[str, dict[str, Any]] = {
    "LogSettings": {"FileLevel": "INFO"},
    "LdapSettings": {"Enable": True, "LdapServer": "127.0.0.1", "LdapPort": 1},
    "ElasticsearchSettings": {"EnableIndexing": True, "ConnectionUrl": "http://127.0.0.1:1"},
    "EmailSettings": {"SMTPPassword": MASK},
}
"""Settings that the page warns about."""
