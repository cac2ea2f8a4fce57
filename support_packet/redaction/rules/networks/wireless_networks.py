"""Keys of wireless networks, and communities of SNMP, in settings, commands and their answers."""

from functools import partial

from support_packet.redaction.expressions.fragments import NOT_A_PASSWORD
from support_packet.redaction.expressions.notation import ARGUMENT, QUOTE, any_case, one_by_one
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_words import OF_NETWORKS, OF_OPENWRT

_KEY_CONTENT = (
    *("Key Content", "Schl\u00fcsselinhalt", "Contenu de la cl\u00e9", "Contenido de la clave"),
    *("Contenuto chiave", "Conte\u00fado da Chave", "Sleutelinhoud", "Nyckelinneh\u00e5ll"),
    *("Zawarto\u015b\u0107 klucza", "Obsah kl\u00ed\u010de", "N\u00f8gleindhold"),
    "\u0421\u043e\u0434\u0435\u0440\u0436\u0438\u043c\u043e\u0435 \u043a\u043b\u044e\u0447\u0430",
)
"""What Windows calls the key of a network when it shows it."""

_NAMES = any_case((*OF_NETWORKS, b"keymaterial", b"wpakey"))
_COMMAND = rb"snmp(?:bulk)?(?:walk|get|set|getnext|trap|table|inform) "
"""The commands of net-snmp."""

_COMMANDS = (
    # Of NetworkManager, of tools for interfaces.
    rb"wifi connect [^\s]{1,64} password ",
    # Of an interface.
    rb"iwconfig [\w.]{1,16} key s:",
    # Of a Mac, of supplicants.
    rb"-setairportnetwork [\w.]{1,16} [^\s]{1,64} ",
    # With the number of the network.
    rb"set_network [0-9]{1,3} psk '?",
    # Of OpenWrt.
    rb"option " + OF_OPENWRT + rb" '",
    rb"wifi-iface\[[0-9]\]\.key=",
    # Of switches and sensors.
    rb"CMD: (?:Mqtt|Web)?Password[12]? ",
    # With the section.
    rb"wireless\.[\w@\[\].-]{1,32}\.key=",
)
"""What comes before a key in a command."""

# Those of everybody, and words.
_NO_COMMUNITY = rb"(?!(?:public|private|default|name|string|is|of|and|the|read|write)\b)"

_rule = partial(
    Rule,
    kind="password",
    lookahead=NOT_A_PASSWORD,
    secret_start=rb"[^\s\"'\\<>]{4}",
    secret_rest=rb"[^\s\"'\\<>]*+",
)

