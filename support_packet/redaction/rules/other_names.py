"""Secrets after names of their own: codes, states, keys of containers and of services."""

from functools import partial

from support_packet.redaction.rules.fragments import ANY_NAME, COLOR, LOOKS_RANDOM, OPAQUE, run_of
from support_packet.redaction.rules.line_rule import LineRule
from support_packet.redaction.rules.rule import Rule
from support_packet.secret_names import STRONG_NAME

_NOTATION = rb"(?:" + COLOR + rb")?(?:\\{0,7}[\"'])?[:=][ ]?(?:\\{0,7}[\"'])?"
_PLAIN = rb"[\\\"']{0,4}[:=][ ]?[\\\"']{0,4}"
_CODE = rb"(?i:[ \t\"'{\[(,|m]code|device_?code|user_?code)"
_STRENGTH = b"(?i:" + STRONG_NAME.encode() + b")"
_PREFILTERS = (
    _STRENGTH + rb"[:=][ ]?[\"']?[A-Za-z0-9]{6,11}",
    _STRENGTH + rb"\\{0,7}[\"']: ?\\{0,7}[\"'][A-Za-z0-9]{6,11}",
)
_SHORT = (
    rb"(?=[A-Za-z0-9]{0,15}[0-9])(?=[A-Za-z0-9]{0,15}[A-Za-z])"  # a digit and a letter
    rb"(?!v[0-9])"
)

_short = partial(
    Rule,
    kind="token",
    lookahead=_SHORT,
    secret_start=rb"[A-Za-z0-9]{6}",
    secret_rest=OPAQUE + rb"*+",
)

