"""Passwords without quotes after their names, and those of SQL and of command lines."""

from support_packet.redaction.rules.fragments import NOT_A_PASSWORD, PASSWORD_NAME, run_of
from support_packet.redaction.rules.rule import Rule

_VALUE = rb"[^\s\"'&<>\\,;)\]}]"
"""A character that cannot end a value."""

_PREFILTER_AFTER_COLON = PASSWORD_NAME + rb":[ \[]?[^\s\"'&<>\\]{6,11}"
"""Six characters or more after a colon: hyperscan is slow to refuse the rules themselves."""

RULES = (
    Rule(
        id="assigned-password",
        kind="password",
        finds="A password after an equals sign, as in data sources, forms and environments",
        prefix=PASSWORD_NAME
        + (
            rb"(?:=[ ]{0,2}"  # right after the name
            rb"| {1,2}= | ="  # after one space or two
            rb"|%3[Dd])"  # within a URL's parameter
        ),
        lookahead=NOT_A_PASSWORD,
        secret_start=_VALUE,
        secret_rest=run_of(
            rb"[^\s\"'&<>\\,;)\]}]++",
            rb"\\\\[^\s\"]",  # a backslash, as JSON writes it
            rb"[,;)\]}](?=[^\s\"'\\])",  # what ends a value, unless more follows right after it
        ),
        # One for each way to assign: hyperscan is slow to refuse a choice.
        prefilters=tuple(
            PASSWORD_NAME + equals + _VALUE
            for equals in (rb"=[ ]{0,2}", rb" =", rb" = ", rb"  = ", rb"%3[Dd]")
        ),
        examples=(
            "connect host=db user=mm password=«h@nter/2» dbname=mm",
            "POST /login?user=x&password=«hunter2»&next=/",
            "client_secret=«abc»",
        ),
        counter_examples=(
            "UPDATE Users SET Password = $1, Secret = ? WHERE Id = :Id",
            "args: password=%s secret=null passwd=",
        ),
    ),
    Rule(
        id="password-after-colon",
        kind="password",
        finds="The last value on a line after `password: `, with letters and digits",
        prefix=PASSWORD_NAME + rb": ",
        lookahead=(
            rb"(?=[^\s\"]{0,64}[0-9])"  # a digit
            rb"(?=[^\s\"]{0,64}[A-Za-z])"  # a letter: no sentence has a word with both
            rb"(?=[^\s\"'&<>\\]{6,128}(?:[\"\r\n]|\\n|\Z))"  # and nothing after the value
        ),
        secret_start=rb"[^\s\"'&<>\\]{6}",
        secret_rest=rb"[^\s\"'&<>\\]*+",
        prefilters=(_PREFILTER_AFTER_COLON,),
        examples=("  DB_PASSWORD: «hunter2x»\n", '{"msg":"password: «abc123/x»"}'),
        counter_examples=(
            '{"msg":"Password must contain at least: 8 characters, password: 8 to 64"}',
            "secret: {secretName: mattermost-1} password: see page12 of it",
        ),
    ),
    Rule(
        id="password-in-go-struct",
        kind="password",
        finds="A password with a sign or digit as Go prints it in a struct or a map",
        prefix=PASSWORD_NAME + rb":\[?",
        lookahead=(
            rb"(?=[^\s\"'\\\]}]{0,64}"  # within the value
            rb"[^A-Za-z\s\"'\\\]}_.,;:/-])"  # a character that words and paths do not have
            + NOT_A_PASSWORD
        ),
        secret_start=rb"[^\s\"'&<>\\\[\]{}/(]{6}",
        secret_rest=rb"[^\s\"'<>\\\]}]*+",
        prefilters=(_PREFILTER_AFTER_COLON,),
        examples=(
            '{"dump":"{BindPassword:«secret!x» BindUsername:cn=x}"}',
            "map[login_id:[x] password:[«hunter2»]]",
        ),
        counter_examples=(
            '{"msg":"Password policy","minimum_length":"10","error":"password:too_short"}',
            "volumes: secret:mattermost/db-credentials secret:false password:true",
        ),
    ),
    Rule(
        id="sql-password",
        kind="password",
        finds="A password that SQL gives to a user",
        prefix=rb"(?i:identified by|password) '",  # MySQL; PostgreSQL
        lookahead=NOT_A_PASSWORD,
        secret_start=rb"[^'\"\\\n]",
        secret_rest=run_of(rb"[^'\"\\\n]++", rb"''"),
        examples=(
            "CREATE USER mm IDENTIFIED BY '«abc1234»'",
            "ALTER USER mm WITH PASSWORD '«abc''1234»'",
        ),
        counter_examples=("ALTER USER mm WITH PASSWORD 'NULL'", "the password '' is empty"),
    ),
    Rule(
        id="command-line-password",
        kind="password",
        finds="A password as an option of a command",
        prefix=(
            rb"--[a-z-]{0,16}"  # the beginning of the option's name
            rb"password "
        ),
        secret_start=rb"[^\s\"'\\-]",  # not another option
        secret_rest=rb"[^\s\"'\\]*+",
        examples=(
            "mmctl auth login --password «hunter»",
            "mysqldump --ssl-key-password «s3cret» mm",
        ),
        counter_examples=(
            "--password-file /etc/mattermost/password1 --use-token yes",
            "mysql --password --user mm",
        ),
    ),
)
