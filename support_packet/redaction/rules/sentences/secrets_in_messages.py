"""Secrets that people write to each other, in posts, forms and summaries."""

from functools import partial

from support_packet.redaction.expressions.fragments import (
    NOT_A_PASSWORD,
    OPAQUE,
    PASSWORD_NAME,
    PASSWORD_SPACE,
)
from support_packet.redaction.expressions.looks_secret import (
    BOTH_CASES,
    LOOKS_LIKE_PASSWORD,
    WORD_AND_YEAR,
)
from support_packet.redaction.expressions.notation import SIGN_AND_LETTER, any_case, one_by_one
from support_packet.redaction.expressions.nouns import ANY_NOUN, EACH_NOUN
from support_packet.redaction.expressions.random_values import LOOKS_MIXED
from support_packet.redaction.expressions.samples import HEX, MIXED
from support_packet.redaction.rule_kinds.line_rule import BeforeRule
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_words import SPOKEN_PASSWORDS

_rule = partial(Rule, kind="password", exact_start=True)

# What people call both.
_LOGIN = rb"(?i:login|creds|credentials|basic auth)"
_STRONG = (
    # A word with a capital and a number, or what looks like a password.
    rb"(?:(?=" + WORD_AND_YEAR + rb")|" + LOOKS_LIKE_PASSWORD + BOTH_CASES + rb"(?![\w.:-]*[/@]))"
)

