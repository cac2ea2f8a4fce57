"""Credentials that are known by their shape, whatever stands around them."""

from support_packet.redaction.rules.rule import Rule

OPAQUE = rb"[A-Za-z0-9._~+/=%-]"
RANDOM = rb"(?=" + OPAQUE + rb"{32}|" + OPAQUE + rb"{0,31}[0-9])"
"""Long, or with a digit: not a word or a sentence."""

EQUALS = rb"(?:=>|[=:])[ ]{0,2}"
"""Between a name and its value."""

CLOSING = rb"[\\\"' ]{1,6}"
"""What of a name in quotes, or before spaces, comes before that."""

SHAPES = (
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
    Rule("cloud key", b"", rb"xapp-[0-9]-[A-Za-z0-9-]{10}", rb"[A-Za-z0-9-]*+", word=True),
    Rule("cloud key", b"", rb"hvs\.[A-Za-z0-9_-]{20}", rb"[\w-]*+", word=True),
    Rule("cloud key", b"", rb"AGE-SECRET-KEY-1[A-Z0-9]{20}", rb"[A-Z0-9]*+", word=True),
    Rule("cloud key", rb"/api/webhooks/[0-9]{16,20}/", rb"[\w-]{16}", rb"[\w-]*+"),
    Rule("cloud key", rb"\.office\.com/webhook(?:b2)?/", rb"[\w-]{16}", rb"[\w@/-]*+"),
    Rule("cloud key", rb"hooks\.slack\.com/(?:services|workflows)/", rb"[A-Z0-9]", rb"[\w/]*+"),
    Rule("cloud key", b"", rb"(?:[srp]k_(?:live|test)|whsec)_[A-Za-z0-9]{16}", rb"\w*+", word=True),
    Rule("cloud key", b"", rb"SG\.[A-Za-z0-9_-]{16}", rb"[A-Za-z0-9_.-]*+", word=True),
    Rule("cloud key", b"", rb"sk-[A-Za-z0-9_-]{20}", rb"[\w-]*+", RANDOM, word=True),
    Rule("cloud key", rb"[?&;](?:amp;)?sig=", rb"[A-Za-z0-9%+/]{20}", rb"[A-Za-z0-9%+/=]*+"),
)
