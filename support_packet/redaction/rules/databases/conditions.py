"""Tokens that conditions of SQL compare columns with, in statements and in plans of PostgreSQL."""

from support_packet.redaction.expressions.fragments import (
    ANY_NAME,
    TOKEN_ENDS,
    TOKEN_MARK,
    TOKEN_SPACE,
)
from support_packet.redaction.expressions.mattermost_ids import ID
from support_packet.redaction.expressions.notation import one_by_one
from support_packet.redaction.expressions.samples import ANY_ID, MIXED
from support_packet.redaction.expressions.tables_of_secrets import TABLE, TOKEN
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule

_OPERATOR = rb"(?:=|<>|!=|~~?\*?)"
_COMPARED = (
    # Quotes and brackets.
    rb"[\\\"`)\]]{0,6}(?:"
    # A type, and an operator.
    rb"::[a-z]{1,16}(?: varying)?(?:\([0-9]{1,4}\))?\)? ?"
    + _OPERATOR
    + rb" ?(?:(?i:any|all) ?)?"
    + rb"| ?"
    + _OPERATOR
    + rb" ?(?i:any|all) ?"
    # A list, or a pattern.
    + rb"|(?i: (?:not )?(?:in|i?like) ?))\({0,2}"
)
# A value, and the next one, with the type of the first and a comma.
_VALUE = rb"[ENB]?[\\'\"]{1,4}\{?(?:(" + TOKEN + rb")|[^\s'\"\\,]{0,64})"
_NEXT_VALUE = (
    # The end of the one before.
    rb"(?>(?:[\\'\"]{0,4}(?:::[a-z]{1,16})?, ?[ENB]?[\\'\"]{0,4}"
    # The value.
    rb"(?:(" + TOKEN + rb")|[^\s'\"\\,]{0,64}))?)"
)
# A value of a row, and its end.
_OF_ROW = rb"(?>(?:(?>(" + TOKEN + rb")(?=[,)])|[^,)\n]{0,256})(?:, |(?=\))))?)"

RULES = (
    NextLinesRule(
        id="token-in-condition",
        kind="token",
        finds="Values that look like tokens in lists, patterns and casts of conditions of SQL",
        effort=8,
        within_line=True,
        detector=(
            TOKEN_MARK,
            TOKEN_SPACE,
            # A list, or a pattern.
            one_by_one(TOKEN_ENDS, rb" (?i:in|not in|like|ilike) ?[('\\]"),
        ),
        trigger=ANY_NAME + _COMPARED,
        then=_VALUE + _NEXT_VALUE * 5,
        examples=(
            f"WHERE x = 1 AND token IN ('«{ANY_ID}»', '«{ANY_ID[::-1]}»')",
            f"Index Cond: ((token)::text = '«{ANY_ID}»'::text)",
            f"Cond: ((token)::text = ANY ('{{«{ANY_ID}»,«{ANY_ID[::-1]}»}}'::text[]))",
            f"WHERE t.Token LIKE '«{ANY_ID}»%'",
        ),
        counter_examples=(
            f"WHERE token_id IN ('{ANY_ID}') AND token IS NULL",
            "WHERE token IN ('', 'the-usual-way-of-it') Cond: ((token)::text = ''::text)",
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
        then=rb"[^\n]{0,256}\n[^\n]{0,160}?Failing row contains \(" + _OF_ROW * 6,
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
