"""Secrets in what configures routers, tunnels and their users."""

from functools import partial

from support_packet.redaction.expressions.fragments import OPAQUE
from support_packet.redaction.expressions.notation import ARGUMENT, SIGN_AND_LETTER, one_by_one
from support_packet.redaction.expressions.nouns import ANY_NOUN, EACH_NOUN
from support_packet.redaction.expressions.samples import HEX, MIXED
from support_packet.redaction.rule_kinds.rule import Rule

_rule = partial(Rule, kind="password", exact_start=True)

RULES = (
    _rule(
        id="key-in-code-of-network",
        finds="The key of a wireless network in the text of its code for phones",
        # Other fields come before it.
        prefix=rb"WIFI:(?:[TSHRI]:(?>(?:[^;\\\n]|\\{1,3}[^\n]){0,64});){0,4}P:",
        secret_start=rb"[^;\\\n]",
        # With its escapes.
        secret_rest=rb"(?>(?:[^;\\\n]|\\{1,3}[^\n]){0,64})",
        prefilters=(rb"WIFI:[TSHRIP]:",),
        examples=(
            "WIFI:T:WPA;S:Gaeste-WLAN;P:«Pflaume\\;Mus3»;H:false;;",
            "WIFI:S:x;P:«two nests»;;",
        ),
        counter_examples=("WIFI:T:nopass;S:Gast;;", "WIFI:T:WPA;S:Gast;P:;;"),
    ),
    _rule(
        id="words-as-key-of-network",
        finds="The key of a wireless network of several words, on its own line",
        # At the beginning of a line.
        prefix=rb"(?m:^)(?:psk|wep-key0|leap-password|wpa_passphrase)=",
        # Words, to the end of the line.
        lookahead=rb"(?=[^\s\"',#]{1,24} [^\r\n\"'=:,#]{1,60}(?:\r|\n|\Z))",
        secret_start=rb"[^\s\"']",
        secret_rest=rb"[^\r\n]*+",
        examples=(
            "key-mgmt=wpa-psk\npsk=«Kelpie im Wasser»\n",
            "psk=«two nests»\nwpa_passphrase=«kettle nest»\nx=1\n",
        ),
        counter_examples=("psk=required psk=two nests\n", "psk= # none of them\nthe psk=a b\n"),
    ),
    _rule(
        id="password-with-type",
        finds="A password or key of a router, after the number that says how it is encrypted",
        # `0` is plain, `7` can be undone.
        prefix=ANY_NOUN + rb" [05-9] ",
        # A password, or capitals and digits; no hash.
        lookahead=rb"(?:" + SIGN_AND_LETTER + rb"|(?=[0-9A-F]{8,64}(?:\s|\\n|\Z)))(?!\$)",
        secret_start=ARGUMENT + rb"{6}",
        secret_rest=ARGUMENT + rb"*+",
        prefilters=(one_by_one(EACH_NOUN, rb" [05-9] "),),
        examples=(
            "username admin privilege 15 password 0 «lantern.G33»",
            "line vty 0 4, password 7 «222176992ACBE4AF1A6E1F»",
        ),
        counter_examples=("password 8 to 64 characters", "secret 5 times, key 7 is lower"),
    ),
    _rule(
        id="community-of-router",
        finds="A community of SNMP, which lets anyone read a device",
        prefix=rb"snmp-server community ",
        # Those that all devices come with, and masks.
        lookahead=rb"(?!public\b|private\b|\*+[ ])",
        secret_start=ARGUMENT + rb"{4}",
        secret_rest=ARGUMENT + rb"*+",
        examples=("snmp-server community «harbor339» RO", "snmp-server community «Rivers» RW 10"),
        counter_examples=(
            "snmp-server community public RO",
            "snmp-server community ****** RO",
            "snmp-server enable traps",
        ),
    ),
    _rule(
        id="secret-of-ipsec",
        finds="A secret in the file of strongSwan: of a tunnel, of a user",
        # Its kind, and the quote.
        # Of a key, also its file.
        prefix=rb": (?:PSK|EAP|XAUTH|NTLM|PIN|(?:PKCS12|P12|RSA|ECDSA|PKCS8|BLISS) [\w./%-]{1,96})"
        rb" \\{0,3}\"",
        secret_start=rb"[^\"\\\n]",
        secret_rest=rb"[^\"\\\n]*+",
        # Its kind.
        prefilters=(rb": (?:PSK|EAP|XAUTH|NTLM|PIN|PKCS12|P12|RSA|ECDSA|PKCS8|BLISS) ",),
        examples=(
            '@chat.example.com : PSK "«RBt8 aNpUu0»"',
            'vera : EAP "«TcKdhTY17sU9»" : P12 x.p12 "«loch&Loch»"',
        ),
        counter_examples=(': PSK ""', "bob : EAP method failed"),
    ),
    _rule(
        id="cookie-in-element",
        kind="token",
        finds="A cookie of a login as an element of XML",
        # What the name ends with.
        prefix=rb"(?i:authcookie|auth-cookie|auth_cookie)>",
        secret_start=OPAQUE + rb"{16}",
        secret_rest=OPAQUE + rb"*+",
        examples=(
            f"<portal-userauthcookie>«{MIXED * 3}»</portal-userauthcookie>",
            f"<auth_cookie>«{MIXED}»</auth_cookie>",
        ),
        counter_examples=("<userauthcookie>empty</userauthcookie>", "authcookie> is not set"),
    ),
    _rule(
        id="secret-of-tls-session",
        kind="private key",
        finds="Secrets of sessions of TLS, as browsers write them down for debugging",
        # What it is of, and the client's random number.
        prefix=rb"(?:CLIENT_RANDOM|TRAFFIC_SECRET(?:_[0-9])?|EXPORTER_SECRET) [0-9a-f]{64} ",
        secret_start=rb"[0-9a-f]{32}",
        secret_rest=rb"[0-9a-f]*+",
        # The names, without what varies.
        prefilters=(rb"(?:CLIENT_RANDOM|TRAFFIC_SECRET|TRAFFIC_SECRET_[0-9]|EXPORTER_SECRET) ",),
        examples=(
            f"CLIENT_RANDOM {HEX * 4} «{HEX * 6}»",
            f"SERVER_TRAFFIC_SECRET_0 {HEX * 4} «{HEX * 4}»",
        ),
        counter_examples=(f"CLIENT_RANDOM {HEX * 4}", "EXPORTER_SECRET of it"),
    ),
)
