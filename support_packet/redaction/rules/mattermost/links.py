"""Codes within links: those that Mattermost sends by e-mail, and those of OAuth."""

from functools import partial

from support_packet.redaction.expressions.fragments import LOOKS_RANDOM, OPAQUE
from support_packet.redaction.rule_kinds.rule import Rule

_QUERY = rb"[?&;]"
"""Before a parameter of a URL."""

_ESCAPED_QUERY = rb"u0026"
"""The same where JSON escapes `&`, as Go does; the backslashes before it may be many."""


# Four rules, not one: hyperscan starts a prefix without a choice faster.
_code = partial(
    Rule,
    kind="token",
    lookahead=LOOKS_RANDOM,
    secret_start=OPAQUE + rb"{26}",
    secret_rest=OPAQUE + rb"*+",
)

RULES = (
    _code(
        id="mattermost-email-token",
        finds="Tokens of invitations and of password resets, in their links",
        prefix=_QUERY + rb"t=",
        examples=(
            "https://chat/signup_user_complete/?d=%7B%7D&t=«y1ndrfg8ejkmcpqxot1uwisza3h769ybndrf»&id=x",
            "/reset?t=«y1ndrfg8ejkmcpqxot1uwisza3h769ybndrfg8ejkmcpqxot1uwi»",
        ),
        counter_examples=(
            "GET /api/v4/posts?t=1626194102451",
            "/x?t=a.sentence.without.any.digits",
        ),
    ),
    _code(
        id="oauth-code",
        finds="Codes of OAuth and OpenID, in the links that a browser is sent to",
        prefix=_QUERY + rb"code=",
        secret_start=OPAQUE + rb"{20}",
        examples=(
            "/oauth/complete?code=«y1ndrfg8ejkmcpqxot1uwisza3»",
            "/signup/google/complete?state=x&code=«4/0AX4XfWh-zT3kQ0abcdefghijklmn»&scope=email",
        ),
        counter_examples=(
            "GET /api/v4/posts?t=1&code=200",
            "/x?code=invalid_grant_was_returned",
        ),
    ),
    _code(
        id="mattermost-email-token-escaped",
        finds="Tokens of invitations and of password resets, in links that JSON escapes",
        prefix=_ESCAPED_QUERY + rb"t=",
        examples=(
            '{"url":"/x?a=b\\u0026t=«y1ndrfg8ejkmcpqxot1uwisza3h769ybndrfg8ejkm»"}',
            '{"url":"{\\"a\\":\\"?a=b\\\\u0026t=«y1ndrfg8ejkmcpqxot1uwisza3»\\"}"}',
        ),
        counter_examples=(
            '{"url":"/x?a=b\\u0026t=1626194102451"}',
            '{"url":"/x?a=b\\u0026t=a.sentence.without.any.digits"}',
        ),
    ),
    _code(
        id="oauth-code-escaped",
        finds="Codes of OAuth and OpenID, in links that JSON escapes",
        prefix=_ESCAPED_QUERY + rb"code=",
        secret_start=OPAQUE + rb"{20}",
        examples=(
            '{"url":"/oauth/complete?state=x\\u0026code=«y1ndrfg8ejkmcpqxot1uwisza3»"}',
            '{"url":"/x?state=x\\u0026code=«y1ndrfg8ejkmcpqxot1uwisza3»\\u0026scope=email"}',
        ),
        counter_examples=(
            '{"url":"/x?a=b\\u0026code=200"}',
            '{"url":"/x?a=b\\u0026code=invalid_grant_was_returned"}',
        ),
    ),
    _code(
        id="oauth-code-url-encoded",
        finds="Codes of OAuth and OpenID, in links within links",
        prefix=rb"(?:%3[Ff]|%26)code%3[Dd]",
        secret_start=rb"[A-Za-z0-9._~-]{20}",
        secret_rest=rb"[A-Za-z0-9._~-]*+",
        examples=(
            "to=https%3A%2F%2Fx%2Foauth%3Fcode%3D«dc7a6648f4fc33c198beaca2»%26state%3Dx",
            "to=%2Fx%3Fa%3Db%26code%3D«y1ndrfg8ejkmcpqxot1uwisza3»",
        ),
        counter_examples=("to=%2Fx%3Fcode%3D200", "to=%2Fx%3Fcode%3Dinvalid_grant_was_returned"),
    ),
    Rule(
        id="mattermost-public-link",
        kind="token",
        finds="The hash that makes a link to a file public",
        prefix=rb"/(?:public|link)\?h=",
        secret_start=OPAQUE + rb"{16}",
        secret_rest=OPAQUE + rb"*+",
        prefilters=(rb"/(?:public|link)\?h=",),
        exact_start=True,
        examples=(
            "/files/y1ndrfg8ejkmcpqxot1uwisza3/public?h=«aBcDeF-gHiJkLmNoPqRsTuVwXyZ»",
            '"link":"https://chat/files/x/public?h=«aBcDeFgHiJkLmNoPqRsTuV»"',
            "/api/v4/files/x/link?h=«aBcDeFgHiJkLmNoPqRsTuV»",
        ),
        counter_examples=(
            "GET /public?h=12",
            "/files/y1ndrfg8ejkmcpqxot1uwisza3/public?height=1080000000000000",
        ),
    ),
)
