"""Passwords of any word that commands of servers are given to set, or to log in with."""

from support_packet.redaction.expressions.fragments import NOT_A_PASSWORD
from support_packet.redaction.expressions.notation import ARGUMENT, QUOTE
from support_packet.redaction.rule_kinds.argument_rule import argument_rule
from support_packet.redaction.rule_kinds.line_rule import LineRule

# No option, no path, no variable.
_ANY = NOT_A_PASSWORD + rb"(?![-/$<|&])"

RULES = (
    argument_rule(
        id="password-to-set",
        finds="The password that a command of a server is given to set",
        prefix=(
            # Neo4j, Samba, FreeIPA: a user.
            rb"(?:set-initial-password |samba-tool user (?:create|add) [\w.@-]{1,64} "
            rb"|ipa passwd [\w.@-]{1,64} "
            # Apache: a user, no file.
            rb"|htpasswd -[a-zA-Z]{0,4}(?:nb|bn)[a-zA-Z]{0,4} [\w.@+-]{1,64} "
            # DB2: a database and a user.
            rb"|(?i:connect to) \w{1,32} (?i:user) [\w.-]{1,64} (?i:using) )"
        )
        + QUOTE,
        lookahead=_ANY,
        secret_start=ARGUMENT + rb"{4}",
        prefilters=(
            rb"set-initial-password ",
            # The commands that a user comes after.
            rb"samba-tool user |ipa passwd |htpasswd -[a-zA-Z]{0,4}[nb]",
            rb"(?i:connect to) \w",
        ),
        examples=(
            "neo4j-admin dbms set-initial-password «graph-Spider-6»",
            "samba-tool user create bob '«kettle»'; ipa passwd bob «kettle»",
            "htpasswd -nb bob «kettle»",
            "db2 => connect to TICKETS user db2inst1 using «Cobalt»",
        ),
        counter_examples=(
            "set-initial-password --require-password-change; samba-tool user create bob --random",
            "CONNECT TO x user y using $PW",
            "failed to connect to host user bob",
        ),
    ),
    LineRule(
        id="password-after-p-of-servers",
        kind="password",
        finds="A password of any word after `-p` of tools of servers that keep users",
        # Rspamd, Elasticsearch, InfluxDB.
        trigger=(rb"(?:rspamadm pw|elasticsearch-users useradd|influx user password) ",),
        secret=rb"(?<![\w-])-p[ =]?" + QUOTE + _ANY + rb"(" + ARGUMENT + rb"{4,})",
        end=rb"[|;\n]",
        examples=(
            "rspamadm pw -e -p «q1-Toadstool»",
            "elasticsearch-users useradd bob -p '«kettle»' -r superuser",
            "influx user password -n bob -p «kettle»",
        ),
        counter_examples=(
            "rspamadm pw -e -p $PW; rspamadm pw -c x",
            "elasticsearch-users useradd bob -r superuser",
        ),
    ),
)
