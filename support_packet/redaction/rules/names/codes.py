"""Codes and states of OAuth in fields, and codes of the second factor."""

from support_packet.redaction.expressions.fragments import COLOR, LOOKS_RANDOM, OPAQUE, run_of
from support_packet.redaction.expressions.other_languages import RECOVERY_CODES
from support_packet.redaction.expressions.random_values import LOOKS_MIXED
from support_packet.redaction.rule_kinds.line_rule import LineRule
from support_packet.redaction.rule_kinds.rule import Rule

# In a color, in quotes, escaped or not.
_NOTATION = rb"(?:" + COLOR + rb")?(?:\\{0,7}[\"'])?[:=][ ]?(?:\\{0,7}[\"'])?"
# Names that nothing else has.
_DEVICE = rb"(?i:device_?code|user_?code)"
_STARTS = (
    rb"(?i:\"code)\": ?\"",  # JSON
    rb"(?i:\"code)\\{1,7}\": ?\\{1,7}\"",  # JSON within JSON
    rb"(?i:\"code)\" ?=> ?\"",  # Ruby
    rb"[ \t({,](?i:code)=\[",  # Java
    rb"(?m:^)code=",  # a form
    rb"[ \t({,](?i:code: )",  # text
)
_FIELD = rb"[ \t,|({\[\"'](?i:code=)"
_COLORED = rb"(?i:mcode)(?:\x1b|\\u001b)"
"""How a code is written. Not each way: a status code is in every line of some logs."""

