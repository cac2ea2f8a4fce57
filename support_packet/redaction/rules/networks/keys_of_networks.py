"""Keys of wireless networks in sentences that name the network, and as a command shows them."""

from support_packet.redaction.expressions.fragments import END_OF_LINE, NOT_A_PASSWORD
from support_packet.redaction.expressions.notation import any_case, one_by_one
from support_packet.redaction.rule_kinds.line_rule import LineRule
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.secret_phrases import OF_NAMED_NETWORKS

RULES = (
    LineRule(
        id="key-of-named-network",
        kind="password",
        finds="The password of a wireless network in a sentence, which names the network",
        trigger=(one_by_one(any_case((rb"wifi", rb"wi-fi", rb"wlan", rb"ssid")), b""),),
        # Not by chance, within a key in base64.
        condition=rb"(?![A-Za-z0-9+/]{8})",
        needs=(b"passw", b"key", b"kennwort", b"pin"),
        # With a digit or a sign.
        secret=rb"\b"
        + OF_NAMED_NETWORKS
        # What it is.
        + rb"[0-9]?(?: is|: ?| ?=)? ?[\"'`]?"
        # Long enough, not the next name, no path.
        + rb"(?=[^\s\"'`,;]{0,64}[0-9!#$%^&*+_-])(?=[^\s\"'`,;]{8,64})(?![\w.-]{1,64}[=:]|/|-----)"
        + NOT_A_PASSWORD
        # Without the mark that ends the sentence.
        + rb"([^\s\"'`,;]{7,63}[^\s\"'`,;.:)])",
        examples=(
            "Guest wifi is Harbor, password «bread-butter-7», lunch at 12.",
            "CMD: SSId1 Harbor; Password1 «bread+butter»; x",
        ),
        counter_examples=(
            "wlan0: WPA: Key negotiation completed, wifi password is not set",
            "ssid=x key_mgmt=WPA-PSK password required",
        ),
    ),
    NextLinesRule(
        id="key-shown-by-network-manager",
        kind="password",
        finds="The key of a network that a command shows on the next line",
        within_line=True,
        # A property.
        detector=(rb"(?:wireless-security\.|\.)psk[ \n,]",),
        before=rb"nmcli [^\n]{0,96}",
        before_bytes=128,
        # The same.
        trigger=rb"(?:wireless-security\.|\.)psk[^\n]{0,96}" + END_OF_LINE,
        # The whole line.
        then=NOT_A_PASSWORD + rb"([^\r\n]{8,63})\r?(?:\n|\Z)",
        examples=(
            "$ nmcli -s -g 802-11-wireless-security.psk connection show Harbor\n«bread 44»\n",
            "$ nmcli -g wifi.psk,connection.id con show x\n«bread and butter»\n",
        ),
        counter_examples=(
            "$ nmcli -g 802-11-wireless-security.psk con show x\n\n",
            "$ cat /etc/x.psk \nbread 44\n",
        ),
    ),
)
