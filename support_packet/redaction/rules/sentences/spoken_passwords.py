"""Passwords in sentences, or after a space."""

from support_packet.redaction.expressions.fragments import PASSWORD_NAME, PASSWORD_SPACE
from support_packet.redaction.expressions.notation import one_by_one
from support_packet.redaction.expressions.nouns import PASSWORD_VALUE
from support_packet.redaction.rule_kinds.line_rule import BeforeRule, LineRule
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_names import IN_FILES, Text, text_expression

_LETTERS_AND_DIGITS = (
    rb"(?=[^\s\"'\\]{6})"
    rb"(?=[^\s\"'\\]{0,64}[0-9])"  # a digit
    rb"(?=[^\s\"'\\]{0,64}[A-Za-z])"  # a letter
    # No algorithm, no length, nor the number of a thing.
    rb"(?!HTTP/|(?i:sha|md|pbkdf|bcrypt|argon|scrypt|scram|aes|rfc)-?[0-9]|[0-9]+-?[a-z]+\b|\(|[<{$%])"
    rb"(?![vV]-?[0-9]+(?:\.[0-9]+)*(?:[\s\"',;:)]|\Z))"  # nor a version
    # Nor a name with a number, nor the type of a column.
    rb"(?![a-z]+[-_]?[0-9]{1,3}(?:[\s,.;:)\]]|\Z)|[A-Za-z]+\([0-9]+\))"
    # No name of Kubernetes, no color, and not the next name with its value.
    rb"(?![a-z0-9]+(?:[-.][a-z0-9]+)+(?:[\s\"',:;)]|\Z)|\x1b|[\w.-]{1,64}=)"
)

_UP_TO_DIGIT = rb"[^\s\"'\\0-9]{0,20}[0-9]"

_BEFORE_IT = (
    rb"(?:(?<=(?i:with|sent) )|(?<=(?i:using|wrong) ))(?i:password) \\{0,3}[\"']?"  # in sentences
    rb"|(?i:password (?:is|was|returned):? )\\{0,3}[\"']?"  # what it is, or was
)

_SHORT_NAMES = text_expression(Text.SHORT_NAME).upper().split(b"|")
SHORT_NAMES_AND_SPACE = tuple(
    one_by_one(_SHORT_NAMES, letters)
    for letters in (rb" [A-P]", rb" [Q-Z]", rb" [a-p]", rb" [q-z]", rb" [0-9!#$_-]", rb"\t")
)
"""Short names in capitals, and what may begin a value after a space."""

