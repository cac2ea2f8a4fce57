"""Passwords in commands, scripts and answer files of Windows."""

from functools import partial

from support_packet.redaction.expressions.fragments import (
    NOT_A_PASSWORD,
    PASSWORD_MARK,
    PASSWORD_NAME,
    PASSWORD_SPACE,
)
from support_packet.redaction.expressions.notation import ARGUMENT, QUOTE, SIGN_AND_LETTER
from support_packet.redaction.rule_kinds.line_rule import LineRule
from support_packet.redaction.rule_kinds.rule import Rule

_after = partial(
    Rule,
    kind="password",
    # No other option, no question for it.
    lookahead=rb"(?:"
    + SIGN_AND_LETTER
    # Or any word where nothing else can be.
    + rb"|(?<=/rp )|(?=[^\s\"'/:]{4,64} /(?:user|persistent|savecred)))(?![/*-]|\\{2})",
    secret_start=ARGUMENT + rb"{4}",
    secret_rest=ARGUMENT + rb"*+",
)

RULES = (
    _after(
        id="password-of-net-command",
        finds="Passwords in the arguments of `net`, `rasdial`, `schtasks`, `psexec` and others",
        prefix=(
            # A share and a user, or a share alone, or a user alone.
            rb"(?:net {1,2}use (?:[^\n]{0,128}/user:[^\s]{1,64}|"
            # A drive or none.
            rb"(?:[A-Za-z*]:? )?\\{2,4}[^\s]{1,96}) "
            # A user, a connection and a user.
            rb"|net {1,2}user [\w.@-]{1,64} |rasdial "
            # The connection, in quotes or not.
            rb"(?:\\{0,3}\"[^\"\n]{1,64}\"|[^\s\"]{1,64}) [\w.@\\-]{1,64} "
            # A task, another machine.
            rb"|schtasks [^\n]{0,256}/rp |psexec(?:64)?(?:\.exe)? [^\n]{0,128}-p "
            # Stored credentials, a query.
            rb"|cmdkey [^\n]{0,128}/pass:|wmic [^\n]{0,128}/password:)"
        )
        + QUOTE,
        prefilters=(
            # What they begin with.
            rb"(?i:net use |net user |schtasks |psexec|cmdkey |wmic )",
            # Two spaces, as Windows logs it.
            rb"(?i:net  use |net  user |rasdial )",
        ),
        exact_start=True,
        examples=(
            "net use Z: \\\\files\\mm /user:ACME\\svc «nee22ISLA586»",
            "net user mattermost «Walnut_Meadow_85» /add",
            "net  use Z: \\\\fs01\\mm$ «Nest#44» /user:X\\mm /persistent:no",
            'rasdial "X VPN" bob «Magpie!9» /domain:X',
            "schtasks /create /tn mm /ru ACME\\svc /rp «Forest27island!»",
            "net use \\\\fs01\\mm «magpie» /user:bob; schtasks /create /ru bob /rp «magpie»",
            "psexec \\\\host -u adm -p «Bridge!Desert!25» cmd",
        ),
        counter_examples=("net user bob /active:no", "net use Z: \\\\files\\mm /user:bob *"),
    ),
    LineRule(
        id="secure-string-of-powershell",
        kind="password",
        finds="The text that PowerShell makes a protected string of",
        # The command.
        trigger=(rb"(?i:convertto-securestring)",),
        end=rb"[|;\n]",
        # An argument, or what is logged of it.
        secret=(
            # Where it begins.
            rb"(?i:(?<=securestring )|(?<=-string )|(?<=-asplaintext )|(?<=value=))"
            # In quotes, and no variable.
            rb"\\{0,3}[\"']([^\"'\\\n$][^\"'\\\n]{3,})"
        ),
        examples=(
            "$c = ConvertTo-SecureString '«Falcon84ember!»' -AsPlainText -Force",
            '(ConvertTo-SecureString -AsPlainText "«cuFFydYBK8»" -Force)',
        ),
        counter_examples=(
            "ConvertTo-SecureString $password -AsPlainText",
            'ConvertTo-SecureString -String "$env:PW"',
        ),
    ),
    LineRule(
        id="bound-secure-string",
        kind="password",
        finds="The same in PowerShell's log of arguments",
        # The log and the command.
        trigger=(rb"(?i:parameterbinding\(convertto-securestring\))",),
        # Its value.
        secret=rb"value=\\{0,3}\"([^\"\\\n]{4,})",
        examples=(
            'ParameterBinding(ConvertTo-SecureString): name="String"; value="«umb17WALN490»"',
            '>> parameterbinding(convertto-securestring): value=\\"«umb17WALN490»\\"',
        ),
        counter_examples=(
            "ParameterBinding(ConvertTo-SecureString): none",
            'ParameterBinding(Get-Item): value="umb17WALN490"',
        ),
    ),
    _after(
        id="password-in-registry",
        finds="A password among the values of a key of the registry",
        # The type of the value.
        prefix=PASSWORD_NAME + rb"[ ]{2,16}REG_[A-Z_]{2,12}[ ]{1,16}",
        lookahead=NOT_A_PASSWORD,
        prefilters=(PASSWORD_SPACE,),
        ends=b" ",
        examples=(
            "    DefaultPassword    REG_SZ    «gla30VIOL126»",
            "DefaultPassword  REG_EXPAND_SZ  «Tree-River»",
        ),
        counter_examples=("DisablePasswordChange    REG_DWORD    0x0", "Password    REG_SZ    "),
    ),
    Rule(
        id="password-element-with-value",
        kind="password",
        finds="A password whose element has another one for the value, as in answer files",
        # Both tags on one line.
        prefix=PASSWORD_NAME + rb">[ \t]{0,16}<(?i:value|string|plaintext)>",
        lookahead=NOT_A_PASSWORD,
        secret_start=rb"[^\s<>]",
        secret_rest=rb"[^<>\n]*+",
        prefilters=(PASSWORD_MARK,),
        ends=b">",
        exact_start=True,
        examples=(
            "<Password><Value>«fal96GLAC872»</Value><PlainText>true</PlainText></Password>",
            "<AdministratorPassword> <Value>«Tree-River»</Value>",
        ),
        counter_examples=("<Password><Value></Value>", "<Password><Value>*****</Value>"),
    ),
)
