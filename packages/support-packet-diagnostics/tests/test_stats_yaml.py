"""`stats.yaml` on real databases: every count, and what happens where one fails."""

import itertools
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy
from support_packet.testing import Author, Installation

from support_packet_diagnostics import stats_yaml as module
from support_packet_diagnostics.stats_yaml import POSTS_BY_DAY, STATEMENTS, TABLES

NOW = round(time.time() * 1000)
HOUR = 60 * 60 * 1000
VIEW = (
    "CREATE MATERIALIZED VIEW posts_by_team_day AS SELECT "
    "to_timestamp(p.createat / 1000)::date AS day, COUNT(*) AS num, teamid "
    "FROM posts p JOIN channels c ON p.channelid = c.id GROUP BY day, c.teamid"
)

on_postgres = pytest.mark.parametrize("driver", ["postgres"], indirect=True)


def fill(installation: Installation) -> None:
    """Insert people of every kind, and one live and one deleted thing of each other kind."""
    user, guest = "system_user", "system_guest"
    installation.table(
        "Users",
        {"Id": "anna", "DeleteAt": 0, "Roles": user, "Username": "'; DROP TABLE Users; --"},
        {"Id": "gone", "DeleteAt": 5, "Roles": user, "RemoteId": ""},
        {"Id": "bot", "DeleteAt": 0, "Roles": user},
        {"Id": "remote", "DeleteAt": 0, "Roles": user, "RemoteId": "elsewhere"},
        {"Id": "guest1", "DeleteAt": 0, "Roles": guest},
        {"Id": "guest2", "DeleteAt": 0, "Roles": guest},
        {"Id": "nulls"},
    )
    installation.table("Bots", {"UserId": "bot"})
    installation.table(
        "Status",
        {"UserId": "anna", "LastActivityAt": NOW - HOUR},
        {"UserId": "guest1", "LastActivityAt": NOW - 30 * 24 * HOUR},
        {"UserId": "bot", "LastActivityAt": NOW},
        {"UserId": "remote", "LastActivityAt": NOW},
        {"UserId": "gone", "LastActivityAt": NOW},
    )
    installation.table("Teams", {"Id": "t1", "DeleteAt": 0}, {"Id": "t2", "DeleteAt": 1})
    installation.table(
        "Channels",
        {"Id": "open", "DeleteAt": 0, "Type": "O", "TeamId": "t1"},
        {"Id": "private", "DeleteAt": 0, "Type": "P", "TeamId": "t1"},
        {"Id": "archived", "DeleteAt": 9, "Type": "O", "TeamId": "t1"},
        {"Id": "direct", "DeleteAt": 0, "Type": "D", "TeamId": ""},
    )
    members = [("guest1", "open"), ("guest1", "archived"), ("guest1", "direct")]
    members += [("guest2", "open"), ("guest2", "private"), ("anna", "open")]
    installation.table(
        "ChannelMembers", *({"UserId": who, "ChannelId": where} for who, where in members)
    )
    installation.table(
        "Posts",
        {"Id": "p1", "CreateAt": NOW, "DeleteAt": 0, "ChannelId": "open"},
        {"Id": "p2", "CreateAt": NOW, "DeleteAt": 3, "ChannelId": "open"},
        {"Id": "p3", "CreateAt": NOW, "DeleteAt": 0, "ChannelId": "direct", "Type": "system_join"},
    )
    for table in ("Commands", "IncomingWebhooks", "OutgoingWebhooks"):
        installation.table(table, {"Id": "a", "DeleteAt": 0}, {"Id": "b", "DeleteAt": 7})


COUNTS = {
    "registered_users": 5,
    "active_users": 3,
    "daily_active_users": 1,
    "monthly_active_users": 2,
    "deactivated_users": 1,
    "guests": 2,
    "single_channel_guests": 1,
    "bot_accounts": 1,
    "posts": 3,
    "channels": 3,
    "teams": 1,
    "slash_commands": 1,
    "incoming_webhooks": 1,
    "outgoing_webhooks": 1,
}


def counted(author: Author) -> dict[str, int]:
    found: dict[str, int] = author.packet().yaml("stats.yaml")
    return found


def test_every_key_counts_what_the_servers_own_packet_counts(
    installation: Installation, stats: Author
) -> None:
    fill(installation)

    assert list(counted(stats).items()) == list(COUNTS.items())


def test_an_old_release_has_the_same_counts(installation: Installation, stats: Author) -> None:
    installation.release = "5.37"
    fill(installation)

    assert counted(stats) == COUNTS


def test_empty_tables_count_zero(installation: Installation, stats: Author) -> None:
    for table in TABLES[:6] + TABLES[7:]:
        installation.table(table)

    assert counted(stats) == dict.fromkeys(COUNTS, 0)


