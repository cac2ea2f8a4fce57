"""`stats.yaml`: how many users, posts, channels and integrations the server has."""

# ruff: noqa: S608 -- every piece of a statement is a constant of this module

import time
from collections.abc import Callable, Mapping

from support_packet import (
    N_,
    DatabaseError,
    Mattermost,
    PacketFile,
    QueryTimeoutError,
    dump_yaml,
    hookimpl,
    warn,
)

from support_packet_diagnostics._declaration import declare
from support_packet_diagnostics._omissions import Omissions

SECONDS = 5
"""How long one count may take."""

MAX_SECONDS = 20
"""How long all of them may take."""

TABLES = (
    "Users",
    "Bots",
    "Status",
    "ChannelMembers",
    "Channels",
    "Posts",
    "posts_by_team_day",
    "Teams",
    "Commands",
    "IncomingWebhooks",
    "OutgoingWebhooks",
)
_LAST_NIGHT = N_(
    "posts is the number of the last night, from Mattermost's own statistics: counting took longer "
    "than %(seconds)s seconds."
)
_DAY = 24 * 60 * 60 * 1000

# A bot also has a row in Bots; remote users belong to another server of a shared channel.
_PEOPLE = "Users u LEFT JOIN Bots b ON b.UserId = u.Id WHERE b.UserId IS NULL"
_LOCAL = "(u.RemoteId IS NULL OR u.RemoteId = '')"
_ACTIVE_SINCE = (
    "SELECT COUNT(*) FROM Status s JOIN Users u ON u.Id = s.UserId "
    "LEFT JOIN Bots b ON b.UserId = u.Id "
    f"WHERE s.LastActivityAt > :since AND b.UserId IS NULL AND {_LOCAL} AND u.DeleteAt = 0"
)
_GUESTS = "u.Roles LIKE :guests AND u.DeleteAt = 0"

# What each key counts is what the server's own packet counts: the channels include deleted ones.
STATEMENTS: Mapping[str, str] = {
    "registered_users": f"SELECT COUNT(*) FROM {_PEOPLE} AND {_LOCAL}",
    "active_users": f"SELECT COUNT(*) FROM {_PEOPLE} AND {_LOCAL} AND u.DeleteAt = 0",
    "daily_active_users": _ACTIVE_SINCE,
    "monthly_active_users": _ACTIVE_SINCE,
    "deactivated_users": f"SELECT COUNT(*) FROM {_PEOPLE} AND u.DeleteAt > 0",
    "guests": f"SELECT COUNT(*) FROM Users u WHERE {_GUESTS}",
    "single_channel_guests": (
        "SELECT COUNT(*) FROM (SELECT m.UserId FROM Users u "
        "JOIN ChannelMembers m ON m.UserId = u.Id JOIN Channels c ON c.Id = m.ChannelId "
        f"WHERE {_GUESTS} AND c.DeleteAt = 0 AND c.Type IN ('O', 'P') "
        "GROUP BY m.UserId HAVING COUNT(*) = 1) single"
    ),
    "bot_accounts": "SELECT COUNT(*) FROM Users u JOIN Bots b ON b.UserId = u.Id "
    f"WHERE u.DeleteAt = 0 AND {_LOCAL}",
    "posts": "SELECT COUNT(*) FROM Posts",
    "channels": "SELECT COUNT(*) FROM Channels WHERE Type IN ('O', 'P')",
    "teams": "SELECT COUNT(*) FROM Teams WHERE DeleteAt = 0",
    "slash_commands": "SELECT COUNT(*) FROM Commands WHERE DeleteAt = 0",
    "incoming_webhooks": "SELECT COUNT(*) FROM IncomingWebhooks WHERE DeleteAt = 0",
    "outgoing_webhooks": "SELECT COUNT(*) FROM OutgoingWebhooks WHERE DeleteAt = 0",
}
# The System Console of the newer releases shows the sum of this materialized view, which a job
# of the server brings up to date every night: some thousand rows in place of every post.
POSTS_BY_DAY = "SELECT COALESCE(SUM(num), 0) FROM posts_by_team_day"


def stats_yaml(mattermost: Mattermost, now: int) -> str:
    """Return the counts at `now`, in milliseconds since 1970; one that fails is a warning."""
    omissions = Omissions(MAX_SECONDS)
    counts = {key: omissions.ask(key, _question(mattermost, key, now)) for key in STATEMENTS}
    omissions.report()
    return dump_yaml({key: count for key, count in counts.items() if count is not None})


def _question(mattermost: Mattermost, key: str, now: int) -> Callable[[], int]:
    if key == "posts":
        return lambda: posts(mattermost)
    parameters = _parameters(now).get(key, {})
    return lambda: _count(mattermost, STATEMENTS[key], **parameters)


def _parameters(now: int) -> dict[str, dict[str, int | str]]:
    """Return what fills the placeholders; a month has 31 days, as the server counts them."""
    return {
        "daily_active_users": {"since": now - _DAY},
        "monthly_active_users": {"since": now - 31 * _DAY},
        "guests": {"guests": "%system_guest%"},
        "single_channel_guests": {"guests": "%system_guest%"},
    }


def posts(mattermost: Mattermost) -> int:
    """Return the number of posts; where counting takes too long, that of the last night.

    Older releases have no nightly statistics; on a young server they are empty.
    """
    try:
        return _count(mattermost, STATEMENTS["posts"])
    except QueryTimeoutError:
        try:
            last_night = _count(mattermost, POSTS_BY_DAY)
        except DatabaseError:
            last_night = 0
        if not last_night:
            raise
    warn(_LAST_NIGHT, seconds=SECONDS)
    return last_night


def _count(mattermost: Mattermost, statement: str, **parameters: int | str) -> int:
    return int(mattermost.query(statement, seconds=SECONDS, **parameters)[0][0])


@hookimpl
def packet_files(mattermost: Mattermost) -> PacketFile:
    """Declare `stats.yaml`; the page does not count."""
    return declare(
        name="stats.yaml",
        collect=lambda: stats_yaml(mattermost, round(time.time() * 1000)),
        title=N_("Statistics"),
        description=N_("How many users, posts, channels and integrations the server has."),
        order=63,
        seconds=45,
        reads=TABLES,
    )
