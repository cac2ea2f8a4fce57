"""Private keys that are one value: JSON Web Keys, those of minisign, files in base64."""

from support_packet.redaction.rule_kinds.line_rule import LineRule
from support_packet.redaction.rule_kinds.rule import Rule

RULES = (
    Rule(
        id="json-web-key-member",
        kind="private key",
        finds="The private parts of a JSON Web Key, each on its own line",
        # Its private members.
        prefix=rb"\"(?:d|p|q|dp|dq|qi|k)\\{0,7}\": \\{0,7}\"",
        secret_start=rb"[A-Za-z0-9_-]{40}",
        secret_rest=rb"[A-Za-z0-9_-]*+",
        prefilters=tuple(
            # One for each name.
            rb"\"" + member + rb"\\{0,7}\": \\{0,7}\"[A-Za-z0-9_-]{40}"
            for member in (rb"[dpqk]", rb"d[pq]", rb"qi")
        ),
        examples=(
            '  "d": "«uEC7tQJvGmaX6obU8RrviKnPTpnJFuVjGTwt_tT7-dg»"',
            '{\\"k\\": \\"«uEC7tQJvGmaX6obU8RrviKnPTpnJFuVjGTwt_tT7-dg»\\"}',
        ),
        counter_examples=(
            '  "x": "uEC7tQJvGmaX6obU8RrviKnPTpnJFuVjGTwt_tT7-dg"',
            '  "id": "uEC7tQJvGmaX6obU8RrviKnPTpnJFuVjGTwt_tT7-dg"',
        ),
    ),
    LineRule(
        id="putty-key-on-one-line",
        kind="private key",
        finds="The private lines of a key of PuTTY that JSON joins",
        # How many lines there are, and an escape.
        trigger=(rb"Private-Lines: [0-9]{1,3}\\",),
        end=rb"\"",
        secret=(
            rb"(?<=\\n)[A-Za-z0-9+/]{8,}+={0,2}(?=[\\\"\s]|\Z)"  # a line
            rb"|(?<=Private-MAC: )[0-9a-f]++"  # the other field
        ),
        examples=(
            '"Private-Lines: 1\\n«AAABAQCk3h5x9w1q»\\n"',
            '"Private-Lines: 1\\r\\n«AAABAQCk3h5x9w1q»\\r\\nPrivate-MAC: «a1b2c3d4e5f67890»\\n"',
        ),
        counter_examples=('"Private-Lines: 0\\n"', '"Public-Lines: 1\\nAAABAQCk3h5x9w1q\\n"'),
    ),
    LineRule(
        id="json-web-key",
        kind="private key",
        finds="The private parts of a JSON Web Key",
        # The members that come before, in any order.
        trigger=(rb"\"kty\\{0,7}\"", rb"\"crv\\{0,7}\""),
        end=rb"\}",
        # Its private members.
        secret=rb"\"(?:d|p|q|dp|dq|qi|k)\\{0,7}\": ?\\{0,7}\"([A-Za-z0-9_-]{16,}+)",
        examples=(
            '{"kty":"EC","x":"abc","d":"«x_GG38HK51d05O42NW9l51-txSeumCwMF8cb7t1AI_R»"}',
            '{"crv":"Ed25519","d":"«xX2_nN3gKIisR3u-eOIGbAEI7W8ddf5»","kty":"OKP","x":"q"}',
            '{"a":"{\\"kty\\":\\"oct\\",\\"k\\":\\"«5kBUR_MYepuih2FRuIm8L9he6b1h-U2Z9YcbAxShVzl»\\"}"}',
        ),
        counter_examples=(
            '{"kty":"EC","x":"7VCq6HFGJpictdWhcFvblsMjojMBaHL6B_cvQJP-F38"}',
            '{"d":"2026-01-05","k":"v"}',
        ),
    ),
    LineRule(
        id="private-key-in-list",
        kind="private key",
        finds="The lines of a private key in PEM armor, as a list or a sum of texts on one line",
        # The end of the header's text, and what goes on.
        trigger=(rb"PRIVATE KEY-----(?:\\{1,3}n)?\\{0,7}[\"'] ?[,+] ?",),
        end=rb"-----END",
        # Each in quotes.
        secret=rb"[\"']([A-Za-z0-9+/]{16,}={0,2})(?=(?:\\{1,3}n)?\\{0,7}[\"'])",
        examples=(
            "['-----BEGIN PRIVATE KEY-----', '«jpwa5d490TsY+3Z5=»', '-----END PRIVATE KEY-----']",
            '"-----BEGIN RSA PRIVATE KEY-----" + "«XhDyoTavYWo6mXwM8toY»" + "«2NYfGpAUw+RQMf9W»"',
        ),
        counter_examples=(
            "['-----BEGIN PRIVATE KEY-----', '...', '-----END PRIVATE KEY-----']",
            "['-----BEGIN PUBLIC KEY-----', 'jpwa5d490TsY+3Z51oFt1h6=']",
        ),
    ),
    Rule(
        id="minisign-key",
        kind="private key",
        finds="Keys of the signing tools minisign and signify",
        word_boundary=True,
        # What marks an encrypted key, or one of signify, in base64.
        secret_start=rb"(?:RWRTY0Iy[A-Za-z0-9+/]{40}|RWRC[SG][A-Za-z0-9+/]{80})",
        secret_rest=rb"[A-Za-z0-9+/=]*+",
        examples=(
            "minisign encrypted secret key «RWRTY0Iyl0mODRszlWLj9C2p3rpVzQEu8dV0zj7aGngiv+gR360»",
            "«RWRTY0IyYSQr0yWCramBSsYSwc6Sr3sn0DXQbP8FoYHSEC1MWT012»",
        ),
        counter_examples=("RWRTY0Iy", "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3"),
    ),
    Rule(
        id="pem-in-base64",
        kind="private key",
        finds="A file with a private key, in base64",
        # `-----BEGIN`, then a name that is not that of a certificate or a public key.
        secret_start=rb"LS0tLS1CRUdJTi[A-Za-z0-9+/]{40}",
        # Certificates, public keys and requests in base64.
        lookahead=rb"(?!LS0tLS1CRUdJTiB(?:DRVJUSUZ|QVUJMSUM|UUlVTVEVE|OR))",
        secret_rest=rb"[A-Za-z0-9+/=]*+",
        examples=(
            "data: «LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tCk1DNENBUUF3QlFZREsyVndCQ0lF»",
            '{"k":"«LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQpNSUlDWFFJQkFBS0JnUUN0»"}',
        ),
        counter_examples=(
            "cert: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSURkekNDQWwrZ0F3SUJBZ0lF",
            "LS0tLS1CRUdJTi is a beginning",
        ),
    ),
)
