"""Tokens and keys by their names, in any notation.

No shorter tokens, nor longer names among the others: to refuse those would cost twice as much.
"""

from functools import partial

from support_packet.redaction.rules.fragments import (
    ASSIGNED,
    ASSIGNED_AFTER_QUOTE,
    LOOKS_RANDOM,
    OPAQUE,
    TOKEN_NAME,
)
from support_packet.redaction.rules.rule import Rule

_SAML = rb"(?i:samlresponse)"
_API_KEY = rb"(?i:api[-_]?key)"

_named = partial(
    Rule,
    kind="token",
    lookahead=LOOKS_RANDOM,
    secret_start=OPAQUE + rb"{16}",
    secret_rest=OPAQUE + rb"*+",
)
"""The rule for an opaque value after a name."""

RULES = (
    _named(
        id="named-token",
        finds="Values of 16 or more characters of names such as `token`, `api_key`, `signature`",
        prefix=TOKEN_NAME + ASSIGNED,
        examples=(
            "AWS_SECRET_ACCESS_KEY=«wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY»",
            "AccountName=a;AccountKey=«abcdefghijklmnopqrstuvwxyz0123456789+/==»;Suffix=x",
            "session_key: «0123456789abcdef»",
        ),
        counter_examples=(
            "token=0123456789abc tokens=0123456789abcdef",
            "secretKeyFile=/etc/mattermost/key1.pem token: the-usual-way-of-it",
        ),
    ),
    _named(
        id="named-token-quoted",
        finds="Values of 16 or more characters of such names in quotes",
        prefix=TOKEN_NAME + ASSIGNED_AFTER_QUOTE,
        examples=(
            '{"api_key":"«0123456789abcdef»"}',
            '{"PublicLinkSalt":"«abcdefghijklmnopqrstuvwxyzabcdef»"}',
            '{"a":"{\\"AtRestEncryptKey\\":\\"«abcdefghijklmnopqrstuvwxyzabcdef»\\"}"}',
        ),
        counter_examples=(
            '{"token":"0123456789abc","tokens":"0123456789abcdef"}',
            '{"msg":"SAML","PrivateKeyFile":"saml-private.key","token":"the-usual-way-of-it"}',
        ),
    ),
    _named(
        id="named-token-url-encoded",
        finds="Values of 16 or more characters of such names within a URL's parameter",
        prefix=TOKEN_NAME + rb"%3[Dd]",
        examples=(
            "next=%2Fx%3Faccess_token%3D«0123456789abcdef»",
            "url=a%3FX-Amz-Signature%3d«aeeed9bbccd4d02ee5c0109b86d86835»&b=c",
        ),
        counter_examples=(
            "next=%2Fx%3Ftoken%3D12345",
            "next=%2Fx%3Ftoken%3Dthe-usual-way-of-it",
        ),
    ),
    _named(
        id="saml-response",
        finds="A SAML response, with which anyone who has it can log in",
        prefix=_SAML + ASSIGNED,
        examples=(
            "SAMLResponse=«PHNhbWxwOlJlc3BvbnNlIHhtbG5zOnNhbWxw»",
            "samlresponse: «PHNhbWxwOlJlc3Bvb1»",
        ),
        counter_examples=("SAMLResponse=none", "SAMLResponse: malformed-and-unusable"),
    ),
    _named(
        id="saml-response-quoted",
        finds="A SAML response, its name in quotes",
        prefix=_SAML + ASSIGNED_AFTER_QUOTE,
        examples=(
            '{"SAMLResponse":"«PHNhbWxwOlJlc3BvbnNlIHhtbG5zOnNhbWxw»"}',
            '{"SAMLResponse": ["«PHNhbWxwOlJlc3Bvb1»"]}',
        ),
        counter_examples=('{"SAMLResponse":"none"}', '{"SAMLResponse":"malformed-and-unusable"}'),
    ),
    # Keys of as few as 8 characters, in the two notations of JSON only.
    _named(
        id="api-key-in-json",
        finds="Values of 8 or more characters of `api_key` in compact JSON",
        prefix=_API_KEY + rb'":"',
        secret_start=OPAQUE + rb"{8}",
        examples=('{"apiKey":"«abc12345»"}', '{"giphy_api-key":"«s7r1ng99»","x":1}'),
        counter_examples=('{"apiKey":"abc12"}', '{"api_key":"required"}'),
    ),
    _named(
        id="api-key-in-spaced-json",
        finds="Values of 8 or more characters of `api_key` in JSON with spaces",
        prefix=_API_KEY + rb'": "',
        secret_start=OPAQUE + rb"{8}",
        examples=('{"apiKey": "«abc12345»"}', '{"giphy_api-key": "«s7r1ng99»", "x": 1}'),
        counter_examples=('{"apiKey": "abc12"}', '{"api_key": "required"}'),
    ),
)
