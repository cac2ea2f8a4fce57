"""Logins of curl, Samba and others whose user has signs, spaces, a domain or very many letters."""

from support_packet.redaction.expressions.fragments import NOT_A_PASSWORD
from support_packet.redaction.expressions.samples import MIXED
from support_packet.redaction.rule_kinds.rule import Rule

_OPTION = rb" (?:-u|--user|--proxy-user)[ =]"
"""What curl and others call it."""

_OF_SAMBA = rb"(?: -U ?| --user=|wbinfo -a )"
"""What the tools of Samba call it."""

_QUOTE = rb"\\{0,3}[\"']"
_USER = (
    # No address, no variable.
    rb"(?![^\s\"':]{1,64}://)[^\"'\\\n:$]{1,160}"
    # After a domain.
    rb"(?:\\{1,4}[^\"'\\\n:]{1,64})?:"
)
_LONG_USER = (
    # An id of a client, or a domain before it.
    rb"(?:[A-Za-z0-9_.@-]{65,160}|[A-Za-z][\w.@-]{0,64}[/\\]{1,4}[\w.@-]{1,64}):"
)

RULES = (
    Rule(
        id="login-in-quotes",
        kind="password",
        finds="The password after any user in quotes, in the options of curl and of others",
        prefix=_OPTION + _QUOTE + _USER,
        # To the quote that closes it, with a letter; no number of a group.
        lookahead=NOT_A_PASSWORD + rb"(?=[^\"'\\\n$`]{4,256}" + _QUOTE + rb")(?![0-9]{1,10}[\"'])",
        secret_start=rb"[^\s\"'\\]",
        secret_rest=rb"[^\"'\\\n]*+",
        prefilters=(_OPTION + _QUOTE,),
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
        id="password-after-percent",
        kind="password",
        finds="The password after a user and a percent sign, as Samba's tools take them",
        # A domain, too.
        prefix=_OF_SAMBA + rb"(?=[\"'\w\\])\\{0,3}[\"']?[\w.@+/\\-]{1,64}%",
        # Not what printf fills in.
        lookahead=NOT_A_PASSWORD + rb"(?![sd](?:[\s\"']|\Z)|[0-9A-F]{2}\b)",
        secret_start=rb"[^\s\"'\\]{3}",
        secret_rest=rb"[^\s\"'\\]*+",
        prefilters=(_OF_SAMBA + rb"[\"'\w\\]",),
        exact_start=True,
        examples=(
            "rpcclient -U 'acme\\bob%«kettle»' srv; net x --user=bob%«hunter2X»",
            "wbinfo -a acme\\\\bob%«kettle»",
        ),
        counter_examples=("rpcclient -U bob srv, psql -U mm -c 'x%y'", "net rpc -U 'bob%' -N srv"),
    ),
    Rule(
        id="login-of-long-user",
        kind="password",
        finds="The password after a user of very many letters, or with a domain, without quotes",
        prefix=_OPTION + _LONG_USER,
        lookahead=NOT_A_PASSWORD + rb"(?![0-9/]+(?:[\s:]|\Z))",
        secret_start=rb"[^\s\"'\\$|;]{4}",
        secret_rest=rb"[^\s\"'\\|;]*+",
        prefilters=(
            _OPTION + rb"[A-Za-z0-9_.@-]{65}",  # an id
            _OPTION + rb"[A-Za-z][\w.@-]{0,64}[/\\]",  # a domain
        ),
        exact_start=True,
        examples=(
            f"curl https://x/oauth2/token -u {MIXED * 5}:«{MIXED * 5}» -d grant_type=x",
            "curl --proxy-user acme\\bob:«hunter-22» x; curl -u a@acme.example/token:«hunter2X» x",
        ),
        counter_examples=("docker run -u acme/bob:1000 x", "curl -u bob@acme.example/token: x"),
    ),
)
