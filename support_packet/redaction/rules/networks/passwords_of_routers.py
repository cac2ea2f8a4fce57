"""Passwords of words alone in the commands of routers, switches, firewalls and access points."""

from functools import partial

from support_packet.redaction.expressions.fragments import NOT_A_PASSWORD
from support_packet.redaction.expressions.notation import ARGUMENT, QUOTE
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_phrases import OF_ROUTERS
from support_packet.secret_words import OF_USERS_OF_ROUTERS

# How it is encrypted, if at all.
_TYPE = (
    # Of hashes, of encodings.
    rb"(?>(?:(?:[0-9]|md5|sha[0-9]*|ascii(?:-text)?|hex(?:adecimal)?"
    # By the device, or not.
    rb"|encrypted|plaintext|ENC|clear) ){0,2})"
)
_WORD = rb"[^\s\"']{1,48} "

# No description of the command.
_NO_WORD = (
    NOT_A_PASSWORD
    # The words of a sentence.
    + rb"(?!<|\[|(?i:word|line|is|for|of|and|to|the|or|not|chain|ascii-text|hexadecimal)\b)"
)

_rule = partial(
    Rule,
    kind="password",
    lookahead=_NO_WORD,
    secret_start=ARGUMENT + rb"{3}",
    secret_rest=ARGUMENT + rb"*+",
    exact_start=True,
)

RULES = (
    _rule(
        id="password-of-router-user",
        finds="Passwords of users of routers and switches",
        # No sentence, no columns.
        prefix=rb"(?<![\w-])username (?!(?i:and|or|is|for|varchar|text)\b)[^\s\"',]{1,48} "
        # What the user may do.
        rb"(?:privilege [0-9]{1,2} |role "
        + _WORD
        + rb")?"
        + OF_USERS_OF_ROUTERS
        + rb" "
        + _TYPE
        + QUOTE,
        # Without the rest, which is in every line that names a password.
        prefilters=(rb"username [^\s\"']{1,48} (?:privilege|role|pass|secr)",),
        examples=(
            "username admin privilege 15 password 0 «magpie»\n",
            "username bob secret sha512 «magpie»\n",
        ),
        counter_examples=(
            "username bob password is wrong, username and password rejected\n",
            "username bob privilege 15, password for it\n",
        ),
    ),
    _rule(
        id="word-of-router",
        finds="The password for all of a router, of any word, on its own line",
        # At the beginning of the line, indented, or after a prompt.
        prefix=rb"(?:(?m:^)|(?<=\n )|(?<=\n  )|(?<=\# )|(?<=\#))enable "
        + OF_USERS_OF_ROUTERS
        + rb" (?:level [0-9]{1,2} )?"
        + _TYPE
        + QUOTE,
        # To the end of the line.
        lookahead=_NO_WORD + rb"(?=[^\s]{3,128}[ \t]{0,8}(?:[\r\n\"]|\Z))",
        prefilters=(rb"enable (?:pass|secr)",),
        examples=(
            "x\n enable secret «magpie»\nenable password level 15 «kettle»\n",
            "core1(config)# enable secret «magpie»\n",
        ),
        counter_examples=(
            "enable secret <word>\nplease enable password encryption\n",
            "enable password for it\nenable secret scanning of all\n",
        ),
    ),
    NextLinesRule(
        id="password-set-on-firewall",
        kind="password",
        finds="Passwords and keys that the commands of firewalls set",
        within_line=True,
        detector=(OF_ROUTERS + rb"[ =]",),
        # What it is a setting of.
        before=rb"(?<![\w-])(?:set|add) (?!of )(?:[^\n\"']{0,128} )?",
        before_bytes=160,
        trigger=OF_ROUTERS + rb"[ =]" + _TYPE + QUOTE,
        then=_NO_WORD + rb"(" + ARGUMENT + rb"{3,})",
        examples=(
            "    set psksecret «magpie»\nset snmp community «magpie» authorization read-only\n",
            "set system root-authentication plain-text-password-value «magpie»\n",
            "set default wpa2-pre-shared-key=«magpienest»\n",
            "set vpn ipsec peer 1 authentication pre-shared-secret '«magpie»'\n",
        ),
        counter_examples=(
            'set snmp location x\nset pre-shared-key ascii-text "<scrubbed>"\n',
            "set psksecret <key>\nthe set of community sizes cannot be\n",
        ),
    ),
    Rule(
        id="secret-of-ppp",
        kind="password",
        finds="A password in the file of secrets of PPP, between the server and the addresses",
        # Any server.
        prefix=rb"[\"\w][ \t]{1,16}\*[ \t]{1,16}\"",
        # Addresses follow.
        lookahead=NOT_A_PASSWORD + rb"(?=[^\"\n]{1,64}\"[ \t]{1,16}[*0-9])",
        secret_start=rb"[^\"\n]",
        secret_rest=rb"[^\"\n]*+",
        # The same.
        prefilters=(rb"[\"\w][ \t]{1,16}\*[ \t]{1,16}\"",),
        exact_start=True,
        examples=('"mm" * "«magpie»" *\n', 'bob\t*\t"«two nests»"\t10.0.0.5\n'),
        counter_examples=('"mm" * "" *\n', '0 * "magpie" x\n'),
    ),
)
