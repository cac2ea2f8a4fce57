"""Keys of wireless networks in quotes, in the settings of routers, and in what is said of them."""

from functools import partial

from support_packet.redaction.rules.fragments import END_OF_LINE, NOT_A_PASSWORD
from support_packet.redaction.rules.line_rule import LineRule
from support_packet.redaction.rules.next_lines_rule import NextLinesRule
from support_packet.redaction.rules.notation import any_case, one_by_one
from support_packet.redaction.rules.rule import Rule
from support_packet.secret_words import IN_OPENWRT, OF_NAMED_NETWORKS, OF_NETWORKS

_NETWORKS = any_case(OF_NETWORKS)
_in_quotes = partial(
    Rule,
    kind="password",
    secret_start=rb"[^\"'\\\n]",
    # As long as such keys are.
    lookahead=NOT_A_PASSWORD + rb"(?=[^\"'\n]{8,64}[\"'])",
    secret_rest=rb"[^\"'\n]*+",
    exact_start=True,
)

RULES = (
    _in_quotes(
        id="key-of-network-in-quotes",
        finds="Keys of wireless networks in quotes, of words alone, too",
        prefix=rb"(?<![A-Za-z])(?i:" + b"|".join(OF_NETWORKS) + rb")[\"']?[ ]?[:=][ ]?[\"']",
        prefilters=(one_by_one(_NETWORKS, rb"[\"':=]"), one_by_one(_NETWORKS, rb" [:=]")),
        examples=(
            'network={\n\t#psk="«magpienest»"\n}',
            '{"ssid": "x", "psk": "«bread and butter»"} wpa_psk=\'«magpienest»\'',
        ),
        counter_examples=('psk="short" psk = "********"', 'key_mgmt="WPA-PSK" psk="required"'),
    ),
    _in_quotes(
        id="key-of-openwrt",
        finds="Keys of wireless networks and tunnels in the settings of OpenWrt",
        # A section, and the name of the key.
        prefix=(
            rb"(?:(?:wireless|network)\.[\w@\[\].-]{1,48}\.|\boption )"  # a section, or none
            + IN_OPENWRT
            + rb"[= ]'"
        ),
        prefilters=(
            # Up to the quote.
            rb"(?:wireless|network)\.[\w@\[\]-]{1,32}\.[a-z_]{3,16}[1-4]?='",
            rb"option " + IN_OPENWRT + rb" '",
        ),
        examples=(
            "wireless.default_radio0.key='«bread+butter»'",
            "config wifi-iface\n\toption key '«bread and butter»'\n",
        ),
        counter_examples=(
            "wireless.radio0.channel='36'",
            "option key '1'\noption ssid 'bread+butter'",
        ),
    ),
    LineRule(
        id="key-of-named-network",
        kind="password",
        finds="The password of a wireless network in a sentence, which names the network",
        trigger=(rb"(?i:wi-?fi|wlan|ssid)",),
        needs=(b"passw", b"key", b"kennwort", b"pin"),
        # With a digit or a sign.
        secret=rb"\b"
        + OF_NAMED_NETWORKS
        # What it is.
        + rb"[0-9]?(?: is|: ?| ?=)? ?[\"'`]?"
        # Long enough, not the next name, no path.
        + rb"(?=[^\s\"'`,;]{0,64}[0-9!#$%^&*+_-])(?=[^\s\"'`,;]{8,64})(?![\w.-]{1,64}[=:]|/)"
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
        detector=(rb"(?:wireless-security\.|\.)psk[ \n]",),
        before=rb"nmcli [^\n]{0,96}",
        before_bytes=128,
        # The same.
        trigger=rb"(?:wireless-security\.|\.)psk[^\n]{0,96}" + END_OF_LINE,
        # The whole line.
        then=NOT_A_PASSWORD + rb"([^\r\n]{8,63})\r?(?:\n|\Z)",
        examples=(
            "$ nmcli -s -g 802-11-wireless-security.psk connection show Harbor\n«bread 44»\n",
            "$ nmcli -g wifi.psk con show x\n«bread and butter»\n",
        ),
        counter_examples=(
            "$ nmcli -g 802-11-wireless-security.psk con show x\n\n",
            "$ cat /etc/x.psk \nbread 44\n",
        ),
    ),
)
