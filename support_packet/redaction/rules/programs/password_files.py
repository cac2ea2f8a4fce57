"""Passwords in the files of clients, and in dumps of their settings."""

from support_packet.redaction.expressions.fragments import (
    ANY_NAME,
    NOT_A_PASSWORD,
    PASSWORD_MARK,
    TOKEN_MARK,
)
from support_packet.redaction.expressions.placeholders import NO_STATE
from support_packet.redaction.rule_kinds.line_rule import LineRule
from support_packet.redaction.rule_kinds.rule import Rule

RULES = (
    Rule(
        id="password-file-line",
        kind="password",
        finds="A password in the files of PostgreSQL's and Postfix's clients",
        prefix=(
            # PostgreSQL's file: port, database, user.
            rb"(?::(?:5432|6432|\*):[\w*-]{1,32}:[\w*-]{1,32}:"
            # A server and a user, or a kind and a user, and then a digit or a capital.
            rb"|\]:[0-9]{2,5}[ \t]{1,16}[\w.@+-]{1,64}:"
            # A kind and a user, and then a digit or a capital.
            rb"|static:[\w.@+-]{1,64}:(?=[^\s\"'\\:]{0,64}[0-9A-Z])"
            # Postfix: a server and a user.
            rb"|sasl_passwd: [\w.:\[\]-]{1,64} [\w.@+-]{1,64}:)"
        ),
        # To its end, with a letter.
        lookahead=rb"(?=[^\s\"'\\:,]{6,64}(?:[\s\"']|\\|\Z))(?=[^\s\"'\\:]{0,64}[A-Za-z])"
        + NO_STATE
        + NOT_A_PASSWORD,
        secret_start=rb"[^\s\"'\\:,/]{6}",
        secret_rest=rb"[^\s\"'\\:]*+",
        prefilters=(
            # PostgreSQL's file.
            rb":(?:5432|6432|\*):[\w*-]{1,32}:[\w*-]{1,32}:[^\s\"'\\:,/]{6}",
            # A server with its port.
            rb"\]:[0-9]{2,5}[ \t]{1,16}[\w.@+-]{1,64}:",
            # Others by what they begin with.
            rb"static:[\w.@+-]{1,64}:|sasl_passwd: [\w.:\[\]-]{1,64} ",
        ),
        examples=(
            "db-1:5432:mattermost:mmuser:«7CD3jsUXf4LIQx»",
            "pg3:5432:mattermost:mmuser:«kettle-nest»",
            "[smtp.example.com]:587    bob@example.com:«MBoFbH1fgAJ8uM»",
        ),
        counter_examples=(
            "bob:x:1000:1000::/home/bob:/bin/bash",
            "at app.go:12:3:15: x12345, [smtp.example.com]:587 connected",
        ),
    ),
    LineRule(
        id="password-of-application",
        kind="password",
        finds="A password for an application, of sixteen letters, in the files of clients of mail",
        # The files, and the servers that want such passwords.
        trigger=(rb"passwd\.client", rb"sasl_passwd", rb"smtp\.(?:gmail|googlemail)\.com"),
        # After the address, to the end, in one piece or four.
        secret=rb"(?<=:)(?:[a-z]{16}|[a-z]{4}(?: [a-z]{4}){3})(?=[\s\"'\\,;]|\Z)",
        examples=(
            "exim4/passwd.client: *.google.com:alerts@example.org:«pbdkimyuipaziivu»",
            "[smtp.gmail.com]:587 bob@example.com:«utfvdyimhrrtbcoq»",
            "smtp.gmail.com:587 bob@example.com:«utfv dyim hrrt bcoq»",
        ),
        counter_examples=("bob@example.org:notifications", "bob@example.org:internationalization"),
    ),
    Rule(
        id="recovered-password",
        kind="password",
        finds="A password that a tool has recovered from memory or from a directory",
        # The domain and the user, or what stands for the kind of a hash.
        prefix=rb"(?:(?i:cleartext): (?:[\w.-]{1,32}\\{1,2})?[\w.$-]{1,64}:|(?<=:)CLEARTEXT:)",
        secret_start=rb"[^\s\"\\]{3}",
        secret_rest=rb"[^\s\"\\]*+",
        prefilters=(rb"(?i:cleartext):",),
        exact_start=True,
        examples=("[*] Cleartext: ACME\\svc_sql:«Kettle.2019»", "ACME\\bob:CLEARTEXT:«kettle»"),
        counter_examples=("cleartext: true", "Cleartext: passwords are not kept"),
    ),
    Rule(
        id="dumped-string",
        kind="password",
        finds="A secret as Go's tools for dumps print it, with its kind and length",
        prefix=ANY_NAME
        # The type, and maybe an address.
        + rb": \(\*?string\)(?: |\(0x[0-9a-f]{1,16}\)\()"
        # The length.
        + rb"\(len=[0-9]{1,6}\) \\{0,7}\"",
        secret_start=rb"[^\"\\\n]",
        secret_rest=rb"[^\"\\\n]*+",
        prefilters=(PASSWORD_MARK, TOKEN_MARK),
        ends=b":",
        exact_start=True,
        examples=(
            'Password: (string) (len=14) "«xdLwKyNVK7Afu1»",',
            'Token: (*string)(0xc00001a0f0)((len=3) "«abc»"),',
            '{"c":"{ EncryptionKey: (string) (len=3) \\"«abc»\\" }"}',
        ),
        counter_examples=('Password: (string) (len=0) ""', 'Name: (string) (len=3) "abc"'),
    ),
)
