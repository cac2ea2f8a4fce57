"""What people do on the example server: teams, channels, posts, commands and webhooks."""

import itertools
from typing import Any

from sqlalchemy import Connection

from demo import tables
from demo.identifiers import identifier
from demo.people import PEOPLE
from demo.planted import STORED

_DAY = 24 * 60 * 60 * 1000
_MEMBERS = [person for person in PEOPLE if not (person.bot or person.deactivated)]

TEAM, OLD_TEAM = identifier("team company"), identifier("team reorganized")
SCHEME = identifier("scheme of a team")

CHANNELS = {
    "town-square": ("Town Square", "O", False),
    "off-topic": ("Off-Topic", "O", False),
    "incident-2026-11": ("Incident, November", "O", True),
    "works-council": ("Works council", "P", False),
    "direct": ("", "D", False),
}
"""The channels of the team by name: display name, type, and whether it is deleted."""

_POSTS = (
    ("Good morning! The release goes out at ten.", ""),
    ("The login page is slow today. Does anybody else see that?", ""),
    ("user joined the channel.", "system_join_channel"),
    ("Yes. The database had a long query, it is better now.", ""),
    ("Forwarded by mistake, please ignore.", ""),
)
_DELETED_POST = 4
_POST_COUNT = 60


def insert_team_rows(connection: Connection, now: int) -> None:
    """Insert two teams, one deleted, with what belongs to them, as of `now` in milliseconds."""
    times = {"CreateAt": now - 300 * _DAY, "UpdateAt": now - _DAY}
    _insert_teams(connection, now, times)
    _insert_channels(connection, now, times)
    tables.insert_all(connection, "Posts", [_post(number, now) for number in range(_POST_COUNT)])
    _insert_integrations(connection, {**times, "DeleteAt": 0})


def channel_id(name: str) -> str:
    """Return the id of the channel `name`."""
    return identifier(f"channel {name}")


def _insert_teams(connection: Connection, now: int, times: dict[str, int]) -> None:
    usual = {
        **times,
        "Description": "",
        "Email": "ada@example.com",
        "Type": "O",
        "CompanyName": "",
        "AllowedDomains": "",
        "AllowOpenInvite": False,
        "LastTeamIconUpdate": 0,
        "GroupConstrained": False,
    }
    company = {"Id": TEAM, "Name": "company", "DisplayName": "Company", "DeleteAt": 0}
    invitation = {"InviteId": STORED["invitation"], "SchemeId": SCHEME}
    tables.insert(connection, "Teams", **usual, **company, **invitation)
    old = {"Id": OLD_TEAM, "Name": "reorganized", "DisplayName": "Reorganized"}
    tables.insert(connection, "Teams", **usual, **old, DeleteAt=now - 90 * _DAY)
    tables.insert_all(connection, "TeamMembers", map(_team_member, _MEMBERS))


def _team_member(person: Any) -> dict[str, object]:
    return {"TeamId": TEAM, "UserId": person.user_id, "Roles": "", "DeleteAt": 0, **_roles(person)}


def _roles(person: Any) -> dict[str, bool]:
    guest = person.name == "guest"
    return {"SchemeUser": not guest, "SchemeAdmin": person.name == "admin", "SchemeGuest": guest}


def _insert_channels(connection: Connection, now: int, times: dict[str, int]) -> None:
    rows = [
        {
            **times,
            "Id": channel_id(name),
            "DeleteAt": now - 5 * _DAY if deleted else 0,
            "TeamId": "" if kind == "D" else TEAM,
            "Type": kind,
            "DisplayName": title,
            "Name": "__".join(sorted(each.user_id for each in PEOPLE[:2])) if kind == "D" else name,
            "Header": "",
            "Purpose": "",
            "LastPostAt": now - _DAY // 24,
            "TotalMsgCount": _POST_COUNT // len(CHANNELS),
            "ExtraUpdateAt": 0,
            "CreatorId": PEOPLE[0].user_id,
            "Shared": False,
        }
        for name, (title, kind, deleted) in CHANNELS.items()
    ]
    tables.insert_all(connection, "Channels", rows)
    members = [
        {
            "ChannelId": channel_id(name),
            "UserId": person.user_id,
            "Roles": "",
            "LastViewedAt": now - _DAY,
            "MsgCount": 10,
            "MentionCount": 0,
            "NotifyProps": "{}",
            "LastUpdateAt": now - _DAY,
            **_roles(person),
        }
        for name, person in itertools.product(CHANNELS, _MEMBERS)
        if _is_member(person, name)
    ]
    tables.insert_all(connection, "ChannelMembers", members)


def _is_member(person: Any, channel: str) -> bool:
    """Whether somebody is in a channel: the guest is in one only, and two have a direct one."""
    if channel in ("direct", "works-council"):
        return person in PEOPLE[:2]
    return person.name != "guest" or channel == "off-topic"


def _post(number: int, now: int) -> dict[str, object]:
    """Return a row of `Posts`; some posts are the server's own, some are deleted."""
    text = number % len(_POSTS)
    message, kind = _POSTS[text]
    created = now - (_POST_COUNT - number) * _DAY // 8
    return {
        "Id": identifier(f"post {number}"),
        "CreateAt": created,
        "UpdateAt": created,
        "EditAt": 0,
        "DeleteAt": created + 60_000 if text == _DELETED_POST else 0,
        "IsPinned": False,
        "UserId": _MEMBERS[number % len(_MEMBERS)].user_id,
        "ChannelId": channel_id(list(CHANNELS)[number % len(CHANNELS)]),
        "RootId": "",
        "OriginalId": "",
        "Message": message,
        "Type": kind,
        "Props": "{}",
        "Hashtags": "",
        "Filenames": "[]",
        "FileIds": "[]",
        "HasReactions": False,
    }


def _insert_integrations(connection: Connection, times: dict[str, int]) -> None:
    admin = PEOPLE[0].user_id
    place = {"TeamId": TEAM, "ChannelId": channel_id("off-topic")}
    text = {"DisplayName": "Issues", "Description": "", "Username": "tracker", "IconURL": ""}
    tables.insert(
        connection,
        "Commands",
        **times | text,
        Id=identifier("command"),
        Token=STORED["command"],
        CreatorId=admin,
        TeamId=TEAM,
        Trigger="issue",
        Method="P",
        URL="https://tracker.example.com/command",
        AutoComplete=True,
        AutoCompleteDesc="Shows an issue",
        AutoCompleteHint="[number]",
    )
    incoming = {"Id": STORED["incoming webhook"], "UserId": admin, "ChannelLocked": False}
    tables.insert(connection, "IncomingWebhooks", **times | text | place | incoming)
    outgoing = {
        "Id": identifier("outgoing webhook"),
        "Token": STORED["outgoing webhook"],
        "CreatorId": admin,
        "TriggerWords": '["issue"]',
        "TriggerWhen": 0,
        "CallbackURLs": '["https://tracker.example.com/hook"]',
        "ContentType": "application/json",
    }
    tables.insert(connection, "OutgoingWebhooks", **times | text | place | outgoing)
