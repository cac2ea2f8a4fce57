"""Cookies of sessions; Mattermost's own is with its tokens."""

from support_packet.redaction.rules.fragments import OPAQUE
from support_packet.redaction.rules.rule import Rule

_COOKIE = rb"(?i:cookie)[\"':\[\\ ]{2,8}"
"""The header's name and its notation, also as Go prints it: `Cookie:[`."""

RULES = (
    Rule(
        id="session-cookie",
        kind="token",
        finds="The first cookie of a `Cookie` header, if its name speaks of a session",
        prefix=(
            _COOKIE + rb"[A-Za-z0-9_.-]{0,24}"  # how the name begins
            rb"(?i:sess|sid|auth)"
            rb"[A-Za-z0-9_.-]{0,16}="  # and how it ends
        ),
        secret_start=OPAQUE + rb"{8}",
        secret_rest=OPAQUE + rb"*+",
        # Any cookie: a word within a name would give hyperscan as many places to begin.
        prefilters=(_COOKIE + rb"[A-Za-z0-9_.-]{3,44}=" + OPAQUE + rb"{8,13}",),
        examples=(
            "Cookie: sessionid=«abcdefgh»; lang=en",
            "map[Cookie:[sessionid=«abcdefgh»]]",
        ),
        counter_examples=(
            "Cookie: language=abcdefgh; theme=darkdark",
            "Cookie: sessionid=no; session=none",
        ),
    ),
    Rule(
        id="session-cookie-by-name",
        kind="token",
        finds="Cookies of well-known programs, wherever they are named",
        prefix=(
            rb"(?:JSESSIONID|PHPSESSID|connect\.sid"  # Java, PHP, Express
            rb"|_session|_oauth2_proxy)="  # Rails, oauth2-proxy
        ),
        secret_start=OPAQUE + rb"{16}",
        secret_rest=OPAQUE + rb"*+",
        examples=(
            "x; JSESSIONID=«A0B1C2D3E4F5A6B7»; lang=en",
            "_gitlab_session=«0123456789abcdef0123456789abcdef»",
        ),
        counter_examples=("JSESSIONID=none; lang=en", "PHPSESSID is not set: connect.sid="),
    ),
)
