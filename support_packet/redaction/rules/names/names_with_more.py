"""Secrets after names with something before or behind them: `keystorePass`, `token_value`."""

from functools import partial

from support_packet.redaction.expressions.fragments import (
    LOOKS_RANDOM,
    NOT_A_PASSWORD,
    OPAQUE,
    SHORT_MARK,
)
from support_packet.redaction.expressions.notation import any_case, one_by_one
from support_packet.redaction.expressions.nouns import ANY_NOUN, NOUN_VALUE
from support_packet.redaction.expressions.random_values import LOOKS_MIXED
from support_packet.redaction.expressions.relations import RELATED
from support_packet.redaction.expressions.samples import HEX, MIXED
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_words import NOUNS

# In quotes or not, with any mark.
_IS = RELATED

# A digit and a letter.
_BOTH = rb"(?=[^\s\"'&<>\\,;]{0,64}[0-9])(?=[^\s\"'&<>\\,;]{0,64}[A-Za-z])"

_WORDS = (
    *(b"value", b"confirm", b"confirmation", b"new", b"old"),
    *(b"string", b"text", b"data", b"plain", b"b64", b"base64"),
)
_SUFFIX = rb"(?i:_?(?:" + b"|".join(_WORDS) + rb")|_?v?[0-9])"


def _with_suffix(*names: bytes) -> bytes:
    """Return an expression for each name with each suffix, spelled out: see `secret_names`."""
    words = [name + mark + word for name in names for mark in (b"", b"_") for word in _WORDS]
    versions = (name + mark for name in names for mark in (b"", b"_", b"v", b"_v"))
    return b"(?i:" + b"|".join(words) + b")|" + one_by_one(any_case(versions), b"[0-9]")


# After a lower-case letter.
_CAMEL = "|".join(f"{noun}(?<=[a-z]{noun})" for noun in map(str.title, NOUNS)).encode()

_password = partial(
    Rule,
    kind="password",
    lookahead=_BOTH + NOT_A_PASSWORD,
    secret_start=rb"[^\s\"'&<>\\,;()\[\]{}/][^\s\"'&<>\\,;()\[\]{}]{5}",  # no path
    secret_rest=rb"[^\s\"'&<>\\,;)\]}]*+",
)

RULES = (
    _password(
        id="short-name-in-camel-case",
        finds="A password after names such as `tenantPass` and `legacyPwd`",
        # No space before the mark.
        prefix=rb"(?<=[a-z])(?:Pass|Pwd)(?=[=:\"'\\])" + _IS,
        prefilters=(SHORT_MARK,),
        ends=b"=:\"'\\",
        exact_start=True,
        examples=('<Connector tenantPass="«hunter2x»"/>', '{"dbPwd":"«abc1234»"}'),
        counter_examples=('{"byPass":"required"}', "bypass=a1b2c3d4, testPass: 12/20"),
    ),
    _password(
        id="short-name-in-single-quotes",
        finds="A password in single quotes after `pass` and `pwd`, as in JavaScript and Python",
        prefix=rb"(?i:pass|pwd)'?: ?'",
        word_boundary=True,
        prefilters=(SHORT_MARK,),
        ends=b":'",
        exact_start=True,
        examples=("{ user: 'mm', pass: '«hunter2x»' }", "{'DB_PASS': '«abc1234»'}"),
        counter_examples=("{ pass: 'required' }", "{'bypass': 'abc1234'}"),
    ),
    _password(
        id="password-with-suffix",
        finds="A password after names such as `password_confirmation` and `password2`",
        prefix=rb"(?i:password|secret)" + _SUFFIX + _IS,
        prefilters=(_with_suffix(b"password", b"secret"),),
        exact_start=True,
        examples=('{"ses_password_v4":"«Bu/vK0Qx»"}', "password2=«abc1234»&x=y"),
        counter_examples=('{"password_new":"required"}', "password_text: enter it"),
    ),
    Rule(
        id="token-with-suffix",
        kind="token",
        finds="A token after names such as `token_value` and `tokenString`",
        prefix=rb"(?i:token)" + _SUFFIX + _IS,
        lookahead=LOOKS_RANDOM,
        secret_start=OPAQUE + rb"{16}",
        secret_rest=OPAQUE + rb"*+",
        prefilters=(_with_suffix(b"token"),),
        exact_start=True,
        examples=(f'{{"token_value":"«{HEX}»"}}', f"tokenString: «{MIXED}»"),
        counter_examples=('{"token_text":"the-usual-way-of-it"}', "token_value=12 token2: page"),
    ),
    Rule(
        id="named-after-space",
        kind="token",
        finds="A value that looks random after a space and a name such as `api_secret`",
        # A quote or none.
        prefix=rb"(?:(?<=[_-])" + ANY_NOUN + rb"|" + _CAMEL + rb") \\{0,3}[\"']?",
        lookahead=LOOKS_MIXED,
        secret_start=rb"[A-Za-z0-9+/_-]{16}",
        secret_rest=OPAQUE + rb"*+",
        prefilters=(NOUN_VALUE,),
        exact_start=True,
        examples=(
            f"livekit: api_token «{MIXED}»",
            f'--account-key "«k3h5x9w1{HEX}»"',
            f"writeKey «{MIXED}»",
        ),
        counter_examples=(
            "primary_key users_by_name_and_team_2, webhook_secret required-for-this-one",
            f"api_secrets are {MIXED}, the_key 2026-11-28T10h11m12s13",
        ),
    ),
    Rule(
        id="state-field",
        kind="token",
        finds="The state of OAuth in fields, which protects a login",
        # A mark, and maybe a quote.
        prefix=rb"(?<![&;6])(?i:state)[=:\"'\\]{1,6} ?[\"'\\]{0,4}",
        lookahead=(
            LOOKS_MIXED + rb"(?=[A-Za-z0-9+/=_-]{40})"  # long
            rb"(?=[A-Z0-9_-]{0,39}[a-z])(?=[a-z0-9_-]{0,39}[A-Z])"  # in upper and lower case
        ),
        secret_start=rb"[A-Za-z0-9+/_-]{32}",
        secret_rest=OPAQUE + rb"*+",
        # A mark, and a long value.
        prefilters=(rb"(?i:state)[=:\"'\\]{1,6} ?[\"'\\]{0,4}[A-Za-z0-9+/_-]{32}",),
        examples=(f"cookie_state=«{MIXED * 4}»", f'{{"state":"«{MIXED * 3}»"}}'),
        counter_examples=(
            f"state={HEX * 4} state={MIXED}",
            "state=the_server_is_running_as_it_should_be_2",
        ),
    ),
)
