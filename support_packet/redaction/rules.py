"""The patterns of credentials that no configuration knows: what is a secret in text."""

import re
from dataclasses import dataclass
from functools import cached_property

LOOK_AHEAD = 256
"""More bytes than the `check` of any rule looks at."""


@dataclass(frozen=True)
class Rule:
    """A secret in its context, written as regular expressions over bytes.

    `context` and `start`, the first bytes of the secret, together are what the detector looks
    for: bounded, without look-around, so that hyperscan takes them too. `word` asks that the
    context does not begin within a word, `check` is a look-ahead at the secret's start. `rest` is
    the rest of the secret: of any length, without backtracking, and with few enough repeats of
    groups that matching takes little memory; it may refuse the match. A secret
    without a rest may have an `end`, by which it is known. No part matches a line end.
    """

    kind: str
    context: bytes
    start: bytes
    rest: bytes = b""
    check: bytes = b""
    word: bool = False
    end: bytes = b""

    @property
    def detector(self) -> bytes:
        """What hyperscan searches for; it ends where the head ends."""
        return self.context + b"(?:" + self.start + b")" + self.end

    @cached_property
    def head(self) -> re.Pattern[bytes]:
        """The exact rule up to the end of `start` or `end`; group 1 is `start`."""
        boundary = rb"(?<![A-Za-z0-9])" if self.word else b""
        return re.compile(
            boundary + self.context + self.check + b"(" + self.start + b")" + self.end
        )

    @cached_property
    def place(self) -> re.Pattern[bytes]:
        """What the detector looks for, without the conditions of the head."""
        return re.compile(self.detector)

    @cached_property
    def tail(self) -> re.Pattern[bytes]:
        """The rest of the secret, matched where the head ends."""
        return re.compile(self.rest)


_ASSIGNED = rb"(?:\\{0,3}[\"'])?[ ]{0,2}(?:=>|[=:]|%3[Dd])[ ]{0,2}\[?(?:\\{0,3}[\"'])?"
"""Between a name and its value: `=`, `: `, `":"`, `\\":\\"`, `=>`, `:["` and the like."""

_KEY = (
    rb"(?i:token|authorization|csrf|signature|credential|account[-_]?key"
    rb"|(?:api|access|secret|private|auth|session|shared|encryption|signing|hmac)[-_]?key)"
)
_PASSWORD = rb"(?i:password|passwd|passphrase|secret)"
_PASSWORD_NAME = _PASSWORD + rb"(?:\\{0,3}[\"'])?[ ]{0,2}(?:=>|[=:])[ ]{0,2}\[?"

_OPAQUE = rb"[A-Za-z0-9._~+/=%-]"
_RANDOM = rb"(?=" + _OPAQUE + rb"{32}|" + _OPAQUE + rb"{0,31}[0-9])"
"""Long, or with a digit: not a word or a sentence."""

_ID = rb"[a-z0-9]{26}"
_ID_ENDS = rb"(?=[a-z0-9]{26}(?![A-Za-z0-9]))"

_NO_PASSWORD = (
    rb"(?!(?:\*+|true|false|null|nil|none|undefined|[?]|%[a-z]|\$[0-9]+|:[A-Za-z]+)"
    rb"(?:[\s\"'&,;)\\]|\Z)|[{]|\$\{|<)"
)
"""Masked already, a flag, or a placeholder of SQL, a format or a template."""

_URL_PASSWORD = rb"[^\s/?#\"<>@]{0,256}+(?>(?:@[^\s/?#\"<>@]{0,256}+(?=@))*)(?=@)"
_DATA_SOURCE_PASSWORD = rb"[^\s\"<>@]{0,256}+(?>(?:@[^\s\"<>@]{0,256}+(?=@))*)(?=@)"
"""Up to the last `@`; bounded, because what refuses a match must not look far."""

