"""Secrets in the commands of routers and switches, after words that nothing else begins with."""

from functools import partial

from support_packet.redaction.expressions.fragments import NOT_A_PASSWORD, run_of
from support_packet.redaction.expressions.notation import ARGUMENT, QUOTE
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_words import BEGIN_ON_GATEWAYS, OF_USERS_OF_ROUTERS, SET_ON_GATEWAYS

_HOST = rb"[\w.:-]{1,64} "
# Before an address, as ASA writes it.
_INTERFACE = rb"(?:[A-Za-z][\w-]{0,32} (?=[0-9a-f]{1,4}[.:][0-9a-f.:]{1,40} ))?"
_USER = rb"[\w.@-]{1,64} "
# Words with numbers, such as those of ports.
_NUMBERS = rb"(?:[a-z-]{2,16} [0-9]{1,6} ){0,4}"
# What kind of text it is.
_KIND = rb"(?:local |remote |ascii-text |hexadecimal |simple |cipher )?"

_COMMANDS = (
    # Servers that check logins, and neighbors.
    rb"(?:tacacs|radius)-server (?:host " + _HOST + rb")?" + _NUMBERS + rb"key ",
    rb"server-private " + _HOST + _NUMBERS + rb"key ",
    rb"neighbor " + _HOST + rb"password ",
    # Protocols by which routers find their ways and each other.
    rb"message-digest-key [0-9]{1,3} md5 ",
    # With the number of the key.
    rb"authentication-key (?:[0-9]{1,5} (?:md5|sha1|sha2) )?",
    # With the group.
    rb"standby [0-9]{1,4} authentication (?:text )?",
    rb"key-string ",
    # Of an area, of a domain.
    rb"(?:isis|area|domain)[ -]password ",
    # Lines and tunnels.
    rb"ppp chap password ",
    rb"sent-username " + _USER + rb"password ",
    rb"isakmp key ",
    rb"pre-shared-key " + _KIND,
    # In ASCII.
    rb"(?:wpa-?psk|psk set-key) ascii ",
    # Users of SNMP.
    rb"(?:snmp-server|snmp) host "
    # An interface, then the host.
    + _INTERFACE
    + _HOST
    # What is sent there, and what comes before the community.
    + rb"(?:traps? |informs? |poll )?(?:version (?:1|2c) )?(?:community (?:[08] )?)?",
    rb"snmp community ",
    # As Huawei writes it.
    rb"snmp-agent community (?:read|write) (?:cipher |simple )?",
    # The first of two algorithms.
    rb"auth(?:-?password)? (?:sha|md5|sha-?256|des|aes) (?=[^\n]{1,64} priv)",
    # The second, with its length.
    rb"priv(?:-?password)? (?:aes|des|3des|aes-?(?:128|192|256)) (?:128 |192 |256 )?",
    # Other users.
    rb"plain-text-password ",
    # As Huawei and Comware write it.
    rb"password (?:irreversible-)?(?:cipher|simple) ",
    # Of servers.
    rb"key (?:accounting|authentication) (?:cipher|simple) ",
    # Of protocols.
    rb"authentication (?:cipher|simple) ",
)
# Other words of such commands.
_OTHER = (
    # What kind of text it is.
    rb"(?:ascii|hex|encrypted|cipher|simple|md5|sha|key|address|host|level|for|is|of|and"
    # Of SNMP.
    rb"|version|community|traps?|informs?|poll|udp-port|vrf|use-vrf|filter-vrf|source-interface)"
)
_BEGINNINGS = (
    # How the commands begin, without what varies. No text ends with all of `password `: hyperscan
    # looks for its last eight bytes, and would find them in every line that names a password.
    rb"(?:tacacs|radius)-server |server-private ",
    # With what varies.
    rb"neighbor [\w.:-]{1,64} pass|standby [0-9]{1,4} authentication ",
    # Of protocols.
    rb"message-digest-key |authentication-key |key-string ",
    # Of tunnels.
    rb"isakmp key |pre-shared-key ",
    # Of lines.
    rb"(?:isis|area|domain)[ -]pass|ppp chap pass|sent-username ",
    # With the kind of a value.
    rb"(?:wpa-psk|wpapsk|psk set-key) ascii |plain-text-pass",
    # Of SNMP.
    rb"(?:snmp-server|snmp) host |snmp community |snmp-agent community ",
    # The first of two algorithms.
    rb"(?:auth|auth-password|authpassword) (?:sha|md5|des|aes)[ -]",
    # The second.
    rb"(?:priv|priv-password|privpassword) (?:aes|des|3des)[ -]",
    # As Huawei and Comware write it.
    rb"(?:password|authentication) (?:cipher|simple|irrevers)",
    # Of servers.
    rb"(?:key accounting|key authentication) (?:cipher|simple) ",
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
        lookahead=NOT_A_PASSWORD
        + rb"(?!"
        + _OTHER
        # Nor an address.
        + rb"\b|public\b|private\b|[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?:\s|\Z))",
        prefilters=_BEGINNINGS,
        effort_of_head=6,
        examples=(
            "tacacs-server host 10.1.1.9 key «T4c-Border»\n ip ospf authentication-key «Border»",
            "neighbor 192.0.2.1 password «bgp-Bank-65001», crypto isakmp key «Border-9» address x",
            "snmp-server user ops v3 auth sha «Border» priv aes 128 «Bank9»",
            "snmp-server host inside 10.9.9.2 community «n3tz-leser» version 2c",
            "snmp-server host 10.9.9.2 traps version 2c community «leser»",
            "local-user admin password irreversible-cipher «$1c$NXcRsN3BJJ$X4Zj05gu77kMLxywSuz$»",
        ),
        counter_examples=(
            "radius-server host 10.1.1.9 auth-port 1812, snmp community public, neighbor x up",
            "snmp-server host inside 10.9.9.2 version 3 bob, snmp-server host 10.9.9.2 vrf mgmt",
            "the authentication-key is missing, pre-shared-key for x, key-string of it",
        ),
    ),
    _argument(
        id="password-of-router",
        finds="A password in a command of a router whose words are said elsewhere, too",
        # For which level, and how it is encrypted.
        prefix=rb"enable " + OF_USERS_OF_ROUTERS + rb" (?:level [0-9]{1,2} )?(?:[05-9] )?",
        prefilters=(rb"enable (?:pass|secr)",),
        # A capital, a digit, a sign, to the end of the line.
        lookahead=NOT_A_PASSWORD
        # The same.
        + rb"(?=[a-z]{0,64}[A-Z0-9!#$%^&*@_+])(?=[^\s]{4,128}\s{0,3}(?:[\r\n\"\\,;]|\Z))",
        examples=(
            "enable secret «Border»\nenable password level 15 «border9»\n",
            "cmd=enable secret «Border»\n",
            "x\nenable secret 9 «$9$nhEmQVczB7dqsO$X.HsgL6x1il0RxkOSSvyQYwucySCt7qFm4v7pqCxkKM»\n",
        ),
        counter_examples=(
            "enable password encryption, enable secret scanning\n",
            "enable password level, enable secret is set\n",
        ),
    ),
    _argument(
        id="password-set-on-gateway",
        finds="A password or key that a line of a firewall's configuration sets",
        # The line begins with it.
        prefix=rb"[\n ]set " + SET_ON_GATEWAYS + rb" (?:ENC )?" + QUOTE,
        lookahead=NOT_A_PASSWORD
        # To the end of the line.
        + rb"(?=[^\s\"']{4,512}[\"']?[ \t\r]{0,3}(?:\n|\\n|\Z))(?!"
        + _OTHER
        + rb"\b)",
        prefilters=(rb"[\n ]set " + BEGIN_ON_GATEWAYS,),
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
