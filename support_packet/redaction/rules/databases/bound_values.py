"""Values that are bound to columns of secrets, in the logs of any library for databases.

Which of the values that are bound is the secret depends on the statement: every one that looks like
a token is masked, as in `statements`.
"""

from functools import partial

from support_packet.redaction.expressions.bound_lists import (
    LIST,
    LIST_ENDS,
    ONE,
    PLACEHOLDER,
    TO_PLACEHOLDER,
)
from support_packet.redaction.expressions.fragments import ANY_MARKS, ANY_NAME
from support_packet.redaction.expressions.tables_of_secrets import STATEMENT, TOKEN
from support_packet.redaction.rule_kinds.insert_rule import INTO
from support_packet.redaction.rule_kinds.line_rule import LineRule
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.secret_words import IN_BACKTICKS

_INSERTED = (
    rb"[ ][^()\n]{1,128}\([^()\n]{0,512}?"  # the table, and other columns
    + ANY_NAME
    + rb"[^()\n]{0,512}\)[^\n(]{0,64}?(?i:values?) ?\(\s?"  # more columns
    + PLACEHOLDER
)

# A bracket, and of an object or an array of PHP the first key.
_OPENED = rb"(?:array)?[\\\"'\[({ ]{0,5}(?:[0-9]{1,2}\\{0,3}\":)?"
_SAME_LINE = rb"(?:(?!" + LIST + rb")[^\n]){0,300}(?:" + LIST + rb")" + _OPENED + ONE * 6

_NEXT_LINE = (
    # The rest of the statement, and what names the list on the next line.
    rb"[^\n]{0,900}\n[^\n]{0,128}?(?:Parameters: |\[parameters: |params "
    rb"|\[(?:generated|cached|no key)[^\]\n]{0,48}\] )[\[({]?" + ONE * 6  # SQLAlchemy
)

# What Hibernate binds, to the end of the line.
_BOUND = (
    # A line of its log.
    rb"(?>(?:[^\n]{0,160}binding parameter [^\n]{0,48}?"
    # The value is last.
    rb"\[(?:(" + TOKEN + rb")|[^\n\]]{0,256})\]\r?(?:\n|\Z))?)"
)
# There is one.
_IS_BOUND = rb"(?=[^\n]*binding parameter )"
_HIBERNATE = (
    # At once, or after the rest of a statement on its own lines.
    rb"[^\n]{0,900}\n(?:"
    + _IS_BOUND
    + _BOUND * 4
    + rb"|[^\n]{0,160}\n"
    + _IS_BOUND
    + _BOUND * 3
    + rb"|[^\n]{0,160}\n[^\n]{0,160}\n"  # two of them
    + _IS_BOUND
    + _BOUND * 2
    + rb")"
)

# What lists are called, and the bracket.
_LISTED = rb"(?i:args|params|parameters|bindings|binds)\\{0,3}[\"']?[:=] ?[\"']?[\[(]"

_to_insertion = partial(
    NextLinesRule,
    kind="token",
    within_line=True,
    detector=(INTO,),
    trigger=INTO + _INSERTED,
    effort=4,
)