RULES = (
    # Mattermost's own: session and personal access tokens, ids of incoming webhooks.
    Rule("token", rb"(?i:token|bearer|mmcsrf)[^A-Za-z0-9\n]{1,8}", _ID, check=_ID_ENDS),
    Rule("webhook", rb"/hooks/(?:incoming/|outgoing/|commands/)?", _ID, check=_ID_ENDS),
    Rule("webhook", rb"(?i:hook_?id)" + _ASSIGNED, _ID, check=_ID_ENDS),
    # Headers and named values.
    Rule("token", _KEY + _ASSIGNED, _OPAQUE + b"{16}", _OPAQUE + b"*+", _RANDOM),
    Rule("token", rb"(?i:bearer|basic)(?: |\+|%20)", _OPAQUE + b"{8}", _OPAQUE + b"*+", _RANDOM),
    Rule(
        "token",
        rb"(?i:authorization)" + _ASSIGNED + rb"(?i:bearer|basic|token|negotiate|digest|apikey) ",
        rb"[^\s\"'\\,;*)\]}]",
        rb"[^\s\"'\\,;)\]}]*+",
    ),
    Rule(
        "password",
        _PASSWORD_NAME + b'"',
        rb"[^\"\\\n]|\\[^\n]",
        rb"(?>(?:[^\"\\\n]++|\\[^\n]){0,9999})",
        _NO_PASSWORD,
    ),
    Rule(
        "password",
        _PASSWORD_NAME + rb"\\\"",
        rb"[^\"\\\n]|\\\\[^\"\\\n]|\\\\\\[\"\\]",
        rb"(?>(?:[^\"\\\n]++|\\\\[^\"\\\n]|\\\\\\[\"\\]){0,9999})",
        _NO_PASSWORD,
    ),
    Rule(
        "password",
        _PASSWORD_NAME + rb"\\{2,3}\"",
        rb"[^\"\\\n]",
        rb"(?>(?:[^\"\\\n]++|\\++[^\"\\\n]){0,9999})",
        _NO_PASSWORD,
    ),
    Rule(
        "password",
        _PASSWORD_NAME + b"'",
        rb"[^'\"\\\n]",
        rb"(?>(?:[^'\"\\\n]++|\\[^\"\n]){0,9999})",
        _NO_PASSWORD,
    ),
    Rule(
        "password",
        _PASSWORD + rb"[ ]{0,2}(?:=|%3[Dd])[ ]{0,2}",
        rb"[^\s\"'&<>\\,;)\]}]",
        rb"(?>(?:[^\s\"'&<>\\,;)\]}]++|\\\\[^\s\"]|[,;)\]}](?=[^\s\"'\\])){0,9999})",
        _NO_PASSWORD,
    ),
    Rule(
        "password",
        _PASSWORD + b": ",
        rb"[^\s\"'&<>\\]{6}",
        rb"[^\s\"'&<>\\]*+",
        rb"(?=[^\s\"]{0,64}[0-9])(?=[^\s\"]{0,64}[A-Za-z])(?=[^\s\"'&<>\\]{6,128}(?:[\"\r\n]|\\n|\Z))",
    ),
    # Passwords in URLs and in go-sql-driver's data sources.
    Rule("password", rb"://[^\s/:@\"'<>?#]{0,64}:", rb"[^\s/?#\"<>@*]", _URL_PASSWORD),
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
        end=rb"@(?:tcp|unix)\(",
        word=True,
    ),
    # Known shapes.
    Rule(
        "token",
        b"",
        rb"eyJ[A-Za-z0-9_-]{10}",
        rb"[A-Za-z0-9_-]{0,4096}+\.[A-Za-z0-9_-]{8,}+(?:\.[A-Za-z0-9_-]*+){1,3}",
        word=True,
    ),
    Rule("password hash", b"", rb"\$2[abxy]\$[0-9]{2}\$[./A-Za-z0-9]{22}", rb"[./A-Za-z0-9]*+"),
    Rule("password hash", b"", rb"\$(?:pbkdf2|argon2|scrypt)[^\s\"\\]{8}", rb"[^\s\"\\]*+"),
    Rule("cloud key", b"", rb"(?:AKIA|ASIA)[A-Z0-9]{16}", word=True),
    Rule("cloud key", b"", rb"AIza[A-Za-z0-9_-]{35}", word=True),
    Rule(
        "cloud key", b"", rb"(?:ya29\.|GOCSPX-)[A-Za-z0-9_-]{20}", rb"[A-Za-z0-9_.-]*+", word=True
    ),
    Rule("cloud key", b"", rb"(?:gh[pousr]_|github_pat_)[A-Za-z0-9_]{22}", rb"\w*+", word=True),
    Rule(
        "cloud key", b"", rb"(?:glpat-|hf_|npm_|dop_v1_)[A-Za-z0-9_-]{20}", rb"[\w-]*+", word=True
    ),
    Rule("cloud key", b"", rb"xox[a-z]-[A-Za-z0-9-]{10}", rb"[A-Za-z0-9-]*+", word=True),
    Rule("cloud key", rb"hooks\.slack\.com/(?:services|workflows)/", rb"[A-Z0-9]", rb"[\w/]*+"),
    Rule("cloud key", b"", rb"(?:[srp]k_(?:live|test)|whsec)_[A-Za-z0-9]{16}", rb"\w*+", word=True),
    Rule("cloud key", b"", rb"SG\.[A-Za-z0-9_-]{16}", rb"[A-Za-z0-9_.-]*+", word=True),
    Rule("cloud key", b"", rb"sk-[A-Za-z0-9_-]{20}", rb"[\w-]*+", _RANDOM, word=True),
    Rule(
        "cloud key",
        rb"(?i:AccountKey|SharedAccessKey)=",
        rb"[A-Za-z0-9+/]{20}",
        rb"[A-Za-z0-9+/=]*+",
    ),
    Rule("cloud key", rb"[?&;](?:amp;)?sig=", rb"[A-Za-z0-9%+/]{20}", rb"[A-Za-z0-9%+/=]*+"),
)
