"""Tokens in rows that PostgreSQL refuses to store, and repeats in its error."""

from support_packet.redaction.expressions.fragments import ANY_NAME
from support_packet.redaction.expressions.mattermost_ids import ID
from support_packet.redaction.expressions.samples import ANY_ID, MIXED
from support_packet.redaction.expressions.tables_of_secrets import STATEMENT, TABLE, TOKEN
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule

# Up to the next one, or the end of the row. Atomic: what is not as expected is refused at once.
_VALUE = rb"(?>(?:(?>(" + TOKEN + rb")(?=[,)])|[^,)\n]{0,256})(?:, |(?=\))))?)"

RULES = (
    NextLinesRule(
        id="failing-row",
        effort=48,
        kind="token",
        finds="Values that look like tokens in a row that PostgreSQL refuses to store",
        detector=(rb"Failing row contains \(",),
        within_line=True,
        trigger=rb"Failing row contains \(",
        # Eight values, and the statement on the next line.
        then=_VALUE * 8
        + rb"[^\n]*+\n[^\n]{0,256}(?:"
        + STATEMENT[0]
        # Or that of another program.
        + rb"|(?i:insert into|update)[ ][^\n]{0,256}?"
        + ANY_NAME
        + rb")",
        examples=(
            "Failing row contains (5, «y1ndrfg8ejkmcpqx», t).\nSTATEMENT: INSERT INTO Sessions\n",
            "Failing row contains («y1ndrfg8ejkmcpqx», null).\nx:  update tokens set y=1\n",
        ),
        counter_examples=(
            "Failing row contains (5, y1ndrfg8ejkmcpqx, t).\nSTATEMENT: INSERT INTO Posts\n",
            "Failing row contains (5, null, t).\nSTATEMENT: INSERT INTO Sessions\n",
        ),
    ),
    NextLinesRule(
        id="failing-row-of-relation",
        kind="token",
        finds="Values that look like tokens in a row that PostgreSQL refuses, by the error before",
        effort=30,
        detector=(rb"relation \\{0,7}\"" + TABLE,),
        trigger=rb"relation \\{0,7}\"" + TABLE + rb"\\{0,7}\"",
        needs=b"Failing row contains (",
        within_line=True,
        # The rest of the error, and the row on the next line.
        then=rb"[^\n]{0,256}\n[^\n]{0,160}?Failing row contains \(" + _VALUE * 6,
        examples=(
            f'relation "sessions" violates x\nDETAIL:  Failing row contains (5, «{ANY_ID}», 0).\n',
            f'of relation "tokens" x\nFailing row contains («{MIXED}», null).\n',
        ),
        counter_examples=(
            f'relation "posts" violates x\nDETAIL:  Failing row contains ({ANY_ID}, 0).\n',
            'relation "sessions" violates x\nDETAIL:  Failing row contains (5, null).\n',
        ),
    ),
    NextLinesRule(
        id="failing-row-of-session",
        kind="token",
        finds="The token in a row that PostgreSQL refuses, by the other columns of a session",
        effort=8,
        detector=(rb"Failing row contains \(",),
        trigger=rb"Failing row contains \(",
        within_line=True,
        then=(
            # The id, the token, and two times.
            rb"(?:" + ID + rb", (" + ID + rb"), (?:[0-9]{13}|0|null), (?:[0-9]{13}|0|null)"
            # The same for a personal token: whose it is, what for, and whether it is active.
            rb"|" + ID + rb", (" + ID + rb"), " + ID + rb", [^,\n]{0,256}, [tf]\)"
            # A long token, and its time.
            rb"|([a-z0-9]{64}), [0-9]{13})"
        ),
        examples=(
            f"Failing row contains (h769ybndrfg8ejkmcpqxot1uwi, «{ANY_ID}», 1709541175123, 0, x).",
            f"Failing row contains ({ANY_ID}, «{ANY_ID[::-1]}», {ANY_ID}, ci, t).",
            f"Failing row contains («{ANY_ID * 2}abcdefghijkl», 1709541175123, x).",
        ),
        counter_examples=(
            f"Failing row contains ({ANY_ID}, 1709541175123, 0, {ANY_ID}).",
            f"Failing row contains ({ANY_ID}, {ANY_ID}, channel_user, 0).",
        ),
    ),
)
