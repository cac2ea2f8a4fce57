"""Keys and tokens of containers: Docker, Kubernetes and what runs in them."""

from support_packet.redaction.expressions.fragments import TOKEN_MARK
from support_packet.redaction.expressions.samples import MIXED
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.redaction.rule_kinds.rule import Rule

_LICENSE = (
    # What is stored of it, and an equals sign or a colon.
    rb"(?i:license)(?:[ _](?:bytes|data|blob|key|string))?[\"'\\]{0,4} ?[:=] ?"
)

RULES = (
    Rule(
        id="container-registry-auth",
        kind="password",
        finds="Logins of container registries in the files of Docker",
        # The name and its quotes, escaped or not.
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
        # What Kubernetes calls keys and logins of registries.
        prefix=(
            rb"(?:client-key-data|tls\.key|\.dockerconfigjson|\.dockercfg)"  # the name
            rb"\\{0,7}\"?: ?\\{0,7}\"?"
        ),
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
        # A field or an option.
        prefix=rb"(?:(?i:token)[=:][ ]?\\{0,3}[\"']?|--token )",
        prefilters=(TOKEN_MARK, rb"--token "),
        ends=b"=: ",
        exact_start=True,
        secret_start=rb"[a-z0-9]{6}\.[a-z0-9]{16}",
        # Nothing before or after its two parts.
        lookahead=rb"(?=[a-z0-9]{6}\.[a-z0-9]{16}(?![A-Za-z0-9.]))",
        examples=(
            "kubeadm join --token «updvl0.6mt2xqqaph7pssft» x",
            "bootstrap token: «abcdef.0123456789abcdef»",
        ),
        counter_examples=("token abcdef.0123456789abcdefgh", "token server.0123456789"),
    ),
    NextLinesRule(
        id="k3s-token",
        kind="token",
        finds="Tokens with which nodes join k3s and RKE2, by the hash before them",
        within_line=True,
        # Who may use it.
        detector=(rb"::(?:server|node|agent):",),
        before=rb"K10[0-9a-f]{8,64}",
        trigger=rb"::(?:server|node|agent):",
        then=rb"([A-Za-z0-9.]{6,})",
        examples=(
            "joining with K10abcdef0123456789::node:«0123456789abcdef01» at db1",
            "joins with K10abcdef0123456789::server:«abcdef.0123456789abcdef»",
        ),
        counter_examples=("K10abcdef0123456789::node:", "std::server:0123456789abcdef01"),
    ),
    Rule(
        id="livekit-keys",
        kind="token",
        finds="Keys of LiveKit, each after its id",
        word_boundary=True,
        # In quotes or not.
        prefix=rb"API[A-Za-z0-9]{8,16}[\"'\\]{0,4}: ?[\"'\\]{0,4}",
        secret_start=rb"[A-Za-z0-9]{32}",
        secret_rest=rb"[A-Za-z0-9]*+",
        examples=(
            "keys: {API8px4bxZNmCgB: «JpydvjardYsiEnN6pEMO8HgrZpYlXa5Dq43C5U1kD8w»}",
            '{"keys": {"APIabcdefgh1234": "«0123456789abcdef0123456789abcdef»"}}',
        ),
        counter_examples=("APIabcdefgh1234: none", "APIServer: 0123456789abcdef"),
    ),
    Rule(
        id="license",
        kind="token",
        finds="The license of Mattermost in a variable or a field",
        # A variable, or a field of a secret, in base64 once more.
        prefix=rb"(?:MM_LICENSE=|(?i:license)[\"']?: ?(?=[\"']?ZXlK)|"
        # Any field, if its value is as long as none but a license.
        + _LICENSE
        # The value.
        + rb"(?=\\{0,7}[\"']?[A-Za-z0-9+/]{128}))\\{0,7}[\"']?",
        # The same.
        prefilters=(
            rb"MM_LICENSE=",
            rb"(?i:license)[\"']?: ?[\"']?ZXlK",  # in base64 once more
            # Its beginning.
            _LICENSE + rb"[\"'\\]{0,8}[A-Za-z0-9+/]{32}",
        ),
        exact_start=True,
        secret_start=rb"[A-Za-z0-9+/]{16}",
        secret_rest=rb"[A-Za-z0-9+/=]*+",
        examples=(
            "  license: «ZXlKcFpDSTZJa3h4WWtG»",
            "MM_LICENSE=«eyJpZCI6YBEbcBftO4lJ»",
            f'{{"license":"«{MIXED * 9}»"}} license bytes=«{MIXED * 9}»',
            f'"MM_LICENSE": "«{MIXED * 9}»"',
            'MM_LICENSE="«eyJpZCI6YBEbcBftO4lJ»"',
        ),
        counter_examples=(
            "MM_LICENSE=",
            "MM_LICENSE_FILE=/etc/mattermost/license",
            f'{{"license":"{MIXED * 4}"}} license: Apache-2.0',
        ),
    ),
)
