"""What programs and manuals write in place of a secret stays, after any name."""

from itertools import product

import pytest
from support.tables import for_each

from support_packet.redaction.engine import Redactor

PLACEHOLDERS = (
    *("${DB_PASSWORD:?please set it}", "$(vault kv get -field=x secret/mm)", "$DB_PASSWORD"),
    *("%DB_PASSWORD%", "!DB_PASSWORD!", "@DB_PASSWORD@", "__DB_PASSWORD__", "#{db_password}"),
    *("%(password)s", "{{ .Values.global.password | b64enc | quote }}", "((db-password))"),
    *("YOUR_PASSWORD", "your-token-here", "<YOUR_API_KEY>", "[secret]", "PASSWORD"),
    *("***REMOVED SENSITIVE VALUE***", "*SENSITIVE*DATA*DELETED*", "ENC[AES256_GCM,data:x]"),
    *("VALUE_SPECIFIED_IN_NO_LOG_PARAMETER", "0x7ffe1c0a2d40", "Kennwort", "Contraseña"),
    *("██████", "••••••", "@-", "@smtp.txt", "@app.password@", "0x0", "[]byte(nil)"),
    *("(*string)(nil)", "<<< secret >>>", "secret/data/mm:password"),
    "(set via vault, see secret/data/mm)",
)
SOURCE = (
    *("var.db_password", "local.client_secret", "module.db.this_db_instance_password"),
    *('data.vault_generic_secret.db.data["password"]', "random_password.db.result"),
    *('os.environ["DB_PASSWORD"]', 'os.Getenv("DB_PASSWORD")', "process.env.DB_PASSWORD;"),
    *('getpass.getpass("Mattermost password: ")', "prompt('Password');", "hash(password, salt)"),
    *("hashlib.sha256(seed).hexdigest()", "$_POST['password'];", "$config->password;"),
    *('form.cleaned_data["password"]', "generateToken(user.id)", 'shift or die "no password";'),
    *('input("Password: ")', "SecretStr('**********')", 'main.Secret("***")'),
)
TEXTS = ("password={}", "DB_PASSWORD={}", "password: {}", "client_secret = {}", "api_key = {}")
PROMPTS = (
    'read -s -p "Password: " PASS',
    'write(2, "Password: ", 10) = 10',
    "read -rsp 'Password: ' PW; echo",
    'POST /x 200 "https://chat.example.com/reset_password" "Mozilla/5.0 (X11)"',
    '{"m":"write(2, \\"Password: \\", 10) = 10"}',
    'echo -n "Password: "; read -s PW',
    '"admin.ldap.bindPwdTitle": "Bind Password:",',
    'prompt("Password:", "x")',
    "CREATE USER reporting WITH PASSWORD :'reporting_password';",
    "  existingSecret: mm-db-1\n  a.existingSecret=mm-db",
    "if (password === undefined) { password == confirmPassword }",
    "usage: mm login [--password PASSWORD] [--token TOKEN]",
    "password VARCHAR(128) NOT NULL",
    '"password":["This field is required."]',
)


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return Redactor([])


@for_each("text", [text.format(value) for text, value in product(TEXTS, PLACEHOLDERS + SOURCE)])
def test_what_stands_for_a_secret_stays(redactor: Redactor, text: str) -> None:
    assert redactor.redact_text(text + "\n") == text + "\n"


@for_each("text", [f'{{"password":"{value}","x":1}}' for value in PLACEHOLDERS])
def test_in_json_too(redactor: Redactor, text: str) -> None:
    assert redactor.redact_text(text + "\n") == text + "\n"


@for_each("text", PROMPTS)
def test_a_text_that_ends_with_a_name_stays(redactor: Redactor, text: str) -> None:
    assert redactor.redact_text(text + "\n") == text + "\n"


@for_each(
    "text",
    (
        "password=Hunter(22x",
        "password=SecretStr('hunter-2x')",
        'password: "your-mother-2"',
        'password: "%s3cret%x"',
        "password=hunter@HOME@",
        "password=data.hunter!2",
        "password=[s3cret]",
    ),
)
def test_what_only_looks_like_one_is_masked(redactor: Redactor, text: str) -> None:
    assert "*" * 32 in redactor.redact_text(text + "\n")
