"""Passwords without quotes after their names, and those of SQL and of command lines."""

from support_packet.redaction.expressions.fragments import (
    ENDS,
    GAP,
    NOT_A_PASSWORD,
    NOT_AN_OBJECT,
    NOT_OF_HELM,
    PASSWORD_MARK,
    PASSWORD_MARKS,
    PASSWORD_NAME,
    PASSWORD_SPACE,
    run_of,
)
from support_packet.redaction.expressions.notation import IDENTIFIED
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_phrases import MISSPELLED

_VALUE = rb"[^\s\"'&<>\\,;)\]}]"
"""A character that cannot end a value."""

RULES = (
    Rule(
        id="assigned-password",
        kind="password",
        finds="A password after an equals sign, as in data sources, forms and environments",
        prefix=PASSWORD_NAME
        + NOT_OF_HELM
        + (
            # Right after the name; after spaces the value is not the next name.
            rb"(?:=(?:[ \t]{1,2}(?![\w.-]{1,64}=))?"
            rb"|[\"'\])]{1,3} ?= ?"  # after an index of Ruby or Python
            rb"| {1,2}= | ="  # after one space or two
            rb"|%3[Dd])"  # within a URL's parameter
        ),
        # Not what marks a text of SQL, nor a type.
        lookahead=rb"(?![NEBUbu]'|\{\*{4}|\([a-z][\w ]{1,24}[ ]\*\))"
        + NOT_AN_OBJECT
        + NOT_A_PASSWORD,
        secret_start=_VALUE,
        secret_rest=run_of(
            rb"[^\s\"'&<>\\,;)\]}]++",
            rb"\\\\[^\s\"]",  # a backslash, as JSON writes it
            rb"(?<=[a-z0-9])'(?=[a-z0-9])",  # an apostrophe
            rb"[,;)\]}](?=[^\s\"'\\])",  # what ends a value, unless more follows right after it
        ),
        prefilters=PASSWORD_MARKS,
        ends=b"=%\"'\\])",
        ends_after_space=b" =",
        exact_start=True,
        examples=(
            "connect host=db user=mm password=«h@nter/2» dbname=mm",
            "POST /login?user=x&password=«hunter2»&next=/",
            "client_secret=«abc»",
            'psql "host=db password=«it\'s-mine» dbname=mm"',
        ),
        counter_examples=(
            "UPDATE Users SET Password = $1, Secret = ? WHERE Id = :Id",
            "args: password=%s secret=null passwd= secret=mm-postgres-connection x",
        ),
    ),
    Rule(
        id="password-after-colon",
        kind="password",
        finds="A value with letters and digits after `password: `",
        prefix=PASSWORD_NAME + rb"(?:[\"'] ?)?:" + GAP + rb"{1,12}",
        lookahead=(
            rb"(?=[^\s\"]{0,64}[0-9]"  # a digit
            # Or base64 that ends as only base64 does, or whose cases change as in no word.
            rb"|[A-Za-z0-9+/]{5,64}=|(?:[A-Z]*[a-z]+[A-Z]){3}"
            # Or base32, or words with capitals and marks between them.
            rb"|[A-Z2-7]{16}|[A-Z][a-z]{2,24}(?:[-_.][a-z]{2,24}){1,3}[-_.][A-Z][a-z]{2})"
            rb"(?=[^\s\"]{0,64}[A-Za-z])"  # a letter: few words have both
            # The name of a thing with its number, or of a function.
            rb"(?![a-z]+(?:[-/][a-z]+)*-?[0-9]{0,3}[\s\"',;.)]{1,2}(?:of|on|in|for|is)\b)"
            # Words with dashes or slashes between them.
            # Nor the checksum of one, as Helm notes it.
            rb"(?!(?:[a-z]+[-/])+[a-z]*[0-9]{0,3}"
            + ENDS
            + rb")(?<!checksum/secret: )"
            + NOT_A_PASSWORD
        ),
        secret_start=rb"[^\s\"'&<>\\]{6}",
        secret_rest=rb"[^\s\"'&<>\\]*+",
        prefilters=(PASSWORD_MARK,),
        ends=b":\"'",
        exact_start=True,
        examples=(
            "  DB_PASSWORD: «hunter2x»\n",
            '"DB_PASSWORD" : «hunter2x»\n',
            '{"msg":"password:\\t«abc123/x»\\tok"}',
            "data:\n  password: «aHVudGVyMng=»\n",
            "connect with password: «hunter2x» user: mm",
            "smtp_password: «Amber-and-Copper»\nMfaSecret: «FUYUVJCVVPZUHYWLPJMTOUUN»\n",
        ),
        counter_examples=(
            '{"msg":"Password must contain at least: 8 characters, password: 8 to 64"}',
            "secret: {secretName: mattermost-1} password: see page12 of it",
            "secret: mattermost-1 # secret: changed1 on Monday",
        ),
    ),
    Rule(
        id="password-in-go-struct",
        kind="password",
        finds="A password with a sign or digit as Go prints it in a struct or a map",
        prefix=PASSWORD_NAME + rb":\[?",
        lookahead=(
            rb"(?:(?=[^\s\"'\\\]}]{0,64}"  # within the value
            rb"[^A-Za-z\s\"'\\\]}_.,;:/-])"  # a character that words and paths do not have
            rb"|(?=[A-Z][a-z]{2,32}/{1,2}[A-Z]))"  # two words, not a path
            # What PAM does; the name of a type; what a shell says if there is none.
            rb"(?!chauthtok\)|[\w.]{1,48}\(\\{0,3}[\"']|[?])"
            # The name of a secret of AWS, after its account.
            rb"(?<!:[0-9]{12}:secret:)"
        ),
        secret_start=rb"[^\s\"'&<>\\\[\]{}/(]{6}",
        secret_rest=rb"[^\s\"'<>\\\]}]*+",
        prefilters=(PASSWORD_MARK,),
        ends=b":",
        exact_start=True,
        examples=(
            '{"dump":"{BindPassword:«secret!x» BindUsername:cn=x}"} {BindPW:«Little//Bird» TLS:0}',
            "map[login_id:[x] password:[«hunter2»]]",
        ),
        counter_examples=(
            '{"msg":"Password policy","minimum_length":"10","error":"password:too_short"}',
            "volumes: secret:mattermost/db-credentials secret:false password:true",
            "[id=arn:aws:secretsmanager:eu-central-1:123456789012:secret:mm-db-AbC1dE]",
        ),
    ),
    Rule(
        id="sql-password",
        kind="password",
        finds="A password that SQL gives to a user",
        prefix=(
            rb"(?i:identified (?:by \\{0,3}[\"']"  # MySQL
            rb"|with [a-z_0-9]{1,32} (?:as|by) ')"  # the same, with a way to check it
            # PostgreSQL, also misspelled, and a function of MySQL.
            rb"|(?:password|" + MISSPELLED + rb")(?:\(| \(| )'"
            # MySQL, of another, in quotes.
            rb"|password for (?:'[^\s']{1,64}'(?:@'[^\s']{1,64}')?"
            # The same in backticks.
            rb"|`[^\s`]{1,64}`(?:@`[^\s`]{1,64}`)?) ?= ?')"  # MySQL, of another
        ),
        lookahead=NOT_A_PASSWORD,
        secret_start=rb"[^'\"\\\n]",
        secret_rest=run_of(rb"[^'\"\\\n]++", rb"''"),
        # A space, a call, a statement of SQL.
        prefilters=(PASSWORD_SPACE, rb"(?i:password\()", *IDENTIFIED),
        ends=b"'`(yYhH",
        exact_start=True,
        examples=(
            "CREATE USER mm IDENTIFIED BY '«abc1234»'",
            'ALTER USER mm IDENTIFIED BY "«abc1234»"',
            "ALTER USER mm WITH PASSWORD '«abc''1234»', USER x WITH PASSWROD '«magpie»'",
            "SET PASSWORD FOR 'mm'@'%' = '«abc1234»'",
            "SET PASSWORD FOR `mm`@`%`='«VQJv+DxPa05PJ-T»'",
        ),
        counter_examples=("ALTER USER mm WITH PASSWORD 'NULL'", "the password '' is empty"),
    ),
    Rule(
        id="password-after-spaced-colon",
        kind="password",
        finds="A value with letters and digits after `Password   : `, as lists of fields show it",
        prefix=PASSWORD_NAME + rb"[ ]{1,32}:[ ]{1,4}",
        lookahead=(
            # A digit and a letter.
            rb"(?=[^\s\"]{0,64}[0-9])(?=[^\s\"]{0,64}[A-Za-z])"
            # No word with a number.
            rb"(?![a-z]+[-_]?[0-9]{0,3}" + ENDS + rb")" + NOT_A_PASSWORD
        ),
        secret_start=rb"[^\s\"'&<>\\]{6}",
        secret_rest=rb"[^\s\"'&<>\\]*+",
        prefilters=(PASSWORD_SPACE,),
        ends=b" :",
        exact_start=True,
        examples=("ClientSecret : «5ymnQ93k7kMO»\n", "Password          : «hunter2X»\n"),
        counter_examples=("Password : required12", "PasswordLastSet : 1/2/2026 Secret : no"),
    ),
)
