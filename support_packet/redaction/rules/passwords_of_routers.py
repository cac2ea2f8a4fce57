"""Passwords of words alone in the commands of routers, switches, firewalls and access points."""

from functools import partial

from support_packet.redaction.rules.fragments import NOT_A_PASSWORD
from support_packet.redaction.rules.next_lines_rule import NextLinesRule
from support_packet.redaction.rules.notation import ARGUMENT, QUOTE
from support_packet.redaction.rules.rule import Rule
from support_packet.secret_words import OF_ROUTERS

# How it is encrypted, if at all.
_TYPE = rb"(?:(?:[0-9]|md5|sha[0-9]*|ascii(?:-text)?|hex(?:adecimal)?|encrypted|plaintext|ENC|clear) ){0,2}"
_WORD = rb"[^\s\"']{1,48} "

# No description of the command.
_NO_WORD = (
    NOT_A_PASSWORD
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
        id="password-of-router",
        finds="Passwords, keys and communities in the commands of routers and switches",
        prefix=(
            # Users.
            rb"(?:(?<![\w-])username "
            + _WORD
            # What the user may do.
            + rb"(?:privilege [0-9]{1,2} |role "
            + _WORD
            + rb")?(?:password|secret) "
            # The command for all.
            + rb"|enable (?:password|secret) |(?:tacacs|radius)-server (?:host "
            # Ports.
            + _WORD
            + rb"(?:[a-z-]{4,9} [0-9]{1,5} ){0,2})?key |crypto (?:isakmp|ikev2) key "
            # Neighbors, time, the path.
            + rb"|neighbor [\w.:]{2,48} password |(?:ntp |ospf )?authentication-key (?:[0-9]{1,5} )?"
            # OSPF, keys of chains.
            + rb"|message-digest-key [0-9]{1,5} |key-string |ppp (?:chap|pap) (?:sent-username "
            + _WORD
            + rb")?password |wpa-(?:psk|passphrase) )"
        )
        + _TYPE
        + QUOTE,
        prefilters=(
            # The first words of each.
            rb"(?:username [^\s\"']{1,48} (?:privilege|role|password|secret)|enable (?:pass|secret)) ?",
            # Others.
            rb"(?:tacacs|radius)-server (?:host|key) ",
            rb"crypto (?:isakmp|ikev2) key |neighbor [\w.:]{2,48} pass",
            # Keys.
            rb"(?:ntp authentication-key|ospf authentication-key|authentication-key) ",
            # The same.
            rb"(?:message-digest-key|key-string|ppp chap|ppp pap|wpa-psk|wpa-passphrase) ",
        ),
        examples=(
            "username admin privilege 15 password 0 «magpie»\nenable secret «magpie»\n",
            "crypto isakmp key «magpie» address 10.0.0.1, tacacs-server key 7 «magpie»\n",
            "radius-server host 10.0.0.1 auth-port 1812 key «magpie»\n",
            " ip ospf message-digest-key 1 md5 «magpie»\n ppp chap password 0 «magpie»\n",
        ),
        counter_examples=(
            "enable secret <word>, username bob password is wrong, key-string of it\n",
            "radius-server host 10.0.0.1 timeout 5, neighbor 10.0.0.1 password ****\n",
        ),
    ),
    NextLinesRule(
        id="password-set-on-firewall",
        kind="password",
        finds="Passwords and keys that the commands of firewalls set",
        within_line=True,
        detector=(OF_ROUTERS + rb"[ =]",),
        # What it is a setting of.
        before=rb"(?<![\w-])(?:set|add) (?:[^\n\"']{0,128} )?",
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
            'set snmp location x, the psksecret of it\nset pre-shared-key ascii-text "<scrubbed>"\n',
            "set psksecret <key>\n",
        ),
    ),
    Rule(
        id="secret-of-ppp",
        kind="password",
        finds="A password in the file of secrets of PPP, between the server and the addresses",
        # Any server.
        prefix=rb"[\"\w][ \t]{1,16}\*[ \t]{1,16}\"",
        lookahead=NOT_A_PASSWORD + rb"(?=[^\"\n]{1,64}\"[ \t]{1,16}[*0-9])",
        secret_start=rb"[^\"\n]",
        secret_rest=rb"[^\"\n]*+",
        prefilters=(rb"[\"\w][ \t]{1,16}\*[ \t]{1,16}\"",),
        exact_start=True,
        examples=('"mm" * "«magpie»" *\n', 'bob\t*\t"«two nests»"\t10.0.0.5\n'),
        counter_examples=('"mm" * "" *\n', '0 * "magpie" x\n'),
    ),
)
