"""Cases of sessions: found exactly, expired, idle, of a deactivated user."""

from support.access.cases import EXPIRED, Case
from support.access.newcomer import Newcomer

from demo.identifiers import identifier

_MINUTE = 60 * 1000
_TIMEOUT = {"ServiceSettings": {"SessionIdleTimeoutInMinutes": 60}}
_EXTENDED = {"SessionIdleTimeoutInMinutes": 60, "ExtendSessionLengthWithActivity": True}


def _admin(who: Newcomer) -> None:
    who.user().session()


def _idle(who: Newcomer) -> None:
    who.user().session(LastActivityAt=who.now - 60 * _MINUTE - 1)


TOKEN_CASES = (
    Case("token that nobody has", lambda _who: None, EXPIRED),
    Case("token in capitals", _admin, EXPIRED, send=str.upper),
    Case("token and a blank", _admin, EXPIRED, send=lambda token: f"{token} "),
    Case("blank and a token", _admin, EXPIRED, send=lambda token: f" {token}"),
    Case("token and a line end", _admin, EXPIRED, send=lambda token: f"{token}\n"),
    Case("token and a NUL", _admin, EXPIRED, send=lambda token: f"{token}\0"),
    Case("NUL alone", _admin, EXPIRED, send=lambda _token: "\0"),
    Case("token without its last character", _admin, EXPIRED, send=lambda token: token[:-1]),
    Case("token and one character more", _admin, EXPIRED, send=lambda token: f"{token}y"),
    Case("token, cut at 50 by newer servers", _admin, EXPIRED, send=lambda token: token * 3),
    Case("token of a million characters", _admin, EXPIRED, send=lambda token: token * 40_000),
    Case("empty token", _admin, EXPIRED, send=lambda _token: ""),
    Case("token in other letters", _admin, EXPIRED, send=lambda token: "é" + token[1:]),
    Case("token with a lone surrogate", _admin, EXPIRED, send=lambda token: "\udc80" + token[1:]),
    Case("full-width token", _admin, EXPIRED, send=lambda token: chr(ord(token[0]) + 0xFEE0)),
    Case("wildcards", _admin, EXPIRED, send=lambda _token: "%" * 26),
    Case("SQL", _admin, EXPIRED, send=lambda _token: "'/**/OR/**/1=1--"),
    Case("backslash", _admin, EXPIRED, send=lambda _token: "\\"),
    Case("session id", _admin, EXPIRED, send=lambda token: identifier(f"session {token}")),
    Case("user id", _admin, EXPIRED, send=lambda _token: identifier("user user id")),
)

SESSION_CASES = (
    Case("expired", lambda who: who.user().session(ExpiresAt=who.now - 1), EXPIRED),
    Case("expires now", lambda who: who.user().session(ExpiresAt=who.now)),
    Case("never expires", lambda who: who.user().session(ExpiresAt=0)),
    Case("never expires, as of old", lambda who: who.user().session(ExpiresAt=-1)),
    Case("idle", _idle, EXPIRED, configured=_TIMEOUT),
    Case("idle by the default, 30 days", lambda who: who.user().session(LastActivityAt=1), EXPIRED),
    Case(
        "idle as long as may be",
        lambda who: who.user().session(LastActivityAt=who.now - 60 * _MINUTE),
        configured=_TIMEOUT,
    ),
    Case(
        "idle, timeout off",
        _idle,
        configured={"ServiceSettings": {"SessionIdleTimeoutInMinutes": 0}},
    ),
    Case("idle, extended by activity", _idle, configured={"ServiceSettings": _EXTENDED}),
    Case(
        "idle, mobile by device",
        lambda who: who.user().session(LastActivityAt=1, DeviceId="apple_rn:1"),
    ),
    Case(
        "idle, mobile by property",
        lambda who: who.user().session(LastActivityAt=1, Props='{"isMobile": "true"}'),
    ),
    Case("idle, OAuth", lambda who: who.user().session(LastActivityAt=1, IsOAuth=True)),
    Case("OAuth", lambda who: who.user().session(IsOAuth=True)),
    Case("OAuth, expired", lambda who: who.user().session(IsOAuth=True, ExpiresAt=1), EXPIRED),
    Case("no properties", lambda who: who.user().session(Props=None)),
    Case(
        "properties are a list",
        lambda who: who.user().session(Props="[]x"),
        EXPIRED,
        releases=("5.37",),
    ),
    Case("property is a number", lambda who: who.user().session(Props='{"type": 1}'), EXPIRED),
    Case(
        "session twice, the newer expired",
        lambda who: (
            who.user()
            .session(Id="a" * 26)
            .session(Id="b" * 26, CreateAt=who.now, ExpiresAt=who.now - 1)
        ),
        EXPIRED,
    ),
    Case(
        "session twice, the older expired",
        lambda who: (
            who.user()
            .session(Id="c" * 26, CreateAt=who.now)
            .session(Id="d" * 26, ExpiresAt=who.now - 1)
        ),
    ),
    Case("deactivated", lambda who: who.user(DeleteAt=who.now - 1).session(), EXPIRED),
    Case("user is gone", lambda who: who.session(), EXPIRED),
    Case("session of no user", lambda who: who.user().session(UserId=""), EXPIRED),
    Case("session whose user is NULL", lambda who: who.user().session(UserId=None), EXPIRED),
    Case(
        "user id but for case",
        lambda who: who.user().session(UserId=who.user_id.upper()),
        EXPIRED,
    ),
)
