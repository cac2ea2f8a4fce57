"""Passwords in the logs of directories and mail servers, and in the settings of proxies."""

from support_packet.redaction.expressions.fragments import LOOKS_RANDOM, NOT_A_PASSWORD
from support_packet.redaction.rule_kinds.line_rule import LineRule
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_words import SCHEMES

_BOTH = rb"(?=[^\s\"\\]{0,64}[0-9!#$%^&*])(?=[^\s\"\\]{0,64}[A-Za-z])"
"""A digit or a sign, and a letter."""

RULES = (
    LineRule(
        id="directory-bind",
        kind="password",
        finds="Passwords of binds and of changes in the logs of OpenLDAP",
        trigger=(rb"method=128 ", rb"PASSMOD ", rb"BIND dn="),
        # How OpenLDAP calls them.
        secret=rb"[ ](?:cred|old|new|oldpw|newpw)=\\{0,3}\"?(?!\")" + _BOTH + rb"([^\s\"\\]{4,})",
        examples=(
            'op=0 BIND dn="uid=bob,dc=x" method=128 cred=«Hunter2X»',
            'PASSMOD id="uid=bob" old="«Hunter2X»" new="«Hunter3X»"',
        ),
        counter_examples=(
            'op=0 BIND dn="uid=bob,dc=x" method=128 mech=SIMPLE ssf=0',
            'PASSMOD id="uid=bob" old="" new=none',
        ),
    ),
    Rule(
        id="imap-login",
        kind="password",
        finds="The password of a login to a server of IMAP",
        # The command and the user, in quotes or not.
        prefix=rb" LOGIN \\{0,3}\"?[\w.@+-]{1,64}\\{0,3}\"? \\{0,3}\"?",
        # No way to log in.
        lookahead=_BOTH + rb"(?!(?:S?CRAM|DIGEST|X?OAUTH|PLAIN|NTLM)[A-Z0-9-]*)",
        secret_start=rb"[^\s\"\\]{6}",
        secret_rest=rb"[^\s\"\\]*+",
        prefilters=(rb" LOGIN ",),
        exact_start=True,
        examples=('a1 LOGIN bob@example.com "«Hunter2X»"', "A0002 LOGIN bob «Hunter2X»\r\n"),
        counter_examples=(
            "a1 LOGIN failed for user12345",
            'a1 LOGIN bob@example.com "password"',
        ),
    ),
    Rule(
        id="sasl-response",
        kind="token",
        finds="The answer in which a client of Dovecot logs in",
        prefix=rb"[\s,]resp=",
        lookahead=LOOKS_RANDOM,
        secret_start=rb"[A-Za-z0-9+/]{8}",
        secret_rest=rb"[A-Za-z0-9+/=]*+",
        prefilters=(rb"[\s,]resp=",),
        exact_start=True,
        examples=(
            "client in: AUTH\t1\tPLAIN\tservice=smtp\tresp=«AGJvYgBodW50ZXIyWA==»",
            "AUTH 1 PLAIN resp=«AGJvYgBodW50ZXIyWA==»",
        ),
        counter_examples=("AUTH 1 PLAIN resp=<hidden>", "status=200 resp=received"),
    ),
    Rule(
        id="login-of-proxy",
        kind="password",
        finds="The password after a user's name in the settings of proxies",
        # HAProxy's page of figures; Squid's neighbors.
        prefix=rb"(?:(?:stats auth |(?<![\w-])login=|proxy-auth |sst_auth ?= ?\"?)[\w.@+-]{1,64}:"
        rb"|insecure-password )",
        lookahead=NOT_A_PASSWORD,
        secret_start=rb"[^\s\"'\\,]{4}",
        secret_rest=rb"[^\s\"'\\,]*+",
        # What comes before the user.
        prefilters=(rb"(?:stats auth |login=|proxy-auth |sst_auth ?=|insecure-pass)",),
        exact_start=True,
        examples=(
            "  stats auth admin:«Hunter2X»\n    user bob insecure-password «magpie»\n",
            "cache_peer proxy.example.com parent 3128 0 login=squid:«Hunter2X»",
        ),
        counter_examples=("stats auth admin", "cache_peer x login=PASS, login=user:"),
    ),
    Rule(
        id="login-of-relay",
        kind="password",
        finds="The password after a user, for a server to which mail is relayed",
        # The port, the user.
        prefix=rb"\]?:(?:25|465|587|2525)[ \t]{1,16}[\w.+-]{1,64}(?:@[\w.-]{1,64})?:",
        # To the end of the line, and no number.
        lookahead=NOT_A_PASSWORD + rb"(?=[^\s]{4,128}[ \t]{0,8}(?:\r?\n|\Z))(?![0-9]{1,5}\s)",
        secret_start=rb"[^\s\"'\\]",
        secret_rest=rb"[^\s]*+",
        # The same.
        prefilters=(rb":(?:25|465|587|2525)[ \t]{1,16}[\w.+-]{1,64}",),
        examples=(
            "[relay.example.com]:587 mm@example.com:«Nest;magpie»\n",
            "relay.example.com:465\tmm:«magpie»\n",
        ),
        counter_examples=(
            "connect to relay.example.com:25 failed: Connection refused\n",
            "listening on [::]:587 tcp:4025\n",
        ),
    ),
    Rule(
        id="token-in-captured-header",
        kind="token",
        finds="A token in the headers that HAProxy logs between braces and bars",
        # A field of braces, and a scheme.
        prefix=rb"[{|]" + SCHEMES + rb" ",
        lookahead=LOOKS_RANDOM,
        secret_start=rb"[A-Za-z0-9._~+/=-]{16}",
        secret_rest=rb"[A-Za-z0-9._~+/=-]*+",
        # The same.
        prefilters=(rb"[{|]" + SCHEMES + rb" [A-Za-z0-9._~+/=-]",),
        exact_start=True,
        examples=(
            "{curl/8.1|Token «k3h5x9w1qf7tbn8y»|}",
            "{ApiKey «k3h5x9w1qf7tbn8y=»}",
        ),
        counter_examples=("| Token | UserId |", "{token expired|key the-usual-way-of-it}"),
    ),
    LineRule(
        id="redis-acl",
        kind="password",
        finds="Passwords and their hashes in the lists of users of Redis",
        trigger=(
            rb"(?i:acl setuser) [\w-]",
            # A line of a file of users.
            rb"user [\w-]{1,32} (?:on|off) ",
        ),
        # What else such a line has: keys, channels, commands.
        condition=rb"(?=[^\n]{0,512} (?:~|&|[+-]@|allkeys|allchannels|allcommands|resetkeys))",
        # A password, or a hash of one.
        secret=rb"(?<=[ ])(?:>|\#(?=[^\s\"\\]{0,64}[0-9!$%^&*-]))([^\s\"\\]{4,})",
        examples=(
            "ACL SETUSER mm on >«Hunter-X» ~* +@all",
            "user default on >«magpie» ~* &* +@all",
            "user sentinel on >«Hunter_22» allchannels +multi +ping",
            "user default on #«c9eff507a43a5e7bb9e5db3844dca867c9eff507» ~* &* +@all",
        ),
        counter_examples=(
            "ACL SETUSER mm on nopass ~* +@all",
            "fixing user mounts on kernel < 5.10 (Closes: #975727)",
        ),
    ),
    Rule(
        id="new-elastic-password",
        kind="password",
        finds="Passwords that Elasticsearch makes for its own users",
        prefix=rb"PASSWORD [a-z_]{4,32} = ",
        secret_start=rb"[A-Za-z0-9*_=+-]{8}",
        secret_rest=rb"[A-Za-z0-9*_=+-]*+",
        prefilters=(rb"PASSWORD [a-z_]{4,32} = ",),
        exact_start=True,
        examples=(
            "Changed password for user elastic\nPASSWORD elastic = «k3h5x9w1qf7tbn8y»\n",
            "PASSWORD kibana_system = «k3h5x9w1»",
        ),
        counter_examples=("PASSWORD elastic = ", "PASSWORD of elastic = none"),
    ),
)
