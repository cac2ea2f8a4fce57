"""Passwords in what clients of LDAP trace, and in files of directories."""

from support_packet.redaction.rule_kinds.line_rule import LineRule
from support_packet.redaction.rule_kinds.rule import Rule

_PASSWORD = rb"(?i:password|pwd|nthash)"

RULES = (
    LineRule(
        id="ldap-trace-password",
        kind="password",
        finds="The password of a bind, as `LdapSettings.Trace` shows its bytes",
        # What the value is, and the class of its tag.
        trigger=(rb"(?:Password|[Aa]uthentication|[Cc]redentials): \((?:Context|Universal)",),
        begin=rb"Len=[0-9]{1,6} \\{0,7}\"",
        # The closing quote, escaped or not.
        end=rb"\\{0,7}\"(?:[\s,}\]]|\\{1,7}n|\\{0,7}\"|\Z)",
        secret=rb"[^\n]+(?=\\{0,7}\"|)",
        examples=(
            'Password: (Context, Primitive, 0x00) Len=13 "«Tr0ub4dor x»"',
            '{"msg":"Bind\\n Password: (Context, Primitive, 0x00) Len=3 \\"«abc»\\"","x":1}',
        ),
        counter_examples=(
            'User Name: (Universal, Primitive, Octet String) Len=4 "uid="',
            'Password: (Context, Primitive, 0x00) Len=0 ""',
        ),
    ),
    Rule(
        id="ldif-password",
        kind="password",
        finds="A password of an entry in LDIF, in base64",
        prefix=_PASSWORD + rb":: ?",
        lookahead=rb"(?=[A-Za-z]{0,64}[0-9+/=])",  # not a member of a class
        secret_start=rb"[A-Za-z0-9+/]{2}",
        secret_rest=rb"[A-Za-z0-9+/=]*+",
        examples=("userPassword:: «VHIwdWI0ZG9yLTQ0eQ==»", "unicodePwd:: «IgBhAGIAIgA=»"),
        counter_examples=("userPassword::", "Password::new, Password::from"),
    ),
    Rule(
        id="ntlm-hash-of-ldif",
        kind="password hash",
        finds="A hash of a password by its name",
        # As Samba calls them.
        prefix=rb"(?i:(?:nt|lm)(?:password|hash)): ?",
        secret_start=rb"[0-9A-Fa-f]{32}",
        examples=(
            "sambaNTPassword: «C9EFF507A43A5E7BB9E5DB3844DCA867»",
            "nthash:«c9eff507a43a5e7bb9e5db3844dca867»",
        ),
        counter_examples=("sambaNTPassword: none", "nthash: c9eff507"),
    ),
)
