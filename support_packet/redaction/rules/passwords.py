"""Passwords, by their names, and those in URLs and data sources."""

from support_packet.redaction.rules.rule import Rule
from support_packet.redaction.rules.shapes import CLOSING, EQUALS, RANDOM
from support_packet.secret_names import Text, text_expression

_PASSWORD = b"(?i:" + text_expression(Text.PASSWORD) + b")"
_IS = EQUALS + rb"(?:\[\]string\{|\[)?"
_PASSWORD_NAME = _PASSWORD + rb"(?:\\{0,3}[\"'])?[ ]{0,2}" + _IS
_QUOTED = rb"\\{0,3}(?:\"[^\"\n]|'[^'\"\n])"
_NAMED = (
    _PASSWORD + _IS + _QUOTED,
    _PASSWORD + CLOSING + _IS + _QUOTED,
)
"""For what looks like a password in quotes: hyperscan is slow to refuse the rules themselves."""

_UNQUOTED = (_PASSWORD + rb":[ \[]?[^\s\"'&<>\\]{6,11}",)
_QUOTE = rb"(?:%22|&#34;|&quot;|\\{1,3}u0022)"
"""As URLs, HTML and careful JSON write it."""

_NO_PASSWORD = (
    rb"(?!(?:\*+|(?i:true|false|null|nil|none|undefined)|[?]|%[a-z]|\$[0-9]+|:[A-Za-z]+)"
    rb"(?:[\s\"'&,;)\\]|\Z)|[{]|\$\{|<)"
)
"""Masked already, a flag, or a placeholder of SQL, a format or a template."""

_SHORT_NAME = b"(?:(?i:%s)|%s)" % (
    text_expression(Text.SHORT_NAME),
    text_expression(Text.SHORT_NAME_IN_CAPITALS).upper(),
)
_SHORT_NAMED = rb"[^\s\"'&<>\\,;()\[\]{}/]"
_AFTER_COLON = (_SHORT_NAME + rb":[^\n]" + _SHORT_NAMED + b"{6,11}",)


def _short_named(equals: bytes, least: int = 6, loosely: tuple[bytes, ...] = ()) -> Rule:
    return Rule(
        "password",
        _SHORT_NAME + equals,
        _SHORT_NAMED + b"{%d}" % least,
        rb"[^\s\"'&<>\\,;)\]}]*+",
        rb"(?=[^\s\"'&<>\\,;)\]}]{0,64}[^A-Za-z\s\"'&<>\\,;)\]}_.:])" + _NO_PASSWORD,
        word=True,
        loosely=loosely,
    )


_URL_PASSWORD = rb"[^\s/?#\"<>@]{0,256}+(?>(?:@[^\s/?#\"<>@]{0,256}+(?=@))*)(?=@)"
_DATA_SOURCE_PASSWORD = rb"[^\s\"<>@]{0,256}+(?>(?:@[^\s\"<>@]{0,256}+(?=@))*)(?=@)"
"""Up to the last `@`; bounded, because what refuses a match must not look far."""

