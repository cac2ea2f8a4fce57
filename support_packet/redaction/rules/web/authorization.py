"""The `Authorization` header and what travels in it, in any notation."""

from functools import partial

from support_packet.redaction.expressions.fragments import (
    ASSIGNED,
    ASSIGNED_AFTER_QUOTE,
    GAP,
    LOOKS_RANDOM,
    OPAQUE,
)
from support_packet.redaction.expressions.marks_after_names import AUTHORIZATION_MARKS
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_phrases import CALLED_BY_MANUALS

_HEADER = rb"(?i:authorization)"
_GAP = GAP + rb"{1,3}"
_SCHEME = rb"(?i:bearer|basic|token|negotiate|digest|apikey)" + _GAP
"""How the value is to be read; `token` and `apikey` are not standard, but common."""

_ANY_SCHEME = rb"[A-Za-z][A-Za-z0-9_-]{1,24}" + _GAP
"""Okta, Opsgenie, Splunk, Discord, Windows and others have their own schemes."""

_NO_SECRET = (
    rb"(?!\{\\{0,3}\"|"  # JSON
    # Placeholders, and a name with its value.
    rb"[\[<{]?[A-Za-z_ -]{1,24}[\]>}]|[Xx]{4}|[a-z_]{1,32}=[^=\s\"']|\$\{?[A-Za-z_]+|%s|"
    + CALLED_BY_MANUALS
    + rb"\b)"
)
"""Not a placeholder, and not the next name with its value."""

# Anything but what ends a value, or an asterisk: it may be masked before.
_AFTER_SCHEME = rb"[^\s\"'\\,;*)\]}\x1b]"
_REST = rb"[^\s\"'\\,;)\]}\x1b]*+"

_NO_ALGORITHM = rb"(?!AWS4-[A-Z0-9-]{4,24} )"
"""Not how Amazon's clients sign: what they send comes later."""

_SIGN = rb"[A-Za-z0-9._~+/=%:|@!-]"
"""A character of what unusual schemes send."""

# A digit or a sign soon, or letters in both cases.
_RANDOM_SIGNS = rb"(?=" + _SIGN + rb"{0,31}[0-9]|[a-z]{0,15}[A-Z][A-Za-z+/]{16})"

_BEARER = rb"(?i:bearer|basic)(?:" + GAP + rb"|\+|%20|\\ )"  # a space, also of URLs and JSON
BEARER_VALUE = _BEARER + OPAQUE + rb"{8}"
"""One of the words and what may be a token, for all rules that begin so."""

_WITH_SCHEME = ("authorization-scheme", "authorization-scheme-quoted")
"""The rules that find all that is sent after a scheme."""

# Each for a bare name, and for one in quotes.
_header = partial(Rule, kind="token", prefilters=AUTHORIZATION_MARKS, exact_start=True)
_without_scheme = partial(
    _header,
    lookahead=_NO_ALGORITHM + LOOKS_RANDOM,
    secret_start=OPAQUE + rb"{16}",
    secret_rest=OPAQUE + rb"*+",
)
_with_scheme = partial(
    _header,
    lookahead=_NO_SECRET,
    secret_start=_AFTER_SCHEME,
    secret_rest=_REST,
    whole_before=rb"(?=[\s\"'\\,;)\]}\x1b]|\Z)",
)
_with_any_scheme = partial(
    _header,
    lookahead=_NO_SECRET + _RANDOM_SIGNS,
    secret_start=_SIGN + rb"{8}",
    secret_rest=_SIGN + rb"*+",
)

