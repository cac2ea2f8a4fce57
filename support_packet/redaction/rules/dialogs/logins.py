"""What programs send when they log in to mail servers, Redis and others."""

from support_packet.redaction.expressions.fragments import LOOKS_RANDOM, NOT_A_PASSWORD
from support_packet.redaction.rule_kinds.line_rule import LineRule
from support_packet.redaction.rule_kinds.rule import Rule

RULES = (
    Rule(
        id="digest-response",
        kind="token",
        finds="The answer to a challenge of HTTP Digest, and the signatures of OAuth 1 and Hawk",
        # A field in quotes, escaped or not.
        prefix=rb"(?i:response|mac|signature)=\\{0,7}\"",
        lookahead=rb"(?=[A-Za-z0-9+/=%_-]{20})" + LOOKS_RANDOM,
        secret_start=rb"[A-Za-z0-9+/]{16}",
        secret_rest=rb"[A-Za-z0-9+/=%_-]*+",
        examples=(
            'uri="/x", response="«6629fae49393a05397450978507c4ef1»"',
            '{"h":"nc=1, response=\\"«6629fae49393a05397450978507c4ef1»\\""}',
            'Hawk id="x", mac="«6R4rV5iE+NPoym+WwjeHzjAGXUtLNIxm»"',
        ),
        counter_examples=(
            'response="6629fae49393a053"',
            'response="A TEXT OF THIRTY-TWO CHARACTERS."',
        ),
    ),
    Rule(
        id="smtp-auth",
        kind="token",
        finds="The credentials with which a mail server is logged in to",
        # The mechanisms that send the credentials with the command, or right after it.
        prefix=rb"(?:AUTH(?:ENTICATE)? (?:PLAIN|LOGIN|XOAUTH2|OAUTHBEARER|CRAM-MD5)(?: then)? "
        # The next message, alone.
        rb"|AUTHENTICATE (?=[A-Za-z0-9+/]{16}))",
        # Base64 has a digit or a sign soon; a list of what the server offers does not.
        lookahead=rb"(?=[A-Za-z]{0,63}[0-9+/=])",
        secret_start=rb"[A-Za-z0-9+/]{8}",
        secret_rest=rb"[A-Za-z0-9+/=]*+",
        # The beginning of either.
        prefilters=(rb"AUTH(?:ENTICATE)? [A-Z0-9a-z+/]{4}",),
        exact_start=True,
        examples=(
            "smtp: AUTH PLAIN «AGFsaWNlAGh1bnRlcjI=»",
            "C: AUTH XOAUTH2 «dXNlcj1hbm4BYXV0aD1CZWFyZXI=»",
        ),
        counter_examples=(
            "250-AUTH PLAIN LOGIN; AUTH LOGIN PLAIN CRAM-MD5",
            "504 AUTH PLAIN mechanism not supported",
        ),
    ),
    Rule(
        id="redis-auth",
        kind="password",
        finds="The password with which Redis is logged in to, as its monitor shows it",
        # The command and maybe a user.
        prefix=rb"(?i:\"auth\" )(?:\"[\w.@+-]{1,64}\" )?\"",
        lookahead=rb"(?=[^\"\n]{1,256}\"(?! \"(?!SETNAME)))",  # the last word of the command
        secret_start=rb"[^\"\\\n]",
        secret_rest=rb"[^\"\\\n]*+",
        prefilters=(rb"(?i:\"auth\" )\"[^\"\n]",),
        examples=(
            '1795361170.1 [0 192.0.2.1:51234] "AUTH" "«hunter2»"',
            '1795361170.1 [0 192.0.2.1:51234] "HELLO" "3" "AUTH" "mm" "«hunter2»" "SETNAME"',
        ),
        counter_examples=('["AUTH", "PLAIN"]', '"AUTH" ""'),
    ),
    Rule(
        id="redis-auth-command",
        kind="password",
        finds="The password in the command with which Redis is logged in to",
        # In quotes that JSON escapes, or with a user.
        prefix=rb"AUTH(?:\\{1,3}\" \\{1,3}\"| (?:[\w.@-]{1,64} )?)",
        word_boundary=True,
        lookahead=(
            rb"(?=[^\s\"']{0,64}[0-9])(?=[^\s\"']{0,64}[a-z])"  # no mechanism
            # No word with a number, and not the next name.
            rb"(?![A-Za-z]+[-_.]?[0-9]{0,3}(?:[\s\"',;.:)]|\Z)|[^\s]*[=:]|(?i:tls|ssl)|[A-Z0-9-]+\\|\[)"
        ),
        secret_start=rb"[^\s\"'\\]{8}",
        secret_rest=rb"[^\s\"'\\]*+",
        prefilters=(rb"AUTH [^\s\"'\\]", rb"AUTH\\{1,3}\" "),
        exact_start=True,
        examples=(
            '"[0 10.1.2.3:5] \\"AUTH\\" \\"«can18YOND376»\\""',
            "redis: AUTH «q1W2e3R4t5»",
            "> AUTH default «q1W2e3R4t5»",
        ),
        counter_examples=(
            "AUTH CRAM-MD5 SCRAM-SHA-256, AUTH of user12 failed",
            "250-AUTH PLAIN LOGIN, AUTH TLSv1.2_only AUTH state=k3h5x9w1 AUTH [meta@32473 a",
        ),
    ),
    Rule(
        id="sasl-in-xml",
        kind="token",
        finds="The credentials with which a server of XMPP is logged in to",
        # The attribute and the end of the tag, escaped or not.
        prefix=rb"mechanism=\\{0,7}[\"']PLAIN\\{0,7}[\"'](?:>|\\{1,7}u003[eE])",
        secret_start=rb"[A-Za-z0-9+/]{8}",
        secret_rest=rb"[A-Za-z0-9+/=]*+",
        examples=(
            '<auth mechanism="PLAIN">«AG1tYm90AGh1bnRlcjI=»</auth>',
            '"\\u003cauth mechanism=\\"PLAIN\\"\\u003e«AG1tYm90AGh1bnRlcjI=»\\u003c/auth"',
        ),
        counter_examples=(
            '<auth mechanism="PLAIN"></auth>',
            '<auth mechanism="EXTERNAL">PQ==</auth>',
        ),
    ),
    Rule(
        id="exim-client-send",
        kind="password",
        finds="What Exim's client sends to log in: a user and a password",
        # The mechanism's first answer, and the user.
        prefix=rb"client_send ?= ?[^:\n]{0,32}: ?[^\s:]{1,64} ?: ?",
        secret_start=rb"[^\s:\"'\\$]",
        secret_rest=rb"[^\s\"\\]*+",
        prefilters=(rb"client_send ?=",),
        examples=(
            "exim4: 535 (set_id=chat) client_send = : chat : «Garden-Pepper-69»",
            "client_send = ^:bob:«hunter»",
        ),
        counter_examples=("client_send = : $1 : $2", "client_send = none"),
    ),
    LineRule(
        id="entry-of-sasl",
        kind="password",
        finds="The password in an entry of a file of SASL, as memcached reads it",
        trigger=(rb"sasl_?pwdb", rb"saslpasswd"),
        # Between the user and the mechanism.
        secret=rb"(?<=[\s\"'])[\w.@-]{1,64}:"
        + NOT_A_PASSWORD
        # The mechanism.
        + rb"([^\s:\"'\\]{4,128}):(?i:plain|cram-md5|scram-sha-[0-9]{1,3})\b",
        examples=(
            "memcached: sasl_pwdb entry mm:«tim93ISLA844»:PLAIN",
            "sasl_pwdb: 'bob:«hunter»:scram-sha-256'",
        ),
        counter_examples=("sasl_pwdb /etc/memcached:db:plain", "mech PLAIN user mm sasl_pwdb"),
    ),
)