RULES = (
    _rule(
        id="key-in-backticks",
        kind="token",
        finds="A value in backticks that looks random, after `key: ` and the like",
        prefix=ANY_NOUN + rb"(?: is)?:? ?`",
        lookahead=LOOKS_MIXED,
        secret_start=rb"[A-Za-z0-9+/_-]{12}",
        secret_rest=OPAQUE + rb"*+",
        prefilters=tuple(
            one_by_one(EACH_NOUN, verb + colon + rb"`")
            for verb in (b"", b" is")
            for colon in (b"", b" ", b":", b": ")
        ),
        examples=(f"Your key: `«{MIXED}»`, key`«{MIXED}»`", f"the token is `«{MIXED}»`."),
        counter_examples=("key: `the_usual_way_of_it`", f"token `{HEX[:8]}`"),
    ),
    _rule(
        id="password-for-something",
        finds="A password with a digit and a sign, after what it is for",
        prefix=rb"(?i:"
        + b"|".join(SPOKEN_PASSWORDS)
        # Up to four words.
        + rb") (?:for|to|of|du|pour) (?:[A-Za-z]{1,16} ){1,4}",
        lookahead=SIGN_AND_LETTER
        # A digit and a sign, or random.
        + rb"(?:(?=[^\s\"'\\]{0,64}[!#$%^&*])(?=[^\s\"'\\]{0,64}[0-9])|"
        + LOOKS_MIXED
        + rb")",
        secret_start=rb"[^\s\"'\\(){}<>]{8}",
        secret_rest=rb"[^\s\"'\\<>&]*+",
        prefilters=tuple(
            one_by_one(any_case(SPOKEN_PASSWORDS), word)
            for word in (rb" for ", rb" to ", rb" of ", rb" du ", rb" pour ")
        ),
        examples=(
            "ssh pw for jump host «Kettle!Lantern!59» works",
            "the password for the relay «Tree-River!1»",
        ),
        counter_examples=(
            "password for user Alice1 is wrong",
            "password of the account (see page 12!)",
        ),
    ),
    _rule(
        id="password-in-parentheses",
        finds="A password in parentheses after its name, in a sentence",
        prefix=PASSWORD_NAME + rb" \(\\{0,3}[\"'`]?",
        lookahead=(
            # A digit, a capital, a lower-case letter.
            rb"(?=[^\s\"'\\)]{0,64}[0-9])(?=[^\s\"'\\)]{0,64}[A-Z])(?=[^\s\"'\\)]{0,64}[a-z])"
            # Nothing that goes on in the parentheses, and no name of a method.
            rb"(?=[^\s\"'\\)]{8,64}\\{0,3}[\"'`]?\))(?!(?i:sha|md|scram|bcrypt|pbkdf)|[\w.]+\()"
        ),
        secret_start=rb"[^\s\"'\\()`]{8}",
        secret_rest=rb"[^\s\"'\\()`]*+",
        prefilters=(PASSWORD_SPACE,),
        ends=b"(",
        examples=(
            "shared the database password (`«9BkdHHOhhj»`) and",
            'wrong password (\\"«Hunter-22»\\")',
        ),
        counter_examples=("password (Scram256Hash)", "the password (see Page12) is"),
    ),
    _rule(
        id="password-with-login",
        finds="A password after the user that it logs in, as `login as bob with x`",
        prefix=(
            # A verb, whom, and what is between.
            rb"(?:(?i:login|log in|logon|sign in) (?:as|mit|with|for) [\w.@-]{2,64}"
            rb"(?: with | / |/| mit )"
            # Without a preposition.
            rb"|(?i:login|logon|credentials|creds) [\w.@-]{2,64}(?: with | / |/))"
        ),
        # No word with a number, no path.
        lookahead=SIGN_AND_LETTER + rb"(?![a-z]+[-_]?[0-9]{0,3}(?:[\s\"',;.:)]|\Z)|/)",
        secret_start=rb"[^\s\"'\\<>]{6}",
        secret_rest=rb"[^\s\"'\\<>]*+(?<![:,;.])",
        prefilters=(
            # The same verbs.
            rb"(?i:login|log in|logon|sign in) (?:as|mit|with|for) [\w.@-]",
            # And what is between.
            rb"(?i:login|logon|credentials|creds) [\w.@-]{2,64}(?: / |/| with )",
        ),
        examples=(
            "Attempting to login as alice with «Zephyr!Meadow!65»",
            '"message":"login mit root / «smsYmRTbgcqt0»"',
        ),
        counter_examples=("login as bob with mfa, login with sso2", "login with Chrome/120.0.0"),
    ),
    BeforeRule(
        id="password-to-log-in",
        effort=30,
        kind="password",
        finds="What a message says to log in with",
        trigger=(rb" to (?:log|sign) (?:in|on)",),
        # A word for it, or none.
        before=rb"(?i:use|with|using|type|enter) (?:(?:the )?(?:password|pw) )?\\{0,3}[\"'`]?(?="
        + _STRONG
        # Up to its quote.
        + rb")([^\s\"'`\\]{8,64})\\{0,3}[\"'`]?",
        examples=(
            "use «Magpie71» to log in",
            "you can log on with `«Magpie-Nest-71»` to sign in",
        ),
        counter_examples=(
            "use SAML2 to log in, use user1234 to log in",
            "with Windows10 to log in, use 10.0.0.1:8065 to sign in",
        ),
    ),
    _rule(
        id="password-of-named-user",
        finds="A password with a digit after its user and a mark, after a word for both",
        # The user, and what separates the two.
        prefix=_LOGIN + rb"(?:[ ]?[:=] ?| )[\w.@+-]{2,64}(?: / |/|:)",
        lookahead=_STRONG,
        secret_start=rb"[^\s\"'\\(){}<>/]{8}",
        secret_rest=rb"[^\s\"'\\<>&,;]*+",
        prefilters=(_LOGIN + rb"[:= ]",),
        examples=(
            "login: admin / «Magpie71», creds admin:«Magpie71»",
            "basic auth admin:«Magpie71» refused, creds = bob / «V2_Wa2cfc%9g»",
        ),
        counter_examples=(
            "login: team/channel12, creds file:/etc/x1234567, login: 10:12:45.123456",
            "basic auth admin:required, login: ann / windows10",
        ),
    ),
    _rule(
        id="password-in-encoded-sentence",
        finds="A password in a sentence of a form, where plus signs are spaces",
        prefix=b"(?i:" + b"|".join(SPOKEN_PASSWORDS) + rb")\+(?i:is|was|ist)\+",
        lookahead=NOT_A_PASSWORD,
        secret_start=OPAQUE + rb"{4}",
        secret_rest=rb"[A-Za-z0-9._~-]*+",
        prefilters=(one_by_one(any_case(SPOKEN_PASSWORDS), rb"\+(?i:is|was|ist)\+"),),
        examples=("text=db+pass+is+«8nJ40JfRDZWlT4»%22%7D", "the+password+is+«hunter2»"),
        counter_examples=("password+is+", "password+isok"),
    ),
)
