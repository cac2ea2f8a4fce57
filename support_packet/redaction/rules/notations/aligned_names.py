"""Secrets whose names are in a column: plans of Terraform, TOML, tables of databases."""

from functools import partial

from support_packet.redaction.expressions.fragments import (
    ANY_MARKS,
    ANY_NAME,
    LOOKS_RANDOM,
    NOT_A_PASSWORD,
    run_of,
)
from support_packet.redaction.expressions.tables_of_secrets import COLUMN, NAME_IN_ROW
from support_packet.redaction.rule_kinds.rule import Rule

_COLUMN = rb"[\"']?[ ]{1,40}"
"""What ends the name, and spaces up to the mark below others."""

_in_quotes = partial(
    Rule,
    kind="password",
    lookahead=NOT_A_PASSWORD,
    secret_start=rb"[^\"'\\\n]",
    secret_rest=run_of(rb"[^\"'\\\n]++", rb"\\[^\n]"),
    prefilters=ANY_MARKS,
    ends=b" \"'",
    ends_after_space=b" =:",
    exact_start=True,
)

RULES = (
    _in_quotes(
        id="aligned-secret",
        finds="A secret in quotes after its name, spaces and an equals sign or a colon",
        prefix=ANY_NAME + _COLUMN + rb"[=:][ ]{1,4}\\{0,3}[\"']",
        examples=('  + master_password    = "«hunter 2»"', "db_token           = '«k3h5x9w1qf7t»'"),
        counter_examples=('  + password           = ""', 'password_length      = "12"'),
    ),
    _in_quotes(
        id="changed-secret",
        finds="The new value in a plan that changes a secret",
        prefix=ANY_NAME + _COLUMN + rb"= \"[^\"\n]{0,256}\" -> \"",
        examples=('~ password    = "********" -> "«hunter 2»"', '~ db_token = "" -> "«k3h5x9w1»"'),
        counter_examples=('~ password    = "" -> ""', '~ user_name   = "a" -> "b"'),
    ),
    Rule(
        id="secret-in-table-row",
        kind="token",
        finds="A token or password in a row that a database's client prints for each column",
        prefix=COLUMN + rb"[ ]{0,40}\| ",
        # No name of another column.
        lookahead=LOOKS_RANDOM + rb"(?![a-z]+[ ]*(?:\||\n|\Z))",
        secret_start=rb"[^\s|\"\\]{8}",
        # To the end of the line, or of the row.
        secret_rest=rb"[^\s|\"\\]*+(?=[ ]*\|?[ ]*(?:\r?\n|\\n|\Z))",
        prefilters=(NAME_IN_ROW,),
        exact_start=True,
        examples=("token         | «k3h5x9w1qf7tbn8y»\nid | 5\n", "InviteId | «y1ndrfg8ejkm1»"),
        counter_examples=("id | token         | userid\n", "token | 5\npassword | description\n"),
    ),
)
