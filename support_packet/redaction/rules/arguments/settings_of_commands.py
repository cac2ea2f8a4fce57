"""Secrets that commands give to a setting: of Mattermost, IIS, OpenVPN and checks of monitoring."""

from support_packet.redaction.expressions.fragments import (
    ANY_MARKS,
    ANY_NAME,
    NOT_A_PASSWORD,
    run_of,
)
from support_packet.redaction.expressions.marks_after_names import OTHER_MARKS
from support_packet.redaction.expressions.notation import ARGUMENT, QUOTE
from support_packet.redaction.expressions.samples import MIXED
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_phrases import OF_OPENVPN

RULES = (
    Rule(
        id="setting-of-command",
        kind="password",
        effort=12,
        finds="A secret setting of Mattermost or Redis that a command sets",
        # The setting, and a quote or none.
        prefix=rb"(?i:config set|config:(?:system:|app:)?set) "
        # Options, what is set of Drush.
        rb"(?:--?[\w-]{1,24}(?:[= ][\w./-]{1,48})? |[\w-]{1,32}\.settings ){0,2}"
        + QUOTE
        + rb"(?!-)[\w.:-]{0,64}?"
        + ANY_NAME
        + rb"(?:[\"']|\\\")? "
        + QUOTE,
        lookahead=rb"(?!--)" + NOT_A_PASSWORD,
        secret_start=rb"[^\s\"'\\]{3}",
        secret_rest=rb"[^\s\"'\\]*+",
        # The command.
        prefilters=(rb"(?i:config set |config:set |config:system:set |config:app:set )",),
        exact_start=True,
        examples=(
            "pulumi config set --secret dbPassword «kettle»",
            "mmctl config set EmailSettings.SMTPPassword «smtpKoleno»",
            "CONFIG SET requirepass «magpie»",
            'mattermost config set "LdapSettings.BindPassword" "«kettle&12»"',
            f"mmctl config set FileSettings.AmazonS3SecretAccessKey '«{MIXED}»'",
        ),
        counter_examples=(
            'CONFIG SET maxmemory 1gb, CONFIG SET requirepass ""',
            "mmctl config set PasswordSettings.MinimumLength 12",
            "pulumi config set --secret dbPassword",
            'mmctl config set LdapSettings.BindPassword ""',
            "mmctl config set EmailSettings.SMTPPassword $SMTP_PASSWORD",
        ),
    ),
    Rule(
        id="property-of-command",
        kind="password",
        finds="A secret that an option of a command gives to what is named before it",
        # The name of the property is a value itself.
        prefix=ANY_NAME
        # The option for the value, maybe that for its type before it.
        + rb"[\"']? (?:(?i:-value) |(?:--type[= ]\w{1,24} )?(?:--value|--body)[= ])"
        + QUOTE,
        lookahead=NOT_A_PASSWORD + rb"(?![$(@-]|file:/)",
        secret_start=rb"[^\s\"'\\]",
        # Up to the quote, or to a space.
        secret_rest=rb"(?>(?<=[\"'].)[^\"'\\\n]*+|[^\s\"'\\\n]*+)",
        prefilters=(*ANY_MARKS, *OTHER_MARKS),
        ends=b"\"'",
        ends_after_space=b"-",
        beginning=rb"[\"']? -",
        exact_start=True,
        examples=(
            'Set-WebConfigurationProperty -Filter x -Name password -Value "«Qu4rz-Uhr!»"',
            'occ config:system:set dbpassword --value="«two nests»"',
            "Set-ItemProperty $p -Name 'DefaultPassword' -Value '«kettle»' -Type String",
        ),
        counter_examples=(
            "Set-ItemProperty $p -Name password -Value $secret",
            "New-Item -Name token -ItemType File -Value (Get-Content x)",
        ),
    ),
    Rule(
        id="password-to-openvpn",
        kind="password",
        finds="A password that a client gives to the management interface of OpenVPN",
        # What it is for, in quotes.
        prefix=OF_OPENVPN + rb"\\{0,3}\" " + QUOTE,
        secret_start=rb"[^\s\"'\\]",
        secret_rest=rb"[^\s\"'\\]*+",
        # Up to the quote.
        prefilters=(OF_OPENVPN + rb"[\"\\]",),
        exact_start=True,
        examples=(
            "MANAGEMENT: CMD 'password \"Auth\" «Wendeltreppe#3»'",
            'password "Private Key" "«kettle»"',
        ),
        counter_examples=('>PASSWORD:Need "Auth" username/password', 'password "Auth" \n'),
    ),
    Rule(
        id="login-of-check",
        kind="password",
        finds="The password after a user's name in the arguments of a check of monitoring",
        # The check, its other arguments, and the user.
        prefix=rb"check_http(?=[ !])[^\n]{0,96}?[ !](?:-a|-b|--authorization[ =]) ?"
        + QUOTE
        + rb"[\w.@+-]{1,64}:",
        # No path, no variable, no port.
        lookahead=rb"(?![/$]|[0-9]+(?:[\s\"']|\Z))" + NOT_A_PASSWORD,
        secret_start=ARGUMENT,
        secret_rest=ARGUMENT + rb"*+",
        prefilters=(rb"check_http[ !]",),
        exact_start=True,
        examples=(
            "check_http!-a 'probe:«S0nde#17»' -u /status",
            "check_http -H chat -S -a probe:«S0nde#17» -u /",
        ),
        counter_examples=("check_http -H chat:8443 -S", "check_http!-a $USER5$:$USER6$"),
    ),
    Rule(
        id="environment-command",
        kind="password",
        finds="A secret that a shell's `setenv` gives to a variable",
        prefix=rb"setenv [A-Z0-9_]{0,48}(?:" + ANY_NAME + rb"|_PASS|_KEY) ",
        lookahead=NOT_A_PASSWORD,
        secret_start=ARGUMENT,
        secret_rest=run_of(ARGUMENT),
        prefilters=(rb"setenv [A-Za-z0-9_]",),
        examples=("setenv SMTP_PASS «Hunter-blue»", "setenv MM_TOKEN «abc»"),
        counter_examples=("setenv PATH /usr/bin", "setenv SMTP_PASS $PASS"),
    ),
)
