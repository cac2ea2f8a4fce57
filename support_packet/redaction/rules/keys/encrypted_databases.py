"""Keys of databases in files, as statements and commands set them."""

from support_packet.redaction.expressions.fragments import run_of
from support_packet.redaction.rule_kinds.rule import Rule

RULES = (
    Rule(
        id="key-of-sqlcipher",
        kind="password",
        finds="The key of a database that SQLCipher encrypts",
        # Also where another database is attached, in hexadecimal digits or not.
        prefix=rb"(?i:pragma (?:[\w]{1,16}\.)?(?:re|hex)?key ?= ?|attach [^\n;]{1,96} key )"
        rb"(?:\\{0,3}\")?(?:x?')?",
        lookahead=rb"(?<=[\"'])(?![?:$])",
        secret_start=rb"[^\"'\\\n]{2}",
        secret_rest=run_of(rb"[^\"'\\\n]++", rb"''"),
        # The statement.
        prefilters=(rb"(?i:pragma [\w.]{0,17}key ?=)", rb"(?i:attach [\w']{0,16})"),
        exact_start=True,
        examples=(
            "sqlite> PRAGMA key = '«the boat is at the pier»';",
            "PRAGMA rekey=\"x'«2DD29CA851E7B56E»'\"; ATTACH 'x.db' AS x KEY \"x'«2DD29CA8»'\"",
        ),
        counter_examples=("PRAGMA key = ?; PRAGMA foreign_keys = 'on'", "the key 'x' is missing"),
    ),
)
