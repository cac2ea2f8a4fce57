"""Secrets that programs print with their options, their settings, and their errors."""

from support_packet.redaction.expressions.fragments import NOT_A_PASSWORD
from support_packet.redaction.expressions.notation import ANY_QUOTE, SIGN_AND_LETTER
from support_packet.redaction.expressions.random_values import LOOKS_MIXED
from support_packet.redaction.expressions.samples import HEX, MIXED
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_words import COLUMNS_OF_TOKENS, DEFAULTS_OF, OBJECTS_WITH_KEYS

_NO_WORD = (
    # No word with a number, no path, no address, no variable.
    rb"(?!(?:[a-z]+(?:[._-][a-z0-9]+)*?|[A-Z][a-z]*)[0-9]{0,3}(?:[\s\"'`)\]\\]|\Z)"
    # No span of time.
    rb"|(?:[0-9.]{1,12}(?:ns|us|ms|[smhd]))+(?:[\s\"'`)\]\\]|\Z)"
    # The path.
    rb"|[\w.:-]*/[\w.:/-]*(?:[\s\"'`)\]\\]|\Z)|\$)"
)
_VALUE = SIGN_AND_LETTER + _NO_WORD + rb"[^\s\"'`\\)\]]{6,}"

_DOTTED = rb"(?i:password|token)[ ]?\.{4}"
"""A name, and the beginning of the dots that lead to its value."""

RULES = (
    NextLinesRule(
        id="default-of-option",
        kind="password",
        finds="A secret as the default of an option, which a program prints with its usage",
        within_line=True,
        # After what the option is for.
        detector=(rb"[(\[]default[: ]",),
        # Whose default it is.
        before=DEFAULTS_OF + rb"[^\n]*",
        before_bytes=160,
        trigger=rb"[(\[]default(?::? ?|=)" + ANY_QUOTE,
        then=rb"(" + _VALUE + rb")",
        examples=(
            '  -token string\n    \tbot token (default "«y1ndrfg8ejkmcpqxot1uwisza3»")\n',
            "  --password TEXT  Password of the user  [default: «Hunter-22»]\n",
        ),
        counter_examples=(
            '  -token-file string\n    \tfile of the token (default "/etc/x/token1")\n',
            "  --token-ttl TEXT  of the token [default: 12h] (default: user-12)\n",
            "  --token-expiry duration   (default 24h0m0s)\n",
        ),
    ),
    Rule(
        id="dotted-secret",
        kind="password",
        finds="A secret after its name and dots, as settings are printed in a column",
        # The dots, and maybe a colon.
        prefix=_DOTTED + rb"\.{0,60}[ ]?:?[ ]?" + ANY_QUOTE,
        lookahead=NOT_A_PASSWORD + SIGN_AND_LETTER,
        secret_start=rb"[^\s\"'`\\.*<]",
        secret_rest=rb"[^\s\"'`\\]*+",
        prefilters=(_DOTTED,),
        exact_start=True,
        examples=(
            "HikariConfig - password........................«k3h5x9w1»",
            "api_token ..................... «k3h5x9w1»",
        ),
        counter_examples=(
            "HikariConfig - password........................<masked>",
            "the password.... 12 tokens..... none",
        ),
    ),
    NextLinesRule(
        id="key-of-object",
        kind="token",
        finds="A key that looks random within an object of JSON whose name says whose it is",
        within_line=True,
        # A member and how its value begins.
        detector=(rb"\"key\\{0,3}\": ?\\{0,3}\"[A-Za-z0-9+/_-]{16}", rb"(?i:\{key:)"),
        # The object, and other members.
        before=(
            # Its name.
            rb"(?i:" + OBJECTS_WITH_KEYS + rb")"
            # Its brace and other members, or nothing if its key is the first.
            rb"[\"'\\]{0,4}: ?&?(?:\{[^{}\n]*)?"
        ),
        before_bytes=96,
        effort=16,
        # Or as Go prints it.
        trigger=rb"(?:\"key\\{0,3}\": ?\\{0,3}\"|(?i:\{key): ?[\"']?)"
        + LOOKS_MIXED,  # or as Go prints it
        # To its quote, or the next member.
        then=rb"([A-Za-z0-9+/=_.-]{20,})[\"'\\ ,}]",
        examples=(
            f'{{"api":{{"key":"«{MIXED * 2}»","url":"https://x"}}}}',
            f'"openai": {{"model": "x", "key": "«{MIXED}{HEX}»"}}',
            f"&{{API:{{Key:«{MIXED * 2}» URL:https://x}}}}",
        ),
        counter_examples=(
            f'{{"cache":{{"key":"{MIXED * 2}"}},"object":{{"key":"{MIXED * 2}"}}}}',
            '{"api":{"key":"the_usual_way_of_naming_things"}}',
        ),
    ),
    Rule(
        id="secret-in-tuple",
        kind="password",
        finds="A secret in quotes after its name and a comma, as Erlang and Elixir print them",
        # After the brace.
        prefix=rb"(?<=[{:_])" + COLUMNS_OF_TOKENS + rb", ?\\{0,3}\"",
        lookahead=NOT_A_PASSWORD + SIGN_AND_LETTER + _NO_WORD,
        secret_start=rb"[^\s\"\\]{6}",
        secret_rest=rb"[^\"\\\n]*+",
        # The same.
        prefilters=(COLUMNS_OF_TOKENS + rb", ?[\\\"]",),
        exact_start=True,
        examples=(
            '[{password,"«Hunter-22»"},{port,5}]',
            '{:api_token, "«k3h5x9w1qf»"}',
        ),
        counter_examples=(
            '{password, "x-12"} (token, "k3h5x9w1qf")',
            '{secret,""} {token, "user-name"}',
        ),
    ),
)
