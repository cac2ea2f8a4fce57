"""Cases of personal access tokens: of users and bots, never used and used before."""

import json

from support.access.cases import EXPIRED, FORBIDDEN, Case
from support.access.newcomer import ACCESS_TOKEN

from demo.identifiers import identifier

_ON = {"ServiceSettings": {"EnableUserAccessTokens": True}}
_CAPITALS = json.dumps(ACCESS_TOKEN | {"is_bot": "TRUE"})

ACCESS_TOKEN_CASES = (
    Case("access token", lambda who: who.user().access_token(), configured=_ON),
    Case("access token, setting off", lambda who: who.user().access_token(), EXPIRED),
    Case("access token, used", lambda who: who.user().used_access_token(), configured=_ON),
    Case("access token, used, setting off", lambda who: who.user().used_access_token(), EXPIRED),
    Case(
        "access token, disabled",
        lambda who: who.user().access_token(IsActive=False),
        EXPIRED,
        configured=_ON,
    ),
    Case(
        "access token, disabled, session left",
        lambda who: who.user().used_access_token(IsActive=False),
        EXPIRED,
        configured=_ON,
    ),
    Case(
        "access token, neither active nor not",
        lambda who: who.user().access_token(IsActive=None),
        EXPIRED,
        configured=_ON,
    ),
    Case(
        "access token, session alone",
        lambda who: who.user().session(Props=json.dumps(ACCESS_TOKEN)),
        configured=_ON,
    ),
    Case(
        "access token, expired",
        lambda who: who.user().access_token(ExpiresAt=who.now - 1),
        EXPIRED,
        configured=_ON,
        releases=("11.9",),
    ),
    Case(
        "access token, used and expired",
        lambda who: who.user().used_access_token(ExpiresAt=who.now - 1),
        EXPIRED,
        configured=_ON,
        releases=("11.9",),
    ),
    Case(
        "access token, expires later",
        lambda who: who.user().access_token(ExpiresAt=who.now + 1),
        configured=_ON,
        releases=("11.9",),
    ),
    Case(
        "access token, used long ago",
        lambda who: (
            who.user().access_token().session(Props=json.dumps(ACCESS_TOKEN), LastActivityAt=1)
        ),
        configured=_ON,
    ),
    Case("access token of a bot", lambda who: who.user().bot().access_token()),
    Case("access token of a bot, used", lambda who: who.user().bot().used_access_token(bot=True)),
    Case(
        "access token of a bot, disabled",
        lambda who: who.user().bot().access_token(IsActive=False),
        EXPIRED,
    ),
    Case(
        "access token of an ordinary bot",
        lambda who: who.user("system_user").bot().access_token(),
        FORBIDDEN,
    ),
    Case(
        "access token of nearly a bot",
        lambda who: who.user().access_token().session(Props=_CAPITALS),
        EXPIRED,
    ),
    Case(
        "access token of a deactivated admin",
        lambda who: who.user(DeleteAt=1).access_token(),
        EXPIRED,
        configured=_ON,
    ),
    Case(
        "access token of a deactivated admin, used",
        lambda who: who.user(DeleteAt=1).used_access_token(),
        EXPIRED,
        configured=_ON,
    ),
    Case("access token of no user", lambda who: who.access_token(), EXPIRED, configured=_ON),
    Case(
        "access token of an ordinary user",
        lambda who: who.user("system_user").access_token(),
        FORBIDDEN,
        configured=_ON,
    ),
    Case(
        "access token in capitals",
        lambda who: who.user().access_token(),
        EXPIRED,
        send=str.upper,
        configured=_ON,
    ),
    Case(
        "access token's id",
        lambda who: who.user().access_token(),
        EXPIRED,
        send=lambda token: identifier(f"access token {token}"),
        configured=_ON,
    ),
)
