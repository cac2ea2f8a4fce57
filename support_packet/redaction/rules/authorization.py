"""The `Authorization` header and what travels in it, in any notation."""

from support_packet.redaction.rules.fragments import (
    ASSIGNED,
    ASSIGNED_AFTER_QUOTE,
    LOOKS_RANDOM,
    OPAQUE,
)
from support_packet.redaction.rules.rule import Rule

_HEADER = rb"(?i:authorization)"
_SCHEME = rb"(?i:bearer|basic|token|negotiate|digest|apikey) "
"""How the value is to be read; `token` and `apikey` are not standard, but common."""

_AFTER_SCHEME = rb"[^\s\"'\\,;*)\]}]"
"""Anything but what ends a value, or an asterisk: it may be masked before."""

_REST_AFTER_SCHEME = rb"[^\s\"'\\,;)\]}]*+"

RULES = (
    Rule(
        id="authorization-value",
        kind="token",
        finds="An `Authorization` header without a scheme",
        prefix=_HEADER + ASSIGNED,
        lookahead=LOOKS_RANDOM,
        secret_start=OPAQUE + rb"{16}",
        secret_rest=OPAQUE + rb"*+",
        examples=(
            "authorization=«0123456789abcdef»",
            "map[Authorization:[«xyz1234567890abc»] Accept:[*/*]]",
        ),
        counter_examples=(
            "authorization: user12345 denied",
            "authorization=required-for-all-users",
        ),
    ),
    Rule(
        id="authorization-value-quoted",
        kind="token",
        finds="An `Authorization` header without a scheme, its name in quotes",
        prefix=_HEADER + ASSIGNED_AFTER_QUOTE,
        lookahead=LOOKS_RANDOM,
        secret_start=OPAQUE + rb"{16}",
        secret_rest=OPAQUE + rb"*+",
        examples=(
            '{"Authorization":["«0123456789abcdef»"]}',
            '{"a":"{\\"authorization\\":\\"«xyz1234567890abc»\\"}"}',
        ),
        counter_examples=(
            '{"authorization":"user12345"}',
            '{"authorization":"required-for-all-users"}',
        ),
    ),
    Rule(
        id="authorization-scheme",
        kind="token",
        finds="An `Authorization` header with a scheme, however short its value",
        prefix=_HEADER + ASSIGNED + _SCHEME,
        secret_start=_AFTER_SCHEME,
        secret_rest=_REST_AFTER_SCHEME,
        examples=(
            "Authorization: Basic «YTpi»",
            "Proxy-Authorization: Negotiate «YIIBhg»",
            "map[Authorization:[Bearer «xyz1234567890»] Accept:[*/*]]",
        ),
        counter_examples=(
            "Authorization: Basic ********",
            "Authorization: none, basic authentication failed",
        ),
    ),
    Rule(
        id="authorization-scheme-quoted",
        kind="token",
        finds="An `Authorization` header with a scheme, its name in quotes",
        prefix=_HEADER + ASSIGNED_AFTER_QUOTE + _SCHEME,
        secret_start=_AFTER_SCHEME,
        secret_rest=_REST_AFTER_SCHEME,
        examples=(
            '{"Authorization":["Bearer «abcDEF123._-~+/=»"]}',
            '{"a":"{\\"authorization\\":\\"Basic «YTpi»\\"}"}',
        ),
        counter_examples=(
            '{"Authorization":"Basic ********"}',
            '{"authorization":"none"}',
        ),
    ),
    # Shorter than above, and so in the spelling of HTTP only.
    Rule(
        id="authorization-header",
        kind="token",
        finds="A short `Authorization` header, as HTTP writes it",
        prefix=rb"Authorization: ",
        lookahead=LOOKS_RANDOM,
        secret_start=OPAQUE + rb"{8}",
        secret_rest=OPAQUE + rb"*+",
        examples=("Authorization: «abcdef01»", "-H 'Authorization: «t0ken-01»' https://x"),
        counter_examples=("Authorization: required", "Authorization: abc12"),
    ),
    Rule(
        id="bearer-token",
        kind="token",
        finds="What follows the words `Bearer` and `Basic`",
        prefix=rb"(?i:bearer|basic)(?: |\+|%20)",  # a space, or how URLs write one
        lookahead=LOOKS_RANDOM,
        secret_start=OPAQUE + rb"{8}",
        secret_rest=OPAQUE + rb"*+",
        examples=("sent BEARER «abcdef01»", "header=Basic%20«YWxpY2U6MTIz»"),
        counter_examples=(
            "basic authentication failed; Bearer authentication is used",
            "basic auth1",
        ),
    ),
    Rule(
        id="digest-response",
        kind="token",
        finds="The answer to a challenge of HTTP Digest",
        prefix=rb"(?i:response)=\\{0,3}\"",
        secret_start=rb"[0-9a-f]{32}",
        examples=(
            'uri="/x", response="«6629fae49393a05397450978507c4ef1»"',
            '{"h":"nc=1, response=\\"«6629fae49393a05397450978507c4ef1»\\""}',
        ),
        counter_examples=(
            'response="6629fae49393a053"',
            'response="A TEXT OF THIRTY-TWO CHARACTERS."',
        ),
    ),
    Rule(
        id="smtp-auth",
        kind="token",
        finds="The credentials with which a mail server is logged in to",
        # The mechanisms that send the credentials with the command.
        prefix=rb"AUTH (?:PLAIN|LOGIN|XOAUTH2) ",
        # Base64 has a digit or a sign soon; a list of what the server offers does not.
        lookahead=rb"(?=[A-Za-z]{0,63}[0-9+/=])",
        secret_start=rb"[A-Za-z0-9+/]{8}",
        secret_rest=rb"[A-Za-z0-9+/=]*+",
        examples=(
            "smtp: AUTH PLAIN «AGFsaWNlAGh1bnRlcjI=»",
            "C: AUTH XOAUTH2 «dXNlcj1hbm4BYXV0aD1CZWFyZXI=»",
        ),
        counter_examples=(
            "250-AUTH PLAIN LOGIN; AUTH LOGIN PLAIN CRAM-MD5",
            "504 AUTH PLAIN mechanism not supported",
        ),
    ),
)