RULES = (
    NextLinesRule(
        id="bound-to-secret",
        kind="token",
        finds="Values that look like tokens, bound to a statement that names a column of secrets",
        within_line=True,
        detector=(*ANY_MARKS, IN_BACKTICKS),
        ends=b"=\"'\\])`",
        ends_after_space=b"=",
        effort=40,
        trigger=ANY_NAME + rb"=?" + TO_PLACEHOLDER,
        then=rb"(?:" + _SAME_LINE + rb"|" + _NEXT_LINE + rb"|" + _HIBERNATE + rb")",
        examples=(
            'select * from "x" where "api_token" = ? limit ? [ \'«k3h5x9w1qf7tbn8y»\', 1 ]',
            'SELECT 1 FROM x WHERE x.token=$1 args=["«k3h5x9w1qf7tbn8y»"] id=k3h5x9w1qf7tbn8z',
            "> Preparing: UPDATE x SET token = ?\n> Parameters: «k3h5x9w1qf7tbn8y»(String)\n",
            "UPDATE x SET api_token=%s\n[generated in 0.1s] ('x', '«k3h5x9w1qf7tbn8y»')\n",
            "update x set token=?\nbinding parameter [1] as [VARCHAR] - [«k3h5x9w1qf7tbn8y»]\n",
        ),
        counter_examples=(
            'select * from x where name = ? and token is null args=["k3h5x9w1qf7tbn8y"]',
            "select * from x where token = ? of request k3h5x9w1qf7tbn8y",
            "> Preparing: UPDATE x SET name = ?\n> Parameters: k3h5x9w1qf7tbn8y(String)\n",
            "update x set token=?\nbinding parameter [1] as [BIGINT] - [5]\n",
        ),
    ),
    _to_insertion(
        id="inserted-by-hibernate",
        finds="Values that look like tokens, which Hibernate binds to an insertion before",
        needs=b"binding parameter ",
        then=_HIBERNATE,
        examples=(
            "insert into x (token) values (?)\nbinding parameter (1:X) <- [«k3h5x9w1qf7tbn8y»]\n",
            "insert into x (token) values (?)\nx\nbinding parameter [2] - [«k3h5x9w1qf7tbn8y»]\n",
        ),
        counter_examples=(
            "insert into x (name) values (?)\nbinding parameter (1:X) <- [k3h5x9w1qf7tbn8y]\n",
            "insert into x (token) values (?)\nbinding parameter (1:X) <- [null]\n",
        ),
    ),
    _to_insertion(
        id="inserted-with-parameters",
        finds="Values that look like tokens, which MyBatis logs on the line after an insertion",
        effort=8,
        needs=b"arameters: ",
        then=_NEXT_LINE,
        examples=(
            "INSERT INTO x (n, token) VALUES (?, ?)\nParameters: a(X), «k3h5x9w1qf7tbn8y»(X)\n",
            "INSERT INTO x (token) VALUES (%s)]\n[parameters: ('«k3h5x9w1qf7tbn8y»',)]\n",
        ),
        counter_examples=(
            "INSERT INTO x (name) VALUES (?)\nParameters: k3h5x9w1qf7tbn8y(String)\n",
            "INSERT INTO x (token) VALUES (?)\nParameters: null\n",
        ),
    ),
    _to_insertion(
        id="inserted-with-list",
        finds="Values that look like tokens, which SQLAlchemy logs on the line after an insertion",
        effort=5,
        needs=b"s] (",
        then=_NEXT_LINE,
        examples=(
            "INSERT INTO x (n, token) VALUES (%s, %s)\n[no key 0.1s] ('x', '«k3h5x9w1qf7tbn8y»')\n",
            "INSERT INTO x (token) VALUES (?)\n[generated in 0.1s] ('«k3h5x9w1qf7tbn8y»',)\n",
        ),
        counter_examples=(
            "INSERT INTO x (name) VALUES (?)\n[generated in 0.1s] ('k3h5x9w1qf7tbn8y',)\n",
            "INSERT INTO x (token) VALUES (?)\n[generated in 0.1s] (None,)\n",
        ),
    ),
    LineRule(
        id="bound-before-secret",
        kind="token",
        finds="Values that look like tokens in a list before the statement that they are bound to",
        trigger=(_LISTED,),
        # With a value that may be a token.
        detector=(_LISTED + rb"[\\\"' ]{0,4}[A-Za-z0-9+/_-]{16}",),
        condition=(
            # The first verb, and after it a column or a table of secrets.
            rb"(?=(?>[^\n]{0,384}?(?i:select|update|delete|insert)[ ])[^\n]{0,384}?(?:"
            + STATEMENT[0]
            + rb"|"
            + ANY_NAME
            + TO_PLACEHOLDER
            # Or the columns of an insertion.
            + rb"|(?<=(?i:insert) )(?i:into)"
            + _INSERTED
            + rb"))"
        ),
        effort=120,
        needs=(b"token", b"secret", b"passw", b"key", b"session", b"oauth", b"hook", b"command"),
        end=LIST_ENDS,
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
        id="bound-after-secret",
        kind="token",
        finds="Values that look like tokens, which Django logs after a statement on secrets",
        within_line=True,
        detector=ANY_MARKS,
        ends=b"=\"'\\",
        ends_after_space=b"='",
        # A column and its value.
        trigger=ANY_NAME + rb"[\\\"]{0,4}(?: ?=)? ?'",
        needs=b"; args=",
        then=rb"[^\n]{0,500}?; args=[\[(]" + ONE * 6,
        effort=6,
        examples=(
            "UPDATE x SET token = ''; args=('«k3h5x9w1qf7tbn8y»', 5)",
            "SELECT 1 FROM x WHERE \"api_key\" = ''; args=(5, '«k3h5x9w1qf7tbn8y»')",
        ),
        counter_examples=(
            "UPDATE x SET name = %s; args=('k3h5x9w1qf7tbn8y', 5)",
            "UPDATE x SET token = ''; args=('', 5)",
        ),
    ),
)