@pytest.fixture
def short_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SECONDS", 0.3)


@contextmanager
def locked(engine: sqlalchemy.Engine, *tables: str) -> Iterator[None]:
    with engine.begin() as connection:
        connection.exec_driver_sql(f"LOCK TABLE {', '.join(tables)} IN ACCESS EXCLUSIVE MODE")
        yield


@on_postgres
@pytest.mark.usefixtures("short_limit")
def test_the_posts_of_the_last_night_stand_in_for_a_count_that_is_too_slow(
    installation: Installation,
    stats: Author,
    execute: Callable[..., None],
    engine: sqlalchemy.Engine,
) -> None:
    fill(installation)
    execute(VIEW)
    installation.table("Posts", {"Id": "p4", "CreateAt": NOW, "ChannelId": "open"})
    today = counted(stats)["posts"]

    with locked(engine, "Posts"):
        made = stats.packet()

    assert (today, made.yaml("stats.yaml")["posts"]) == (4, 3)
    assert "posts is the number of the last night" in made.warnings[0]


@on_postgres
@pytest.mark.usefixtures("short_limit")
@pytest.mark.parametrize("data", ["WITH DATA", "WITH NO DATA"])
def test_statistics_that_are_empty_yet_are_not_the_number_of_posts(
    installation: Installation,
    stats: Author,
    execute: Callable[..., None],
    engine: sqlalchemy.Engine,
    data: str,
) -> None:
    for table in ("Channels", "Posts"):
        installation.table(table)
    execute(f"{VIEW} {data}")
    fill(installation)

    with locked(engine, "Posts"):
        made = stats.packet()

    assert set(COUNTS) - set(made.yaml("stats.yaml")) == {"posts"}
    assert "Left out: posts. " in made.warnings[0]


def test_a_missing_table_costs_its_own_count(
    installation: Installation, stats: Author, execute: Callable[..., None]
) -> None:
    fill(installation)
    execute("DROP TABLE Commands")

    made = stats.packet()

    assert made.yaml("stats.yaml") == {k: v for k, v in COUNTS.items() if k != "slash_commands"}
    (warning,) = made.warnings
    before, after = warning.split("Left out: slash_commands. ")
    assert "stats.yaml" in before
    assert "commands" in after.lower()


@on_postgres
def test_a_missing_right_is_one_warning_that_names_the_table(
    installation: Installation, stats: Author, become_reader: Callable[..., None]
) -> None:
    fill(installation)
    become_reader(*(table for table in TABLES if table not in ("Status", "posts_by_team_day")))

    made = stats.packet()

    lacking = set(COUNTS) - set(made.yaml("stats.yaml"))
    assert lacking == {"daily_active_users", "monthly_active_users"}
    (warning,) = made.warnings
    assert "Left out: daily_active_users, monthly_active_users. " in warning
    assert "may not read the table status" in warning


@on_postgres
def test_without_any_right_there_is_no_file(
    installation: Installation, stats: Author, become_reader: Callable[..., None]
) -> None:
    fill(installation)
    become_reader()

    made = stats.packet()

    assert made.names == []
    assert "may not read the table" in made.warnings[0]


@on_postgres
@pytest.mark.usefixtures("short_limit")
def test_a_locked_table_costs_its_own_counts_and_their_time(
    installation: Installation,
    stats: Author,
    engine: sqlalchemy.Engine,
) -> None:
    fill(installation)

    with locked(engine, "Posts", "Teams"):
        made = stats.packet()

    assert set(COUNTS) - set(made.yaml("stats.yaml")) == {"posts", "teams"}
    (warning,) = made.warnings
    assert "Left out: posts, teams. A query took longer than 0.3 seconds" in warning


def test_a_database_that_is_slow_with_everything_is_not_asked_for_everything(
    installation: Installation, stats: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(installation)
    clock = iter([0.0, 1.0, 19.0, *[21.0] * 12])
    monkeypatch.setattr("support_packet_diagnostics._omissions.monotonic", lambda: next(clock))

    made = stats.packet()

    assert list(made.yaml("stats.yaml")) == ["registered_users", "active_users"]
    (warning,) = made.warnings
    assert "Left out: daily_active_users, monthly_active_users, " in warning
    assert "Create another packet when it is less busy." in warning


def test_every_table_is_declared() -> None:
    declared = {table.lower() for table in TABLES}
    statements = " ".join([*STATEMENTS.values(), POSTS_BY_DAY]).split()

    read = {
        word.lower()
        for before, word in itertools.pairwise(statements)
        if before in ("FROM", "JOIN") and not word.startswith("(")
    }
    assert read == declared
