"""Logins of curl and others whose user has signs, spaces or very many letters."""

from support_packet.redaction.expressions.fragments import NOT_A_PASSWORD
from support_packet.redaction.expressions.samples import MIXED
from support_packet.redaction.rule_kinds.rule import Rule

_OPTION = rb" (?:-u|--user|--proxy-user)[ =]"
_QUOTE = rb"\\{0,3}[\"']"
# No variable, and no address.
_USER = rb"(?![^\s\"':]{1,64}://)[^\"'\\\n:$]{1,160}(?:\\{1,4}[^\"'\\\n:]{1,64})?:"
# No group of a user, which has the same name.
_NOT_ITSELF = rb"(?![\w.-]{1,32}[\"'])(?![0-9]{1,10}[\"'])"

RULES = (
    Rule(
        id="login-in-quotes",
        kind="password",
        finds="The password after any user in quotes, in the options of curl and of others",
        prefix=_OPTION + _QUOTE + _USER,
        lookahead=NOT_A_PASSWORD
        # To the quote that closes it; a letter, a digit or a sign.
        + rb"(?=[^\"'\\\n$`]{4,256}\\{0,3}[\"'])(?:"
        + _NOT_ITSELF
        + rb"|(?=[^\"'\n]{0,64}[0-9][^\"'\n]{0,64}[A-Za-z]|[^\"'\n]{0,64}[A-Za-z][^\"'\n]{0,64}[0-9]))",
        secret_start=rb"[^\s\"'\\]",
        secret_rest=rb"[^\"'\\\n]*+",
        prefilters=(_OPTION + rb"\\{0,3}[\"']",),
        exact_start=True,
        examples=(
            f'curl https://x/oauth2/token -u "{MIXED * 5}:«{MIXED * 5}»" -d grant_type=x',
            "curl -u 'acme\\bob:«hunter-22»' x; curl --user \"cn=mm,dc=acme:«two nests!»\" https://x",
        ),
        counter_examples=(
            'docker run -u "1000:1000" x, curl -u "bob:$PASSWORD" x',
            "curl -u 'https://x' y, chown -u \"Bob: it is done\"",
        ),
    ),
    Rule(
        id="login-of-long-user",
        kind="password",
        finds="The password after a user of very many letters, or with a domain, without quotes",
        # An id of a client, or a domain before it.
        prefix=_OPTION
        + rb"(?:[A-Za-z0-9_.@-]{65,160}|[A-Za-z][\w.@-]{0,64}[/\\]{1,4}[\w.@-]{1,64}):",
        lookahead=NOT_A_PASSWORD + rb"(?![0-9/]+(?:[\s:]|\Z))",
        secret_start=rb"[^\s\"'\\$|;]{4}",
        secret_rest=rb"[^\s\"'\\|;]*+",
        prefilters=(
            _OPTION + rb"[A-Za-z0-9_.@-]{65}",
            # A domain.
            _OPTION + rb"[A-Za-z][\w.@-]{0,64}[/\\]",
        ),
        exact_start=True,
        examples=(
            f"curl https://x/oauth2/token -u {MIXED * 5}:«{MIXED * 5}» -d grant_type=x",
            "curl --proxy-user acme\\bob:«hunter-22» x; curl -u bob@acme.example/token:«hunter2X» x",
        ),
        counter_examples=("docker run -u acme/bob:1000 x", "curl -u bob@acme.example/token: x"),
    ),
)
