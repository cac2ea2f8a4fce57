"""Compares what this package asks of PostgreSQL with what the server's own packet asks.

From the root of the repository, with a different number of posts if wanted:

    PYTHONPATH=tests .venv/bin/python packages/support-packet-diagnostics/bench/million_posts.py [N]

It starts its own PostgreSQL, fills the tables, and makes both ask in turn, first without a
post, then with a million. What is compared are the database's own counters, so that the rest of the
machine does not matter much: blocks and rows that were read, and how long statements ran. The
status is 1 where the posts cost this package more blocks or rows than the server.

Without a post this package costs some thousand blocks more, whatever the size of the server: its
connections are new, and PostgreSQL looks up the tables again in each.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
from server_queries import NOW, SERVER
from support.servers.certificates import CertificateAuthority
from support.servers.databases import EmptyDatabase, postgres_database
from support.servers.postgres import postgres_server
from support_packet.testing import Author, Installation

from support_packet_diagnostics import (
    database_schema_yaml,
    diagnostics_yaml,
    jobs_yaml,
    metadata_yaml,
    permissions_yaml,
    stats_yaml,
)

POSTS = 1_000_000
USERS = 20_000
CHANNELS = 2_000
ROUNDS = 3
TOLERANCE = 1.01
"""PostgreSQL itself looks up a little more or less, from time to time."""

SIDES = ("this package", "the server's own packet")
COUNTERS = ("blocks", "rows", "milliseconds")

_TABLES = (
    *("Users", "Bots", "Status", "Channels", "ChannelMembers", "Posts", "Teams", "Commands"),
    *("IncomingWebhooks", "OutgoingWebhooks", "Jobs", "Roles", "Schemes", "Licenses"),
)

# Rows as wide as real ones: what a count reads is the size of the table or of an index.
_FILL = f"""
INSERT INTO Users (Id, Username, Email, Roles, DeleteAt, CreateAt)
SELECT lpad(n::text, 26, 'u'), 'user' || n, n || '@example.com',
    CASE WHEN n % 20 = 0 THEN 'system_guest' ELSE 'system_user' END,
    CASE WHEN n % 50 = 0 THEN 1 ELSE 0 END, {NOW}
FROM generate_series(1, {USERS}) n;
INSERT INTO Bots (UserId, DeleteAt)
SELECT Id, 0 FROM Users ORDER BY Id LIMIT 50;
INSERT INTO Status (UserId, Status, LastActivityAt)
SELECT Id, 'online', {NOW} - (random() * 1e10)::bigint FROM Users;
INSERT INTO Channels (Id, Type, DeleteAt)
SELECT lpad(n::text, 26, 'c'), CASE n % 3 WHEN 0 THEN 'O' WHEN 1 THEN 'P' ELSE 'D' END, 0
FROM generate_series(1, {CHANNELS}) n;
INSERT INTO ChannelMembers (ChannelId, UserId)
SELECT c.Id, u.Id FROM
    (SELECT Id, row_number() OVER () n FROM Channels) c
    JOIN (SELECT Id, row_number() OVER () n FROM Users) u
    ON u.n % {CHANNELS} IN (c.n - 1, c.n % 97);
CREATE INDEX idx_posts_create_at ON Posts (CreateAt);
CREATE INDEX idx_channelmembers_user_id ON ChannelMembers (UserId);
CREATE INDEX idx_status_status ON Status (Status);
"""

_POSTS = f"""
INSERT INTO Posts (Id, CreateAt, UpdateAt, DeleteAt, UserId, ChannelId, Message, Type)
SELECT lpad(n::text, 26, 'p'), {NOW} - n * 1000::bigint, 0, 0, lpad((n % {USERS})::text, 26, 'u'),
    lpad((n % {CHANNELS})::text, 26, 'c'), repeat('word ', 20), ''
FROM generate_series(1, {{posts}}) n;
"""


def main() -> None:
    """Print the comparison."""
    posts = int(sys.argv[1]) if len(sys.argv) > 1 else POSTS
    with tempfile.TemporaryDirectory() as folder:
        authority = CertificateAuthority(Path(folder))
        with postgres_server(authority) as server, postgres_database(server) as database:
            author = _author(Path(folder), database)
            _run(database, _FILL)
            without = _compared(database, author)
            _run(database, _POSTS.format(posts=posts))
            with_posts = _compared(database, author)
    print(f"{posts:,} posts, the least of {ROUNDS} rounds")
    print(f"{'':40}" + "".join(f"{counter:>16}" for counter in COUNTERS))
    shares = []
    for name, before, after in zip(SIDES, without, with_posts, strict=True):
        shares.append([late - early for early, late in zip(before, after, strict=True)])
        for what, counted in (("without posts", before), ("with", after), ("posts", shares[-1])):
            print(f"{name + ', ' + what:40}" + "".join(f"{value:>16,.0f}" for value in counted))
    own, theirs = shares
    sys.exit(any(own[each] > theirs[each] * TOLERANCE for each in (0, 1)))


def _author(folder: Path, database: EmptyDatabase) -> Author:
    installation = Installation(folder / "mattermost")
    installation.use_database(database.driver, database.data_source)
    installation.set("EmailSettings", SendPushNotifications=False, SendEmailNotifications=False)
    for table in _TABLES:
        installation.table(table)
    modules = (metadata_yaml, diagnostics_yaml, stats_yaml, jobs_yaml)
    return Author(installation, []).use(*modules, permissions_yaml, database_schema_yaml)


def _run(database: EmptyDatabase, statements: str) -> None:
    with psycopg.connect(_url(database), autocommit=True) as connection:
        for statement in filter(str.strip, statements.split(";")):
            connection.execute(statement.encode())
        connection.execute("VACUUM ANALYZE")


def _compared(database: EmptyDatabase, author: Author) -> list[list[float]]:
    """Return the counters of each of `SIDES`."""

    def ask_as_the_server() -> None:
        with psycopg.connect(_url(database), autocommit=True) as connection:
            for statement in SERVER:
                connection.execute(statement.encode()).fetchall()

    def ask_as_this_package() -> None:
        made = author.packet()
        assert len(made.names) == 6, made.warnings  # noqa: PLR2004 -- all files

    with psycopg.connect(_url(database), autocommit=True) as admin:
        sides = (ask_as_this_package, ask_as_the_server)
        rounds = [[_cost(admin, side) for side in sides] for _ in range(ROUNDS)]
    by_side = zip(*rounds, strict=True)
    return [[min(each) for each in zip(*costs, strict=True)] for costs in by_side]


def _cost(admin: psycopg.Connection[Any], ask: Callable[[], None]) -> list[float]:
    """Return what the database has counted while `ask` ran."""
    before = _counters(admin)
    ask()
    after = _counters(admin)
    return [late - early for early, late in zip(before, after, strict=True)]


def _counters(admin: psycopg.Connection[Any]) -> tuple[float, ...]:
    # A session writes its counters down when it ends, which may take a moment.
    time.sleep(1.5)
    row = admin.execute(
        "SELECT blks_read + blks_hit, tup_returned + tup_fetched, active_time "
        "FROM pg_stat_database WHERE datname = current_database()"
    ).fetchone()
    assert row
    return tuple(map(float, row))


def _url(database: EmptyDatabase) -> str:
    # This option is one of Go's driver only.
    return database.data_source.replace("&binary_parameters=yes", "")


if __name__ == "__main__":
    main()