RULES = (
    Rule(
        id="oauth-code-field",
        kind="token",
        finds="Codes of OAuth in fields and forms",
        prefix=(
            rb"(?:"
            + rb"|".join(_STARTS)
            + rb"|"
            + _FIELD
            + rb"(?:\\{0,7}[\"'])?|"
            + _COLORED
            + rb"\[[0-9;]{0,8}m[:=][ ]?(?:\\{0,7}[\"'])?|"  # the end of the color
            + _DEVICE
            + _NOTATION
            + rb"|[ \[{]code:\["  # of Go's maps
            + rb")"
        ),
        lookahead=(
            # A digit and a letter.
            rb"(?=[A-Za-z0-9_/.~-]{0,31}[0-9])(?=[A-Za-z0-9_/.~-]{0,31}[A-Za-z])"
            # Long, or two groups of four as people type it.
            rb"(?:(?=[A-Za-z0-9_/.~-]{20})|(?=[A-Z0-9]{4}-[A-Z0-9]{4}\b))"
        ),
        secret_start=rb"[A-Za-z0-9_/.~-]{9}",
        secret_rest=OPAQUE + rb"*+",
        # Each is long enough not to be the status code of other lines.
        prefilters=(
            *(start + rb"[A-Za-z0-9_/.~-]{9}" for start in _STARTS),
            _FIELD + rb"[A-Za-z0-9_/.~\"'\\-]{9}",
            _COLORED,
            rb"[ \[{]code:\[[A-Za-z0-9_/.~-]{9}",  # of Go's maps
            _DEVICE + rb"[\\\"'\x1b=:\[]",
        ),
        examples=(
            '{"msg":"invalid code","code":"«fb10c78dd289c0d19ab749ff»"}',
            '{"code"=>"«fb10c78dd289c0d19ab749ff»"} map[code:[«fb10c78dd289c0d19ab749ff»] x:[y]]',
            "{x=[], code=[«fb10c78dd289c0d19ab749ff»]} \x1b[36mcode\x1b[0m=«fb10c78dd289c0d19ab7»",
            "device_code=«9a0482ae91da6c7aab44e8» user_code=«UFZM-4HFE»",
        ),
        counter_examples=(
            "code=invalid_grant_was_returned_twice status_code=200",
            '{"code":"app.user.login.not-found-error","code": "E1234"}',
        ),
    ),
    Rule(
        id="device-code",
        kind="token",
        finds="The code that a person types to let a device in, and that of the device",
        prefix=_DEVICE + _NOTATION,
        lookahead=(
            rb"(?![a-z]+(?:[-_ ][a-z]+)*(?![\w-]))"  # no words
            rb"(?=(?:[A-Za-z0-9]{4}-[A-Za-z0-9]{4}|[0-9]{3}-[0-9]{3}-[0-9]{3}"  # in groups
            rb"|[A-Z0-9]{8,9}|[A-Za-z0-9_-]{20,256})(?![\w-]))"  # or long
        ),
        secret_start=rb"[A-Za-z0-9_-]{8}",
        secret_rest=rb"[\w-]*+",
        prefilters=(_DEVICE + rb"[\\\"'\x1b=:\[]",),
        exact_start=True,
        examples=(
            'level=debug device_code="«aXbYcZdUeVfWgThSiRjQ»" user_code="«WDJB-MJHT»"',
            "{userCode: '«BCDFGHJK»', expires: 900}",
        ),
        counter_examples=(
            "user_code: must-have user_code=invalid device_code=expired_token_of_the_device",
            "user_code=AB-CD device_code=1234",
        ),
    ),
    Rule(
        id="code-to-enter",
        kind="token",
        finds="The code that a person is told to type to let a device in",
        # What the person is told.
        prefix=rb"(?i:enter (?:the |this )?code|one-time code|verification code is):? {1,2}[\"'`]?",
        # In one group or two.
        lookahead=rb"(?=(?:[A-Z0-9]{8,9}|[A-Z0-9]{4}-[A-Z0-9]{4}|[0-9]{3} ?[0-9]{3})(?![\w-]))",
        secret_start=rb"[A-Z0-9]{3}",
        # The other group.
        secret_rest=run_of(rb"[A-Z0-9]++", rb"[ -](?=[A-Z0-9]{3,4}\b)"),
        # The same.
        prefilters=(
            # Each of them.
            rb"(?i:enter code|enter the code|enter this code|one-time code|verification code is)",
        ),
        exact_start=True,
        examples=(
            "open https://microsoft.com/devicelogin and enter the code «HK63R5B2W» to authenticate",
            "Copy your one-time code: «ABCD-1234»\nYour verification code is:  «774 155»",
        ),
        counter_examples=("enter the code below", "one-time code: none, enter the code AB12"),
    ),
    Rule(
        id="code-in-sentence",
        kind="token",
        finds="A code of OAuth in a sentence",
        # The name, and a verb or a mark.
        prefix=rb"(?i:auth(?:orization)? code)(?:: ?| is | )[\"'`]?",
        lookahead=LOOKS_MIXED,
        secret_start=rb"[A-Za-z0-9_/.~-]{20}",
        secret_rest=OPAQUE + rb"*+",
        # Both names.
        prefilters=(rb"(?i:authorization code)[ :]", rb"(?i:auth code)[ :]"),
        exact_start=True,
        examples=(
            "invalid authorization code «k3h5x9w1qf7tbn8yk3h5x9w1qf7tbn8y»",
            "auth code '«aB3dE5gH7jK9mN1paB3dE5gH»' was redeemed",
        ),
        counter_examples=(
            "authorization code grant-type-of-the-client-2",
            "auth code y1ndrfg8ejkmcpqxot1uwisza3 of the app",
        ),
    ),
    Rule(
        id="oauth-state",
        kind="token",
        finds="The state of OAuth in links, which protects a login",
        # After a mark of a URL, plain or escaped.
        prefix=rb"(?:[&?;]|u0026|u003[fF])state=",
        lookahead=rb"(?:(?=" + OPAQUE + rb"{40})" + LOOKS_RANDOM + rb"|" + LOOKS_MIXED + rb")",
        secret_start=OPAQUE + rb"{22}",
        secret_rest=OPAQUE + rb"*+",
        # The same.
        prefilters=(rb"(?:[&?;]|u0026|u003[fF])state=",),
        exact_start=True,
        examples=(
            "complete?code=x&state=«eyJhY3Rpb24iOiJsb2dpbiIsInRva2VuIjoiYWJjMTIz»",
            '"?a=b\\u0026state=«gXnVELlwLCyYALGS7fLWX2fsyPkVbmJ7J4PN109wSK2q»"',
            "/complete?state=«gXnVELlwLCyYALGS7fLWX2fs»",
        ),
        counter_examples=(
            "?code=x&state=HZe3U8tm&state=waiting-for-the-answer",
            "/x?state=ready-and-waiting-for-the-next-one",
        ),
    ),
    Rule(
        id="checksum",
        kind="token",
        finds="The checksum that authorizes a call of BigBlueButton",
        prefix=rb"(?:&|u0026)checksum=",
        secret_start=rb"[0-9a-f]{40}",
        secret_rest=rb"[0-9a-f]*+",
        examples=(
            "create?name=x&checksum=«5912763f05d412a32a34acd3eb94a8b75e8e9d34»",
            '"?a=b\\u0026checksum=«5912763f05d412a32a34acd3eb94a8b75e8e9d34»"',
        ),
        counter_examples=(
            "checksum=5912763f05d4",
            "sha1 checksum=5912763f05d412a32a34acd3eb94a8b75e8e9d34",
        ),
    ),
    LineRule(
        id="recovery-codes",
        kind="token",
        finds="Recovery codes, with which anyone passes the second factor",
        # The name, in quotes or not.
        trigger=(
            # In English.
            rb"(?i:(?:recovery|backup|scratch)[ _-]?codes?)[\"']?[:=]",
            RECOVERY_CODES + rb" ?(?::|\xef\xbc\x9a)",
        ),
        end=rb"[{}\]]|\\|\t",
        # One group in quotes, or two with a digit, between anything but words.
        secret=(
            # A digit in it.
            rb"(?<=[\"'])(?=[a-z]{0,15}[0-9])[a-z0-9]{6,16}(?=[\"'])"
            # A hyphen between.
            rb"|(?<![\w-])(?=[a-z0-9-]{0,12}[0-9])[a-z0-9]{4,8}-[a-z0-9]{4,8}(?![\w-])"
        ),
        examples=(
            "recovery codes: «vw2gq-8lwfu», códigos de recuperación: «yydqv-07tb6»",
            '{"backup_codes": "x", "recovery codes": ["«12ab-34cd»"]}',
            '{"backup_codes":["«49242424»","«45212065»"],"at":"12345678"}',
        ),
        counter_examples=("recovery codes: none-left", "recovery codes of user-1234: 8"),
    ),
)