RULES = (
    _without_scheme(
        id="authorization-value",
        finds="An `Authorization` header without a scheme",
        prefix=_HEADER + ASSIGNED,
        examples=(
            "authorization=«0123456789abcdef»",
            "map[Authorization:[«xyz1234567890abc»] Accept:[*/*]]",
        ),
        counter_examples=("authorization: user12345 denied", "authorization=required-for-all"),
    ),
    _without_scheme(
        id="authorization-value-quoted",
        finds="An `Authorization` header without a scheme, its name in quotes",
        prefix=_HEADER + ASSIGNED_AFTER_QUOTE,
        examples=(
            '{"Authorization":["«0123456789abcdef»"]}',
            '{"a":"{\\"authorization\\":\\"«xyz1234567890abc»\\"}"}',
        ),
        counter_examples=(
            '{"authorization":"user12345"}',
            '{"authorization":"required-for-all-users"}',
        ),
    ),
    _with_scheme(
        id="authorization-scheme",
        finds="An `Authorization` header with a scheme, however short its value",
        prefix=_HEADER + ASSIGNED + _SCHEME,
        examples=(
            "Authorization: Basic «YTpi»",
            "Proxy-Authorization: Negotiate «YIIBhg»",
            '{"dump":"Authorization:\\tBasic\\t«YTpi»\\r\\n"}',
            "map[Authorization:[Bearer «xyz1234567890»] Accept:[*/*]]",
        ),
        counter_examples=(
            "Authorization: Basic ********",
            "Authorization: none, basic authentication failed",
            "Authorization: Bearer <token>",
            'missing header Authorization: Bearer\t{"path": "/api/v4/users"}',
        ),
    ),
    _with_scheme(
        id="authorization-scheme-quoted",
        finds="An `Authorization` header with a scheme, its name in quotes",
        prefix=_HEADER + ASSIGNED_AFTER_QUOTE + _SCHEME,
        examples=(
            '{"Authorization":["Bearer «abcDEF123._-~+/=»"]}',
            '{"a":"{\\"authorization\\":\\"Basic «YTpi»\\"}"}',
        ),
        counter_examples=(
            '{"Authorization":"Basic ********"}',
            '{"authorization":"none"}',
        ),
    ),
    _with_any_scheme(
        id="authorization-any-scheme",
        finds="An `Authorization` header with a scheme that only few programs know",
        prefix=_HEADER + ASSIGNED + _ANY_SCHEME,
        examples=(
            "Authorization: SSWS «00abcdefghijklmnop»",
            "Authorization: AWS «AKIDEXAMPLE:frJIUN8DYpKDtOLCwo=»",
            '{"dump":"authorization: NTLM «TlRMTVNTUAADAAAAGAAYAHIA»\\r\\n"}',
        ),
        counter_examples=(
            "Authorization: Hawk id=bob, authorization: user12345 denied",
            "authorization: header missing-or-malformed",
        ),
    ),
    _with_any_scheme(
        id="authorization-any-scheme-quoted",
        finds="An `Authorization` header with a scheme that only few programs know, in quotes",
        prefix=_HEADER + ASSIGNED_AFTER_QUOTE + _ANY_SCHEME,
        examples=(
            '{"Authorization":["GenieKey «0123456789ab-cdef»"]}',
            "{'authorization': 'Bot «MTk4NjIy.Cl2FMQ.ZnCj»'}",
        ),
        counter_examples=(
            '{"authorization":"is required for user12345"}',
            '{"Authorization":["GenieKey secret"]}',
        ),
    ),
    # Shorter than above, and so in the spelling of HTTP only.
    Rule(
        id="authorization-header",
        kind="token",
        finds="A short `Authorization` header, as HTTP writes it",
        prefix=rb"Authorization: ",
        lookahead=_NO_ALGORITHM + LOOKS_RANDOM,
        secret_start=OPAQUE + rb"{8}",
        secret_rest=OPAQUE + rb"*+",
        examples=("Authorization: «abcdef01»", "-H 'Authorization: «t0ken-01»' https://x"),
        counter_examples=(
            "Authorization: required",
            "Authorization: AWS4-HMAC-SHA256 Credential=**REDACTED**, Signature=**REDACTED**",
        ),
    ),
    Rule(
        id="bearer-token",
        covered_by=_WITH_SCHEME,
        kind="token",
        finds="What follows the words `Bearer` and `Basic`",
        prefix=_BEARER,
        lookahead=rb"(?![a-z_]{1,32}=[^=\s\"'])" + LOOKS_RANDOM,
        secret_start=OPAQUE + rb"{8}",
        prefilters=(BEARER_VALUE,),
        exact_start=True,
        secret_rest=rb"(?>" + OPAQUE + rb"*)(?>(?:[:|]" + OPAQUE + rb"+){0,9})",
        examples=(
            "sent BEARER «abcdef01»",
            "header=Basic%20«YWxpY2U6MTIz», http-request set-header x Basic\\ «YWxpY2U6MTIz»",
            '{"dump":"Basic\\t«YWxpY2U6MTIz»"}',
            "bearer «2/12345678:0123456789ab»",
        ),
        counter_examples=(
            "basic authentication failed; Bearer authentication is used",
            "basic auth1, token_type=Bearer expires_in=3600",
        ),
    ),
)
