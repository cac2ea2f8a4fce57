"""Passwords in the data sources of databases and of services that are named alike."""

from support_packet.redaction.rule_kinds.line_rule import BeforeRule
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.redaction.rules.web.urls import NO_SECRET, USER, up_to_last_at

_DATABASE = rb"(?i:gres|gresql|sql|psycopg2?|asyncpg|mariadb|mongodb|[+]srv|rediss?|amqps?|ldaps?)"
"""What the schemes of databases and the like end with."""

_PORTS = (
    *(b"5432", b"5433", b"6432", b"3306", b"3307", b"6379", b"27017", b"5672", b"1433", b"1521"),
    *(b"389", b"636", b"25", b"465", b"587", b"9200", b"5984", b"8086", b"9000", b"26257"),
)
"""The ports of databases and the like."""

RULES = (
    Rule(
        id="data-source-password",
        kind="password",
        finds="The password in the URL of a database or the like, also with `/`, `?` and `#`",
        prefix=(
            # No HTTP; and how the schemes of clients of MongoDB and of Python go on.
            rb"(?i:(?<=amqp|ldap|smtp|\+srv)|(?<=mysql|redis|amqps|ldaps|smtps)|(?<=rediss)"
            rb"|(?<=mongodb|mariadb)"  # of one length each
            # Longer ones.
            rb"|(?<=postgres|\+asyncpg|\+psycopg|\+pymysql)|(?<=\+psycopg2)|(?<=postgresql))"
            rb"://[^\s/:@\"'<>?#]{0,64}:"  # the name of the user
        ),
        lookahead=NO_SECRET,
        secret_start=rb"[^\s\"<>@*]",
        secret_rest=up_to_last_at(rb"[^\s\"<>@]"),
        prefilters=(USER,),
        exact_start=True,
        whole_before=rb"(?<=\S)@",
        examples=(
            "postgres://mmuser:«p@ss/w?rd»@db:5432/mattermost?sslmode=disable",
            "amqp://mm:«a#b»@queue/",
        ),
        counter_examples=(
            "postgres://mmuser@db:5432/mattermost",
            "postgres://mmuser:%2A%2A%2A%2A@db:5432/mattermost",
            "mysql://mmuser:********@db/mattermost",
        ),
    ),
    Rule(
        id="data-source-with-quote-in-password",
        kind="password",
        finds="The password in the URL of a database that has a quote in it, escaped in JSON",
        # The user.
        prefix=rb"(?i:(?<=postgres)|(?<=postgresql)|(?<=mysql))://[^\s/:@\"'<>?#]{0,64}:",
        secret_start=rb"[^\s\"<>@*]",
        # The rest of the text is JSON, unless the host follows.
        secret_rest=rb"[^\s\"<>@\\]{0,64}+\\{1,7}\"[\w!#$%^&*+.~-]{0,64}+(?=@)",
        prefilters=(USER,),
        exact_start=True,
        examples=(
            '"MM_SQLSETTINGS_DATASOURCE=postgres://mm:«Gl!tter\\"42»@pg:5432/mm",',
            '{\\"dsn\\":\\"mysql://mm:«a\\\\\\"b»@db/mm\\"}',
        ),
        counter_examples=(
            '{\\"dsn\\":\\"mysql://mm:\\",\\"mail\\":\\"mm@db.example.com\\"}',
            '"postgres://mm:********@pg/mm"',
        ),
    ),
    Rule(
        id="data-source-with-quotes",
        kind="password",
        finds="The password in the URL of a database after a user whose name is in quotes",
        # The user, in quotes that may be escaped.
        prefix=rb"(?i:gres|sql)://\\{0,7}[\"'][^\s/:@\"'<>?#\\]{0,64}\\{0,7}[\"']:",
        lookahead=NO_SECRET,
        secret_start=rb"[^\s\"<>@*]",
        secret_rest=up_to_last_at(rb"[^\s\"<>@]"),
        # As the prefix, with what may be escapes within the name.
        prefilters=(rb"(?i:gres|sql)://\\{0,7}[\"'][^\s/:@\"'<>?#]{0,64}[\"']:",),
        examples=(
            'parse \\"postgres://\\\\\\"mmuser\\\\\\":«%22hunter2%22»@db:5432/x\\": invalid',
            "mysql://'mmuser':«hunter2»@db/mattermost",
        ),
        counter_examples=(
            'postgres://"mmuser"@db:5432/mattermost',
            'postgres://"mmuser":***@db:5432/mattermost',
        ),
    ),
    Rule(
        id="data-source-with-blanks",
        kind="password",
        finds="The password in the URL of a database whose user or password has blanks",
        prefix=_DATABASE
        + rb"://(?=[^\s@<>]{0,64} )"  # a blank follows soon
        # The user, in quotes or not.
        + rb"\\{0,7}[\"']?[^\n/:@\"'<>?#\\]{0,64}\\{0,7}[\"']?:",
        # No port.
        lookahead=NO_SECRET + rb"(?![0-9]{1,5}(?:[/ ,;]|\Z))",
        secret_start=rb"[^\s\"<>@*]",
        # As far as an `@`, a host and what comes after hosts.
        secret_rest=rb"[^\n\"<>@\\]{0,128}+(?=@[\w.-]{1,128}[:/])",
        # Without the run up to the blank: hyperscan takes a tenth of its time to compile that.
        prefilters=(_DATABASE + rb"://",),
        exact_start=True,
        examples=(
            "dial postgres://mm user:«pa ss w0rd»@db:5432/mattermost?sslmode=disable",
            'parse \\"mysql://mmuser:«correct horse»@db/mattermost\\": invalid userinfo',
            "dial postgres://mm:«a/b#c d»@db:5432/mattermost",
        ),
        counter_examples=(
            "use postgres://db:5432 and write to bob@example.com/x",
            "postgres://user@db:5432/mattermost failed, mail: admin@example.com:",
        ),
    ),
    BeforeRule(
        id="go-mysql-password-with-blanks",
        kind="password",
        finds="The same if the password has blanks",
        trigger=(rb"@(?:tcp[46]?|unix)\(",),
        separator=b":",
        before=rb"(?<=[A-Za-z0-9_.+-]:)"  # after the name of the user
        rb"(?![0-9]{1,5} )"  # no port, no number of a line
        rb"([^\s\"'@:]{1,64}(?: [^\s\"'@:]{1,64}){1,8})",  # words
        examples=(
            'DataSource: "mmuser:«correct horse 9»@unix(/run/mysqld.sock)/mattermost"',
            "dial mmuser:«most est»@tcp(localhost:3306)/mattermost",
        ),
        counter_examples=(
            "user: bob and mail: ann@tcp(localhost:3306)",
            "caller=db.go:31 as mmuser@tcp(localhost:3306)",
        ),
    ),
    BeforeRule(
        id="data-source-without-scheme",
        kind="password",
        finds="The password before a host and a port and more, where no scheme is before the user",
        trigger=(rb"@[\w.-]{1,64}:(?:" + b"|".join(_PORTS) + rb")[/'\"]",),
        # Not after a scheme in which a colon means something else.
        before=rb"(?<![\w/.@+-])(?!(?:sips?|mailto|xmpp|acct|ssh|git|https?|im):)"
        # The user.
        rb"[A-Za-z_][\w.+-]{0,31}:"
        rb"(?=[^\s]{0,64}[^0-9\s])([^\s\"'<>@:/]{4,64})",  # no number
        examples=(
            "externalConnectionString: mmuser:«Robin.No.8»@pg.chat.svc:5432/mattermost?x=1",
            "default addr for network 'mm:«kettle»@db:3306' unknown",
            'dial "mmuser:«hunter2»@10.0.0.1:5432/mattermost" failed',
        ),
        counter_examples=(
            "INVITE sip:bob1@chat.example.com:5060/tcp, mailto:ann1@example.com:25/x",
            "git@git.example.com:22/x.git, caller:4000@db:5432/x",
        ),
    ),
    Rule(
        id="go-mysql-password",
        kind="password",
        finds="The password in a data source of Go's driver for MySQL",
        word_boundary=True,
        prefix=rb"[A-Za-z0-9_.+-]{1,32}:",  # the name of the user
        secret_start=rb"[^\s\"]{1,64}",
        suffix=rb"@(?:tcp[46]?|unix)\(",
        examples=(
            "dial mmuser:«most@est»@tcp(localhost:3306)/mattermost",
            "mmuser:«mostest»@unix(/run/mysqld.sock)/mattermost",
        ),
        counter_examples=(
            "mmuser@tcp(localhost:3306)/mattermost",
            "mmuser:mostest at tcp(localhost:3306)",
        ),
    ),
)
