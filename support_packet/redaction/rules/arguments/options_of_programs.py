"""Passwords in the arguments of programs that have their own letters for this."""

from functools import partial

from support_packet.redaction.expressions.fragments import NOT_A_PASSWORD
from support_packet.redaction.expressions.notation import ARGUMENT, LETTER_WITH_MARK, QUOTE
from support_packet.redaction.expressions.samples import HEX, MIXED
from support_packet.redaction.rule_kinds.line_rule import LineRule
from support_packet.redaction.rule_kinds.rule import Rule

_LIKE_ONE = (
    LETTER_WITH_MARK
    # No path, no variable, no algorithm.
    + rb"(?![a-z._-]*/|\$(?:[A-Z_]{2,}[\s\"'\\]|[{(])|(?i:md5|sha|aes)[0-9-]*"
    + QUOTE
    + rb"(?:\s|\Z))"  # no path, no algorithm
)

_ARGUMENT = QUOTE + _LIKE_ONE + rb"(" + ARGUMENT + rb"{4,})"

_after = partial(
    Rule,
    kind="password",
    lookahead=NOT_A_PASSWORD,
    secret_start=ARGUMENT,
    # To the quote, if one opened it.
    secret_rest=rb"(?:(?<=[\"'].)[^\"'\\\n]++(?=\\{0,3}[\"'])|" + ARGUMENT + rb"*+)",
)

_RABBITMQ = rb"rabbitmqctl (?:add_user|change_password|authenticate_user) "  # and a user
_DOVECOT = rb"doveadm auth (?:test|login) "  # options and a user
_SENTINEL = rb"auth-pass "  # of Redis

