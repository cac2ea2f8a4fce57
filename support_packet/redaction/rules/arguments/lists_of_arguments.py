"""Passwords among the arguments of a program that are printed as a list, each in quotes."""

from support_packet.redaction.expressions.fragments import NOT_A_PASSWORD
from support_packet.redaction.expressions.notation import ARGUMENT, SIGN_AND_LETTER, one_by_one
from support_packet.redaction.rule_kinds.rule import Rule

_QUOTE = rb"\\{0,3}[\"']"
_NEXT = _QUOTE + rb", ?" + _QUOTE
# Also as Erlang, shells and audits print lists.
_ANY_NEXT = _QUOTE + rb"(?:(?:>>)?, ?(?:<<)?| (?:a[0-9]{1,2}=)?)" + _QUOTE
_AFTER_SMALL_P = (
    *(b"sshpass", b"mongo", b"mongosh", b"mongodump", b"mongorestore", b"cqlsh", b"rdesktop"),
    *(b"ncftpput", b"ncftpget", b"turnadmin", b"check_mysql", b"check_pgsql"),
)
_AFTER_W = (b"ldapsearch", b"ldapmodify", b"ldapadd", b"ldapwhoami", b"ldapdelete", b"ldappasswd")
_AFTER_P = (b"ipmitool", b"sqlcmd", b"mosquitto_pub", b"mosquitto_sub")
_AFTER_USER = (b"add_user", b"change_password", b"authenticate_user")
_PROGRAMS = (*_AFTER_SMALL_P, *_AFTER_W, *_AFTER_P, b"check_http", b"smbclient", *_AFTER_USER)
"""What has its password after `-p`, `-w`, `-P`, another letter, or after a user."""

_OTHERS = rb"(?:[^\n]{0,160}[\"'])?"
"""Other arguments, as far as the quote before the option."""

RULES = (
    Rule(
        id="login-in-list-of-arguments",
        kind="password",
        effort=9,
        finds="The password with which `curl` or `redis-cli` logs in, in a list of arguments",
        prefix=(
            # The option, and the next of the list.
            rb"(?:redis-cli"
            + _NEXT
            + _OTHERS
            + rb"-a"
            + _NEXT
            # The same, with a user before it.
            + rb"|curl"
            + _NEXT
            + _OTHERS
            + rb"-u"
            + _NEXT
            + rb"[\w.@+-]{1,64}:)"
        ),
        # No path.
        lookahead=SIGN_AND_LETTER + rb"(?![a-z._-]*/)",
        secret_start=ARGUMENT + rb"{4}",
        secret_rest=ARGUMENT + rb"*+",
        prefilters=(one_by_one((rb"redis-cli", rb"curl"), rb"[\"'\\]"),),
        exact_start=True,
        examples=(
            "Command '['redis-cli', '-h', 'db', '-a', '«Hunter-22»', 'ping']' failed",
            "['curl', '-s', '-u', 'bob:«Hunter-22»', 'https://x']",
        ),
        counter_examples=(
            "['curl', '-u', 'bob'] ['curl', '-u', 'bob:1234']",
            "['redis-cli', '-a', 'none'] ['redis-cli', '-a', '/etc/redis.secret1']",
        ),
    ),
    Rule(
        id="word-in-list-of-arguments",
        kind="password",
        finds="A password of any word after an option or a user, in a list of arguments",
        prefix=(
            # Those of databases and machines.
            rb"(?:(?:"
            + b"|".join(_AFTER_SMALL_P)
            + rb")"
            + _ANY_NEXT
            + _OTHERS
            + rb"-p"
            + _ANY_NEXT
            # Those of directories.
            + rb"|(?:"
            + b"|".join(_AFTER_W)
            + rb")"
            + _ANY_NEXT
            + _OTHERS
            + rb"-w"
            + _ANY_NEXT
            # With a capital letter.
            + rb"|(?:"
            + b"|".join(_AFTER_P)
            + rb")"
            + _ANY_NEXT
            + _OTHERS
            + rb"-P"
            + _ANY_NEXT
            # The user before it.
            + rb"|check_http"
            + _ANY_NEXT
            + _OTHERS
            + rb"-a"
            + _ANY_NEXT
            + rb"[\w.@+-]{1,64}:"
            + rb"|smbclient"
            + _ANY_NEXT
            + _OTHERS
            + rb"-U"
            + _ANY_NEXT
            + rb"[\w.@+\\/-]{1,64}%"
            # RabbitMQ.
            + rb"|(?:"
            + b"|".join(_AFTER_USER)
            + rb")"
            + _ANY_NEXT
            + rb"[\w.@+-]{1,64}"
            + _ANY_NEXT
            + rb")"
        ),
        lookahead=NOT_A_PASSWORD + rb"(?![-/<])",
        secret_start=rb"[^\"'\\\n]{3}",
        secret_rest=rb"[^\"'\\\n]*+",
        prefilters=(one_by_one(_PROGRAMS, rb"[\"'\\]"),),
        exact_start=True,
        effort_of_head=3,
        examples=(
            'execve("/usr/bin/sshpass", ["sshpass", "-p", "«Kilkenny+Cat»", "rsync"], 0x5)',
            "'/x/check_http' '-H' 'chat' '-S' '-a' 'probe:«Luzzu&Ghajn»' '-u' '/x'",
            '[<<"add_user">>,<<"bridge">>,<<"«Lofoten_Torsk»">>]',
            'argc=4 a0="sshpass" a1="-p" a2="«kettle»" a3="ssh"',
            "['ldapsearch', '-x', '-D', 'cn=mm', '-w', '«magpie nest»', '-b', 'dc=x']",
        ),
        counter_examples=(
            '["sshpass", "-f", "/etc/x1", "ssh"] ["sshpass", "-p", "$PW"]',
            "['add_user', 'bob'] 'check_http' '-H' 'chat' '-a' 'none'",
        ),
    ),
)
