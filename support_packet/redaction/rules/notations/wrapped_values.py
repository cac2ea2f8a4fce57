"""Secrets within an option or a separate type, as many languages print them."""

from functools import partial

from support_packet.redaction.expressions.fragments import (
    ANY_MARKS,
    ANY_NAME,
    NOT_A_PASSWORD,
    run_of,
)
from support_packet.redaction.expressions.notation import DEEP_QUOTE, SIGN_AND_LETTER
from support_packet.redaction.rule_kinds.rule import Rule

# A quote, and an equals sign or a colon.
_IS = rb"(?:\\{0,7}[\"'])?(?: ?=>?|:) ?"
# The same, where a quote is escaped once at most: so few hits are looked at.
_IS_OF_TYPE = rb"(?:\\?[\"'])?(?: ?=>?|:) ?"
# That there is a value, or that it is a secret.
_PRESENT = (
    # In Rust, Swift, Haskell, Python and .NET.
    rb"(?:Some|Optional|Just|Ok|Secret|Secret(?:Str|Bytes)|(?:Secret|Secure|Protected)?String|str|Sensitive|Redacted)"
)
# A cast and a length, as Go's `spew` writes them; a cast and a pointer, as debuggers do.
_TYPE = (
    # The cast.
    rb"(?:\([a-z*][\w.* ]{1,32}\)\s?(?:\(len=[0-9]{1,6}\)\s|0x[0-9a-f]{2,16}\s)?"
    rb"|0x[0-9a-f]{2,16}\s"  # a pointer alone
    # A type of another package.
    rb"|&?[a-z]{1,16}\.(?:Secret|Sensitive|Redacted|Masked)[A-Za-z]{0,16}\()"
)

_wrapped = partial(
    Rule,
    kind="password",
    prefilters=ANY_MARKS,
    ends=b"=:\"'\\",
    ends_after_space=b"=",
    exact_start=True,
)

RULES = (
    _wrapped(
        id="optional-secret",
        finds="A secret in the text of an option of Rust, Scala, Swift or Haskell",
        # One within the other, such as that of an option in that of a secret.
        prefix=ANY_NAME + _IS + rb"(?:" + _PRESENT + rb"[\[( ]){1,2}" + DEEP_QUOTE,
        lookahead=NOT_A_PASSWORD,
        secret_start=rb"[^\"'\\\n]",
        # A single quote may be within it, but for one that ends the argument.
        secret_rest=run_of(rb"[^\"'\\\n]++", rb"'(?![)\],\s])", rb"\\[^\"'\n]"),
        examples=(
            '{ password: Some("«hunter 2»"), port: 1 }',
            'api_token: Some(\\"«abc»\\")',
            'bot_token = Optional("«hunter»") token: Just "«abc»"',
            'api_key=Some(Secret("«abc»"))',
        ),
        counter_examples=(
            '{ password: None, user: Some("mm") }',
            'password: Some("") token=Optional("nil")',
        ),
    ),
    Rule(
        id="optional-login",
        kind="password",
        finds="A secret in the text of an option of Haskell whose name ends with `Auth`",
        prefix=rb"[a-z]Auth = Just \\{0,3}\"",
        lookahead=NOT_A_PASSWORD,
        secret_start=rb"[^\"\\\n]",
        secret_rest=rb"[^\"\\\n]*+",
        prefilters=(rb"[a-z]Auth = Just ",),
        exact_start=True,
        examples=(
            'ConnInfo {connectHost = "redis", connectAuth = Just "«hunter\'30»", port = 0}',
            'x {dbAuth = Just \\"«hunter 2»\\"}',
        ),
        counter_examples=("connectAuth = Nothing", 'connectAuth = Just ""'),
    ),
    _wrapped(
        id="optional-secret-without-quotes",
        finds="A secret in an option that is printed without quotes",
        prefix=ANY_NAME + _IS + _PRESENT + rb"[\[(]",
        lookahead=SIGN_AND_LETTER + NOT_A_PASSWORD,
        secret_start=rb"[^\s\"'\\()\[\],]",
        secret_rest=rb"[^\s\"'\\)\],]*+",
        examples=(
            "Config(host=db,token=Some(«hunter2x»),port=5)",
            "session.token: Optional[«k3h5-x9w1»]",
        ),
        counter_examples=(
            "Config(token=Some(Secret),port=Some(5))",
            "token: Optional[String], api_key=Some(5)",
        ),
    ),
    _wrapped(
        id="secret-after-type",
        finds="A secret in quotes after its type or a pointer to it, as debuggers print them",
        prefix=ANY_NAME + _IS_OF_TYPE + _TYPE + DEEP_QUOTE,
        lookahead=NOT_A_PASSWORD,
        secret_start=rb"[^\"'\\\n]",
        secret_rest=run_of(rb"[^\"'\\\n]++", rb"\\[^\"'\n]"),
        examples=(
            ' Token: (main.secret) (len=26) "«y1ndrfg8ejkmcpqxot1uwisza3»"',
            'password = 0x55d0c1a2b2e0 "«Magpie71»", secret = (char *) 0x55d0c1a2b300 "«abc»"',
            'main.Config{SMTP:main.SMTP{Password:main.Secret("«robin»")}}',
        ),
        counter_examples=(
            ' Password: (string) "",\n password = 0x55d0c1a2b2e0, token = 0x0',
            'password = (char *) 0x55d0c1a2b2e0 "********"',
        ),
    ),
    _wrapped(
        id="constructed-secret",
        finds="A value with letters and digits in quotes within a separate type",
        prefix=(
            # Maybe in an option.
            ANY_NAME + _IS + rb"(?:" + _PRESENT + rb"\()?[A-Z][A-Za-z]{2,24}\(" + DEEP_QUOTE
        ),
        lookahead=(
            SIGN_AND_LETTER
            # No name of a variable, no word with a number, no address, no path.
            + rb"(?![A-Z0-9_]+[\"'\\]|[A-Za-z]+(?:[._-][A-Za-z0-9]+)*?[0-9]{0,3}[\"'\\]"
            + rb"|[\w.:-]*/[\w.:/-]*[\"'\\])"  # the path
            + NOT_A_PASSWORD
        ),
        secret_start=rb"[^\s\"'\\]{8}",
        secret_rest=rb"[^\s\"'\\]*+",
        examples=(
            'token: Text("«k3h5x9w1qf7tBn8y»"), url: x',
            "bot_token: Hidden('«Hunter2-X9»')",
            'api_key: Some(ApiKey("«k3h5x9w1qf7tBn8y»"))',
        ),
        counter_examples=(
            "access_token = CharField('AccessToken2') token: Variable(\"MM_TOKEN_2\")",
            'token: Header("X-Auth-Token2"), api_key=Path("/run/secrets/db1")',
        ),
    ),
)
