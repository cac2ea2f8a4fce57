"""Passwords and tokens after letters and short words of programs' arguments: `-p`, `-pw`, `-t`."""

from functools import partial

from support_packet.redaction.expressions.fragments import ENDS, NOT_A_PASSWORD
from support_packet.redaction.expressions.notation import (
    ARGUMENT,
    LETTER_WITH_MARK,
    QUOTE,
    SIGN_AND_LETTER,
)
from support_packet.redaction.expressions.samples import HEX, UUID
from support_packet.redaction.rule_kinds.argument_rule import argument_rule
from support_packet.redaction.rule_kinds.line_rule import LineRule
from support_packet.secret_words import SHORT_OPTIONS

_LIKE_ONE = (
    LETTER_WITH_MARK
    # No option, no path, no ports, no word with a number, no host, no address.
    + rb"(?![-/]|[a-z._-]*/|[0-9.:]+(?:/\w+)?[\s\"']|[a-z]+(?:[-_.][a-z0-9]+)*[0-9]{0,3}"
    + ENDS
    # No address, nor where it is.
    + rb"|[a-z]{2,8}://|(?:env|file|fd|stdin|pass):|[\w.-]{1,64}:/)"
    + NOT_A_PASSWORD
)

# No path, no variable, no port.
_NO_PATH_OR_PORT = rb"(?![/$]|[0-9.:]+(?:[\s\"']|\Z))"

_password = partial(argument_rule, lookahead=_LIKE_ONE)

