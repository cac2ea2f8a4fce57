"""Keys in what tools dump: columns of tunnels, plans of Terraform, bytes in hexadecimal."""

from support_packet.redaction.expressions.fragments import ANY_MARKS, ANY_NAME, END_OF_LINE
from support_packet.redaction.expressions.random_values import LOOKS_MIXED
from support_packet.redaction.expressions.samples import MIXED
from support_packet.redaction.rule_kinds.line_rule import BeforeRule, LineRule
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.redaction.rule_kinds.rule import Rule

KEY = (MIXED * 3)[:43]
"""A key of a tunnel, without its last sign."""

_KEY_OF_TUNNEL = rb"[A-Za-z0-9+/]{43}="
# Up to sixteen on a line.
_BYTES = rb"(?:[0-9a-f]{2} {1,2}){3,15}[0-9a-f]{2}"

RULES = (
    LineRule(
        id="changed-value-of-terraform",
        kind="token",
        finds="Values that look random in what Terraform is going to change",
        # Any name that says nothing.
        trigger=(rb"[~+-] value[ ]{1,16}= \"",),
        begin=rb"",
        # In quotes.
        secret=rb"(?<=\")(?=[A-Za-z0-9+/=_-]{20,256}\")" + LOOKS_MIXED + rb"[A-Za-z0-9+/=_-]{20,}",
        examples=(
            f'      ~ value = "«{MIXED * 2}»" -> "«{MIXED}aB3dE»"\n',
            f'      + value          = "«{MIXED * 2}»"\n',
        ),
        counter_examples=(
            '      ~ value = "the-usual-way-of-naming-it" -> "x"\n',
            f'      ~ name = "{MIXED}"\n',
        ),
    ),
    BeforeRule(
        id="private-key-of-tunnel",
        kind="private key",
        finds="The private key of a tunnel in the columns that WireGuard prints",
        # The public key and the port.
        trigger=(rb"=\t" + _KEY_OF_TUNNEL + rb"\t[0-9]{1,5}\t",),
        condition=rb"=\t",
        # The whole key.
        before=rb"(?<![A-Za-z0-9+/])([A-Za-z0-9+/]{43})",
        examples=(
            f"wg0\t«{KEY}»=\t{KEY}=\t51820\toff\n",
            f"«{KEY}»=\t{KEY}=\t51820\t0xca6c\n",
        ),
        counter_examples=(
            f"wg0\t{MIXED}\t{MIXED}\t51820\toff\n",
            f"wg0\t{KEY}=\t(none)\t51820\toff\n",
        ),
    ),
    Rule(
        id="shared-key-of-tunnel",
        kind="private key",
        finds="The key that both sides of a tunnel share, in the same columns",
        prefix=rb"=\t",
        secret_start=_KEY_OF_TUNNEL,
        # Where the other side is.
        suffix=rb"\t(?:\(none\)|[0-9.]{7,15}:|\[[0-9a-f:]{2,39}\]:)",
        examples=(
            f"wg0\t{KEY}=\t«{KEY}=»\t198.51.100.7:41877\t10.0.0.2/32\n",
            f"{KEY}=\t«{KEY}=»\t(none)\t(none)\n",
        ),
        counter_examples=(
            f"{KEY}=\t(none)\t(none)\n",
            f"x=\t{MIXED}\t(none)\n",
        ),
    ),
    NextLinesRule(
        id="bytes-on-next-lines",
        kind="private key",
        finds="The bytes of a key in hexadecimal, on the lines below its name, as Go prints them",
        detector=ANY_MARKS,
        ends=b":=",
        # Its type, or none.
        trigger=ANY_NAME + rb"[:=] ?(?:\(\[\][\w ()=]{4,40}\) ?)?\{?" + END_OF_LINE,
        # Where on the dump it is.
        then=rb"[ \t]{1,8}[0-9a-f]{4,8}:? {1,2}("
        + _BYTES
        # The same as text.
        + rb")(?:[ ]{1,60}\|[^\n]*)?\r?\n?"
        # Three more.
        + (rb"(?:[ \t]{1,8}[0-9a-f]{4,8}:? {1,2}(" + _BYTES + rb")(?:[ ]{1,60}\|[^\n]*)?\r?\n?)?")
        * 3,
        examples=(
            "SigningKey: ([]uint8) (len=7 cap=7) {\n  00000000  «9b e1 0c 93 1a f4»  |.....|\n",
            "api_key:\n  0000: «9b e1 0c 93 1a f4»\n  0006: «9b e1 0c 93 1a f4»\n",
        ),
        counter_examples=(
            "SigningKey: ([]uint8) {\n }\n",
            "Data: ([]uint8) (len=2) {\n  00000000  9b e1 0c 93  |....|\n",
        ),
    ),
    NextLinesRule(
        id="dump-of-passphrase",
        kind="password",
        finds="The bytes and the text of a passphrase that a supplicant of networks dumps",
        within_line=True,
        # What it is, and how it is shown.
        detector=(rb"(?i:passphrase|password|psk|pmk)\)? - hexdump",),
        # The same, and the length.
        trigger=rb"(?i:passphrase|password|psk|pmk)\)? - hexdump(?:_ascii)?\(len=[0-9]{1,3}\):",
        # On the same line, or on the next with what the log puts before it.
        then=rb"(?: ?\r?\n[^\n]{0,96}?[: ])?[ ]{1,8}((?:[0-9a-f]{2} ?){4,64}(?<! ))"
        rb"(?:[ ]{2,64}([^\r\n]+))?",
        examples=(
            "x: (ASCII PSK) - hexdump_ascii(len=5):\nx:     «63 65 69 6c 69»     «ceili»\n",
            "EAP: password - hexdump(len=4): «63 65 69 6c»\n",
        ),
        counter_examples=(
            "PSK - hexdump(len=32): [REMOVED]\n",
            "ssid - hexdump_ascii(len=5):\n     63 65 69 6c 69   ceili\n",
        ),
    ),
)
