"""The patterns of credentials that no configuration knows: what is a secret in text."""

from collections.abc import Iterator

from support_packet.redaction.passwords import PASSWORDS
from support_packet.redaction.rule import Rule
from support_packet.redaction.shapes import OPAQUE, RANDOM, SHAPES

_IS = rb"(?:=>|[=:])[ ]{0,2}\[?(?:\\{0,3}[\"'])?"
_QUOTED = rb"[\\\"' ]{1,6}"


def _assigned(
    names: bytes, start: bytes, rest: bytes, check: bytes = b"", scheme: bytes = b""
) -> Iterator[Rule]:
    r"""Yield what finds a token after its name and `=`, `: `, `":"`, `\":\"`, `=>`, `:["` or so.

    Two rules: hyperscan takes thrice as long to refuse a choice right after the name.
    """
    yield Rule("token", names + _IS + scheme, start, rest, check)
    yield Rule("token", names + _QUOTED + _IS + scheme, start, rest, check)


_KEY = (
    rb"(?i:token|signature|credential|link[-_]?salt|account[-_]?key"
    rb"|(?:api|access|secret|private|auth|session|shared|encryption|encrypt|signing|split|hmac)"
    rb"[-_]?key)"
)
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
        Rule("token", query + name + b"=", OPAQUE + b"{26}", OPAQUE + b"*+", RANDOM)
        for query in (b"[?&;]", b"u0026")
        for name in (b"t", b"code")
    ),
    Rule("token", rb"/public\?h=", OPAQUE + b"{16}", OPAQUE + b"*+"),
    Rule("token", rb"(?:apple|android)_rn(?:beta)?(?:-v2)?:", rb"[\w:-]{16}", rb"[\w:-]*+"),
    # Headers and named values.
    # Not shorter tokens, nor longer names among the others: refusing them would cost twice as much.
    *_assigned(_KEY, OPAQUE + b"{16}", OPAQUE + b"*+", RANDOM),
    *_assigned(rb"(?i:samlresponse)", OPAQUE + b"{16}", OPAQUE + b"*+", RANDOM),
    *_assigned(rb"(?i:authorization)", OPAQUE + b"{16}", OPAQUE + b"*+", RANDOM),
    *_assigned(
        rb"(?i:authorization)",
        rb"[^\s\"'\\,;*)\]}]",
        rb"[^\s\"'\\,;)\]}]*+",
        scheme=rb"(?i:bearer|basic|token|negotiate|digest|apikey) ",
    ),
    Rule("token", rb"Authorization: ", OPAQUE + b"{8}", OPAQUE + b"*+", RANDOM),
    *(
        Rule("token", rb"(?i:api[-_]?key)" + equals, OPAQUE + b"{8}", OPAQUE + b"*+", RANDOM)
        for equals in (b'":"', b'": "')
    ),
    Rule("token", rb"(?i:bearer|basic)(?: |\+|%20)", OPAQUE + b"{8}", OPAQUE + b"*+", RANDOM),
    Rule("token", _KEY + rb"%3[Dd]", OPAQUE + b"{16}", OPAQUE + b"*+", RANDOM),
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
