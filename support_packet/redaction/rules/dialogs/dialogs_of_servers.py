"""Secrets in dialogs and commands of databases, directories, gateways and phones."""

from functools import partial

from support_packet.redaction.expressions.fragments import (
    END_OF_LINE,
    NOT_A_PASSWORD,
    PASSWORD_NAME,
)
from support_packet.redaction.expressions.mattermost_ids import ID
from support_packet.redaction.expressions.notation import ARGUMENT, QUOTE
from support_packet.redaction.expressions.samples import ANY_ID, MIXED
from support_packet.redaction.rule_kinds.argument_rule import argument_rule
from support_packet.redaction.rule_kinds.line_rule import LineRule
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.secret_names import IN_FILES
from support_packet.secret_words import CONSTANTS, IN_GATEWAYS

_BASE64 = rb"[A-Za-z0-9+/]"
_ORACLE = (
    # Commands, and the address of a driver.
    rb"(?:(?i:connect|impdp|expdp|sqlldr|rman target) |jdbc:oracle:(?:thin|oci8?):)"
    rb"[\w.$#-]{1,64}/"
)
_rule = partial(argument_rule, secret_start=ARGUMENT)

RULES = (
    _rule(
        id="login-of-oracle",
        finds="A password after a user and a slash in the commands of Oracle",
        # The command or the driver, the user, and a quote.
        prefix=_ORACLE + rb"\\{0,3}\"?",
        # As far as the host.
        lookahead=rb"(?=[^\s@\"'\\]{3,64}\\{0,3}\"?@)",
        secret_start=rb"[^\s@\"'\\]",
        secret_rest=rb"[^\s@\"'\\]*+",
        prefilters=(_ORACLE,),
        examples=(
            "SQL> CONNECT mm/«CUAhcFfw»@//db:1521/X",
            "impdp mm/«2IfzgLFr»@db directory=D",
            'connect sys/"«Or4cle#1»"@x as sysdba, url=jdbc:oracle:thin:mm/«2IfzgLFr»@//db:1521/X',
        ),
        counter_examples=("connect host/path of it", "failed to connect tcp/10.1.2.3:5432"),
    ),
    _rule(
        id="key-of-pgcrypto",
        finds="The key with which PostgreSQL encrypts a value",
        # The first argument.
        prefix=rb"(?i:pgp_sym_(?:de|en)crypt)\([^\n()]{1,128}, ?'",
        secret_start=rb"[^'\n]",
        secret_rest=rb"[^'\n]*+",
        # Both functions.
        prefilters=(rb"(?i:pgp_sym_decrypt|pgp_sym_encrypt)\(",),
        examples=(
            "SELECT pgp_sym_decrypt(pvalue, '«tim63 QUAR»') FROM x",
            "pgp_sym_encrypt('a','«k3h5»')",
        ),
        counter_examples=("pgp_sym_decrypt(pvalue, $1)", "pgp_sym_decrypt is not installed"),
    ),
    _rule(
        id="replaced-password-of-sql",
        finds="The old password in a statement of Oracle that sets a new one",
        prefix=rb"\" (?i:replace) \"",
        secret_start=rb"[^\"\n]",
        secret_rest=rb"[^\"\n]*+",
        examples=(
            'ALTER USER mm … "x" REPLACE "«IR7D»";',
            '"x" replace "«c d»"',
        ),
        counter_examples=('"a" replaces "b"', "REPLACE INTO x"),
    ),
    _rule(
        id="sasl-payload",
        finds="What MongoDB gets to log in a user",
        # The mechanism, and the next member.
        prefix=rb"\"PLAIN\\{0,3}\", ?\\{0,3}\"payload\\{0,3}\": ?\\{0,3}\"",
        secret_start=_BASE64 + rb"{8}",
        secret_rest=rb"[A-Za-z0-9+/=]*+",
        prefilters=(rb"\"PLAIN[\\\"]",),
        examples=(
            f'{{"saslStart":1,"mechanism":"PLAIN","payload":"«{MIXED}»"}}',
            f'"{{\\"mechanism\\":\\"PLAIN\\",\\"payload\\":\\"«{MIXED}»\\"}}"',
        ),
        counter_examples=('{"mechanism":"PLAIN","payload":""}', '{"auth":"PLAIN","x":"y"}'),
    ),
    _rule(
        id="response-of-sasl",
        finds="The answer that logs somebody in to a mail server, in the server's own log",
        # A tab as syslog writes it, or the words of Postfix.
        prefix=rb"(?:#011resp=|\tresp=|init_response )",
        secret_start=_BASE64 + rb"{8}",
        secret_rest=rb"[A-Za-z0-9+/=]*+",
        # The same.
        prefilters=(rb"#011resp=|\tresp=|init_response ",),
        examples=(
            f"client in: AUTH#0111#011PLAIN#011service=imap#011resp=«{MIXED}»",
            f"sasl_method PLAIN, init_response «{MIXED}»",
        ),
        counter_examples=("init_response (null)", "service=imap resp=<hidden>"),
    ),
    _rule(
        id="setting-of-redis",
        finds="A password in a command of Redis, each word in quotes",
        prefix=IN_FILES + rb"\\{0,3}\" \\{0,3}\"",
        secret_start=rb"[^\"\\\n]",
        secret_rest=rb"[^\"\\\n]*+",
        prefilters=(IN_FILES + rb"[\\\"]",),
        examples=(
            '"CONFIG" "SET" "requirepass" "«3FVrakYd»"',
            '\\"CONFIG\\" \\"SET\\" \\"masterauth\\" \\"«a b»\\"',
        ),
        counter_examples=('"CONFIG" "GET" "requirepass"', '"requirepass" ""'),
    ),
    _rule(
        id="key-of-session",
        kind="token",
        finds="The key of a session in a cache, which is its token",
        # What comes before it in the key.
        prefix=rb"[^A-Za-z](?:session|sess|sessions):",
        secret_start=ID,
        secret_rest=rb"(?![A-Za-z0-9])",
        # And the beginning of the token.
        prefilters=(rb"[^A-Za-z](?:session|sess|sessions):[a-z0-9]{4}",),
        examples=(
            f'"SET" "mm:session:«{ANY_ID}»" "x"',
            f"GET sess:«{ANY_ID}» miss",
        ),
        counter_examples=(f"session: {ANY_ID}", f"session:{ANY_ID}x"),
    ),
    _rule(
        id="password-of-gateway",
        finds="Passwords and keys in the commands of routers and of Kerberos",
        prefix=rb"(?:" + rb"|".join(IN_GATEWAYS) + rb"|addprinc [^\n]{0,64}-pw )" + QUOTE,
        lookahead=rb"(?!\*+(?:[\s\"']|\Z))",
        prefilters=(rb"|".join(IN_GATEWAYS), rb"addprinc "),
        examples=(
            'set security ike policy p1 pre-shared-key ascii-text "«$9$ovIf9nn»"',
            "set password ENC «IFU/eWYzacyS»",
            "kadmin.local: addprinc -pw «Forest!10» HTTP/x@X",
        ),
        counter_examples=("addprinc -randkey HTTP/x@X", "set password ENC ****"),
    ),
    LineRule(
        id="secrets-of-radius",
        kind="password",
        finds="The password of a user and the secret of a server, in a test of RADIUS",
        trigger=(rb"radtest ",),
        # Before the host, and behind the port.
        secret=rb"(?<= )([^\s]{4,})(?= [\w.:-]{1,64} [0-9]{1,5} )|(?<= [0-9] )([^\s\"']{4,})",
        examples=(
            "radtest carla «Jl0pHIEJ» 10.1.2.3 0 «TpdltkL9»",
            "radtest bob «a!bcd» radius.example.com 0 «Hammer75»",
        ),
        counter_examples=("radtest is not installed", "radtest -h"),
    ),
    NextLinesRule(
        id="file-of-variable",
        kind="password",
        finds="The content of a file that is named after a secret, as `head` shows it",
        detector=(rb" <==\n",),
        before=rb"/[\w./-]{0,128}(?:" + PASSWORD_NAME + rb"|" + CONSTANTS + rb")",
        before_bytes=192,
        trigger=rb"[ ]<==" + END_OF_LINE,
        # Its only line.
        then=NOT_A_PASSWORD + rb"([^\s=][^\n\r]{2,})",
        lines=1,
        examples=(
            "==> /opt/env/MM_EMAILSETTINGS_SMTPPASSWORD <==\n«hmzhKUjb»\n",
            "==> /run/secrets/client_secret <==\n«a b c»\n",
        ),
        counter_examples=("==> /opt/env/MM_SMTPPORT <==\n587\n", "==> /x/password <==\n\n"),
    ),
)
