"""Cases of sessions: found exactly, expired, idle, of a deactivated user."""

from support.access.cases import EXPIRED, Case
from support.access.user_rows import UserRows

from demo.identifiers import identifier

_MINUTE = 60 * 1000
_TIMEOUT = {"ServiceSettings": {"SessionIdleTimeoutInMinutes": 60}}
_EXTENDED = {"SessionIdleTimeoutInMinutes": 60, "ExtendSessionLengthWithActivity": True}


def _admin(rows: UserRows) -> None:
    rows.user().session()


def _idle(rows: UserRows) -> None:
    rows.user().session(LastActivityAt=rows.now - 60 * _MINUTE - 1)


TOKEN_CASES = (
    Case("unknown token", lambda _rows: None, EXPIRED),
    Case("token in capitals", _admin, EXPIRED, send=str.upper),
    Case("token and a space", _admin, EXPIRED, send=lambda token: f"{token} "),
    Case("space and a token", _admin, EXPIRED, send=lambda token: f" {token}"),
    Case("token and a line end", _admin, EXPIRED, send=lambda token: f"{token}\n"),
    Case("token and a NUL", _admin, EXPIRED, send=lambda token: f"{token}\0"),
    Case("NUL alone", _admin, EXPIRED, send=lambda _token: "\0"),
    Case("token without its last character", _admin, EXPIRED, send=lambda token: token[:-1]),
    Case("token and one character more", _admin, EXPIRED, send=lambda token: f"{token}y"),
    Case("token, cut at 50 by newer servers", _admin, EXPIRED, send=lambda token: token * 3),
    Case("token of a million characters", _admin, EXPIRED, send=lambda token: token * 40_000),
    Case("empty token", _admin, EXPIRED, send=lambda _token: ""),
    Case("token with a letter outside ASCII", _admin, EXPIRED, send=lambda token: "é" + token[1:]),
    Case("token with a lone surrogate", _admin, EXPIRED, send=lambda token: "\udc80" + token[1:]),
    Case("full-width token", _admin, EXPIRED, send=lambda token: chr(ord(token[0]) + 0xFEE0)),
    Case("wildcards", _admin, EXPIRED, send=lambda _token: "%" * 26),
    Case("SQL", _admin, EXPIRED, send=lambda _token: "'/**/OR/**/1=1--"),
    Case("backslash", _admin, EXPIRED, send=lambda _token: "\\"),
    Case("session id", _admin, EXPIRED, send=lambda token: identifier(f"session {token}")),
    Case("user id", _admin, EXPIRED, send=lambda _token: identifier("user user id")),
)

SESSION_CASES = (
    Case("expired", lambda rows: rows.user().session(ExpiresAt=rows.now - 1), EXPIRED),
    Case("expires now", lambda rows: rows.user().session(ExpiresAt=rows.now)),
    Case("never expires", lambda rows: rows.user().session(ExpiresAt=0)),
    Case("never expires, negative time", lambda rows: rows.user().session(ExpiresAt=-1)),
    Case("idle", _idle, EXPIRED, configured=_TIMEOUT),
    Case(
        "idle by the default, 30 days", lambda rows: rows.user().session(LastActivityAt=1), EXPIRED
    ),
    Case(
        "idle as long as allowed",
        lambda rows: rows.user().session(LastActivityAt=rows.now - 60 * _MINUTE),
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
        lambda rows: rows.user().session(LastActivityAt=1, DeviceId="apple_rn:1"),
    ),
    Case(
        "idle, mobile by property",
        lambda rows: rows.user().session(LastActivityAt=1, Props='{"isMobile": "true"}'),
    ),
    Case("idle, OAuth", lambda rows: rows.user().session(LastActivityAt=1, IsOAuth=True)),
    Case("OAuth", lambda rows: rows.user().session(IsOAuth=True)),
    Case("OAuth, expired", lambda rows: rows.user().session(IsOAuth=True, ExpiresAt=1), EXPIRED),
    Case("no properties", lambda rows: rows.user().session(Props=None)),
    Case(
        "properties are a list",
        lambda rows: rows.user().session(Props="[]x"),
        EXPIRED,
        releases=("5.37",),
    ),
    Case("property is a number", lambda rows: rows.user().session(Props='{"type": 1}'), EXPIRED),
    Case(
        "session twice, the newer expired",
        lambda rows: (
            rows.user()
            .session(Id="a" * 26)
            .session(Id="b" * 26, CreateAt=rows.now, ExpiresAt=rows.now - 1)
        ),
        EXPIRED,
    ),
    Case(
        "session twice, the older expired",
        lambda rows: (
            rows.user()
            .session(Id="c" * 26, CreateAt=rows.now)
            .session(Id="d" * 26, ExpiresAt=rows.now - 1)
        ),
    ),
    Case("deactivated", lambda rows: rows.user(DeleteAt=rows.now - 1).session(), EXPIRED),
    Case("deleted user", lambda rows: rows.session(), EXPIRED),
    Case("session without a user", lambda rows: rows.user().session(UserId=""), EXPIRED),
    Case("session whose user is NULL", lambda rows: rows.user().session(UserId=None), EXPIRED),
    Case(
        "user id in capitals",
        lambda rows: rows.user().session(UserId=rows.user_id.upper()),
        EXPIRED,
    ),
)
