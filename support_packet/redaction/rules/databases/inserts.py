"""Values of columns that are named like secrets, in statements of SQL."""

from support_packet.redaction.expressions.fragments import NOT_A_PASSWORD, run_of
from support_packet.redaction.rule_kinds.insert_rule import InsertRule
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_words import IN_BACKTICKS

RULES = (
    InsertRule(
        id="inserted-secret",
        kind="password",
        finds="The values that SQL inserts into columns which are named like secrets",
        examples=(
            "INSERT INTO `bots` (`name`,`api_token`) VALUES ('x','«abc»'),('y','«def»')",
            "insert into x (login, password, at) values ('bob', E'«it''s 5»', now());",
            'INSERT INTO "authtoken_token" ("key", "user_id") VALUES (\'«k3h5x9w1»\', 1)',
            'INSERT INTO x (token, n) VALUES ($1, $2) -- PARAMETERS: ["«k3h5x9w1qf7tbn8y»"]',
            'Executing: INSERT INTO "b" ("n","api_key") VALUES (?,?); ["x","«k3h5x9w1qf7tbn8y»"]',
        ),
        counter_examples=(
            "INSERT INTO x (name, password_length) VALUES ('k3h5x9w1', 'k3h5x9w1')",
            "INSERT INTO x (token, name) VALUES ($1, $2), (NULL, 'k3h5x9w1'), ('', 'x')",
            'INSERT INTO bots (id, name) VALUES ($1, $2) -- PARAMETERS: ["k3h5x9w1qf7tbn8y"]',
        ),
    ),
    Rule(
        id="column-in-backticks",
        kind="password",
        finds="The value of a column of MySQL that is named like a secret",
        prefix=IN_BACKTICKS + rb" ?= ?'",
        lookahead=NOT_A_PASSWORD,
        secret_start=rb"[^'\\\n]",
        secret_rest=run_of(rb"[^'\\\n]++", rb"''", rb"\\[^\n]"),
        prefilters=(IN_BACKTICKS,),
        examples=(
            "UPDATE `x` SET `api_token` = '«k3h5x9w1»' WHERE `id` = 5",
            "SELECT * FROM `x` WHERE `x`.`password`='«it''s 5»'",
        ),
        counter_examples=("WHERE `token` = '' AND `secret` = ?", "`token` = `other`"),
    ),
)