RULES = (
    LineRule(
        id="password-in-capital-option",
        kind="password",
        finds="Passwords after `-A`, `-N`, `-P` and `-X` of tools for archives, keys and networks",
        # Their names.
        trigger=(rb"(?:ssh-keygen|unzip|ipmitool|mosquitto_[ps]ub|sqlcmd|snmp[a-z]{2,10}) ",),
        secret=rb"(?<![\w-])-[ANPXc] ?(?:"
        + _ARGUMENT
        # Several words in quotes.
        + rb"|[\"'](?=[^\"'\n]{0,64}[ ])([^\"'\\$\n]{6,})[\"'])",
        examples=(
            "unzip -P '«hunter2X»' logs.zip",
            "snmpwalk -v3 -u ops -a SHA -A «hunter2X» -x AES -X '«magpie nest»' host",
        ),
        counter_examples=(
            "ssh-keygen -N '' -f id_rsa2",
            "ipmitool -H bmc -A MD5 -N 5 power status",
        ),
    ),
    _after(
        id="user-then-password",
        finds="The password after a user's name in the arguments of tools that manage users",
        prefix=(
            # A file and a user.
            rb"(?:(?:htpasswd (?:-[a-zA-Z] )?-[a-zA-Z]{0,4}b[a-zA-Z]{0,4}(?: -[a-zA-Z])?"
            # The same with all options, and a file.
            rb"|mosquitto_passwd (?:-c )?-b) (?!-)[^\s]{1,128} "
            rb"[\w.@+-]{1,64} "
            rb"|admin user add [\w.-]{1,32} [\w.@+-]{1,64} "  # MinIO: an alias
            rb"|" + _RABBITMQ + rb"[\w.@+-]{1,64} "  # a user
            # For installers of Red Hat.
            rb"|rootpw (?:--lock )?--plaintext (?:--lock )?"
            rb"|" + _DOVECOT + rb"(?:-x [\w=.-]{1,64} ){0,4}[\w.@+-]{1,64} "  # options, a user
            rb"|" + _SENTINEL + rb"[\w.-]{1,64} )"  # a master
        )
        + QUOTE,
        prefilters=(
            # Files of users, MinIO.
            rb"(?:htpasswd|mosquitto_passwd) -|admin user add ",
            # Without the rest, which is in every line that names a password.
            rb"rabbitmqctl (?:add_user|change_pass|authenticate_u)",
            _SENTINEL,
            _DOVECOT,
            rb"rootpw --",
        ),
        examples=(
            "htpasswd -cb /etc/nginx/htpasswd ops '«hunter»'; htpasswd -b -c f bob «hunter»",
            "mc admin user add s3 chat «hunter-X»",
            "sentinel auth-pass mymaster «hunter-X»",
            "rabbitmqctl authenticate_user mm «hunter-X»",
            "rabbitmqctl change_password mm '«kettle, nest»'",
            "rootpw --plaintext «magpie»; doveadm auth test bob@example.com «magpie»",
        ),
        counter_examples=(
            "htpasswd -c /etc/nginx/htpasswd ops",
            "mc admin user add s3 chat; rabbitmqctl add_user ops",
        ),
    ),
    _after(
        id="user-with-password",
        finds="The password that a mark separates from a user's name in the arguments of tools",
        prefix=(
            # FTP, Samba.
            rb"(?:(?:lftp [^\n]{0,64}-u|open -u) [\w.@+-]{1,64},|net (?:ads|rpc) [^\n]{0,64}%"
            # HTTPie, curl.
            rb"|https? (?:-a|--auth) [\w.@+-]{1,64}:|--(?:proxy-)?cert [\w./-]{1,128}:"
            # Oracle, remote desktops.
            rb"|sqlplus (?:-[a-zA-Z]{1,8} ){0,3}[\w.+-]{1,64}/|freerdp [^\n]{0,128}/p:)"
        )
        + QUOTE,
        prefilters=(
            # The names of the programs.
            rb"(?:lftp|open -u|net ads|net rpc|https? -a|https? --auth|sqlplus|freerdp) ",
            rb"--cert |--proxy-cert ",
        ),
        examples=(
            "lftp -u bob,«hunter2X» sftp://files.example.com",
            "xfreerdp /u:bob '/p:«hunter2X»' /v:host; sqlplus -s mm/«hunter2X»",
            "curl --cert client.pem:«hunter2X» https://x",
        ),
        counter_examples=("lftp sftp://files.example.com", "curl --cert client.pem https://x:8443"),
    ),
    Rule(
        id="token-in-place-of-user",
        kind="token",
        finds="A token that is given as a user without a password, as curl takes it",
        # The option for the user.
        prefix=rb" (?:-u|--user)[ =]" + QUOTE,
        # With a digit, no name.
        lookahead=rb"(?=[A-Za-z_-]{0,32}[0-9])(?![a-z]+(?:[-_][a-z]+)*[-_]?[0-9]{1,3}:)",
        secret_start=rb"[A-Za-z0-9_-]{20,160}",
        # And nothing behind the colon.
        suffix=rb":" + QUOTE + rb"(?:\s|\Z)",
        # As for passwords after it.
        prefilters=(rb" (?:-u|-U|-user|--user|-username|--username)[ =]",),
        exact_start=True,
        examples=(
            f"curl -u «{HEX}{HEX}»: https://circleci.com/api/v1.1/me",
            f"curl --user '«sk_test_{MIXED}»:' https://x",
        ),
        counter_examples=(
            "curl -u mattermost-deploy-user-1: https://x",
            f"curl -u {HEX}{HEX} https://x",
        ),
    ),
    Rule(
        id="password-in-letters-of-tools",
        kind="password",
        finds="The password of `7z`, `ldappasswd` and tools of coturn, and of `mysql` in a list",
        prefix=(
            # Archives, TURN, LDAP.
            rb"(?:7z[ar]? [a-z] [^\n]{0,128}-p|turnadmin [^\n]{0,128}-p "
            # TURN again, LDAP.
            rb"|turnutils_[a-z]{4,8} [^\n]{0,128}-[wW] |ldappasswd [^\n]{0,160}-s "
            # Each argument in quotes, or with its own name.
            rb"|mysql[a-z]{0,6}\\{0,3}[\"'](?:,| a)[^\n]{0,128}[\"']-p"
            rb"|zip (?:-[a-z]{1,8} )?(?:[^\s]{1,32} )?-P )"  # another option, a file
        )
        + QUOTE,
        # In a list of `mysql` any word, as that is all there can be.
        lookahead=rb"(?:" + _LIKE_ONE + rb"|(?<=[\"']-p)(?!ort\b|rotocol|assword|ipe|lugin|rompt))",
        secret_start=ARGUMENT + rb"{4}",
        secret_rest=ARGUMENT + rb"*+",
        prefilters=(
            # The same.
            rb"(?:7z [a-z] |7za [a-z] |7zr [a-z] |turnadmin |turnutils_|ldappasswd |zip -)",
            rb"zip [^\s]{1,32} -P ",
            # MySQL in a list of arguments.
            rb"mysql[a-z]{0,6}\\{0,3}[\"'](?:,| a)",
        ),
        examples=(
            "7z x backup.7z -p«hunter2X»",
            'a0="mysqldump" a1="-umm" a2="-p«hunter2X»" a3="mattermost"',
            '["mysql", "-uroot", "-p«hunter2X»"]',
            "['mysqldump', '-umm', '-p«hunter2X»']",
            'execve("/usr/bin/mysqldump", ["mysqldump", "-p«magpie»", "mm"], 0x7ffe1d0)',
            "zip -P «hunter2X» logs.zip x",
            "turnutils_uclient -t -u mm -w '«hunter2X»' turn.example.com",
        ),
        counter_examples=(
            "7z x backup.7z -pattern",
            '["mysql", "-uroot", "-port"]',
        ),
    ),
)
