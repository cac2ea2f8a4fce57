"""Tokens that conditions of SQL compare columns with, in statements and in plans of PostgreSQL."""

from support_packet.redaction.expressions.fragments import (
    ANY_NAME,
    TOKEN_ENDS,
    TOKEN_MARK,
    TOKEN_SPACE,
)
from support_packet.redaction.expressions.notation import one_by_one
from support_packet.redaction.expressions.samples import ANY_ID
from support_packet.redaction.expressions.tables_of_secrets import TOKEN
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
)
