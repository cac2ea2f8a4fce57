"""Secrets on their own lines, whose names say little: the lines around them say more."""

from support_packet.redaction.expressions.fragments import NOT_A_PASSWORD
from support_packet.redaction.expressions.notation import any_case, one_by_one
from support_packet.redaction.expressions.random_values import LOOKS_MIXED
from support_packet.redaction.expressions.samples import HEX, MIXED
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule

_INDENTS = (rb"", rb" ", rb"  ", rb"    ", rb"\t")
_USERS = [
    rb"\n" + indent + name
    for indent in _INDENTS
    for name in any_case((rb"user", rb"login", rb"username", rb"account", rb"from"))
]
"""The user at the beginning of a line, spelled out: else all lines would take a look."""

RULES = (
    NextLinesRule(
        id="key-on-line-of-its-own",
        kind="token",
        finds="A value that looks random, named `key` at the beginning of a line",
        within_line=True,
        # A mark, and a value without one.
        detector=(rb"(?i:key)[\"']?[ ]?[:= ][ ]?[\"']?[A-Za-z0-9+/_-]{16}",),
        # Indented, an option of OpenWrt, an item of a list.
        before=rb"(?:\A|(?<=\n))[ \t]{0,32}(?:option |- )?[\"']?",
        # The same, as long as a key.
        trigger=rb"(?i:key)[\"']?[ ]?[:= ][ ]?[\"']?(?=[^\s\"']{20})" + LOOKS_MIXED,
        # To the end of the line.
        then=rb"(?!AAAA|0x|(?i:sha|md5|v)[0-9]+[-_:])([A-Za-z0-9+/=_.-]{20,})"
        # And nothing more.
        rb"[\"']?,?[ \t]{0,8}(?:\r?\n|\Z)",
        examples=(
            f"[LinkKey]\nKey=«{HEX.upper()}{HEX.upper()}»\nType=4\n",
            f'api:\n  encryption:\n    key: "«{MIXED}{HEX}»"\n',
        ),
        counter_examples=(
            f"the key={MIXED}{HEX}\nkey: the-usual-way-of-naming-things-2\n",
            f"key: sha256:{HEX}{HEX}\nkeys: {MIXED}{HEX}\n",
        ),
    ),
    NextLinesRule(
        kind="password",
        id="password-below-user",
        finds="A password after its name and a space, on a line below that of the user",
        # As clients of mail write their settings.
        detector=(one_by_one(_USERS, rb"[ \t=]"),),
        # The user.
        trigger=rb"(?:" + b"|".join(_USERS) + rb")[ \t]{0,8}[= \t][^\n}]{1,96}\n",
        # Up to three other settings.
        then=rb"(?:[ \t]{0,8}(?i:user|host|port|tls|auth|from|proto(?:col)?)\b[^\n]{0,96}\n){0,3}"
        # To the end of the line.
        rb"[ \t]{0,8}(?i:pass(?:word|wd)?)(?:[ \t]{1,8}|[ ]?=[ ]?)\"?(?=[^\n]{4})"
        + NOT_A_PASSWORD
        + rb"([^\s\"={][^\"\n\r]*)",
        examples=(
            "host x\nuser helpdesk\npassword «robin in the snow»\n",
            'x\nlogin bob\ntls on\npassword "«Magpie»"\n',
        ),
        counter_examples=(
            "x\nuser bob\nname password x\n",
            "x\nuser bob\npassword is wrong\n",
        ),
    ),
)
