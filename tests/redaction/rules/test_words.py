"""Passwords of words alone are found by whose they are; states, types and paths are left."""

from itertools import product

import pytest
from support.tables import for_each

from support_packet.redaction.engine import Redactor

NAMES = (
    *("root_password", "dbPassword", "mysql-password", "LDAP_BIND_PASSWORD", "wifi.password"),
    *("keystorePassword", "ansible_become_password", "smtp_pass", "rootPass", "DB_PWD", "bind_pw"),
)
LINES = ("{}: {}\n", "{}={}\n", "  {}: {}\n", "- {}: {}\n", "{} = {}\n", "{}: '{}'\n", "# {}: {}\n")
COLONS = ("{}: {}\n", "  {}: {}\n", "- {}: {}\n")
WORDS = ("magpie", "Harbor.Light", "bread+butter", "Robin_and_Wren", "nest-in-motion", "Käfer;Nest")
STATES = (
    *("required", "string", "none", "changed", "disabled", "null", "true", "unset", "${SECRET}"),
    *("/run/secrets/x", "https://vault/x", "{{ .password }}", "Kennwort", "Password", "********"),
)
BESIDE_USERS = (
    '{{"user":"mm","pass":"{}","host":"db"}}',
    '{{"a":"{{\\"username\\":\\"mm\\",\\"pwd\\":\\"{}\\"}}"}}',
    "connect user=mm pass={} host=db",
    "Config{{User:mm Pass:{} Host:db}}",
    "Login: admin Password: {}",
    "Username: admin, Password: {}",
    "new PasswordAuthentication('mm', '{}')",
    "new PDO('mysql:host=db', 'mm', '{}')",
    "mongosh -u admin -p {} --quiet",
    "zip -r -P {} x.zip y",
    "mysqladmin -u root password {}",
    "wpa_passphrase Nest '{}'",
    "<add><pwd>{}</pwd></add>",
    "Your temporary password is: {}\n",
    "Initial password for admin: {}\n",
    "Password        : {}\n",
    "| db_password | {} |\n",
    "db:\n  password: {}\n",
    "define('DB_PASSWORD', '{}');",
    'invalid password "{}" for user mm',
    "bob@db-1's password: {}\n",
    "POP3> PASS {}\n",
    "username admin privilege 15 password 0 {}\n",
)


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return Redactor([])


@for_each("case", list(product(NAMES, LINES, WORDS)))
def test_a_word_is_found_after_the_name_of_its_owner(
    redactor: Redactor, case: tuple[str, str, str]
) -> None:
    name, line, word = case

    assert word not in redactor.redact_text("x: 1\n" + line.format(name, word) + "y: 2\n")


@for_each("case", list(product(NAMES, COLONS, STATES)))
def test_words_about_a_password_stay(redactor: Redactor, case: tuple[str, str, str]) -> None:
    name, line, state = case

    text = line.format(name, state)
    assert redactor.redact_text(text) == text


@for_each("text", BESIDE_USERS)
@pytest.mark.parametrize("word", ["magpie", "Robinet"])
def test_a_word_is_found_where_nothing_else_can_be(
    redactor: Redactor, text: str, word: str
) -> None:
    assert word not in redactor.redact_text(text.format(word) + "\n")