RULES = (
    _rule(
        id="key-of-network-in-quotes",
        finds="The key of a network in quotes, of letters alone, too",
        prefix=rb"(?<![A-Za-z])(?:"
        + b"|".join(_NAMES)
        + rb")[0-3]?"
        # In quotes that may be escaped; as an element; as NetworkManager shows it.
        + rb"(?:"
        + QUOTE
        # A quote, a tag, a long value, a column.
        + rb" ?[:=] ?\\{0,3}[\"']|>|=(?=[^\s\"']{8})|:[ ]{4,24})",
        lookahead=NOT_A_PASSWORD + rb"(?!/|[a-z]{2,8}://)",
        secret_start=rb"[^\"'\\<>\s]{4}",
        # More words, to the quote that closes it.
        secret_rest=rb"[^\"'\\<>\s]*+(?>(?: [^\"'\\<>\n=:]{1,64}(?=\\{0,3}[\"']))?)",
        prefilters=(
            one_by_one(_NAMES, rb"[\\\"':=>]"),
            one_by_one(_NAMES, rb"[0-3][\\\"':=>]"),
            one_by_one(_NAMES, rb"[0-3]? [:=]"),
        ),
        examples=(
            'network={ psk="«Border»" } wep_key0="«Border»" wpa-pre-shared-key="«Bilberry»"',
            'psk="«kettle nest by 9»"\n',
            "<keyMaterial>«Border»</keyMaterial>, 802-11-wireless-security.psk:        «Border»",
        ),
        counter_examples=('psk="********", psk=required', "psk: is set, <psk></psk>"),
    ),
    _rule(
        id="key-of-network-in-command",
        finds="The key of a network as a command sets it",
        prefix=rb"(?:" + rb"|".join(_COMMANDS) + rb")" + QUOTE,
        examples=(
            "nmcli dev wifi connect Lab password «Border» \toption key '«Border»'",
            "wireless.default_radio0.key='«Border»', iwconfig wlan0 key s:«Border»",
            "12:01 CMD: Password1 «Border»",
        ),
        counter_examples=("wifi connect Lab password ''", "the option key of it, option key ''"),
    ),
    _rule(
        id="key-content-of-windows",
        finds="The key of a network as Windows shows it, in the language of the system",
        prefix=rb"(?:" + "|".join(_KEY_CONTENT).encode() + rb")[ ]{1,24}: ",
        # With the spaces it would take a fifth of the time to compile all rules.
        prefilters=(one_by_one((name.encode() for name in _KEY_CONTENT), b" "),),
        exact_start=True,
        # One word, or with a digit or a sign.
        lookahead=rb"(?=[^\s]{4,64}\s{0,3}(?:[\r\n\"\\]|\Z)|[^\r\n]{0,64}[0-9!#$%^&*])",
        secret_rest=rb"[^\r\n\"\\]*+",
        examples=(
            "    Key Content            : «Border 88»\n",
            "    Schl\u00fcsselinhalt        : «Border88»\n",
        ),
        counter_examples=(
            "    Key Content            : \n    Key Content  : not present\n",
            "    Security key : Present\n",
        ),
    ),
    _rule(
        id="community",
        finds="A community of SNMP, which lets anyone read a device",
        prefix=(
            # Of net-snmp's settings.
            rb"(?:r[ow]community6? |com2sec [\w.-]{1,32} [\w./:-]{1,48} |trap2?sink [\w.:-]{1,48} |"
            # Of its commands.
            + _COMMAND
            # Other options.
            + rb"(?:-[a-zA-Z] ?[\w.]{1,8} ){0,4}-c ?"
            # Of traces, of addresses.
            rb"|(?i:snmp)(?!-server)[^\n]{0,24} community[ =]|    community: )" + QUOTE
        ),
        lookahead=NOT_A_PASSWORD + _NO_COMMUNITY,
        secret_start=ARGUMENT + rb"{4}",
        secret_rest=ARGUMENT + rb"*+",
        prefilters=(
            # The same, without what is before a space.
            rb"(?:rocommunity|rwcommunity|com2sec|trapsink|trap2sink|rocommunity6|rwcommunity6) ",
            _COMMAND,
            # Of traces, of addresses.
            rb"(?i:snmp)[^\n]{0,24} community[ =]|    community: ",
        ),
        examples=(
            "rocommunity «harbor» 10.0.0.0/8\nsnmpwalk -v2c -c «harbor» 10.0.0.1",
            'version: v2c (1)\n    community: «clinic-east-ro»\n snmp: v2 community="«clinic»"',
        ),
        counter_examples=(
            "rocommunity public 10.0.0.0/8, snmpwalk -v2c -c public 10.0.0.1",
            "the SNMP community is read only, posted in community=lunar-timber",
        ),
    ),
    _rule(
        id="password-of-snmp-user",
        finds="The passwords of a user of SNMP in a command",
        # What comes before each of them.
        prefix=rb" (?:-a (?:SHA|MD5|SHA-?(?:224|256|384|512)) -A"
        rb"|-x (?:AES|DES|AES-?(?:128|192|256)) -X) ",  # to encrypt
        secret_start=ARGUMENT + rb"{4}",
        secret_rest=ARGUMENT + rb"*+",
        examples=(
            "snmpwalk -v3 -u bob -a SHA -A «Border» -x AES -X «Banks9» 10.0.0.1",
            "snmpget -v3 -a MD5 -A «Border»",
            "snmpdf -v3 -a MD5 -A «Border» 10.0.0.1",
        ),
        counter_examples=("tar -a SHA -B x, ls -x AES", "snmpwalk -v3 -a SHA -x AES 10.0.0.1"),
    ),
)
