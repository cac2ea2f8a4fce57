"""Passwords, passphrases and recovery codes within a sentence, without a mark after their names."""

from support_packet.redaction.expressions.fragments import (
    ENDS,
    NOT_A_PASSWORD,
    PASSWORD_MARK,
    run_of,
)
from support_packet.redaction.expressions.nouns import PASSWORD_VALUE
from support_packet.redaction.rule_kinds.rule import Rule

_NAME = rb"(?i:passw(?:or)?d|passphrase)"
"""Not all names of passwords: after `secret`, Kubernetes writes names of things."""

_ARROWS = rb"(?:->|=>|\xe2\x86\x92)"  # the last is U+2192
_ARROW = rb"[ ]{0,2}" + _ARROWS + rb"[ ]{0,2}"
# What it is, or was.
_WORDS_BETWEEN = rb"(?:is|was|to|ist|returned)[ ]"
_CHARACTER = rb"[^\s\"'`&<>\\,;()\[\]{}|]"

RULES = (
    Rule(
        id="password-in-sentence",
        kind="password",
        finds="A word with a digit between letters after `password `",
        prefix=_NAME + rb"[ ](?:" + _WORDS_BETWEEN + rb")?[\"'`]?",
        lookahead=(
            rb"(?=[^\s\"'`]{6,64})"  # long enough
            # Algorithms, encodings and protocols, and versions.
            rb"(?!(?i:(?:sha|md|utf|base|aes|rsa|pbkdf|argon|tls|ssl|http|oauth|smb|ntlm|v)[0-9])"
            # Names of files and hosts, and addresses.
            rb"|[\w-]*[./:@][\w./:@-]*"
            + ENDS
            # The next name with its value: what came before it was the end of a path.
            + rb"|[A-Za-z_]{3,32}=[^=\s]{2})"
        ),
        prefilters=(PASSWORD_VALUE,),
        exact_start=True,
        # Letters or signs, a digit, more of both, and a letter.
        secret_start=rb"[A-Za-z][A-Za-z_!$%^*+=?~-]{0,15}[0-9][0-9_!$%^*+=?~-]{0,8}[A-Za-z]",
        secret_rest=_CHARACTER + rb"*+",
        examples=(
            "login with password «hunter2x9» refused",
            "the password is «Tr0ub4dor!3x» since Monday",
            "password `«xK9mPq2r»` rejected",
            "hiera lookup mm::smtp_password returned «wal41VALL386»",
        ),
        counter_examples=(
            "password utf8mb4 policy, password sha256sum of it",
            "password 8chars or more, password must be 8 to 64 characters",
            "password host1a.example.com refused",
            "PUT /api/v4/users/me/password request_id=uws8w3ec56qfuqc5m1ycmbypeo",
            "GET /account/forgot-password returnUrl=%2Freports 443",
        ),
    ),
    Rule(
        id="option-that-is-set",
        kind="password",
        finds="A password to which wget sets an option",
        prefix=_NAME + rb"\) to ",
        # A digit or a sign.
        lookahead=NOT_A_PASSWORD + rb"(?=[^\s]{0,64}[0-9!$%^*+=?~@\#])",
        secret_start=rb"[^\s\"'\\]{4}",
        secret_rest=rb"[^\s\"'\\]*+",
        prefilters=(PASSWORD_MARK,),
        ends=b")",
        exact_start=True,
        examples=(
            "Setting --http (password) to «hunter2x9»\n",
            "wget: set the (passphrase) to «hunter-2»",
        ),
        counter_examples=("changed it (the password) to another", "(password) to ****"),
    ),
    Rule(
        id="passphrase-of-words",
        kind="password",
        finds="A passphrase of several words in quotes",
        prefix=rb"(?i:pass[ -]?phrase)[ ](?:" + _WORDS_BETWEEN + rb")?\\{0,3}[\"'`]",
        lookahead=NOT_A_PASSWORD,
        # Two words, the second of which may go on.
        secret_start=rb"[A-Za-z0-9]{2,32}[ -][A-Za-z0-9]{2}",
        secret_rest=run_of(rb"[^\"'`\\\n]++"),
        examples=(
            'unlock with passphrase "«several words of it»"',
            "passphrase is '«correct horse battery staple»'",
        ),
        counter_examples=(
            'passphrase "must be longer"',
            'the passphrase "" is empty',
        ),
    ),
    Rule(
        id="recovery-code-in-sentence",
        kind="token",
        finds="A recovery code in a sentence",
        # One code; for several there is a rule of lists.
        prefix=rb"(?i:(?:recovery|backup|scratch) code)[ ](?:" + _WORDS_BETWEEN + rb")?[\"'`]?",
        # A digit, and nothing more after two groups or three.
        lookahead=rb"(?=[a-z0-9-]{0,12}[0-9])(?=[a-z0-9-]{8,24}" + ENDS + rb")",
        secret_start=rb"[a-z0-9]{4,8}-[a-z0-9]{4}",
        secret_rest=rb"[a-z0-9-]*+",
        examples=("recovery code «vw2gq-8lwfu» was used", "backup code is '«12ab-34cd»'"),
        counter_examples=("recovery code of user-1234", "recovery code page-load failed"),
    ),
)
