"""Tokens and keys in sentences and in columns, without a mark after their names."""

from support_packet.redaction.expressions.fragments import PASSWORD_NAME, PASSWORD_SPACE
from support_packet.redaction.expressions.mattermost_ids import ID, ID_ENDS
from support_packet.redaction.expressions.notation import ANY_QUOTE
from support_packet.redaction.expressions.nouns import (
    NOUN_VALUE,
    PASSWORD_VALUE,
    SPOKEN_NAME,
    TOKEN_NOUN,
)
from support_packet.redaction.expressions.random_values import LOOKS_MIXED
from support_packet.redaction.expressions.samples import HEX
from support_packet.redaction.rule_kinds.rule import Rule

# A digit and a letter.
_MIXED = rb"(?=[A-Za-z+/_-]{0,24}[0-9])(?=[0-9_-]{0,24}[A-Za-z])"

RULES = (
    Rule(
        id="token-in-sentence",
        kind="token",
        finds="A token of 20 or more letters and digits after words such as `auth token`",
        prefix=SPOKEN_NAME + rb" (?:is )?" + ANY_QUOTE,
        # And no path.
        lookahead=_MIXED + rb"(?![a-z0-9_-]{1,64}[/.:](?!fx\b)[a-z])",
        secret_start=rb"[A-Za-z0-9+/_-]{20}",
        secret_rest=rb"[A-Za-z0-9._~+/=-]*+(?::fx\b)?",  # DeepL's
        prefilters=(
            NOUN_VALUE,
            # The same with a verb.
            TOKEN_NOUN + rb" is \\{0,3}[\"'`]?[A-Za-z0-9+/_-]{16}",
        ),
        exact_start=True,
        examples=(
            f"twilio: auth token «{HEX * 2}» refused",
            f"the API key is '«k3h5{HEX}»', reset token «abcdefghijkl-mnopqrstuv7»",
            "DeepL-Auth-Key «606d6ff6-daf8-4bd6-a7f6-a9a4c7527da9:fx»",
        ),
        counter_examples=(
            "api key internationalization-of-the-words",
            "access token 12345678901234567890 of the list",
        ),
    ),
    Rule(
        id="mixed-password-after-space",
        kind="password",
        finds="A password that begins with a lower-case letter and looks random, after a space",
        prefix=PASSWORD_NAME + rb"[ ]",
        lookahead=rb"(?=[a-z]{1,8}[A-Z0-9])" + LOOKS_MIXED,
        secret_start=rb"[A-Za-z0-9+/=!#$%_-]{10}",
        secret_rest=rb"[^\s\"'`\\]*+",
        prefilters=(PASSWORD_VALUE,),
        exact_start=True,
        examples=(
            "turn: username 1795000000:x password «syFng4MQqPjId2tZ=»",
            "secret «q1W2e3R4t5Z6» of the bot",
        ),
        counter_examples=(
            "password isValidForUser12 returned, password sha256Hash of it",
            "secret k8sNamespace, password resetToken2",
        ),
    ),
    Rule(
        id="mattermost-client-secret",
        kind="token",
        finds="The secret of an application of OAuth that Mattermost made, in a sentence",
        prefix=rb"(?i:secret) " + ANY_QUOTE,
        lookahead=ID_ENDS,
        secret_start=ID,
        prefilters=(NOUN_VALUE,),
        exact_start=True,
        examples=(
            "client h769 with secret «y1ndrfg8ejkmcpqxot1uwisza3» is unknown",
            "Secret '«y1ndrfg8ejkmcpqxot1uwisza3»'",
        ),
        counter_examples=(
            "the secrets are y1ndrfg8ejkmcpqxot1uwisza3",
            "secret abndrfghejkmcpqxotuwiszalonger",
        ),
    ),
    Rule(
        id="password-in-columns",
        kind="password",
        finds="A password in a column, alone behind its name, as tools of vaults print it",
        prefix=PASSWORD_NAME + rb"[ ]{2,40}",
        lookahead=(
            rb"(?=[^\s]{0,64}[0-9])(?=[^\s]{0,64}[A-Za-z])"  # a digit and a letter
            # No next name, no word with a number, no type of a column.
            rb"(?![A-Za-z]+=|[a-z-]+[0-9]{0,3}\s|[a-z]+\([0-9]+\))"
        ),
        secret_start=rb"[^\s=:\"'()<>|]{6}",
        # To the end of the line.
        secret_rest=rb"[^\s\"'\\]*+(?=[ ]*(?:\r?\n|\\n|\Z))",
        prefilters=(PASSWORD_SPACE,),
        ends=b" ",
        exact_start=True,
        examples=("password    «q1W2e3R4t5»\nusername    bob\n", "client_secret      «Hunter-22»"),
        counter_examples=(
            "password    string1\nsecret      is of 12 letters\n",
            "Password    Username=bob1\npassword  varchar(128)\n",
        ),
    ),
)
