"""Which text the patterns take for a password, and which they leave alone."""

from collections.abc import Callable

from support.tables import for_each

SECRETS = [
    '{"password":"«hunter2»"}',
    '{"smtpPassword": "«a \\" b, c»", "x": 1}',
    '{"a":"{\\"password\\":\\"«p\\\\\\"w, d»\\",\\"x\\":1}"}',
    '{"a":"{\\"b\\":\\"{\\\\\\"password\\\\\\":\\\\\\"«hunter2»\\\\\\"}\\"}"}',
    "connect host=db user=mm password=«h@nter/2» dbname=mm",
    "connect user=mm password='«it is long»' dbname=mm",
    "POST /login?user=x&password=«hunter2»&next=/",
    "client_secret=«abc»",
    "  DB_PASSWORD: «hunter2x»\n",
    '{"dump":"{BindPassword:«secret!x» BindUsername:cn=x}"}',
    "map[login_id:[x] password:[«hunter2»]]",
    'url.Values{"password":[]string{"«hunter2»"}}',
    "MYSQL_PWD=«abc1234» mysqldump",
    '{"pwd":"«abc1234»","user":"x"}',
    "user=mm SMTP_PASS=«abc1234» host=x",
    "password='«ab''c d»' host=x",
    "CREATE USER mm IDENTIFIED BY '«abc1234»'",
    "ALTER USER mm WITH PASSWORD '«abc1234»'",
    "mmctl auth login --password «hunter»",
    "body=%7B%22password%22%3A%22«hunter%262»%22%7D",
    "&#34;password&#34;:&#34;«hunter2»&#34;,",
    "&quot;password&quot;:&quot;«hunter2»&quot;,",
    '{"body":"{\\u0022password\\u0022:\\u0022«hunter2»\\u0022}"}',
    "<soap><password>«hunter2»</password></soap>",
    '{"dump":"name=\\"password\\"\\r\\n\\r\\n«hunter2»\\r\\n--x"}',
    # Passwords in URLs and data sources.
    "postgres://mmuser:«p@ss/w?rd»@db:5432/mattermost?sslmode=disable",
    "https://bob:«hunter2»@proxy.example.com/path@x",
    "redis://:«hunter2»@cache:6379",
    "dial mmuser:«most@est»@tcp(localhost:3306)/mattermost",
    "https://ann@example.com:«hunter2»@host/x",
    "dial mmuser:«mostest»@tcp4(localhost:3306)/mattermost",
    "next=postgres%3A%2F%2Fmmuser%3A«hunter%2B2»%40db%2Fmm",
    "clone https://«0123456789abcdefghij»@git.example.com/x.git",
    'parse \\"https://x\\": invalid port \\":«hunter»\\" after host',
]

HARMLESS = [
    "http://user@host:8065/x@y https://ann@example.com:443",
    "tests: pass=12/20 pass: 100% of checks; bypass=123456 pass 2",
    "(&(objectClass=user)(!(pwdLastSet=0))) pwdLastSet: 132713478912345678",
    '{"msg":"Password policy","minimum_length":"10","error":"password:too_short"}',
    "app.(*App).DoubleCheckPassword(0xc00012a000, 0xc000b1e000, 0x0, 0x0)",
    "volumes: secret:mattermost/db-credentials secret: {secretName: mattermost-1}",
    "secret:false password:true values ($1) password 'NULL' PWD=/opt/mattermost-5.38.0",
    "--password-file /etc/mattermost/password1 --use-token yes",
    "see https://github.com/mattermost/mattermost-server/commit/4ad5f2a1c0b9e8d7f6a5b4c3",
    "to=http%3A%2F%2Fchat.example.com%3A8065%2Fteam%40x",
]


@for_each("line", [*SECRETS, *HARMLESS])
def test_the_secret_is_masked_and_nothing_else(
    line: str, check_marked: Callable[[str], None]
) -> None:
    check_marked(line)
