"""Values that are bound to columns of secrets, in the logs of any library for databases.

Which of the values that are bound is the secret depends on the statement: every one that looks like
a token is masked, as in `sql_statements`.
"""

from support_packet.redaction.rules.fragments import (
    ANY_MARKS,
    ANY_NAME,
)
from support_packet.redaction.rules.insert_rule import INTO
from support_packet.redaction.rules.line_rule import LineRule
from support_packet.redaction.rules.next_lines_rule import NextLinesRule
from support_packet.redaction.rules.sql_inserts import IN_BACKTICKS
from support_packet.redaction.rules.sql_statements import STATEMENT, TOKEN

# As the drivers of many languages write the place of a value.
_PLACEHOLDER = rb"(?:\?|\$[0-9]|:[A-Za-z0-9]|%s|%\(|@[A-Za-z])"
_TO_PLACEHOLDER = rb"[\"'`\])\\]{0,4}(?: ?=)? ?" + _PLACEHOLDER
"""From a column's name to the place of its value."""

_INSERTED = (
    rb"[ ][^()\n]{1,128}\([^()\n]{0,512}?"  # the table, and other columns
    + ANY_NAME
    + rb"[^()\n]{0,512}\)[^\n(]{0,64}?(?i:values?) ?\(\s?"  # more columns
    + _PLACEHOLDER
)
_LIST = (
    # The names of lists of values.
    rb"(?i:\b(?:arg(?:s|[0-9]{1,2})|param(?:eter)?s|bind(?:ing)?s)(?:\\{0,7}[\"'])?\]?[ ]?[:=])"
    rb"|[ ]\[ ?(?=[\\\"'\[<]|[A-Za-z0-9+/_-]{16})"  # a list
    rb"|; ?\\{0,3}[\"\[]"  # what follows the statement
    rb"|\[(?:generated|cached|no key)[^\]\n]{0,48}\] "  # SQLAlchemy
)
_END = rb"\](?![,\]\"'])|\)(?![,)])"

# One value and what it is said to be, or another.
_ONE = rb"(?>(?:[\"']?(" + TOKEN + rb")[\"']?(?:\([A-Za-z]{1,16}\))?|[^,\n\])]{0,128}\)?),? ?)"
# One value that Hibernate binds, to the end of the line.
_BOUND = (
    # The value is last.
    rb"(?>(?:[^\n]{0,160}binding parameter [^\n]{0,48}?\[(?:(" + TOKEN + rb")|[^\n\]]{0,256})\]"
    rb"\r?(?:\n|\Z))?)"  # or none
)

