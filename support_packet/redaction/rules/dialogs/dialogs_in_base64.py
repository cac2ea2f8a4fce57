"""What is sent in base64 to log in, after the command that begins a login."""

from support_packet.redaction.expressions.random_values import LOOKS_MIXED
from support_packet.redaction.expressions.samples import MIXED
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule

_SENT = (
    # A line, up to the only long value on it.
    rb"[^\n]{0,128}?(?:(?<![A-Za-z0-9+/=])("
    + LOOKS_MIXED
    # In base64.
    + rb"[A-Za-z0-9+/]{16,}={0,2})(?![A-Za-z0-9+/=])[^\n]{0,16})?\r?(?:\n|\Z)"
)

RULES = (
    NextLinesRule(
        id="login-on-next-lines",
        kind="password",
        finds="What is sent on the lines after the command that begins a login, in base64",
        effort=30,
        # The command.
        detector=(rb"AUTH(?:ENTICATE)? (?:CRAM-MD5|LOGIN|PLAIN|XOAUTH2)",),
        # The rest of the line, as a trace of system calls has it.
        trigger=rb"AUTH(?:ENTICATE)? (?:CRAM-MD5|LOGIN|PLAIN|XOAUTH2)(?![ ][A-Z])"
        rb"[^\n]{0,40}(?<!\})\n",  # no end of a document
        then=_SENT + rb"(?:" + _SENT + rb")?",
        lines=2,
        examples=(
            f"~> AUTH CRAM-MD5\n<~ 334 «{MIXED}»\n ~> «{MIXED}==»\n",
            f'write(7, "AUTH LOGIN\\r\\n", 12) = 12\nwrite(7, "«{MIXED}==»\\r\\n", 26) = 26\n',
        ),
        counter_examples=(
            "250-AUTH LOGIN PLAIN\n250 internationalization\n",
            "AUTH PLAIN\n535 5.7.8 Authentication failed\n",
        ),
    ),
)
