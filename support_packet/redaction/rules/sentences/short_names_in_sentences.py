"""Passwords of any word after `pw` and `pass` in what people write to others and themselves."""

from functools import partial

from support_packet.redaction.expressions.fragments import NOT_A_PASSWORD
from support_packet.redaction.expressions.looks_secret import (
    BOTH_CASES,
    LOOKS_LIKE_PASSWORD,
    LOOSE_REST,
    PASSWORD_START,
)
from support_packet.redaction.expressions.marks_after_names import SAID_SHORT, SHORT_NAME
from support_packet.redaction.expressions.placeholders import NO_STATE
from support_packet.redaction.expressions.sentences_of_other_languages import NO_SENTENCE
from support_packet.redaction.expressions.states_in_other_languages import NO_FOREIGN_STATE
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.redaction.rule_kinds.rule import Rule

# What it is, or is now; in German, too.
_IS = rb" (?:is|was|ist|lautet)(?: now| still| jetzt)?:? "
_HOW = (
    # How it is, where it is.
    rb"(?i:(?:[a-z]{2,16}-)?[a-z]{2,16}(?:ed|ing|able|ible|ive|ory|less|ete)|broken|stale|same|different|weak|strong|correct|fine"
    # The same.
    rb"|good|bad|here|there|below|above|known|gone|lost|old|new|long|short|ready|not|now|what|still|fast"
    # The same, in sentences that go on.
    rb"|back|down|over|also|only|just|your|that|this|with|from|being|case|empty|blank|probably|public)"
    rb"(?![\w-])"
)
_NONE = NO_STATE + NO_FOREIGN_STATE + NOT_A_PASSWORD

# Not a pass over something, of which there may be two.
_NO_TURN = rb"".join(
    b"(?<!" + word + b" )"
    for word in (
        b"first",
        b"second",
        b"third",
        b"last",
        b"next",
        b"final",
        b"this",
        b"each",
        b"test",
    )
)

_said = partial(
    NextLinesRule,
    effort=28,
    kind="password",
    within_line=True,
    detector=(SAID_SHORT,),
    trigger=_NO_TURN + SHORT_NAME + _IS,
)

RULES = (
    _said(
        id="short-name-said-in-quotes",
        finds="A password of any words in quotes that is said to be one",
        # The quote.
        then=rb"\\{0,7}[\"'`](?=[A-Za-z0-9\x80-\xff])"
        + _NONE
        + rb"(?!"
        + _HOW
        + rb"\\{0,7}[\"'`])"
        + NO_SENTENCE
        # Up to the quote.
        + rb"([^\"'`\\\n]{4,64})\\{0,7}[\"'`]",
        examples=(
            '# TODO remove before commit: pass is "«hering salat»"\n',
            "the db pw is now '«kettle»', root pwd was `«Kettle-Harbor»`\n",
        ),
        counter_examples=(
            "the first pass is 'done', pw is \"not set\"\n",
            'pass is "required", pwd is "/opt/mattermost"\n',
        ),
    ),
    _said(
        id="word-said-of-owner",
        finds="A password of any word at the end of a line that says whose it is",
        # Whose, and not a pass over something.
        before=rb"(?i:root|admin|administrator|db|database|mysql|postgres|ldap|smtp|ftp|ssh|sudo|user"
        # Of networks and machines.
        rb"|wifi|wi-fi|wlan|vpn|server|backup|bot|login|my|our|the) ",
        before_bytes=16,
        trigger=rb"(?i:pwd?)" + _IS,
        then=_NONE
        + rb"(?!"
        + _HOW
        + rb")"
        # No path, no number, one word.
        + rb"(?![./$<]|[0-9]{1,3}[\s.])([^\s\"'`\\<>(){}\[\]]{3,63}[^\s\"'`\\<>(){}\[\].,;:!?])"
        # The end.
        + rb"[.!]?[ \t]{0,8}(?:\r?\n|\\{1,3}[rn]|\\{0,3}[\"']|\Z)",
        examples=("# root pw is «anchovis»\n", '{"msg":"the db pw is now «kettle»."}\n'),
        counter_examples=(
            "root pw is expired\nthe pw is broken\nmy pw is not working\n",
            "the pw is in the vault\nuser pwd is /opt/mattermost\nadmin pw is hashed\n",
        ),
    ),
    Rule(
        id="short-name-in-sentence",
        kind="password",
        finds="A value with letters of both cases and digits after `pw` as a word",
        prefix=rb"[ ](?i:pwd?)[ ]",
        lookahead=rb"(?!(?:TLS|SSL)v?[0-9])"
        + LOOKS_LIKE_PASSWORD
        + BOTH_CASES
        + rb"(?=[^\s]{0,64}[0-9])",
        secret_start=PASSWORD_START,
        secret_rest=LOOSE_REST,
        prefilters=(rb" (?i:pw|pwd) ",),
        exact_start=True,
        examples=("backup runs, db pw «Ruder_Blatt7»", "use the pwd «hunter2X» for it"),
        counter_examples=("the pw of user12 is needed", "new pw Richtlinie ab 2025, pw TLSv1.2 x"),
    ),
)