RULES = (
    LineRule(
        id="bound-to-inserted-secret",
        kind="token",
        finds="Values that look like tokens, bound to a statement that inserts secrets",
        trigger=(INTO,),
        condition=_INSERTED,
        begin=_LIST,
        end=_END,
        secret=TOKEN,
        examples=(
            'INSERT INTO x (token, n) VALUES ($1, $2) -- PARAMETERS: ["«k3h5x9w1qf7tbn8y»"]',
            'Executing: INSERT INTO "b" ("n","api_key") VALUES (?,?); ["x","«k3h5x9w1qf7tbn8y»"]',
        ),
        counter_examples=(
            'INSERT INTO bots (id, name) VALUES ($1, $2) -- PARAMETERS: ["k3h5x9w1qf7tbn8y"]',
            "INSERT INTO bots (token) VALUES ($1) of k3h5x9w1qf7tbn8y",
        ),
    ),
    LineRule(
        id="bound-to-secret",
        kind="token",
        finds="Values that look like tokens, bound to a statement that names a column of secrets",
        trigger=(*ANY_MARKS, IN_BACKTICKS),
        ends=b"=\"'\\])`",
        ends_after_space=b"=",
        condition=_TO_PLACEHOLDER,
        begin=_LIST,
        end=_END,
        secret=TOKEN,
        examples=(
            'select * from "x" where "api_token" = ? limit ? [ \'«k3h5x9w1qf7tbn8y»\', 1 ]',
            'SELECT 1 FROM x WHERE x.token=$1 args=["«k3h5x9w1qf7tbn8y»"] id=k3h5x9w1qf7tbn8z',
        ),
        counter_examples=(
            'select * from x where name = ? and token is null args=["k3h5x9w1qf7tbn8y"]',
            "select * from x where token = ? of request k3h5x9w1qf7tbn8y",
        ),
    ),
    LineRule(
        id="bound-before-secret",
        kind="token",
        finds="Values that look like tokens in a list before the statement that they are bound to",
        # What lists are called.
        trigger=(rb"(?i:args|params|parameters|bindings|binds)\\{0,3}[\"']?[:=] ?[\"']?[\[(]",),
        condition=(
            rb"(?=[^\n]{0,1024}?(?:"
            + STATEMENT[0]
            # Or that of another program.
            + rb"|(?i:select|update|delete|insert)[ ][^\n]{0,512}?"
            + ANY_NAME
            + _TO_PLACEHOLDER
            + rb"|"
            + INTO
            + _INSERTED
            + rb"))"
        ),
        end=_END,
        secret=TOKEN,
        examples=(
            'pgx: args=["«k3h5x9w1qf7tbn8y»"] sql="SELECT id FROM sessions WHERE id = $1"',
            "{ bindings: [ '«k3h5x9w1qf7tbn8y»' ], sql: 'select 1 from x where \"api_key\" = ?' }",
        ),
        counter_examples=(
            'pgx: args=["k3h5x9w1qf7tbn8y"] sql="SELECT id FROM posts WHERE id = $1"',
            'args=["k3h5x9w1qf7tbn8y"] msg="the token = ? is not set"',
        ),
    ),
    NextLinesRule(
        id="bound-on-next-line",
        kind="token",
        finds="Values that look like tokens on the line after a statement that they are bound to",
        within_line=True,
        detector=(*ANY_MARKS, INTO, IN_BACKTICKS),
        ends=b"=\"'\\])oO`",
        trigger=rb"(?:" + ANY_NAME + rb"=?" + _TO_PLACEHOLDER + rb"|" + INTO + _INSERTED + rb")",
        # The rest of the statement, and what names the list.
        then=rb"[^\n]{0,900}\n[^\n]{0,128}?(?:Parameters: |\[parameters: |params "
        rb"|\[(?:generated|cached|no key)[^\]\n]{0,48}\] )[\[({]?" + _ONE * 6,  # SQLAlchemy
        examples=(
            "> Preparing: UPDATE x SET token = ?\n> Parameters: «k3h5x9w1qf7tbn8y»(String)\n",
            "INSERT INTO x (n, token) VALUES (%s, %s)\n[cached 3s] ('x', '«k3h5x9w1qf7tbn8y»')\n",
        ),
        counter_examples=(
            "> Preparing: UPDATE x SET name = ?\n> Parameters: k3h5x9w1qf7tbn8y(String)\n",
            "UPDATE x SET token = ?\n==> Parameters: 5(Long)\n",
        ),
    ),
    NextLinesRule(
        id="bound-after-secret",
        kind="token",
        finds="Values that look like tokens, which Django logs after a statement on secrets",
        within_line=True,
        detector=(rb"; args=[\[(]",),
        # A column, with its value or among others.
        before=ANY_NAME + rb"[\"`]?(?: = |[,)])[^\n]*",
        before_bytes=2048,
        trigger=rb"; args=[\[(]",
        then=_ONE * 6,
        examples=(
            "UPDATE x SET token = ''; args=('«k3h5x9w1qf7tbn8y»', 5)",
            "SELECT 1 FROM x WHERE \"api_key\" = ''; args=(5, '«k3h5x9w1qf7tbn8y»')",
        ),
        counter_examples=(
            "UPDATE x SET name = %s; args=('k3h5x9w1qf7tbn8y', 5)",
            "UPDATE x SET token = %s; args=('', 5)",
        ),
    ),
    NextLinesRule(
        id="bound-by-hibernate",
        kind="token",
        finds="Values that look like tokens, which Hibernate binds to a statement before",
        within_line=True,
        detector=(*ANY_MARKS, INTO, IN_BACKTICKS),
        ends=b"=\"'\\])oO`",
        trigger=rb"(?:" + ANY_NAME + rb"=?" + _TO_PLACEHOLDER + rb"|" + INTO + _INSERTED + rb")",
        needs=b"binding parameter ",
        # At once, or after the rest of a statement on lines of its own.
        then=rb"[^\n]{0,900}\n(?:(?=[^\n]*binding parameter )"
        + _BOUND * 4
        # After one line.
        + rb"|[^\n]{0,160}\n(?=[^\n]*binding parameter )"
        + _BOUND * 3
        # After two.
        + rb"|[^\n]{0,160}\n[^\n]{0,160}\n(?=[^\n]*binding parameter )"
        + _BOUND * 2
        + rb")",
        examples=(
            "update x set token=?\nbinding parameter [1] as [VARCHAR] - [«k3h5x9w1qf7tbn8y»]\n",
            "insert into x (token) values (?)\nbinding parameter (1:X) <- [«k3h5x9w1qf7tbn8y»]\n",
        ),
        counter_examples=(
            "update x set name=?\nbinding parameter [1] as [VARCHAR] - [k3h5x9w1qf7tbn8y]\n",
            "update x set token=?\nbinding parameter [1] as [BIGINT] - [5]\n",
        ),
    ),
)
