"""Passwords of any word in what tracers of packets, calls and buses show."""

from functools import partial

from support_packet.redaction.expressions.fragments import (
    ANY_MARKS,
    ANY_NAME,
    END_OF_LINE,
    NOT_A_PASSWORD,
)
from support_packet.redaction.expressions.notation import any_case, one_by_one
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_words import OF_NETWORKS

_rule = partial(Rule, kind="password", exact_start=True)
_then = partial(NextLinesRule, kind="password")

_NAMES = any_case((*OF_NETWORKS, rb"password", rb"passphrase", rb"secret", rb"pin", rb"wep-key0"))
"""What keys are called on D-Bus."""

_OF_ADMINISTRATOR = rb"(?i:ms-mcs-admpwd|msmcsadmpwd)"
"""The attribute of a directory that has the password of a machine's administrator."""

RULES = (
    _rule(
        id="password-in-packets-of-mail",
        finds="The password after `PASS` in what tcpdump shows of POP3 and FTP",
        # The protocol, or bytes before it.
        prefix=rb"(?:(?:POP3|FTP|IRC)(?:: |\)? ?[<>]{1,2} ?|: ?C: ?)|\.\. )PASS ",
        lookahead=NOT_A_PASSWORD,
        secret_start=rb"[^\s\"'\\]{3}",
        secret_rest=rb"[^\r\n\"'\\]*+",
        # The same.
        prefilters=(rb"(?:POP3|FTP|IRC)[): <>C]{1,6}PASS ", rb"\.\. PASS "),
        examples=(
            "win 502, length 20: POP3: PASS «Oystercatcher»\n",
            "E..F..@.@.&...n..V.. PASS «Oystercatcher»\n",
        ),
        counter_examples=("FTP: PASS\n", "test: PASS TestX\nok . PASS TestX of it"),
    ),
    _rule(
        id="decrypted-value-of-radius",
        finds="The password of a request of RADIUS that Wireshark has decrypted",
        # How the field is shown.
        prefix=rb"(?:val=|User-Password: )Decrypted: ",
        secret_start=rb"[^\s\"]",
        secret_rest=rb"[^\r\n\"]*+",
        # The same.
        prefilters=(rb"(?:val=|User-Password: )Decrypted: ",),
        examples=(
            "AVP: t=User-Password(2) l=18 val=Decrypted: «bodhran+Fiddle»\n",
            "    User-Password: Decrypted: «two nests»\n",
        ),
        counter_examples=("val=Decrypted: \n", "Decrypted: 12 packets"),
    ),
    _rule(
        id="password-message-of-postgresql",
        finds="The password that is sent to PostgreSQL, in a system call",
        # The kind and the length of the message.
        prefix=rb"\"p\\0\\0\\0(?>(?:00)?)(?:\\[0-7]{1,3}|\\[a-z]|[ -!#-\[\]-~])",
        lookahead=rb"(?!SCRAM|[a-z]=)",
        secret_start=rb"[^\"\\\n]",
        # To the end of the text.
        secret_rest=rb"(?>(?:[^\"\\\n]|\\[1-9][0-7]{0,2}|\\x[0-9a-f]{2}){0,256})(?=\\0)",
        prefilters=(rb"\"p\\0\\0\\0",),
        examples=(
            'sendto(9, "p\\0\\0\\0\\21«Sliabh_Liag7»\\0", 18, MSG_NOSIGNAL, NULL, 0) = 18\n',
            'write(9, "p\\0\\0\\0(«md5a0b1»\\0", 41)',
        ),
        counter_examples=(
            'sendto(9, "p\\0\\0\\0006SCRAM-SHA-256\\0", 55)',
            'write(9, "Q\\0\\0\\0\\21SELECT 1\\0", 18)',
        ),
    ),
    _rule(
        id="variant-of-secret",
        finds="A secret in what is sent on D-Bus, after its name",
        # The type.
        prefix=rb"(?:" + b"|".join(_NAMES) + rb")\"[ ]{1,16}variant[ ]{1,24}string \"",
        secret_start=rb"[^\"\n]",
        secret_rest=rb"[^\"\n]*+",
        prefilters=(one_by_one(_NAMES, rb"\" {1,16}variant"),),
        exact_start=False,
        examples=(
            'dict entry( string "psk"  variant  string "«gammelost i skap»" )',
            'string "password" variant string "«kettle»"',
        ),
        counter_examples=('string "ssid" variant string "x1"', 'string "psk" variant string ""'),
    ),
    _then(
        id="variant-on-next-line",
        finds="The same, on the next line",
        # The name and its end.
        detector=(one_by_one(_NAMES, rb"\"\r?\n"),),
        before=rb"string \"[\w.-]{0,32}",
        trigger=rb"(?:" + b"|".join(_NAMES) + rb")\"" + END_OF_LINE,
        # Its type, and the text.
        then=rb"[ \t]{1,64}variant[ ]{1,24}string \"([^\"\n]+)\"",
        lines=1,
        examples=(
            '   string "psk"\n   variant             string "«gammelost i skap»"\n',
            'string "vpn-password"\n variant  string "«kettle»"\n',
        ),
        counter_examples=(
            'string "psk"\n variant string ""\n',
            'string "ssid"\n variant string "x1"\n',
        ),
    ),
    _then(
        id="input-of-validation",
        finds="The value that pydantic refuses, on the lines below its name",
        detector=ANY_MARKS,
        ends=b"\r\n",
        trigger=ANY_NAME + END_OF_LINE,
        needs=b"input_value=",
        # What is wrong with it, and the value.
        then=rb"[ \t]{1,8}[^\n]{1,200}?input_value=\\?['\"]([^'\"\n]+)['\"]",
        lines=1,
        examples=(
            "mm_token\n  Should be short [type=x, input_value='«IsQPAXUF»', input_type=str]\n",
            "db.password\n  Value error, x [type=y, input_value='«kettle»', input_type=str]\n",
        ),
        counter_examples=(
            "mm_token\n  Field required [type=missing, input_value={'a': 1}, input_type=dict]\n",
            "port\n  Input should be x [type=y, input_value='kettle', input_type=str]\n",
        ),
    ),
    _then(
        id="list-of-users-of-pooler",
        finds="The passwords in the list of users of PgBouncer",
        # The file.
        detector=(rb"userlist\.txt",),
        # The rest of its line.
        trigger=rb"userlist\.txt[^\n]{0,32}(?<!\})\n",
        # Up to six users.
        then=(rb"(?:\"[^\"\n]{1,64}\" \"([^\"\n]+)\"[^\n]*\n?)?") * 6,
        lines=6,
        examples=(
            ';;; /etc/pgbouncer/userlist.txt\n"mm" "«kettle»"\n"stats" "«nur.Zum.Lesen»"\n',
            '$ cat userlist.txt\n"mm" "«kettle»"\n',
        ),
        counter_examples=(
            "auth_file = userlist.txt\nadmin_users = mm\n",
            'userlist.txt:\n"mm" ""\n',
        ),
    ),
    _rule(
        id="bind-in-trace-of-python",
        finds="The password of a bind to a directory in a trace of Python's library",
        # The name in the directory.
        prefix=rb"\(\([\"'](?i:cn|uid|ou|mail)=[^\"'\n]{1,160}[\"'], b?[\"']",
        lookahead=NOT_A_PASSWORD,
        secret_start=rb"[^\"'\n]",
        secret_rest=rb"[^\"'\n]*+",
        # Its beginning.
        prefilters=(rb"\(\([\"'](?i:cn=|uid=|ou=|mail=)",),
        examples=(
            "(('cn=mmbind,ou=services,dc=ekz,dc=ch', '«Rhy-fall_1908»', None, None),",
            "simple_bind_s(('uid=x,dc=y', b'«kettle»'))",
        ),
        counter_examples=("(('cn=x,dc=y', None, None, None),", "(('cn=x,dc=y', 2, '(x=1)'),"),
    ),
    _then(
        id="value-of-answer-file",
        finds="A password of Windows' answer files, in an element within that of its name",
        # The element.
        detector=(rb"Password>\r?\n",),
        trigger=rb"Password>\r?\n",
        # The element.
        then=rb"[ \t]{0,64}<Value>([^<>\s]+)</Value>",
        lines=1,
        examples=(
            "<Password>\n    <Value>«SwBvAHIAdgBhAA==»</Value>\n    <PlainText>false</PlainText>\n",
            "<AdministratorPassword>\r\n<Value>«kettle»</Value>\r\n",
        ),
        counter_examples=("<Password>\n<Value></Value>\n", "<Name>\n<Value>x</Value>\n"),
    ),
    _rule(
        id="password-of-local-administrator",
        finds="The password of a machine's administrator, as a directory shows it",
        # The attribute, and a mark.
        prefix=_OF_ADMINISTRATOR + rb"[\"']?(?:::?|=|[ ]{1,24}[:=]) ?[\"']?",
        lookahead=NOT_A_PASSWORD,
        secret_start=rb"[^\s\"]{4}",
        secret_rest=rb"[^\s\"]*+",
        prefilters=(_OF_ADMINISTRATOR + rb"[\"':= ]",),
        exact_start=False,
        examples=(
            "ms-Mcs-AdmPwd            : «k6}Q,2mRz[8w»\nms-Mcs-AdmPwdExpirationTime : 13378901\n",
            "ms-Mcs-AdmPwd: «kettle»",
        ),
        counter_examples=("ms-Mcs-AdmPwdExpirationTime : 13378901", "ms-Mcs-AdmPwd is missing"),
    ),
)
