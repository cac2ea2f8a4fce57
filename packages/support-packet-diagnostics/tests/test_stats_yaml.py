"""`stats.yaml` on real databases: every count, and what happens where one fails."""

import itertools
import time
from typing import Any

import pytest
import sqlalchemy
import yaml
from support_packet import DatabaseError

from support_packet_diagnostics import stats_yaml as module
from support_packet_diagnostics.stats_yaml import STATEMENTS, TABLES, stats_yaml

NOW = 1_795_000_000_000
HOUR = 60 * 60 * 1000
VIEW = (
    "CREATE MATERIALIZED VIEW posts_by_team_day AS SELECT "
    "to_timestamp(p.createat / 1000)::date AS day, COUNT(*) AS num, teamid "
    "FROM posts p JOIN channels c ON p.channelid = c.id GROUP BY day, c.teamid"
)


def stats(installation: Any, **options: Any) -> dict[str, int]:
    loaded: dict[str, int] = yaml.safe_load(stats_yaml(installation.mattermost(**options), NOW))
    return loaded


def texts(recwarn: pytest.WarningsRecorder) -> list[str]:
    return [str(each.message) for each in recwarn]


def fill(installation: Any) -> None:
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


def test_every_key_counts_what_the_servers_own_packet_counts(installation: Any) -> None:
    fill(installation)

    assert list(stats(installation).items()) == list(COUNTS.items())


def test_an_old_release_has_the_same_counts(of_5_37: Any) -> None:
    fill(of_5_37)

    assert stats(of_5_37) == COUNTS


def test_empty_tables_count_zero(installation: Any) -> None:
    assert stats(installation) == dict.fromkeys(COUNTS, 0)


def test_the_nightly_statistics_spare_the_posts(on_postgres: Any) -> None:
    fill(on_postgres)
    on_postgres.execute(VIEW, "DROP TABLE Posts CASCADE", VIEW.replace("FROM posts p", _ONE_POST))

    assert stats(on_postgres)["posts"] == 1


_ONE_POST = "FROM (SELECT 1::bigint AS createat, 'open' AS channelid) p"


def test_posts_are_not_counted_where_the_statistics_know_their_number(on_postgres: Any) -> None:
    fill(on_postgres)
    on_postgres.execute(VIEW)
    mattermost = on_postgres.mattermost()

    assert module.posts(mattermost) == 3
    assert STATEMENTS["posts"] not in mattermost.questions


@pytest.mark.parametrize("data", ["WITH DATA", "WITH NO DATA"])
def test_statistics_that_are_empty_yet_do_not_count(on_postgres: Any, data: str) -> None:
    on_postgres.execute(f"{VIEW} {data}")
    fill(on_postgres)

    assert stats(on_postgres)["posts"] == 3


def test_a_missing_table_costs_its_own_count(
    installation: Any, recwarn: pytest.WarningsRecorder
) -> None:
    fill(installation)
    installation.execute("DROP TABLE Commands")

    assert stats(installation) == {k: v for k, v in COUNTS.items() if k != "slash_commands"}
    (text,) = texts(recwarn)
    assert text.startswith("Left out: slash_commands. ")
    assert "commands" in text.removeprefix("Left out: slash_commands. ").lower()


def test_a_missing_right_is_one_warning_that_names_the_table(
    on_postgres: Any, reader: sqlalchemy.Engine, recwarn: pytest.WarningsRecorder
) -> None:
    fill(on_postgres)
    others = ", ".join(table for table in TABLES if table not in ("Status", "posts_by_team_day"))
    on_postgres.execute(f"GRANT SELECT ON {others} TO certified")

    found = stats(on_postgres, engine=reader)

    assert set(COUNTS) - set(found) == {"daily_active_users", "monthly_active_users"}
    (text,) = texts(recwarn)
    assert text.startswith("Left out: daily_active_users, monthly_active_users. ")
    assert "permission denied for table status" in text


def test_without_any_right_there_is_no_file(on_postgres: Any, reader: sqlalchemy.Engine) -> None:
    with pytest.raises(DatabaseError, match="permission denied"):
        stats(on_postgres, engine=reader)


def test_a_locked_table_costs_its_own_counts_and_their_time(
    on_postgres: Any, monkeypatch: pytest.MonkeyPatch, recwarn: pytest.WarningsRecorder
) -> None:
    fill(on_postgres)
    monkeypatch.setattr(module, "SECONDS", 0.3)
    begin = time.monotonic()

    with on_postgres.database.engine.begin() as connection:
        connection.exec_driver_sql("LOCK TABLE Posts, Teams IN ACCESS EXCLUSIVE MODE")
        found = stats(on_postgres)

    assert set(COUNTS) - set(found) == {"posts", "teams"}
    assert time.monotonic() - begin < 5
    (text,) = texts(recwarn)
    assert text.startswith("Left out: posts, teams. ")
    assert "statement timeout" in text


def test_a_database_that_is_slow_with_everything_is_not_asked_for_everything(
    on_postgres: Any, monkeypatch: pytest.MonkeyPatch, recwarn: pytest.WarningsRecorder
) -> None:
    fill(on_postgres)
    monkeypatch.setattr(module, "SECONDS", 0.3)
    monkeypatch.setattr(module, "MAX_SECONDS", 0.2)
    monkeypatch.setattr(
        module, "STATEMENTS", {"channels": STATEMENTS["channels"], "users": "SELECT pg_sleep(9)"}
        | {"teams": STATEMENTS["teams"], "guests": STATEMENTS["guests"]},
    )  # fmt: skip

    assert stats(on_postgres) == {"channels": 3}
    assert [text.partition(". ")[0] for text in texts(recwarn)] == [
        "Left out: users",
        "Left out: teams, guests",
    ]


def test_every_table_is_declared() -> None:
    declared = {table.lower() for table in TABLES}
    statements = " ".join([*STATEMENTS.values(), module._POSTS_BY_DAY]).split()  # noqa: SLF001

    read = {
        word.lower()
        for before, word in itertools.pairwise(statements)
        if before in ("FROM", "JOIN") and not word.startswith("(")
    }
    assert read == declared
