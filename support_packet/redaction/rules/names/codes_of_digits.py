"""Codes of digits that open something: a login, a door, a conference."""

from support_packet.redaction.expressions.notation import QUOTE, any_case, one_by_one
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_words import CODES, SHORT_CODES

_SEVERAL = any_case((*CODES, *SHORT_CODES))
_NAME = rb"(?:(?i:" + b"|".join(CODES) + rb")|(?<![A-Za-z])(?i:" + b"|".join(SHORT_CODES) + rb"))"

# What they are for.
_SEED = rb"(?i:(?:totp|otp|mfa|2fa)[ _-]?(?:secret|key|seed))"

RULES = (
    Rule(
        id="code-of-digits",
        kind="password",
        finds="A code of four or more digits after names such as `pin` and `access_code`",
        # Not of a processor.
        prefix=_NAME
        + rb"(?<!gpio pin)(?<!GPIO pin)"
        + rb"(?:"
        + QUOTE
        + rb" ?(?:=>|[:=]) ?"
        + QUOTE
        # As a property list, or a table of HTML.
        + rb"|</[a-z]{2,4}>[ \t]{0,8}<[a-z]{2,8}>)",
        # No time, no number with a fraction, no date.
        lookahead=rb"(?![0-9]{4}-[0-9]{2}|[0-9]+[.:,][0-9]|[0-9]+[A-Za-z_])",
        # Of one piece, or in groups.
        secret_start=rb"(?:[0-9]{4}|[0-9]{3}[ -][0-9]{2}(?:[0-9]|-[0-9]{3})(?![0-9]))",
        secret_rest=rb"[0-9]*+(?:-[0-9]{3})?\#?",
        # A mark after each.
        prefilters=(one_by_one(_SEVERAL, rb"[\\\"':=<]"), one_by_one(_SEVERAL, rb" [:=]")),
        exact_start=True,
        examples=(
            '{"pin":"«3190»","door":"north"}',
            '{"access_code":"«28903886»","host_pin":"«915574»"}',
            'otp=«123456» totp: «654321», "pin"=>"«493061»"',
            "X-Jitsi-Passcode: «12345678»",
            '"{\\"verification_code\\":\\"«123456»\\"}", mfaToken=«629149», AT+CPIN="«4711»"',
            "<key>HOMEBRIDGE_PIN</key> <string>«031-45-154»</string>, Passcode: «739 118»",
        ),
        counter_examples=(
            '{"pin":1,"pins":[4711],"spin":"4711","access_code":"none"}',
            "otp=2026-11-28 pin: 10:12:45 totp: 30, GPIO pin: 1234",
        ),
    ),
    NextLinesRule(
        id="pin-on-next-line",
        kind="password",
        finds="The same in a property list, on the line after its name",
        # The name, and its end.
        detector=(rb"(?i:pin|code|otp)</key>",),
        before=rb"<key>[\w .-]{0,48}",
        # The same.
        trigger=rb"(?i:pin|code|otp)</key>\r?\n",
        # A text or a number.
        then=rb"[ \t]{0,64}<(?:string|integer)>([0-9][0-9-]{3,15})</",
        examples=(
            "<key>HOMEBRIDGE_PIN</key>\n    <string>«031-45-154»</string>\n",
            "<key>PairingCode</key>\n<integer>«4711»</integer>\n",
        ),
        counter_examples=(
            "<key>ExitCode</key>\n<integer>1</integer>\n",
            "<key>PinCount</key>\n<integer>4711</integer>\n",
        ),
    ),
    Rule(
        id="seed-of-codes",
        kind="token",
        finds="The secret from which codes for the second factor are made, in base32",
        # What it is, or was.
        prefix=_SEED + rb"(?: (?:is )?|\\{0,3}[\"']?[ ]?[:=][ ]?)\\{0,3}[\"'`]?",
        secret_start=rb"[A-Z2-7]{16}",
        secret_rest=rb"[A-Z2-7]*+=*+(?![\w/+-])",
        # The name, and the beginning of the value.
        prefilters=(
            # Quotes, escaped or not.
            _SEED + rb"[\"'\\]{0,4}[ :=]{1,3}[\"'\\`]{0,4}[A-Z2-7]{16}",
            # In a sentence.
            _SEED + rb" is [\"'\\`]{0,4}[A-Z2-7]{16}",
        ),
        examples=(
            "totp secret «FUYUVJCVVPZUHYWLPJMTOUUN» of bob",
            '{"mfa_seed":"«FUYUVJCVVPZUHYWLPJMTOUUN»"} the 2fa key is «FUYUVJCVVPZUHYWL»',
        ),
        counter_examples=(
            "totp secret FUYUVJCV of bob, the otp key INTERNATIONALIZATION-X",
            "the primary key ABCDEFGHIJKLMNOPQ is set",
        ),
    ),
    Rule(
        id="token-of-digits",
        kind="token",
        finds="A code for the second factor that a login sends as its token",
        # In quotes, escaped or not.
        prefix=rb"(?i:\"(?:mfa_?)?token)\\{0,7}\": ?\\{0,7}\"",
        secret_start=rb"[0-9]{6}",
        secret_rest=rb"[0-9]{0,2}+(?=\\{0,7}\")",
        examples=(
            '{"login_id":"ann","token":"«971865»","deviceId":""}',
            '"{\\"login_id\\":\\"ann\\",\\"token\\":\\"«971865»\\"}"',
        ),
        counter_examples=('{"token":"97186"}', '{"max_token":"128000","token":128000}'),
    ),
)
