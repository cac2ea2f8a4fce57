"""The patterns of credentials that no configuration knows: what is a secret in text."""

from collections.abc import Iterator

from support_packet.redaction.rules.passwords import PASSWORDS
from support_packet.redaction.rules.rule import Rule
from support_packet.redaction.rules.shapes import CLOSING, EQUALS, OPAQUE, RANDOM, SHAPES
from support_packet.secret_names import Text, text_expression

_IS = EQUALS + rb"\[?(?:\\{0,3}[\"'])?"


def _opaque(context: bytes, least: int) -> Rule:
    return Rule("token", context, OPAQUE + b"{%d}" % least, OPAQUE + b"*+", RANDOM)


def _assigned(names: bytes) -> Iterator[bytes]:
    r"""Yield what stands before a value: its name and `=`, `: `, `":"`, `\":\"`, `=>`, `:["` or so.

    Two contexts: hyperscan takes thrice as long to refuse a choice right after the name.
    """
    yield names + _IS
    yield names + CLOSING + _IS


_KEY = b"(?i:" + text_expression(Text.TOKEN) + b")"
_ID = rb"[a-z0-9]{26}"
_ID_ENDS = rb"(?=[a-z0-9]{26}(?![A-Za-z0-9]))"

_SLASH = rb"(?:\\{0,3}/|%(?:25)?2[Ff])"
_KIND_OF_HOOK = rb"(?:(?:incoming|outgoing|commands)" + _SLASH + rb")?"

RULES = (
    # Mattermost's own: session and personal access tokens, ids of incoming webhooks.
    Rule("token", rb"(?i:token|bearer|mmcsrf)[^A-Za-z0-9\n]{1,8}", _ID, check=_ID_ENDS),
    Rule("webhook", _SLASH + rb"hooks" + _SLASH + _KIND_OF_HOOK, _ID, check=_ID_ENDS),
    Rule(
        "webhook",
        rb"(?i:hook[_ -]?id|webhook received\.? id)[^A-Za-z0-9\n]{1,8}",
        _ID,
        check=_ID_ENDS,
    ),
    # Tokens sent by e-mail, codes of OAuth, hashes of public links.
    *(
        _opaque(query + name + b"=", 26)
        for query in (b"[?&;]", b"u0026")
        for name in (b"t", b"code")
    ),
    Rule("token", rb"/public\?h=", OPAQUE + b"{16}", OPAQUE + b"*+"),
    Rule("token", rb"(?:apple|android)_rn(?:beta)?(?:-v2)?:", rb"[\w:-]{16}", rb"[\w:-]*+"),
    # Headers and named values.
    # Not shorter tokens, nor longer names among the others: refusing them would cost twice as much.
    *(
        _opaque(context, 16)
        for names in (_KEY, rb"(?i:samlresponse)", rb"(?i:authorization)")
        for context in _assigned(names)
    ),
    *(
        Rule(
            "token",
            context + rb"(?i:bearer|basic|token|negotiate|digest|apikey) ",
            rb"[^\s\"'\\,;*)\]}]",
            rb"[^\s\"'\\,;)\]}]*+",
        )
        for context in _assigned(rb"(?i:authorization)")
    ),
    _opaque(rb"Authorization: ", 8),
    *(_opaque(rb"(?i:api[-_]?key)" + equals, 8) for equals in (b'":"', b'": "')),
    _opaque(rb"(?i:bearer|basic)(?: |\+|%20)", 8),
    _opaque(_KEY + rb"%3[Dd]", 16),
    Rule("token", rb"(?i:response)=\\{0,3}\"", rb"[0-9a-f]{32}"),
    Rule(
        "token",
        rb"AUTH (?:PLAIN|LOGIN|XOAUTH2) ",
        rb"[A-Za-z0-9+/]{8}",
        rb"[A-Za-z0-9+/=]*+",
        rb"(?=[A-Za-z]{0,63}[0-9+/=])",
    ),
    Rule(
        "token",
        rb"(?i:cookie)[\"':\[\\ ]{2,8}[A-Za-z0-9_.-]{0,24}(?i:sess|sid|auth)[A-Za-z0-9_.-]{0,16}=",
        OPAQUE + b"{8}",
        OPAQUE + b"*+",
        loosely=(rb"(?i:cookie)[\"':\[\\ ]{2,8}[A-Za-z0-9_.-]{3,44}=" + OPAQUE + b"{8,13}",),
    ),
    Rule(
        "token",
        rb"(?:JSESSIONID|PHPSESSID|connect\.sid|_session|_oauth2_proxy)=",
        OPAQUE + b"{16}",
        OPAQUE + b"*+",
    ),
    *PASSWORDS,
    *SHAPES,
)
