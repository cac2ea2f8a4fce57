"""JSON Web Tokens, signed or encrypted."""

from support_packet.redaction.rule_kinds.rule import Rule

RULES = (
    Rule(
        id="json-web-token",
        kind="token",
        finds="JSON Web Tokens, by their shape",
        word_boundary=True,
        secret_start=rb"eyJ[A-Za-z0-9_-]{10}",  # `{"`, which begins the header, in base64
        prefilters=tuple(
            # Small classes, of which hyperscan makes texts.
            rb"eyJ" + some + rb"[A-Za-z0-9_-]{9}"
            for some in (rb"[h-z0-6]", rb"[A-Za]", rb"[b-g7-9_-]")
        ),
        exact_start=True,
        secret_rest=(
            rb"[A-Za-z0-9_-]{0,4096}+"  # the rest of the header
            rb"\.[A-Za-z0-9_-]{8,}+"  # the claims, or an encrypted key
            rb"(?:\.[A-Za-z0-9_-]*+){1,3}"  # the signature, or what else encryption needs
        ),
        examples=(
            "plugin says «eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N»",
            '{"a":"«eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMjM0In0.»"}',
        ),
        counter_examples=(
            'eyJub3QiOiJhIGp3dCJ9 and "a.b.c"',
            "keyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N",
        ),
    ),
)