RULES = (
    _short(
        id="short-token",
        finds="Values of 6 or more characters of names such as `access_token` and `secret_key`",
        prefix=_STRENGTH + rb"[:=][ ]?[\"']?",
        prefilters=_PREFILTERS[:1],
        examples=("secret_key=«ebd3t2si»", "access_token: «g7xzftjggsws»"),
        counter_examples=(
            "secret_key=v2 of 3, access_token: expired",
            "api_key=5 auth_key: 12345678",
        ),
    ),
    _short(
        id="short-token-quoted",
        finds="Values of 6 or more characters of such names in quotes",
        prefix=_STRENGTH + rb"\\{0,7}[\"']: ?\\{0,7}[\"']",
        prefilters=_PREFILTERS[1:],
        examples=('{"secret_key":"«short12»"}', '{"a":"{\\"apikey\\":\\"«q56cnaqj0xht»\\"}"}'),
        counter_examples=('{"secret_key":"expired"}', '{"access_token":"abc12"}'),
    ),
    Rule(
        id="short-token-without-digits",
        kind="token",
        finds="Values of `secret_key` and the like in small letters that are no words",
        prefix=_STRENGTH + rb"(?:[:=][ ]?[\"']?|\\{0,7}[\"']: ?\\{0,7}[\"'])",
        prefilters=_PREFILTERS,
        # Three or more consonants in a row, twice, or a letter that hardly ends a word.
        lookahead=(
            rb"(?=[a-z]{8,24}(?![A-Za-z0-9_-]))"
            rb"(?=[a-z]{0,20}[bcdfghjklmnpqrstvwxz]{4})(?![a-z]*(?:ing|ed|tion)\b)"
        ),
        secret_start=rb"[a-z]{8}",
        secret_rest=rb"[a-z]*+",
        examples=("secret_key=«kahcbtyz»", '{"apikey":"«nkmbbnccrrng»"}'),
        counter_examples=("secret_key=required", '{"access_token":"revoked"}'),
    ),
    Rule(
        id="token-with-colon",
        kind="token",
        finds="A token of several parts that colons or bars separate",
        prefix=rb"(?i:token|key)" + _PLAIN,
        secret_start=rb"[A-Za-z0-9-]{3,80}[:|]{1,2}[A-Za-z0-9_-]{4}",
        lookahead=rb"(?!https?:|sha[0-9]+:|[a-z]+:[a-z-]+\b)" + LOOKS_RANDOM,
        secret_rest=run_of(OPAQUE + rb"++", rb"[:|](?=[A-Za-z0-9])") + rb"(?<=[A-Za-z0-9_-]{16})",
        examples=(
            '{"token":"«1234567890:AAHdqTcvCH1vGWJxfSeo»"}',
            "K3S_TOKEN=«K10abcdef0::server:0123456789abcdef01»",
        ),
        counter_examples=("token: 10:12:45", "key=sha256:0123456789abcdef"),
    ),
    Rule(
        id="oauth-code-field",
        kind="token",
        finds="Codes of OAuth in fields and forms",
        # Not a status code, of which each line of a log may have one.
        prefix=_CODE + _NOTATION,
        lookahead=(
            rb"(?=[A-Za-z0-9_/.~-]{0,31}[0-9])(?=[A-Za-z0-9_/.~-]{0,31}[A-Za-z])"
            rb"(?:(?=[A-Za-z0-9_/.~-]{20})|(?=[A-Z0-9]{4}-[A-Z0-9]{4}\b))"
        ),
        secret_start=rb"[A-Za-z0-9_/.~-]{9}",
        secret_rest=OPAQUE + rb"*+",
        # Each long enough to be told from the status code of other lines.
        prefilters=(
            rb"\"code\": ?\"[A-Za-z0-9_/.~-]{9}",
            rb"\"code\\{1,7}\": ?\\{1,7}\"[A-Za-z0-9_/.~-]{9}",
            rb"[ ,]code=[A-Za-z0-9_/.~\"\\-]{9}",
            rb" code: [A-Za-z0-9_/.~-]{9}",
            rb"mcode(?:\x1b|\\u001b)",
            rb"(?i:device_?code|user_?code)[\\\"'\x1b=:\[]",
        ),
        examples=(
            '{"msg":"invalid code","code":"«fb10c78dd289c0d19ab749ff»"}',
            "device_code=«9a0482ae91da6c7aab44e8» user_code=«UFZM-4HFE»",
        ),
        counter_examples=(
            "code=invalid_grant_was_returned_twice status_code=200",
            '{"code":"app.user.login.not-found-error","code": "E1234"}',
        ),
    ),
    Rule(
        id="oauth-state",
        kind="token",
        finds="The state of OAuth in links, which protects a login",
        prefix=rb"(?:&|u0026|;)state=",
        lookahead=LOOKS_RANDOM,
        secret_start=OPAQUE + rb"{40}",
        secret_rest=OPAQUE + rb"*+",
        examples=(
            "complete?code=x&state=«eyJhY3Rpb24iOiJsb2dpbiIsInRva2VuIjoiYWJjMTIz»",
            '"?a=b\\u0026state=«gXnVELlwLCyYALGS7fLWX2fsyPkVbmJ7J4PN109wSK2q»"',
        ),
        counter_examples=("?code=x&state=HZe3U8tm", "/x?state=ready-and-waiting-for-the-next-one"),
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
    Rule(
        id="access-key-id",
        kind="cloud key",
        finds="Ids of access keys of stores that speak as Amazon's does, by their name",
        prefix=rb"(?i:access_?key_?id)" + _PLAIN,
        lookahead=rb"(?=[A-Z0-9]{0,15}[0-9])",
        secret_start=rb"[A-Z0-9]{16}",
        secret_rest=rb"[A-Z0-9]*+",
        examples=(
            "rclone: access_key_id=«0BIDUNLK51SHR6DMQ2BB»",
            '{"AccessKeyId": "«MINIO51SHR6DMQ2BB»"}',
        ),
        counter_examples=("access_key_id=none", '{"accessKeyId":"THE-USUAL-ONE"}'),
    ),
    LineRule(
        id="recovery-codes",
        kind="token",
        finds="Recovery codes, with which anyone passes the second factor",
        trigger=(rb"(?i:(?:recovery|backup|scratch) codes?)[\"']?[:=]",),
        end=rb"[{}]|\\|\t",
        secret=rb"(?<![\w-])(?=[a-z0-9-]{0,12}[0-9])[a-z0-9]{4,8}-[a-z0-9]{4,8}(?![\w-])",
        examples=(
            "recovery codes: «vw2gq-8lwfu» «yydqv-07tb6»",
            '{"backup_codes": "x", "recovery codes": ["«12ab-34cd»"]}',
        ),
        counter_examples=("recovery codes: none-left", "recovery codes of user-1234: 8"),
    ),
    Rule(
        id="key-header",
        kind="token",
        finds="A header whose name ends with `-Key` or `-Auth`",
        prefix=rb"(?i:-(?:key|auth))[\"']?(?:: |:\[|:\[\]string\{|\": ?)\\{0,7}[\"'\[]?",
        # Keys that are sent to be repeated, and names of caches.
        lookahead=LOOKS_RANDOM + rb"(?<!ocket-Key: )(?<!ency-Key: )(?<!gate-Key: )(?<!ocket-key: )",
        secret_start=OPAQUE + rb"{16}",
        secret_rest=OPAQUE + rb"*+",
        prefilters=(rb"(?i:-(?:key|auth))[\"':]{1,2}[^\n]{0,12}" + OPAQUE + rb"{16}",),
        examples=(
            "Ocp-Apim-Subscription-Key: «0123456789abcdef»",
            '{"header":"X-Mattermost-Auth: «HNrqrGqSAr30wCU-YTzG»"}',
        ),
        counter_examples=(
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "X-Cache-Key: the-front-page-of-it",
        ),
    ),
    Rule(
        id="container-registry-auth",
        kind="password",
        finds="Logins of container registries in the files of Docker",
        prefix=rb"\"auth\\{0,7}\": ?\\{0,7}\"",
        secret_start=rb"[A-Za-z0-9+/]{8}",
        secret_rest=rb"[A-Za-z0-9+/=]*+",
        examples=(
            '{"auths":{"r.example.com":{"auth":"«b3NrYXI6OXlZUlNr»"}}}',
            '{"a":"{\\"auth\\": \\"«b3NrYXI6OXlZUlNr»\\"}"}',
        ),
        counter_examples=('{"auth":"ldap"}', '{"auth":{"type":"basic"}}'),
    ),
    Rule(
        id="kubernetes-key-data",
        kind="private key",
        finds="Keys in base64 in the configuration of Kubernetes and of Docker",
        prefix=rb"(?:client-key-data|tls\.key|\.dockerconfigjson|\.dockercfg)\\{0,7}\"?: ?\\{0,7}\"?",
        secret_start=rb"[A-Za-z0-9+][A-Za-z0-9+/]{15}",  # no path
        secret_rest=rb"[A-Za-z0-9+/=]*+",
        examples=(
            "  tls.key: «LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVkt»",
            '{".dockerconfigjson":"«eyJhdXRocyI6eyJ4IjoxfX0=»"}',
        ),
        counter_examples=("tls.key: /etc/ssl/private", "client-key-data: |"),
    ),
    Rule(
        id="bootstrap-token",
        kind="token",
        finds="Tokens with which nodes join Kubernetes",
        word_boundary=True,
        prefix=rb"(?i:token)s?\\{0,3}[\"']?[:= ]{1,2}\\{0,3}[\"']?",
        secret_start=rb"[a-z0-9]{6}\.[a-z0-9]{16}",
        lookahead=rb"(?=[a-z0-9]{6}\.[a-z0-9]{16}(?![A-Za-z0-9.]))",
        examples=(
            "kubeadm join --token «updvl0.6mt2xqqaph7pssft» x",
            "bootstrap token: «abcdef.0123456789abcdef»",
        ),
        counter_examples=("token abcdef.0123456789abcdefgh", "token server.0123456789"),
    ),
    Rule(
        id="swarm-token",
        kind="token",
        finds="Tokens with which nodes join Docker's swarm",
        secret_start=rb"SWMTKN-1-[a-z0-9]{20}",
        secret_rest=rb"[a-z0-9-]*+",
        examples=(
            "join --token «SWMTKN-1-f1j8u5say23oec6j8681-sofd9yik»",
            "«SWMTKN-1-f1j8u5say23oec6j8681»",
        ),
        counter_examples=("SWMTKN-1-x", "SWMTKN"),
    ),
    Rule(
        id="password-file-line",
        kind="password",
        finds="A password in the files of PostgreSQL's and Postfix's clients",
        prefix=(
            rb"(?::(?:5432|6432|\*):[\w*-]{1,32}:[\w*-]{1,32}:"
            rb"|\]:[0-9]{2,5} [\w.@+-]{1,64}:|static:[\w.@+-]{1,64}:"
            rb"|sasl_passwd: [\w.:\[\]-]{1,64} [\w.@+-]{1,64}:)"
        ),
        lookahead=rb"(?=[^\s\"'\\:,]{6,64}(?:[\s\"']|\\|\Z))(?=[^\s\"'\\:]{0,64}[A-Za-z])(?=[^\s\"'\\:]{0,64}[0-9])",
        secret_start=rb"[^\s\"'\\:,/]{6}",
        secret_rest=rb"[^\s\"'\\:]*+",
        prefilters=(
            rb":(?:5432|6432|\*):[\w*-]{1,32}:[\w*-]{1,32}:[^\s\"'\\:,/]{6}",
            rb"\]:[0-9]{2,5} [\w.@+-]{1,64}:",
            rb"static:[\w.@+-]{1,64}:|sasl_passwd: [\w.:\[\]-]{1,64} ",
        ),
        examples=(
            "db-1:5432:mattermost:mmuser:«7CD3jsUXf4LIQx»",
            "[smtp.example.com]:587 bob@example.com:«MBoFbH1fgAJ8uM»",
        ),
        counter_examples=(
            "bob:x:1000:1000::/home/bob:/bin/bash",
            "at app.go:12:3:15: x12345, [smtp.example.com]:587 connected",
        ),
    ),
    Rule(
        id="dumped-string",
        kind="password",
        finds="A secret as Go's tools for dumps print it, with its kind and length",
        prefix=rb"(?i:" + ANY_NAME + rb"|key): \(string\) \(len=[0-9]{1,6}\) \\{0,7}\"",
        secret_start=rb"[^\"\\\n]",
        secret_rest=rb"[^\"\\\n]*+",
        examples=(
            'Password: (string) (len=14) "«xdLwKyNVK7Afu1»",',
            '{"c":"{ EncryptionKey: (string) (len=3) \\"«abc»\\" }"}',
        ),
        counter_examples=('Password: (string) (len=0) ""', 'Name: (string) (len=3) "abc"'),
    ),
    Rule(
        id="livekit-keys",
        kind="token",
        finds="Keys of LiveKit, each after its id",
        word_boundary=True,
        prefix=rb"API[A-Za-z0-9]{8,16}: ",
        secret_start=rb"[A-Za-z0-9]{32}",
        secret_rest=rb"[A-Za-z0-9]*+",
        examples=(
            "keys: {API8px4bxZNmCgB: «JpydvjardYsiEnN6pEMO8HgrZpYlXa5Dq43C5U1kD8w»}",
            "  APIabcdefgh1234: «0123456789abcdef0123456789abcdef»",
        ),
        counter_examples=("APIabcdefgh1234: none", "APIServer: 0123456789abcdef"),
    ),
    LineRule(
        id="json-web-key",
        kind="private key",
        finds="The private parts of a JSON Web Key",
        trigger=(rb"\"kty\\{0,7}\"",),
        end=rb"\}",
        secret=rb"\"(?:d|p|q|dp|dq|qi|k)\\{0,7}\": ?\\{0,7}\"([A-Za-z0-9_-]{16,}+)",
        examples=(
            '{"kty":"EC","x":"abc","d":"«x_GG38HK51d05O42NW9l51-txSeumCwMF8cb7t1AI_R»"}',
            '{"a":"{\\"kty\\":\\"oct\\",\\"k\\":\\"«5kBUR_MYepuih2FRuIm8L9he6b1h-U2Z9YcbAxShVzl»\\"}"}',
        ),
        counter_examples=(
            '{"kty":"EC","x":"7VCq6HFGJpictdWhcFvblsMjojMBaHL6B_cvQJP-F38"}',
            '{"d":"2026-01-05","k":"v"}',
        ),
    ),
    Rule(
        id="minisign-key",
        kind="private key",
        finds="Keys of the signing tool minisign",
        word_boundary=True,
        secret_start=rb"RWRTY0Iy[A-Za-z0-9+/]{40}",  # what marks an encrypted key, in base64
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
        # `-----BEGIN`, then a name that is no certificate's or public key's.
        secret_start=rb"LS0tLS1CRUdJTi[A-Za-z0-9+/]{40}",
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
    Rule(
        id="telegram-path",
        kind="token",
        finds="The token of a bot in the addresses of Telegram",
        prefix=rb"/bot",
        secret_start=rb"[0-9]{6,12}:[A-Za-z0-9_-]{30}",
        secret_rest=rb"[A-Za-z0-9_-]*+",
        examples=(
            "https://api.telegram.org/bot«110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1»/sendMessage",
            "POST /bot«110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1»/x",
        ),
        counter_examples=(
            "/bot110201543/info",
            "/bots/110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1",
        ),
    ),
    Rule(
        id="header-directive",
        kind="token",
        finds="A header that the configuration of a proxy sets",
        prefix=rb"(?i:-(?:" + ANY_NAME + rb"|key|auth)) \\{0,7}\"",
        lookahead=LOOKS_RANDOM,
        secret_start=OPAQUE + rb"{8}",
        secret_rest=OPAQUE + rb"*+",
        examples=(
            'RequestHeader set X-Auth-Token "«XlTUzdQApBFhlAzFLsc»"',
            'proxy_set_header X-Api-Key "«abcdefgh0123»";',
        ),
        counter_examples=('proxy_set_header X-Api-Key "";', 'header X-Api-Key "required"'),
    ),
    Rule(
        id="license",
        kind="token",
        finds="The license of Mattermost in a variable",
        prefix=rb"MM_LICENSE=[\"']?",
        secret_start=rb"[A-Za-z0-9+/]{16}",
        secret_rest=rb"[A-Za-z0-9+/=]*+",
        examples=("MM_LICENSE=«eyJpZCI6YBEbcBftO4lJ»", 'MM_LICENSE="«eyJpZCI6YBEbcBftO4lJ»"'),
        counter_examples=("MM_LICENSE=", "MM_LICENSE_FILE=/etc/mattermost/license"),
    ),
)
