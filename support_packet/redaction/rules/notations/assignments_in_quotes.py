"""Whole assignments in quotes: the value has spaces, and ends with the quote before the name."""

from support_packet.redaction.expressions.fragments import (
    ANY_NAME,
    NOT_A_PASSWORD,
    PASSWORD_MARK,
    TOKEN_MARK,
)
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule

# No next setting, and no mark of a sentence.
_WORD = rb"[^\s\"'\\\n=;&,$`()]{1,64}"
_WORDS = _WORD + rb"(?: " + _WORD + rb"){1,8}"
_BEFORE = (
    # What takes such an argument, or the beginning of a line.
    rb"(?:(?i:environment)=|-e |--env[ =]|export |\A|[ \t\n])"
    # Another one, and the beginning of the name.
    rb"(?:[\"'][\w.=-]{1,64}[\"'] )?[\"'][A-Z0-9_]{0,48}"
)

RULES = (
    NextLinesRule(
        id="assignment-in-quotes",
        within_line=True,
        kind="password",
        finds="Several words after a name and an equals sign, where quotes are around both",
        detector=(PASSWORD_MARK, TOKEN_MARK),
        ends=b"=",
        before=_BEFORE,
        # Most are refused here, before it is asked what comes before them.
        trigger=ANY_NAME + rb"=(?=" + _WORDS + rb"[\"'](?:[\s;]|\Z))",
        then=NOT_A_PASSWORD + rb"(" + _WORDS + rb")",
        examples=(
            'Environment="MM_SMTP_PASSWORD=«two little nests»" "X=1"\n',
            "docker run -e 'RESTORE_TOKEN=«two nests»' mm\n",
        ),
        counter_examples=(
            'Environment="PASSWORD_FILE=two little nests" "DB_PASSWORD=$A or b"\n',
            'echo "DB_PASSWORD= is not set"; say "secret= none of them"\n',
        ),
    ),
)