RULES = (
    _password(
        id="password-after-user-option",
        finds="A password after `-p` that follows the option for a user",
        # A user, in quotes or not.
        prefix=rb" (?:-u|-U|--?user|--?username)[ =]"
        + QUOTE
        + rb"[\w.@\\+-]{1,64}"
        + QUOTE
        # A letter, or a word for it.
        + rb" (?:-[pP](?!ass|[wW]d?[ =])[ =]?|--?(?:pass|pw)[ =])"
        + QUOTE,
        # The same.
        prefilters=(rb" (?:-u|-U|-user|--user|-username|--username)[ =]",),
        examples=(
            "mongodump --host db -u mm -p «jRPKFW9KlRydrcjE» --archive=/b/m.gz",
            "knife bootstrap db1 -U root -P '«7XJyNNcfr»' -N mm1",
            "curl --user jonas --pass «Valley85!» --cert c.pem https://x, y --user=mm -p«hunter2X»",
        ),
        counter_examples=(
            "docker run -u mm -p 8065:8065/tcp x, docker run -u 1000 -p 127.0.0.1:80:80 x",
            "sudo -u mattermost -p /opt/x1, compose -u mm -p project-12, ps -u mm -p 1234",
        ),
    ),
    LineRule(
        id="password-after-letter",
        kind="password",
        finds="A password after `-p` of programs for databases, files and machines",
        trigger=(
            # Databases.
            rb"(?:mongo|mongosh|mongodump|mongorestore|mongoexport|mongoimport) ",
            # Other ones.
            rb"(?:mydumper|myloader|cqlsh|couchbase-cli|cbbackupmgr|mariadb|mariadb-dump)[ :]",
            # Files and machines.
            rb"(?:ncftp|ncftpget|ncftpput|racadm|ilorest|rdesktop|winexe|knife) ",
            # Keys and certificates.
            rb"(?:unlock-keychain|create-keychain|security import|signtool sign) ",
            # What Nagios runs.
            rb"check_(?:ldap|smtp|imap|pop|dns|disk|mailbox|vmware) ",
            # The same.
            rb"check_(?:mysql|pgsql|oracle|radius|disk_smb|wmi_plus|mssql|mysql_health) ",
        ),
        secret=rb"(?<![\w-])[-/][pP] ?"
        + QUOTE
        + rb"(?!\$)"
        + _LIKE_ONE
        + rb"("
        + ARGUMENT
        + rb"{6,})",
        examples=(
            "ncftpget -u mm -R -p «Timber.Anchor.32» files.example.com . /b/m.gz",
            "mydumper: ** Message: Connecting as mm using -p «Garden_Yonder_37» on db",
            "command[check_mysql]=/usr/lib/check_mysql -H db -p «Canyon.Garden.59»",
        ),
        counter_examples=(
            "mongosh --host db -p 27017, mongodump -p",
            "check_mysql -H db -P 3306, ncftpget -p /etc/x12\nmariadb -p mattermost_12",
        ),
    ),
    argument_rule(
        id="token-of-zerotier",
        kind="token",
        finds="The token of ZeroTier's own interface, right after its letter",
        # Another option may come before.
        prefix=rb"zerotier-cli (?:-[a-z] ?[\w.]{0,16} ){0,3}-T",
        secret_start=rb"[a-z0-9]{16}",
        prefilters=(rb"zerotier-cli ",),
        examples=(
            "$ zerotier-cli -T«o0m7sxq2q59bm5arczht9ec9» listnetworks",
            "zerotier-cli -j -T«o0m7sxq2q59bm5arczht9ec9» info",
        ),
        counter_examples=("zerotier-cli -j info", "zerotier-cli -T short"),
    ),
    LineRule(
        id="login-after-letter",
        kind="password",
        finds="A user and a password after `-a` of what Nagios runs, and after `--authorization`",
        # Nagios's.
        trigger=(rb"check_(?:http|curl|nt|elasticsearch|rabbitmq|tomcat|jmx|smtp) ",),
        # A user, and a colon.
        secret=rb"(?<![\w-])(?:-a ?|-b ?|--authorization[ =])"
        + QUOTE
        + rb"[\w.@+-]{1,64}:"
        + NOT_A_PASSWORD
        + _NO_PATH_OR_PORT
        + rb"("
        + ARGUMENT
        + rb"{4,})",
        examples=(
            "check_http -H x -a bob:«kettle»",
            "nagios: check_http -H chat.example.com -a monitor:«Jungle75!» -S",
            "check_curl --authorization='bob:«hunter2X»' -H x",
        ),
        counter_examples=("check_http -H x -a bob:/etc/x1", "check_smtp -H x -a localhost:25"),
    ),
    LineRule(
        id="key-of-openssl",
        kind="password",
        finds="The password from which OpenSSL makes a key",
        # Its command, or an algorithm.
        trigger=(rb"openssl (?:enc|aes-[0-9]{3}-[a-z]{3}) ",),
        secret=rb"(?<![\w-])-(?:k|pass) "
        + QUOTE
        + rb"(?!pass:)"
        + _LIKE_ONE
        + rb"("
        + ARGUMENT
        + rb"{4,})",
        examples=(
            "openssl enc -aes-256-cbc -k «hunter2X» -in x",
            "openssl aes-256-cbc -d -k '«har25LANT»' -in x",
        ),
        counter_examples=("openssl enc -kfile /etc/x1", "openssl enc -k $PASS1 -in x"),
    ),
    LineRule(
        id="community-option",
        kind="password",
        finds="The community after `-c` and `-C` of programs for SNMP",
        # Net-SNMP's and Nagios's.
        trigger=(rb"(?:snmp(?:get|walk|set|trap|table|bulkwalk|bulkget|getnext)|check_snmp) ",),
        secret=rb"(?<![\w-])-[cC] ?" + QUOTE + SIGN_AND_LETTER + rb"(" + ARGUMENT + rb"{4,})",
        examples=(
            "snmpwalk -v2c -c «island268» 10.0.0.1 system",
            "check_snmp -H sw1 -C '«orchard-4»' -o sysUpTime.0",
        ),
        counter_examples=("snmpwalk -v2c -c public 10.0.0.1", "check_snmp -H sw1 -c 90 -w 80"),
    ),
    _password(
        id="password-after-short-word",
        finds="A password after `-pw`, `-pass`, `-password` and `--pass` of a program",
        # Short words for it.
        prefix=rb" (?:" + rb"|".join(SHORT_OPTIONS) + rb")[ =]" + QUOTE,
        # The same, in all spellings.
        prefilters=(rb" (?:" + rb"|".join(SHORT_OPTIONS) + rb")[ =]",),
        examples=(
            "plink -pw «hunter2X» bob@host, kadmin -q 'addprinc -pw «Needle98kettle!» x'",
            "influx -username mm -password '«hunter2X»' -execute x",
        ),
        counter_examples=(
            "ffmpeg -pass 1 -password required, x --pass",
            "tool -password /etc/x12 -pass env:PASS1",
        ),
    ),
    LineRule(
        id="token-after-letter",
        kind="token",
        finds="A token after `-t` of programs that report to a service, or join a cluster",
        # For tests and for clusters.
        trigger=(
            # For tests and for clusters.
            rb"(?:codecov|rke2|k3s|k3d|sonar-scanner|infracost|percy|coveralls) ",
            # Others.
            rb"(?:gitlab-runner|nuget push|nuget) ",
        ),
        # A token of a cluster, a UUID, or a long run of letters and digits.
        secret=rb"(?<![\w-])(?:-t|-r|-k|--token)[ =]"
        + QUOTE
        # A hash and a secret, a UUID.
        + rb"(K10[0-9a-f]{6,}::\S+?(?=[\s\"'\\]|\Z)|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}"
        # With a digit.
        + rb"|(?=[A-Za-z_]{0,24}[0-9])[A-Za-z0-9_]{20,})",
        examples=(
            f"codecov -t «{UUID}» -f coverage.xml",
            f'msg="join: rke2 agent -s https://10.0.0.1:9345 -t «K10{HEX * 2}::node:{HEX}»"',
        ),
        counter_examples=("codecov -t unit -f coverage.xml", "k3s agent -t /run/secrets/token1"),
    ),
)
