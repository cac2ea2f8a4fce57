"""Passwords of any word in quotes, in sentences that say what was done with them."""

from functools import partial

from support_packet.redaction.expressions.fragments import (
    NOT_A_PASSWORD,
    PASSWORD_NAME,
    PASSWORD_SPACE,
)
from support_packet.redaction.expressions.notation import QUOTE
from support_packet.redaction.expressions.nouns import PASSWORD_VALUE
from support_packet.redaction.expressions.other_languages import VALIDATION
from support_packet.redaction.expressions.placeholders import NO_STATE
from support_packet.redaction.expressions.sentences_of_other_languages import NO_SENTENCE
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule

_BEFORE = (
    # What was done with it.
    rb"(?:(?i:with|using|invalid|wrong|incorrect|bad|tried|used|entered|sent|got|and|failed)"
    rb"(?: the| a)? |\((?:setq )?)[\w:.-]{0,24}"  # an expression of Lisp
)
_FEW_WORDS = (
    NO_SENTENCE
    # Of letters and digits, with one space between them.
    + rb"(?:[\w\x80-\xff!?.,-]{1,32} ){1,4}[\w\x80-\xff!?.,-]{1,32}"
)

_said = partial(
    NextLinesRule,
    effort=8,
    kind="password",
    within_line=True,
    before=_BEFORE,
)

RULES = (
    _said(
        id="quoted-word-in-sentence",
        finds="A password of any word in quotes after what was done with it",
        detector=(PASSWORD_SPACE,),
        ends=b"\"'\\",
        trigger=PASSWORD_NAME + rb" \\{0,3}[\"']",
        then=NO_STATE
        + NOT_A_PASSWORD
        + rb"(?!"
        + VALIDATION
        # One word, or a few that are no sentence.
        + rb"|[\w ]*: )([^\s\"'\\]{4,64}|"
        + _FEW_WORDS
        + rb")\\{0,3}[\"']",
        examples=(
            "invalid password \"«hecht im teich»\" for user joe, tried password '«Two nests»'",
            "Invalid password \"«kettle»\" for user mm, bind with password '«Kettle»'",
            '(setq smtp-password "«kettle»") {"m":"tried password \\"«kettle»\\""}',
        ),
        counter_examples=(
            'the field password "hint" is shown, invalid password "" for mm',
            'with password "required" or "none", invalid password "must be longer than that"',
        ),
    ),
    _said(
        id="capital-word-in-sentence",
        finds="A password that begins with a capital and ends the sentence, after what was done",
        detector=(PASSWORD_VALUE,),
        trigger=PASSWORD_NAME + rb" (?=[A-Z])",
        then=QUOTE
        # No other noun.
        + rb"(?!(?i:auth|login|policy|reset|hash|manager|file|expir|grant|flow|type|change))"
        + NO_STATE
        + NOT_A_PASSWORD
        # A word with lower-case letters.
        + rb"(?=[A-Z][a-z])([A-Za-z0-9!#$%&*+=?@_.-]{3,64}[A-Za-z0-9!#$%&*+=?@_-])"
        # The end.
        + rb"[.,;]?(?:\r?\n|\\n|[\"']|\Z)",
        examples=("Connecting to db7 as mm with password «Kettle»\n", "tried password «Kettle!»\n"),
        counter_examples=(
            "login with password Authentication\nwith password Hashing\n",
            "with password OK\nusing password Kettle of it\n",
        ),
    ),
)
