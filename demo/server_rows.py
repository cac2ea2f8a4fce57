"""What the example server does by itself: jobs, schemes, presence, its cluster and migrations."""

import itertools
import json

from sqlalchemy import Connection

from demo import tables
from demo.identifiers import identifier
from demo.people import PEOPLE
from demo.team_rows import SCHEME

_HOUR = 60 * 60 * 1000
_DAY = 24 * _HOUR

CLUSTER = "example-chat"
"""The value of `ClusterSettings.ClusterName`."""

JOBS = (
    "ldap_sync",
    "data_retention",
    "message_export",
    "elasticsearch_post_indexing",
    "elasticsearch_post_aggregation",
    "migrations",
)
"""The types of jobs; six runs of each are stored, and one that is about to start."""

SCHEMA_VERSION = 159
"""The newest migration of 11.10."""

_RUNS = 7
_STATUSES = {0: "pending", 1: "in_progress", 3: "error"}
_FAILURE = {"error": "Failed to connect to the LDAP server: i/o timeout"}
_SCHEME_ROLES = (
    "TeamAdmin",
    "TeamUser",
    "TeamGuest",
    "ChannelAdmin",
    "ChannelUser",
    "ChannelGuest",
)


def insert_server_rows(connection: Connection, now: int) -> None:
    """Insert the rows as of `now`, in milliseconds since 1970."""
    jobs = [_job(kind, number, now) for kind, number in itertools.product(JOBS, range(_RUNS))]
    tables.insert_all(connection, "Jobs", jobs)
    _insert_scheme(connection, now)
    tables.insert_all(connection, "Status", [_status(number, now) for number in range(len(PEOPLE))])
    tables.insert_all(
        connection,
        "ClusterDiscovery",
        [
            _node("chat-1.example.com", now, last_ping=now - 20_000),
            _node("chat-2.example.com", now, last_ping=now - 50_000),
            # It crashed: a clean stop deletes the row.
            _node("chat-3.example.com", now, last_ping=now - 2 * _HOUR),
        ],
    )
    _insert_traces(connection, now)


def insert_migrations(connection: Connection) -> None:
    """Insert the table of migrations of releases since 6.0; its newest is the schema's version."""
    rows = [
        {"Version": number, "Name": f"migration_{number:06}"}
        for number in range(1, SCHEMA_VERSION + 1)
    ]
    tables.insert_all(connection, "db_migrations", rows)


def _job(kind: str, number: int, now: int) -> dict[str, object]:
    """Return a daily run: the newest is pending, the one before in progress, and one has failed."""
    status = _STATUSES.get(number, "success")
    created = now - number * _DAY
    started = 0 if status == "pending" else created + 15_000
    return {
        "Id": identifier(f"job {kind} {number}"),
        "Type": kind,
        "Priority": 0,
        "CreateAt": created,
        "StartAt": started,
        "LastActivityAt": started + 40_000 if started else created,
        "Status": status,
        "Progress": {"success": 100, "in_progress": 40}.get(status, 0),
        "Data": json.dumps(_FAILURE if status == "error" else {}),
    }


def _insert_scheme(connection: Connection, now: int) -> None:
    """Insert the scheme of a team, and its roles."""
    names = {place: identifier(f"scheme role {place}") for place in _SCHEME_ROLES}
    tables.insert(
        connection,
        "Schemes",
        Id=SCHEME,
        Name=identifier("scheme name"),
        DisplayName="Works council",
        Description="Who may invite whom",
        CreateAt=now - 200 * _DAY,
        UpdateAt=now - 200 * _DAY,
        DeleteAt=0,
        Scope="team",
        **{f"Default{place}Role": name for place, name in names.items()},
    )
    for place, name in names.items():
        permissions = ["read_channel", "create_post", *(["invite_user"] if "User" in place else [])]
        title = f"{place} Role for Scheme Works council"
        more = {"DisplayName": title, "SchemeManaged": True, "BuiltIn": False}
        tables.insert_role(connection, name, permissions, now, **more)


def _status(number: int, now: int) -> dict[str, object]:
    """Return when somebody was last active: some today, some this month, some long ago."""
    ago = (5 * 60 * 1000, 3 * _HOUR, 9 * _DAY, 70 * _DAY)[number % 4]
    return {
        "UserId": PEOPLE[number].user_id,
        "Status": ("online", "away", "offline", "offline")[number % 4],
        "Manual": False,
        "LastActivityAt": now - ago,
        "DNDEndTime": 0,
        "PrevStatus": "",
    }


def _node(hostname: str, now: int, last_ping: int) -> dict[str, object]:
    return {
        "Id": identifier(f"node {hostname}"),
        "Type": "mattermost_app",
        "ClusterName": CLUSTER,
        "Hostname": hostname,
        "GossipPort": 8074,
        "Port": 8075,
        "CreateAt": now - 3 * _DAY,
        "LastPingAt": last_ping,
    }


def _insert_traces(connection: Connection, now: int) -> None:
    """Insert what the first admin did and prefers."""
    admin = PEOPLE[0].user_id
    tables.insert(
        connection,
        "Audits",
        Id=identifier("audit"),
        CreateAt=now - _HOUR,
        UserId=admin,
        Action="/api/v4/users/login",
        ExtraInfo="authenticated",
        IpAddress="192.0.2.17",
        SessionId="",
    )
    theme = {"Category": "display_settings", "Name": "use_military_time", "Value": "true"}
    tables.insert(connection, "Preferences", UserId=admin, **theme)
