"""Logins within the files of OpenVPN's clients, in blocks of their own."""

from support_packet.redaction.expressions.fragments import END_OF_LINE
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.redaction.rule_kinds.rule import Rule

_BLOCK = rb"<(?:auth|http-proxy|socks-proxy)-user-pass>"
"""The tag that opens such a block."""

# In JSON.
_LINE_END = rb"(?:\\{1,3}[rn]){1,2}"

RULES = (
    NextLinesRule(
        id="login-in-block-of-tunnel",
        kind="password",
        finds="The password in a block of OpenVPN, on the line below the user",
        detector=(_BLOCK,),
        trigger=_BLOCK + END_OF_LINE,
        then=(
            # Notes, the user.
            rb"(?:[ \t]{0,16}\#[^\n]{0,128}\n){0,2}[^\n<]{1,128}\n"
            # The password.
            rb"[ \t]{0,16}([^\s<][^\r\n]{0,255})"
        ),
        examples=(
            "auth-nocache\n<auth-user-pass>\nm.larsen\n«Brunnen_61hof»\n</auth-user-pass>\n",
            "  <http-proxy-user-pass>\n  mm\n  «two nests»\n  </http-proxy-user-pass>\n",
        ),
        counter_examples=(
            "<auth-user-pass>\nm.larsen\n</auth-user-pass>\n",
            "<auth-user-pass>\n</auth-user-pass>\nremote x 1194\n",
        ),
    ),
    Rule(
        id="login-in-escaped-block-of-tunnel",
        kind="password",
        finds="The same within a text of JSON",
        # The user.
        prefix=_BLOCK + _LINE_END + rb"[^\\\"\n<]{1,128}" + _LINE_END,
        secret_start=rb"[^\\\"\n<]",
        secret_rest=rb"[^\\\"\n<]*+",
        prefilters=(_BLOCK,),
        exact_start=True,
        examples=(
            '{"ovpn":"<auth-user-pass>\\nm.larsen\\n«Brunnen_61hof»\\n</auth-user-pass>\\n"}',
            '"<socks-proxy-user-pass>\\r\\nmm\\r\\n«two nests»\\r\\n</socks-proxy-user-pass>"',
        ),
        counter_examples=(
            '"<auth-user-pass>\\nm.larsen\\n</auth-user-pass>"',
            '"<auth-user-pass> is a block"',
        ),
    ),
)
