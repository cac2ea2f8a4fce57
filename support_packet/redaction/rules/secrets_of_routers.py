"""Secrets in the commands of routers and switches, after words that nothing else begins with."""

from functools import partial

from support_packet.redaction.rules.fragments import NOT_A_PASSWORD, run_of
from support_packet.redaction.rules.notation import ARGUMENT, QUOTE
from support_packet.redaction.rules.rule import Rule
from support_packet.secret_words import OF_USERS_OF_ROUTERS, SET_ON_GATEWAYS

_HOST = rb"[\w.:-]{1,64} "
_USER = rb"[\w.@-]{1,64} "
_NUMBERS = rb"(?:[a-z-]{2,16} [0-9]{1,6} ){0,4}"

_COMMANDS = (
    # Servers that check logins, and neighbors.
    rb"(?:tacacs|radius)-server (?:host " + _HOST + rb")?" + _NUMBERS + rb"key ",
    rb"server-private " + _HOST + _NUMBERS + rb"key ",
    rb"neighbor " + _HOST + rb"password ",
    # Protocols by which routers find their ways and each other.
    rb"message-digest-key [0-9]{1,3} md5 ",
    rb"authentication-key (?:[0-9]{1,5} (?:md5|sha1|sha2) )?",
    rb"standby [0-9]{1,4} authentication (?:text )?",
    rb"key-string ",
    rb"(?:isis|area|domain)[ -]password ",
    # Lines and tunnels.
    rb"ppp chap password |sent-username " + _USER + rb"password ",
    rb"isakmp key |pre-shared-key (?:local |remote |ascii-text |hexadecimal |simple |cipher )?",
    rb"(?:wpa-?psk|psk set-key) ascii ",
    # Users.
    rb"(?:snmp-server|snmp) host " + _HOST + rb"(?:traps |informs )?(?:version (?:1|2c) )?",
    rb"snmp community |snmp-agent community (?:read|write) (?:cipher |simple )?",
    rb"auth(?:-?password)? (?:sha|md5|sha-?256|des|aes) (?=[^\n]{1,64} priv)",
    rb"priv(?:-?password)? (?:aes|des|3des|aes-?(?:128|256)) (?:128 |192 |256 )?",
    rb"plain-text-password |password (?:irreversible-)?(?:cipher|simple) ",
    rb"key (?:accounting|authentication) (?:cipher|simple) |authentication (?:cipher|simple) ",
)
_OTHER = rb"(?:ascii|hex|encrypted|cipher|simple|md5|sha|key|address|host|level|for|is|of|and)"

_BEGINNINGS = (
    # How the commands begin, without what varies.
    rb"(?:tacacs|radius)-server |server-private ",
    rb"neighbor [\w.:-]{1,64} password |standby [0-9]{1,4} authentication ",
    rb"message-digest-key |authentication-key |key-string |isakmp key |pre-shared-key ",
    rb"(?:isis|area|domain)[ -]password |ppp chap password |sent-username ",
    # With the kind of a value.
    rb"(?:wpa-psk|wpapsk|psk set-key) ascii |plain-text-password ",
    rb"(?:snmp-server|snmp) host |snmp community |snmp-agent community ",
    rb"(?:auth|auth-password|authpassword) (?:sha|md5|des|aes)[ -]",
    rb"(?:priv|priv-password|privpassword) (?:aes|des|3des)[ -]",
    # As Huawei and Comware write it.
    rb"(?:password|key accounting|key authentication|authentication) (?:cipher|simple|irrevers)",
)

_argument = partial(
    Rule,
    kind="password",
    secret_start=ARGUMENT + rb"{4}",
    # Marks that more follows right after, which Huawei's ciphers have.
    secret_rest=run_of(ARGUMENT + rb"++", rb"[,;<>|)](?=[^\s\"'\\])"),
)

RULES = (
    _argument(
        id="secret-of-router",
        finds="A key or password in a command of a router that has no other meaning",
        prefix=rb"(?:" + rb"|".join(_COMMANDS) + rb")(?:[05-9] )?" + QUOTE,
        # No other word of the command.
        lookahead=NOT_A_PASSWORD + rb"(?!" + _OTHER + rb"\b|public\b|private\b)",
        prefilters=_BEGINNINGS,
        effort_of_head=6,
        examples=(
            "tacacs-server host 10.1.1.9 key «T4c-Border»\n ip ospf authentication-key «Border»",
            "neighbor 192.0.2.1 password «bgp-Bank-65001», crypto isakmp key «Border-9» address x",
            "snmp-server user ops v3 auth sha «Border» priv aes 128 «Bank9»",
            "local-user admin password irreversible-cipher «$1c$NXcRsN3BJJ$X4Zj05gu77kMLxywSuz$»",
        ),
        counter_examples=(
            "radius-server host 10.1.1.9 auth-port 1812, snmp community public, neighbor x up",
            "the authentication-key is missing, pre-shared-key for x, key-string of it",
        ),
    ),
    _argument(
        id="password-of-router",
        finds="A password in a command of a router whose words are said elsewhere, too",
        prefix=rb"(?:enable (?:password|secret) (?:level [0-9]{1,2} )?|username "
        # The user, and what he may do.
        + _USER
        + rb"(?:privilege [0-9]{1,2} )?(?:role [\w-]{1,32} )?"
        + OF_USERS_OF_ROUTERS
        + rb" )(?:[05-9] )?",
        prefilters=(
            rb"enable (?:password|secret) ",
            rb"username [\w.@-]{1,32} (?:privilege|role|password|secret) ",  # as the prefix
        ),
        # A capital, a digit, a sign, to the end of the line.
        lookahead=NOT_A_PASSWORD
        + rb"(?=[a-z]{0,64}[A-Z0-9!#$%^&*@_+])(?=[^\s]{4,128}\s{0,3}(?:[\r\n\"\\,;]|\Z))",
        examples=(
            "enable secret «Border»\nenable password level 15 «border9»\n",
            "username bob privilege 15 secret «Border»\n",
        ),
        counter_examples=(
            "enable password encryption, enable secret scanning\n",
            "username bob password required, username Ann is set\n",
        ),
    ),
    _argument(
        id="password-set-on-gateway",
        finds="A password or key that a line of a firewall's configuration sets",
        # The line begins with it.
        prefix=rb"[\n ]set " + SET_ON_GATEWAYS + rb" (?:ENC )?" + QUOTE,
        lookahead=NOT_A_PASSWORD
        + rb"(?=[^\s\"']{4,512}[\"']?[ \t\r]{0,3}(?:\n|\\n|\Z))(?!"
        + _OTHER
        + rb"\b)",
        prefilters=(rb"[\n ]set " + SET_ON_GATEWAYS + rb" ",),
        examples=(
            "    edit x\n        set passwd ENC «uenYqn7WLfwQUYQzG8HbQcj/1LgJlX==»\n    next\n",
            "x\n        set secret «Border»\n",
        ),
        counter_examples=(
            "x\n        set password-policy enable\n",
            "you can set password for bob and set secret to it\n",
        ),
    ),
)
