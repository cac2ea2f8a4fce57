"""Passwords after `pwd` and `pass`, however a program relates the two."""

from functools import partial

from support_packet.redaction.expressions.fragments import SHORT_MARK, SHORT_SPACE
from support_packet.redaction.expressions.looks_secret import (
    BOTH_CASES,
    LOOKS_LIKE_PASSWORD,
    LOOSE_REST,
)
from support_packet.redaction.expressions.marks_after_names import (
    NEXT_SHORT_MARK,
    OTHER_SHORT_MARKS,
    SHORT_NAME,
)
from support_packet.redaction.expressions.relations import ANY_RELATION, LOOSELY_RELATED
from support_packet.redaction.rule_kinds.related_rule import password_rule

_password = partial(password_rule, prefilters=(SHORT_MARK, SHORT_SPACE, *OTHER_SHORT_MARKS))

_NO_RESULT = (
    # The name of a test.
    rb"(?!(?:Test|Benchmark|[A-Z][a-z]+)[A-Za-z_]*/[A-Za-z]"
    # The number.
    rb"|[0-9.]+(?:[a-z]{1,3}|%)?(?:[\s,;)]|\Z))"
)
"""`PASS` is also what comes of a test, with its name or how long it took."""

RULES = (
    _password(
        id="related-short-name",
        finds="A password with letters and digits after `pwd` and `pass`, in any relation",
        prefix=SHORT_NAME + NEXT_SHORT_MARK + ANY_RELATION,
        lookahead=_NO_RESULT + LOOKS_LIKE_PASSWORD,
        examples=(
            "pass('«hunter2x»'), db.pwd -> «hunter-2x», <td>pw</td><td>«hunter2x»</td>",
            'pwd="«abc1234»", {"a":"{\\"dbPass\\":\\"«s3cret!»\\"}"}, SMTP_PASS: «abc1234»',
        ),
        counter_examples=(
            "--- PASS: TestTokens/user_1b (0.01s), pass (12.5s), PASS | 0.12s | ok",
            'PWD="/opt/mattermost-5.38.0" pwd => /opt/mm-1, bypass("q1w2e3r4")',
        ),
    ),
    _password(
        id="loosely-related-short-name",
        finds="The same next to `pwd` and `pass`",
        prefix=SHORT_NAME + NEXT_SHORT_MARK + LOOSELY_RELATED,
        secret_rest=LOOSE_REST,
        lookahead=_NO_RESULT + LOOKS_LIKE_PASSWORD + BOTH_CASES,
        examples=("db_pass,«hunter2xHA»,x", "smtp_pwd\t«hunter2xHA»"),
        counter_examples=("pass,TestLogin/user1 (0.1s)", "bypass/K8sMattermost1x"),
    ),
)
