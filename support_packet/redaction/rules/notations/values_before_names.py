"""Secrets before their names: in messages of tests, and in pairs of JSON."""

from support_packet.redaction.expressions.fragments import (
    ANY_NAME,
    NOT_A_PASSWORD,
    PASSWORD_MARK,
    TOKEN_MARK,
)
from support_packet.redaction.expressions.looks_secret import LOOKS_LIKE_PASSWORD
from support_packet.redaction.expressions.notation import DEEP_QUOTE
from support_packet.redaction.expressions.placeholders import NO_STATE
from support_packet.redaction.expressions.spellings import CHARACTER, EQUALS, MARKS_OF_TEXT, SPACE
from support_packet.redaction.expressions.states_in_other_languages import NO_FOREIGN_STATE
from support_packet.redaction.rule_kinds.line_rule import BeforeRule
from support_packet.secret_words import LAST_WORDS

# Letters and a digit.
_TOKEN = rb"(?=[^\s\"'\\]{0,64}[0-9])(?=[0-9_-]{0,64}[A-Za-z])[A-Za-z0-9._~+/=:|!#$%^&*@-]{8,}"

# Not `secret`, which is also what an object of Kubernetes is called.
_PASSWORD = rb"(?i:pass(?:word|wd|phrase))"

_IS = SPACE + rb"?" + EQUALS + SPACE + rb"?"

RULES = (
    BeforeRule(
        id="value-before-its-name",
        kind="token",
        finds="A value in quotes before its name in parentheses, as tests report it",
        trigger=(TOKEN_MARK, PASSWORD_MARK),
        effort=8,
        ends=b")",
        condition=ANY_NAME + rb"\)",
        before=rb"[\"']"
        # No word with a number, no address.
        rb"(?![a-z._-]*[0-9]{0,3}[\"'\\ ]|[a-z]{2,8}://|[a-z0-9]+(?:_[a-z0-9]+)+[\"'\\])("
        + _TOKEN
        + rb")"
        + DEEP_QUOTE
        + rb":? \((?:[\w -]{0,32})?",
        examples=(
            'expected: "«y1ndrfg8ejkmcpqxot1uwisza3»" (user access token) actual: ""',
            "got '«Hunter-22x»' (password), want ''",
        ),
        counter_examples=(
            'expected: "user-12" (token) actual: "", missing "dns_rfc2136_secret" (Secret)',
            'got "expired" (access token), want "https://x/1" (secret)',
        ),
    ),
    BeforeRule(
        id="value-before-its-name-in-pair",
        kind="token",
        finds="The value of a pair of JSON whose name comes after it",
        trigger=(TOKEN_MARK, PASSWORD_MARK),
        effort=12,
        ends=b"\"'\\&%",
        condition=ANY_NAME + MARKS_OF_TEXT + rb" ?[,}/>)\]\r\n]",
        # The value and its name, then the name's value.
        before=rb"(?i:value|content|val)"
        + MARKS_OF_TEXT
        + rb"?"
        + _IS
        + MARKS_OF_TEXT
        + rb"("
        + _TOKEN
        + rb")"
        + MARKS_OF_TEXT
        + rb",?"
        + SPACE
        + rb"{0,2}"
        # What the other member is called.
        + MARKS_OF_TEXT
        + rb"?(?i:name|key|id|property)"
        + MARKS_OF_TEXT
        + rb"?"
        + _IS
        + MARKS_OF_TEXT
        + rb"[\w. -]{0,32}",
        examples=(
            '{"value":"«y1ndrfg8ejkmcpqxot1uwisza3»","name":"MMAUTHTOKEN"}',
            '{"value": "«Hunter-22»", "key": "DB_PASSWORD"}',
        ),
        counter_examples=(
            '{"value":"required","name":"password"}',
            '{"value":"y1ndrfg8ejkmcpqxot1uwisza3","name":"token_id"}',
        ),
    ),
    BeforeRule(
        id="value-as-name",
        effort=20,
        kind="token",
        finds="A value that looks like a secret, before what it is, or is used as",
        # Short, so that all other texts are skipped.
        trigger=(
            # The beginning of a name, or of what is before one.
            rb" as [A-Za-z_. -]{0,16}" + LAST_WORDS,
            # Whose it is.
            rb" is (?:the|your|my|our|an?|its) [A-Za-z_. -]{0,13}" + LAST_WORDS,
            rb" <- ",
        ),
        # Up to the name.
        condition=rb" (?:as|is|<-) (?:[\w-]{1,16} ){0,2}?[\w.-]{0,24}(?:"
        + ANY_NAME
        + rb")(?![a-zA-Z-])",
        before=rb"(?<![^\s\"'`=:(])(" + LOOKS_LIKE_PASSWORD + CHARACTER + rb"{8,64})[\"'`)\]]{0,3}",
        examples=(
            "used «k3h5x9w1Qf7t» as api key, '«k3h5x9w1Qf7t»' is the root password of it",
            "«k3h5x9w1Qf7t» <- new root password",
        ),
        counter_examples=(
            "used mattermost-12 as api key, version-1.2 is the secret of it",
            "«k3h5x9w1Qf7t» as keys, k3h5x9w1Qf7t is the key".replace("«", "").replace("»", ""),
        ),
    ),
    BeforeRule(
        id="word-before-its-name-in-pair",
        kind="password",
        finds="A password of any word in quotes, in a pair whose name comes after it",
        trigger=(PASSWORD_MARK,),
        effort=12,
        ends=b"\"'\\",
        condition=_PASSWORD + DEEP_QUOTE + rb" ?[,}/>)\]\r\n]",
        # The value and its name, then the name's value.
        before=rb"[\"'{, <]\\{0,7}[\"']?(?i:value|content|val)\\{0,7}[\"']?[ ]?[:=][ ]?"
        + DEEP_QUOTE
        + rb"("
        + NO_STATE
        + NO_FOREIGN_STATE
        + NOT_A_PASSWORD
        # No path, no address, no number alone.
        + rb"(?!/|[a-z]{2,8}://|[0-9.]{1,5}[\"'\\]|[\[{<$%&])[^\s\"'\\]{4,64})"
        + DEEP_QUOTE
        + rb",?[ ]{0,2}"
        # What the other member is called.
        + rb"\\{0,7}[\"']?(?i:name|key|id|property)\\{0,7}[\"']?[ ]?[:=][ ]?"
        + DEEP_QUOTE
        + rb"[\w.-]{0,32}",
        examples=(
            '{"value":"«seelöwe»","name":"password"}',
            '{\\"value\\": \\"«Kettle-Harbor»\\", \\"key\\": \\"SMTP_PASSWORD\\"}',
        ),
        counter_examples=(
            '{"value":"required","name":"password"} {"value":"${PW}","name":"DB_PASSWORD"}',
            '{"value":"kettle","name":"password_policy"} {"value":"8","name":"password"}',
        ),
    ),
)
