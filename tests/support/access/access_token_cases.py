"""Cases of personal access tokens: of users and bots, never used and used before."""

import json

from support.access.cases import EXPIRED, FORBIDDEN, Case
from support.access.user_rows import ACCESS_TOKEN

from demo.identifiers import identifier

_ON = {"ServiceSettings": {"EnableUserAccessTokens": True}}
_CAPITALS = json.dumps(ACCESS_TOKEN | {"is_bot": "TRUE"})

ACCESS_TOKEN_CASES = (
    Case("access token", lambda rows: rows.user().access_token(), configured=_ON),
    Case("access token, setting off", lambda rows: rows.user().access_token(), EXPIRED),
    Case("access token, used", lambda rows: rows.user().used_access_token(), configured=_ON),
    Case("access token, used, setting off", lambda rows: rows.user().used_access_token(), EXPIRED),
    Case(
        "access token, disabled",
        lambda rows: rows.user().access_token(IsActive=False),
        EXPIRED,
        configured=_ON,
    ),
    Case(
        "access token, disabled, session left",
        lambda rows: rows.user().used_access_token(IsActive=False),
        EXPIRED,
        configured=_ON,
    ),
    Case(
        "access token, activity unknown",
        lambda rows: rows.user().access_token(IsActive=None),
        EXPIRED,
        configured=_ON,
    ),
    Case(
        "access token, session alone",
        lambda rows: rows.user().session(Props=json.dumps(ACCESS_TOKEN)),
        configured=_ON,
    ),
    Case(
        "access token, expired",
        lambda rows: rows.user().access_token(ExpiresAt=rows.now - 1),
        EXPIRED,
        configured=_ON,
        releases=("11.10",),
    ),
    Case(
        "access token, used and expired",
        lambda rows: rows.user().used_access_token(ExpiresAt=rows.now - 1),
        EXPIRED,
        configured=_ON,
        releases=("11.10",),
    ),
    Case(
        "access token, expires later",
        lambda rows: rows.user().access_token(ExpiresAt=rows.now + 1),
        configured=_ON,
        releases=("11.10",),
    ),
    Case(
        "access token, used long ago",
        lambda rows: (
            rows.user().access_token().session(Props=json.dumps(ACCESS_TOKEN), LastActivityAt=1)
        ),
        configured=_ON,
    ),
    Case("access token of a bot", lambda rows: rows.user().bot().access_token()),
    Case("access token of a bot, used", lambda rows: rows.user().bot().used_access_token(bot=True)),
    Case(
        "access token of a bot, disabled",
        lambda rows: rows.user().bot().access_token(IsActive=False),
        EXPIRED,
    ),
    Case(
        "access token of an ordinary bot",
        lambda rows: rows.user("system_user").bot().access_token(),
        FORBIDDEN,
    ),
    Case(
        "access token of nearly a bot",
        lambda rows: rows.user().access_token().session(Props=_CAPITALS),
        EXPIRED,
    ),
    Case(
        "access token of a deactivated admin",
        lambda rows: rows.user(DeleteAt=1).access_token(),
        EXPIRED,
        configured=_ON,
    ),
    Case(
        "access token of a deactivated admin, used",
        lambda rows: rows.user(DeleteAt=1).used_access_token(),
        EXPIRED,
        configured=_ON,
    ),
    Case("access token of no user", lambda rows: rows.access_token(), EXPIRED, configured=_ON),
    Case(
        "access token of an ordinary user",
        lambda rows: rows.user("system_user").access_token(),
        FORBIDDEN,
        configured=_ON,
    ),
    Case(
        "access token in capitals",
        lambda rows: rows.user().access_token(),
        EXPIRED,
        send=str.upper,
        configured=_ON,
    ),
    Case(
        "access token's id",
        lambda rows: rows.user().access_token(),
        EXPIRED,
        send=lambda token: identifier(f"access token {token}"),
        configured=_ON,
    ),
)
