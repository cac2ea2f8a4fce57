"""Cookies of sessions; Mattermost's own is with its tokens."""

from support_packet.redaction.expressions.fragments import OPAQUE
from support_packet.redaction.expressions.notation import one_by_one
from support_packet.redaction.rule_kinds.line_rule import LineRule
from support_packet.redaction.rule_kinds.rule import Rule

_COOKIE = rb"(?i:cookie)[=\"':\[\\ ]{2,8}"
"""The header's name and its notation, also as Go prints it: `Cookie:[`."""

_CHARACTER = rb"[A-Za-z0-9._~+/=%:|!-]"
_HARMLESS = (
    rb"(?!(?:MMUSERID|lang|language|locale|theme|tz|timezone|consent"  # of users and pages
    rb"|_ga[\w.]*|_gid|_gat[\w.]*|_pk_\w+|rl_\w+|ajs_\w+|intercom-id[\w-]*|_fbp|__utm\w*"  # counted
    rb"|expires|max-age|path|domain|samesite)=)"  # attributes
)

_NAMES = (
    *(rb"JSESSIONID", rb"PHPSESSID", rb"connect\.sid", rb"ASP\.NET_SessionId"),
    *(rb"_session", rb"_oauth2_proxy", rb"sessionid"),  # Rails, oauth2-proxy, Django
    *(rb"NSC_AAAC", rb"NSC_TMAS", rb"FedAuth", rb"ASPXAUTH", rb"SMSESSION"),  # gateways, .NET
    *(rb"LtpaToken2", rb"MRHSession", rb"SVPNCOOKIE", rb"webvpn"),  # IBM, F5, Fortinet, Cisco
)
"""Names of cookies that programs of many kinds use."""

NAMED_COOKIE = one_by_one(_NAMES, rb"[=:%\"\\]")
"""Such a name and the mark after it."""

RULES = (
    LineRule(
        id="cookie",
        kind="token",
        finds="The cookies of a `Cookie` header that look random, but for those that only count",
        effort=12,
        # A header, and the option of curl.
        trigger=(_COOKIE, rb" -b [\\\"']{0,4}"),
        condition=rb"(?=[\w.-]{1,64}=)",
        begin=rb"",
        end=rb"[\"\]\r\n]|\\",
        secret=(
            rb"(?i:(?<=[; \[\"':])"
            + _HARMLESS
            + rb")[A-Za-z0-9_.-]{1,64}="
            + rb"(?="
            + _CHARACTER
            + rb"{0,63}[0-9])("
            + _CHARACTER
            + rb"{16,}+)"
        ),
        examples=(
            "Cookie: lang=en; sessionid=«abcdefgh01234567»; tz=UTC",
            '{"dump":"GET /\\r\\nCookie: a=b; ASP.NET_SessionId=«abcdefgh01234567»\\r\\nHost: x"}',
            "Set-Cookie: .AspNetCore.Identity.Application=«CfDJ8OqGk3h5x9w1»; path=/",
            "curl -b 'lang=en; sid=«abcdefgh01234567»' https://chat.example.com",
            'caller="x" cookie="lang=en; sid=«abcdefgh01234567»" status=200',
            "Set-Cookie: x=y; __Host-session=«0123456789-abcdef»; Path=/; HttpOnly",
        ),
        counter_examples=(
            "Cookie: _ga=GA1.2.979596544.1795361170; lang=en",
            "Cookie: MMUSERID=y1ndrfg8ejkmcpqxot1uwisza3; theme=dark",
        ),
    ),
    Rule(
        id="session-cookie",
        kind="token",
        finds="The first cookie of a `Cookie` header, if its name speaks of a session",
        prefix=(
            _COOKIE + rb"[A-Za-z0-9_.-]{0,24}"  # how the name begins
            # What such names hold.
            rb"(?i:sess|sid|auth|clearance|token)"
            rb"[A-Za-z0-9_.-]{0,16}="  # and how it ends
        ),
        secret_start=OPAQUE + rb"{8}",
        secret_rest=_CHARACTER + rb"*+",
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
            b"(?:" + b"|".join(_NAMES) + b")"
            rb"(?:%3[Dd]|=\\{0,3}\"?|:|\\{0,3}\": ?\\{0,3}\")"  # also in maps, encoded
        ),
        secret_start=OPAQUE + rb"{16}",
        secret_rest=_CHARACTER + rb"*+",
        prefilters=(NAMED_COOKIE,),
        exact_start=True,
        examples=(
            "x; JSESSIONID=«A0B1C2D3E4F5A6B7»; lang=en",
            "_gitlab_session=«0123456789abcdef0123456789abcdef»",
            "set-cookie NSC_AAAC=«ae9ff7be6a8426609c79»;Secure",
            "q=_gitlab_session%3D«0123456789abcdef0123456789abcdef»",
            '_oauth2_proxy="«0123456789abcdef»"',
            'map[PHPSESSID:«0123456789abcdef»], {"connect.sid":"«0123456789abcdef»"}',
        ),
        counter_examples=("JSESSIONID=none; lang=en", "PHPSESSID is not set: connect.sid="),
    ),
    Rule(
        id="cookie-of-curl",
        kind="token",
        finds="A cookie that curl says it has stored",
        # Its name, but for one that says who it is.
        prefix=rb"(?:Added|Replaced) cookie (?!MMUSERID)[\w.%-]{1,64}=\\{0,3}\"",
        lookahead=rb"(?=[^\s\"\\]{0,64}[0-9])",
        secret_start=_CHARACTER + rb"{12}",
        secret_rest=rb"[^\s\"\\]*+",
        # Without the name.
        prefilters=(rb"(?:Added|Replaced) cookie ",),
        exact_start=True,
        examples=(
            '* Added cookie session="«28yjhe8owbjj9auv»" for domain x, path /, expire 0',
            '* Replaced cookie MMCSRF="«28yjhe8owbjj9auv»" for domain x',
        ),
        counter_examples=(
            '* Added cookie MMUSERID="28yjhe8owbjj9auv" for domain x',
            '* Added cookie theme="darker-than-dark" for domain x',
        ),
    ),
    Rule(
        id="cookie-in-pair",
        kind="token",
        finds="The value of a session's cookie, after its name as another value of JSON",
        prefix=(
            # What they end with.
            rb"(?i:sess(?:id|ion|ionid)|_sid|\.sid|authtoken)"
            rb"\\{0,3}\", ?\\{0,3}\"value\\{0,3}\": ?\\{0,3}\""  # the name of the value
        ),
        secret_start=_CHARACTER + rb"{8}",
        secret_rest=_CHARACTER + rb"*+",
        examples=(
            '{"name":"PHPSESSID","value":"«28yjhe8owbjj9auv»","domain":"x"}',
            '{"name": "_gitlab_session", "value": "«28yjhe8owbjj9auv»"}',
        ),
        counter_examples=(
            '{"name":"PHPSESSID","value":"","domain":"x"}',
            '{"name":"theme","value":"28yjhe8owbjj9auv"}',
        ),
    ),
)