RULES = (
    Rule(
        id="password-after-space",
        kind="password",
        finds="A value with letters and digits after `password `, in sentences and files",
        prefix=(
            # In quotes, or not a lower-case letter.
            rb"(?:" + PASSWORD_NAME + rb"(?:[ ]\\{0,3}[\"']|[ ](?=[A-Z0-9])|\t(?:=[ \t]?)?)"
            rb"|" + IN_FILES + rb"[ ]"
            rb"|" + _BEFORE_IT + rb")"
        ),
        lookahead=_LETTERS_AND_DIGITS,
        secret_start=_UP_TO_DIGIT,
        secret_rest=rb"[^\s\"'`\\]*+",
        # Small classes, as with the marks after names.
        prefilters=(
            PASSWORD_SPACE,
            PASSWORD_VALUE,
            PASSWORD_NAME + rb"\t",
            IN_FILES + rb"[ ]",
        ),
        exact_start=True,
        examples=(
            "bind failed with password «Hunter-blue-22» for cn=admin",
            "requirepass «Hunter2x»",
            'the new password is "«hunter2X»"',
        ),
        counter_examples=(
            "password page12 of 34, password sha256 hash, password 8 to 64",
            "password for user1234 is not set, secret 12345678",
        ),
    ),
    LineRule(
        id="password-of-netrc",
        kind="password",
        finds="A password on a line of the file `.netrc`",
        # A server, or all others.
        trigger=(rb"(?:machine [^\s]{1,64}|default) login ",),
        begin=rb"(?= password )",
        end=rb"[\"'`\\\n]",
        # To the end of the line, or of the entry, any word.
        secret=rb"(?<= password )(?:"
        + _LETTERS_AND_DIGITS
        # What may come behind it.
        + rb"[^\s\"'`\\]+|(?![{$%<])[^\s\"'`\\,;]{4,}(?=[ \t]*(?:[\r\n]|\Z| account | macdef )))",
        examples=(
            "machine git.example.com login bob password «hunter2X»",
            "machine x login bob password «magpie»",
            "default login mm password «Hunter-blue-22» account x",
        ),
        counter_examples=(
            "machine git.example.com login bob password sha256 of it",
            "machine git.example.com login bob, password of user12",
            "machine {host} login {user} password {password}",
        ),
    ),
    Rule(
        id="short-name-after-space",
        kind="password",
        finds="A value with letters and digits after `PASS ` and the like, in dialogs and files",
        prefix=(
            b"(?:"
            + b"|".join(_SHORT_NAMES)  # as FTP, IRC and POP3 send it
            + rb"|IDENTIFY [\w-]{1,32})(?: (?=[\w!#$-])|\t)"  # to IRC's services
        ),
        word_boundary=True,
        lookahead=rb"(?!Test)" + _LETTERS_AND_DIGITS,
        secret_start=rb"[^\s\"'\\0-9]{0,31}[0-9]",
        secret_rest=rb"[^\s\"'`\\]*+",
        prefilters=(*SHORT_NAMES_AND_SPACE, rb"IDENTIFY "),
        exact_start=True,
        examples=("line=PASS «Hunter-blue-22»", "PRIVMSG NickServ :IDENTIFY mmbot «hunter2X»"),
        counter_examples=(
            "PASS TestLogin_12 (0.01s), PASS 12 of 20",
            "--- PASS: TestTokens/user_1, pw of user-12",
        ),
    ),
    BeforeRule(
        id="password-before-its-name",
        kind="password",
        finds="What a message says is a password",
        # Short, so that all other texts about passwords are skipped.
        trigger=(rb" as pass", rb" as the pass"),
        condition=rb" as (?:the )?password",
        before=rb"with " + _LETTERS_AND_DIGITS + rb"([^\s\"'\\]{6,64})",
        examples=(
            "Invalid credentials (49) for cn=bob with «Hunter-blue-22» as password",
            "login with «hunter2X» as the password",
        ),
        counter_examples=(
            "with letters as password",
            "with 12 characters as password, with node-1a as passive node",
        ),
    ),
    LineRule(
        id="new-password",
        kind="password",
        effort=150,
        finds="A password that a program has made, or that belongs to somebody",
        trigger=(
            # For whom it is, or what it is now.
            rb"(?i:password (?:is generated )?for |password: changed to |password: set to )",
            # What was done to it.
            rb"(?i:password (?:has been|was) (?:re)?set to )",
            rb"New value: ",  # of Elasticsearch
        ),
        # Where the value may begin.
        begin=rb"(?<=: )|(?<= is )|(?<= to )",
        end=rb"\.?(?:[\"\r\n]|\\n|\Z)",
        secret=(
            # With letters and digits, or a sign between them.
            rb"(?=[^\s\"]{0,64}(?:[0-9]|[!#$%^&*]\w))(?=.*[A-Za-z])"
            # No sentence, or a number and words.
            rb"[^\s\"'\\]{6,}(?<![.,])|[0-9]{1,6}(?: [A-Z][a-z]+){2,6}"
        ),
        examples=(
            "A temporary password is generated for root@localhost: «q1W2e3R4t5»",
            "Password for user bob is «42 Trees River Stone».",
            "EmailSettings.SMTPPassword: changed to «Hunter-blue-22»",
            "The password has been reset to «zkTfz#uJdhDT»",
        ),
        counter_examples=(
            "password for user bob is expired",
            "Password for bob: changed by root.",
        ),
    ),
)
