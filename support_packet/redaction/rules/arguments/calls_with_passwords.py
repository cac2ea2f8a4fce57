"""Passwords among the arguments of calls, as stack traces and logs of errors show them."""

from support_packet.redaction.expressions.fragments import run_of
from support_packet.redaction.expressions.notation import SIGN_AND_LETTER
from support_packet.redaction.rule_kinds.argument_rule import argument_rule
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_words import CONSTANTS

_CALLED = (
    # What logs in, in Go, Python, .NET and PHP.
    rb"(?i:login|log_in|logon|signin|sign_in|authenticate|networkcredential|pscredential|ldap_bind|simple_bind"
    # The same.
    rb"|simple_bind_s|__construct|basic_auth|basicauth|setbasicauth|auth|bind|bind_s"
    # What connects to a database.
    rb"|(?:mysqli_|pg_|dbi->)?connect|getconnection|new pdo)"
)
# What sets a password, in MongoDB, Jenkins and others.
_CHANGED = rb"(?i:changeuserpassword|setpassword|set_password|credentialsimpl|adduser|add_user)"
_QUOTE = rb"\\{0,3}[\"']"

RULES = (
    Rule(
        id="password-in-call",
        kind="password",
        finds="The last argument of a call that logs in, after the name of a user",
        # Other arguments, the last of which is before the password.
        prefix=rb"(?:" + _CALLED + rb"|" + _CHANGED + rb")=?\([^\n()]{0,160}, ?" + _QUOTE,
        lookahead=(
            rb"(?:"
            + SIGN_AND_LETTER
            # Or a word with a capital.
            + rb"|(?=[A-Z][a-z]{2,24}[A-Za-z._+-]{2,64}"
            + _QUOTE
            + rb"))"
            +
            # No address, no path, no name of a host, no word with a number.
            rb"(?![a-z]{2,8}:|[\w.-]*/|[a-z]+(?:[._-][a-z0-9]+)*[0-9]{0,3}"
            + _QUOTE
            + rb")"
        ),
        secret_start=rb"[^\s\"'\\]{6}",
        # To the end of the call, or of its last arguments but one.
        secret_rest=run_of(rb"[^\s\"'\\]++") + rb"(?=" + _QUOTE + rb"[,)])",
        prefilters=(_CALLED + rb"=?\(", _CHANGED + rb"=?\("),
        exact_start=True,
        examples=(
            'db.changeUserPassword("mm", "«Tsis2xvfB»")',
            'new NetworkCredential("mm", "«Hunter2X»")',
            "requests.get('https://x', auth=('svc', '«Hunter-22»'))",
            "#0 x.php(3): PDO->__construct('mysql:host=db', 'mm', '«Hunter-22»')",
            "LdapConnection->bind('uid=ines,dc=acme', '«ddx1e7QjF7»') at Ldap.php",
            "ldap_bind(Resource id #3, 'cn=bob,dc=example', '«hunter!X»')",
            "MySQLdb.connect('db', 'mm', '«Hunter-22»', 'mattermost')",
        ),
        counter_examples=(
            'Login(ctx, "ann", "mfa")',
            "authenticate('/api/v4/users', 'chat-1.example.com') auth('a', 'realm1')",
        ),
    ),
    Rule(
        id="password-in-call-of-perl",
        kind="password",
        finds="The last argument of a call that connects to a database, without quotes",
        # What to connect to, and the user.
        prefix=rb"(?i:connect)\('[^'\n]{1,160}', ?'[^'\n]{0,64}', ?",
        secret_start=rb"[^\s\"'\\,()]{4}",
        # To the end of the call.
        secret_rest=rb"[^\s\"'\\,()]*+(?=\) failed)",
        prefilters=(_CALLED + rb"=?\(",),
        exact_start=True,
        examples=(
            "DBI connect('database=mm;host=db','mm',«k3h5x9w1») failed: FATAL",
            "connect('dbi:Pg:dbname=mm', 'mm', «River-Falcon») failed",
        ),
        counter_examples=(
            "DBI connect('database=mm;host=db','mm',...) failed: FATAL",
            "connect('dbi:Pg:dbname=mm', 'mm', undef) is tried again",
        ),
    ),
    Rule(
        id="defined-secret",
        kind="password",
        finds="A secret that PHP defines, or takes where a variable is not set",
        prefix=(
            # A function and a name in capitals.
            rb"(?:define|env)\(\\{0,3}[\"'][A-Z0-9_]{0,48}"
            + CONSTANTS
            # The next argument.
            + rb"\\{0,3}[\"'],[ ]{0,16}\\{0,3}[\"']"
        ),
        # A digit, a sign, or a change of case.
        lookahead=rb"(?=[^\"'\\\n]{0,64}(?:[0-9!#$%^&*]|[a-z][A-Z]))",
        secret_start=rb"[^\"'\\\n]{4}",
        secret_rest=run_of(rb"[^\"'\\\n]++"),
        prefilters=(rb"(?:define|env)\(",),
        examples=(
            "define('DB_PASSWORD', '«Anchor-Copper-76»');",
            'os.Setenv("x"); os.getenv("MM_TOKEN", "«k3h5x9w1»")',
        ),
        counter_examples=(
            "define('DB_PASSWORD', '')",
            "env('APP_KEY', 'none') env('APP_ENV', 'a1b2')",
        ),
    ),
    argument_rule(
        id="second-of-login",
        finds="The password in logins of Clojure and Erlang, after the user",
        prefix=(
            # A vector.
            rb"(?::basic-auth (?:\[\\{0,3}\"[^\"\\\n]{1,64}\\{0,3}\" \\{0,3}\""
            # A text.
            rb"|\\{0,3}\"[\w.@+-]{1,64}:)"
            # A tuple, or a list.
            rb"|amqp_[a-z_]{4,32},(?:plain,)?\[?<<\"[^\"\n]{1,64}\">>,<<\")"
        ),
        secret_start=rb"[^\"\\\n]{4}",
        secret_rest=rb"[^\"\\\n]*+",
        prefilters=(rb":basic-auth ", rb"amqp_[a-z_]{4,32},"),
        examples=(
            '{:uri "x", :basic-auth ["bot" "«kettle((9»"]} {:basic-auth "bot:«kettle»"}',
            '{amqp_params_network,<<"mm">>,<<"«kettle»">>,<<"/">>,"rabbit1",5672}',
        ),
        counter_examples=(
            '{:basic-auth nil} {:basic-auth ["bot" ""]}',
            '{amqp_params_network,<<"mm">>,undefined}',
        ),
    ),
)
