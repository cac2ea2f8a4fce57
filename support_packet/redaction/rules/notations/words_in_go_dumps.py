"""Passwords of any words in maps and structs as Go prints them, without quotes."""

from functools import partial

from support_packet.redaction.expressions.fragments import (
    NOT_A_PASSWORD,
    PASSWORD_MARK,
    SHORT_MARK,
)
from support_packet.redaction.expressions.marks_after_names import SHORT_NAME
from support_packet.redaction.expressions.other_languages import (
    LONG_PASSWORD_WORD,
    PASSWORD_WORD_DETECTOR,
)
from support_packet.redaction.expressions.placeholders import NO_STATE
from support_packet.redaction.expressions.states_in_other_languages import NO_FOREIGN_STATE
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.secret_phrases import IN_GO_DUMPS

# Not `secret`, which is also what an object of Kubernetes is called.
_NAME = IN_GO_DUMPS

# A map or a struct, and other members.
_BEFORE = rb"(?:map\[|(?<!\$)\{)(?:[^\n\"'(){}]{0,160}[ \[])?[\w.-]{0,24}"
_WORDS = (
    NO_STATE
    + NO_FOREIGN_STATE
    + NOT_A_PASSWORD
    # No number, no type, no path, no address, no list, no other member.
    + rb"(?![0-9.]+[ \]}]|[*&/?=+$-]|[a-z]{2,8}://|map\[|\[|[\w.]*:)"
    # One word.
    + rb"([^\s\"'\\\[\](){}<>,;=]{4,64}"
    # More words, which are not the next member.
    + rb"(?: (?![\w.-]{1,64}:)[^\s\"'\\\[\](){}<>,;=]{1,32}){0,5})(?= [\w.-]{1,64}:|[\]}])"
)

_in_dump = partial(
    NextLinesRule,
    kind="password",
    within_line=True,
    before=_BEFORE,
    before_bytes=192,
    then=_WORDS,
)

RULES = (
    _in_dump(
        id="words-in-go-dump",
        finds="A password of any words in a map or a struct, as Go prints it",
        detector=(PASSWORD_MARK,),
        ends=b":",
        trigger=_NAME + rb":(?=[^\s])",
        examples=(
            "map[login_id:joe mfa_token:x password:«kalkstein rot»]",
            "&{InitAddress:[redis:6379] Username: Password:«kolibri.im.Garten» ClientName:mm}",
        ),
        counter_examples=(
            "map[secret:false password:required] {Password:string Name:x} map[password:]",
            '{"error":"password:too_short"} {x:1 password:/run/secrets/x} ${PASSWORD:?x}',
        ),
    ),
    _in_dump(
        id="words-after-short-name-in-go-dump",
        finds="The same after `pwd` and `pass`",
        detector=(SHORT_MARK,),
        ends=b":",
        trigger=SHORT_NAME + rb":(?=[^\s])",
        examples=("map[host:db pass:«kalkstein» port:1]", "&{Addr:x Pwd:«hecht im teich» DB:0}"),
        counter_examples=("map[pass:true fail:1] map[pass:12 x:y]", "{Name:x Pass:failed Time:1s}"),
    ),
    _in_dump(
        id="words-in-go-dump-in-other-languages",
        finds="The same after the word for a password in other languages",
        detector=(PASSWORD_WORD_DETECTOR,),
        trigger=LONG_PASSWORD_WORD + rb":(?=[^\s])",
        examples=("map[kennwort:«kalkstein rot» x:1]", "map[usuario:joe contraseña:«mariposa»]"),
        counter_examples=("map[kennwort:falsch x:1]", "map[contraseña: usuario:joe]"),
    ),
)
