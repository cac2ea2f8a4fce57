"""Values that look like secrets, after their names, however a program relates the two."""

from support_packet.redaction.expressions.fragments import (
    ANY_MARKS,
    ANY_NAME,
    KEY_NOUN,
    PASSWORD_MARKS,
    PASSWORD_NAME,
    TOKEN_MARKS,
    TOKEN_NAME,
)
from support_packet.redaction.expressions.looks_secret import (
    BOTH_CASES,
    LOOKS_LIKE_PASSWORD,
    LOOSE_REST,
)
from support_packet.redaction.expressions.marks_after_names import (
    MAYBE_RARE_MARK,
    NEXT_MARK,
    OTHER_MARKS,
    OTHER_PASSWORD_MARKS,
    OTHER_TOKEN_MARKS,
    RARE_MARK,
    SAID_PASSWORD,
    SAID_SHORT,
    SAID_TOKEN,
    SHORT_NAME,
)
from support_packet.redaction.expressions.nouns import NOUN_VALUE
from support_packet.redaction.expressions.relations import ANY_RELATION, LOOSELY_RELATED, SECOND
from support_packet.redaction.expressions.said_values import SAID, SAID_OF_BOTH
from support_packet.redaction.expressions.samples import ANY_ID, HEX, MIXED, UUID
from support_packet.redaction.rule_kinds.related_rule import password_rule, token_rule

_NOT_ASSIGNED = rb"(?!=[A-Za-z0-9])"