PASSWORDS = (
    Rule(
        "password",
        _PASSWORD_NAME + b'"',
        rb"[^\"\\\n]|\\[^\n]",
        rb"(?>(?:[^\"\\\n]++|\\[^\n]){0,9999})",
        _NO_PASSWORD,
        loosely=_NAMED,
    ),
    Rule(
        "password",
        _PASSWORD_NAME + rb"\\\"",
        rb"[^\"\\\n]|\\\\[^\"\\\n]|\\\\\\[\"\\]",
        rb"(?>(?:[^\"\\\n]++|\\\\[^\"\\\n]|\\\\\\[\"\\]){0,9999})",
        _NO_PASSWORD,
        loosely=_NAMED,
    ),
    Rule(
        "password",
        _PASSWORD_NAME + rb"\\{2,3}\"",
        rb"[^\"\\\n]",
        rb"(?>(?:[^\"\\\n]++|\\++[^\"\\\n]){0,9999})",
        _NO_PASSWORD,
        loosely=_NAMED,
    ),
    Rule(
        "password",
        _PASSWORD_NAME + b"'",
        rb"[^'\"\\\n]",
        rb"(?>(?:[^'\"\\\n]++|\\[^\"\n]|''){0,9999})",
        _NO_PASSWORD,
        loosely=_NAMED,
    ),
    Rule(
        "password",
        _PASSWORD + rb"(?:=[ ]{0,2}| {1,2}= | =|%3[Dd])",
        rb"[^\s\"'&<>\\,;)\]}]",
        rb"(?>(?:[^\s\"'&<>\\,;)\]}]++|\\\\[^\s\"]|[,;)\]}](?=[^\s\"'\\])){0,9999})",
        _NO_PASSWORD,
        loosely=tuple(
            _PASSWORD + equals + rb"[^\s\"'&<>\\,;)\]}]"
            for equals in (rb"=[ ]{0,2}", b" =", b" = ", b"  = ", rb"%3[Dd]")
        ),
    ),
    Rule(
        "password",
        _PASSWORD + b": ",
        rb"[^\s\"'&<>\\]{6}",
        rb"[^\s\"'&<>\\]*+",
        rb"(?=[^\s\"]{0,64}[0-9])(?=[^\s\"]{0,64}[A-Za-z])(?=[^\s\"'&<>\\]{6,128}(?:[\"\r\n]|\\n|\Z))",
        loosely=_UNQUOTED,
    ),
    # What Go prints of a struct or a map.
    Rule(
        "password",
        _PASSWORD + rb":\[?",
        rb"[^\s\"'&<>\\\[\]{}/(]{6}",
        rb"[^\s\"'<>\\\]}]*+",
        rb"(?=[^\s\"'\\\]}]{0,64}[^A-Za-z\s\"'\\\]}_.,;:/-])" + _NO_PASSWORD,
        loosely=_UNQUOTED,
    ),
    # Not "pass", with which every "password" begins, and not every way to write these: to refuse
    # them takes a third longer.
    *map(_short_named, (b"=", b" = ", b'="', b"='", b'":"', b'": "', rb'\\":\\"')),
    _short_named(b": ", loosely=_AFTER_COLON),
    _short_named(b":", least=7, loosely=_AFTER_COLON),
    Rule(
        "password",
        rb"(?i:identified by|password) '",
        rb"[^'\"\\\n]",
        rb"(?>(?:[^'\"\\\n]++|''){0,9999})",
        _NO_PASSWORD,
    ),
    Rule("password", rb"--[a-z-]{0,16}password ", rb"[^\s\"'\\-]", rb"[^\s\"'\\]*+"),
    Rule(
        "password",
        _PASSWORD + _QUOTE + rb"[ +]?(?:%3[Aa]|[:=])[ +]?" + _QUOTE,
        rb"[^\s\"'<>&%\\]",
        rb"(?>(?:[^\s\"'<>&%\\]++|%(?!22)|&(?!#34|quot)|\\(?!\\*u0022)){0,9999})",
    ),
    Rule(
        "password",
        _PASSWORD + b">",
        rb"[^\s<>\"\\]",
        rb"[^<>\n\"\\]*+(?=</)",
        loosely=(_PASSWORD + rb">[^\s<>\"\\][^<>\n]{0,5}",),
    ),
    Rule(
        "password",
        _PASSWORD + rb"\\{0,3}\"(?:\\{1,3}r)?\\{1,3}n(?:\\{1,3}r)?\\{1,3}n",
        rb"[^\s\"\\]",
        rb"[^\s\"\\]*+",
    ),
    # Passwords in URLs and in go-sql-driver's data sources.
    Rule("password", rb"://[^\s/:\"'<>?#]{0,64}:", rb"[^\s/?#\"<>@*]", _URL_PASSWORD),
    Rule(
        "password",
        rb"(?i:postgres|postgresql|mysql|rediss?|mongodb|amqps?|ldaps?|smtps?)"
        rb"://[^\s/:@\"'<>?#]{0,64}:",
        rb"[^\s\"<>@*]",
        _DATA_SOURCE_PASSWORD,
    ),
    Rule(
        "password",
        rb"[A-Za-z0-9_.+-]{1,32}:",
        rb"[^\s\"]{1,64}",
        end=rb"@(?:tcp[46]?|unix)\(",
        word=True,
    ),
    Rule(
        "password",
        rb"(?i:%3A%2F%2F)[^\s/:@\"'<>?#&%]{0,64}(?i:%3A)",
        rb"[^\s/?#\"<>@*&]",
        rb"(?>(?:[^\s/?#\"<>@&%]++|%(?!40|2[Ff])){0,256})(?=%40)",
    ),
    # Nothing but a token; and what Go says of a password that holds a slash.
    Rule("password", rb"https?://", rb"[A-Za-z0-9_-]{16,64}", check=RANDOM, end=b"@"),
    Rule("password", rb"invalid port \\{0,3}\":", rb"[^\"\\\n]", rb"[^\"\\\n]*+"),
)