RULES = (
    password_rule(
        id="related-password",
        finds="A password with letters and digits, in any relation to its name",
        prefix=PASSWORD_NAME + RARE_MARK + ANY_RELATION,
        beginning=MAYBE_RARE_MARK,
        effort_of_head=9,
        prefilters=(*PASSWORD_MARKS, *OTHER_PASSWORD_MARKS),
        examples=(
            'new Credentials(password("«hunter2x»")), passphrase `«hunter-2x»`',
            "password%20%3A%20%22«hunter2x»%22&x, password -> Some(«hunter2x»)",
            '["db_password"]=&gt; string(8) &quot;«hunter2x»&quot;',
            "<td>Password</td><td>«hunter2x»</td> wrong password, got '«hunter2x»'",
            "{:client_secret=>:'«hunter2x»'}",
        ),
        counter_examples=(
            "password(sha256) password -> mattermost-db-1, <td>Password</td><td>required</td>",
            'name="/etc/passwd" pid=4121, secret: {Name: mm-db-1}, arn:aws:x:12:secret:mm/smtp-Q1',
            "mongodb+srv://mm:<password>@x.ab12c.mongodb.net/ postgres://mm:<password>@db:5432/mm",
        ),
    ),
    token_rule(
        id="related-token",
        finds="A token that looks random, in any relation to its name",
        prefix=TOKEN_NAME + RARE_MARK + ANY_RELATION,
        beginning=MAYBE_RARE_MARK,
        effort_of_head=9,
        prefilters=(*TOKEN_MARKS, *OTHER_TOKEN_MARKS),
        examples=(
            f'setToken("«{MIXED}»"), api key `«{MIXED}»`, Map(token -> «{ANY_ID}», x -> y)',
            f"token%20%3D%20%22«{MIXED}»%22&x, token \u2192 «{UUID}»",
            f"<td>Token</td><td>«{MIXED}»</td> [api_key] => «{MIXED}»",
            f"\\033[36mx-api-key=\\033[0m«{MIXED}», \x1b[36mtoken:\x1b[0m \x1b[32m«{MIXED}»\x1b[0m",
        ),
        counter_examples=(
            f"token(the_usual_way_of_it_2), tokens -> {MIXED}, token type: {HEX}",
            f'token="the-usual-way-of-it", PublicKeyToken={HEX}',
            "token=\x1b[0mexpired, token:\x1b[0m \x1b[32mrequired\x1b[0m",
        ),
    ),
    password_rule(
        id="second-related-value",
        finds="The second of two values of a name: a new one after the old, or the other way",
        prefix=ANY_NAME + _NOT_ASSIGNED + NEXT_MARK + SECOND,
        effort_of_head=7,
        beginning=_NOT_ASSIGNED + NEXT_MARK,
        prefilters=(*ANY_MARKS, *OTHER_MARKS),
        examples=(
            '{"token": {"old": "", "new": "«q1W2e3R4»"}}, passphrase: changed -> «hunter-2x»',
            "smtp_password: old-1 -> «hunter-3x»",
        ),
        counter_examples=(
            '{"token": {"min": 8, "max": "64"}}, password: old -> new',
            "secret changed from one to another",
        ),
    ),
    password_rule(
        id="loosely-related-password",
        finds="A password with a digit and letters of both cases, next to its name",
        prefix=PASSWORD_NAME + RARE_MARK + LOOSELY_RELATED,
        secret_rest=LOOSE_REST,
        lookahead=LOOKS_LIKE_PASSWORD + BOTH_CASES,
        beginning=MAYBE_RARE_MARK,
        effort_of_head=9,
        prefilters=(*PASSWORD_MARKS, *OTHER_PASSWORD_MARKS),
        examples=(
            "password,«hunter2xHA»,x wrong password («hunter2xHA»)",
            "client_secret\t«hunter2xHA»\n",
        ),
        counter_examples=("password,sha256Hash password (see page12A)", "secret/k8s-mattermost1"),
    ),
    token_rule(
        id="loosely-related-token",
        finds="A token that looks random, next to its name",
        prefix=TOKEN_NAME + RARE_MARK + LOOSELY_RELATED,
        secret_rest=LOOSE_REST,
        beginning=MAYBE_RARE_MARK,
        effort_of_head=9,
        prefilters=(*TOKEN_MARKS, *OTHER_TOKEN_MARKS),
        examples=(
            f"token,«{MIXED}»,x GET /token/«{MIXED}» bad api key («{MIXED}»)",
            f"auth_token\t«{ANY_ID}»\n",
        ),
        counter_examples=(
            "token,the_usual_way_of_it,x /token/the-usual-way-of-it",
            f"tokens/{MIXED} token (see the_usual_way)",
        ),
    ),
    password_rule(
        id="said-password",
        finds="A password with letters and digits in a sentence that says what it is, or was",
        effort=7,
        prefix=rb"(?:" + PASSWORD_NAME + rb"|" + SHORT_NAME + rb")" + SAID,
        prefilters=(SAID_PASSWORD, SAID_SHORT),
        examples=(
            "the password for bob is now «hunter-2x», passphrase was set to '«hunter2x»'",
            "Password for user mm on db-1: «hunter-2x»",
        ),
        counter_examples=(
            "the password is base64-encoded, password for user1 is wrong, secret is mm-db",
            "password was changed 2026-11-28, password of user12: unknown",
        ),
    ),
    password_rule(
        id="said-second-value",
        finds="The second of two values in a sentence that says what was changed to what",
        prefix=ANY_NAME + SAID_OF_BOTH,
        prefilters=(SAID_PASSWORD, SAID_TOKEN),
        examples=(
            "client secret changed from another to «hunter-3x», token set x with «hunter-3x»",
            "DB_PASSWORD set from old to '«hunter-3x»'",
        ),
        counter_examples=(
            "secret changed from one to another",
            "password changed from old to new",
        ),
    ),
    token_rule(
        id="said-token",
        finds="A token that looks random in a sentence that says what it is, or was",
        effort=6,
        prefix=TOKEN_NAME + SAID,
        prefilters=(SAID_TOKEN,),
        examples=(
            f"the api key of mm is '«{MIXED}»', token rotated to «{MIXED}»",
            f"access token for bob: «{ANY_ID}»",
        ),
        counter_examples=(
            f"the token is the_usual_way_of_it_2, token of {MIXED} is wrong",
            "api key for plugin was 2026-11-28T10h11m12s13",
        ),
    ),
    token_rule(
        id="token-after-space",
        finds="A token that looks random, after its name and a space",
        # A quote or none.
        prefix=rb"(?:(?i:token)|" + KEY_NOUN + rb") \\{0,3}[\"'`(]?",
        prefilters=(NOUN_VALUE,),
        secret_start=rb"[A-Za-z0-9+/_-]{16}",
        examples=(f"config set apikey «{MIXED}»", f"with token «{MIXED}» refused"),
        counter_examples=(f"tokens {MIXED}", "token the_usual_way_of_naming_it_2"),
    ),
)
