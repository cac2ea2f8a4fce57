"""Passwords and tokens in URLs."""

from support_packet.redaction.expressions.fragments import LOOKS_RANDOM, run_of
from support_packet.redaction.rule_kinds.rule import Rule


def up_to_last_at(character: bytes) -> bytes:
    """Return an expression for `character` and `@`, up to the last `@` before anything else.

    A password may hold `@` itself. Each stretch is bounded, because what refuses a match must not
    look far: a line can be made of nothing but beginnings.
    """
    stretch = character + rb"{0,256}+"
    return stretch + rb"(?>(?:@" + stretch + rb"(?=@))*)(?=@)"


NO_SECRET = (
    rb"(?!(?:[xX]{3,}|(?:%2[Aa])+|[*]+|(?i:redacted|masked|hidden|filtered|_+)"  # masked before
    # A placeholder.
    rb"|\$?\{+[A-Za-z_.]+\}+|\$[A-Z_]+|\$\([A-Z_]+\)"
    # Of a document, of a format.
    rb"|<[A-Za-z_ -]+>|\[[A-Za-z_ -]+\]|%[sqv]|[.]{3})@)"
)
"""At the start of a password in a URL: not what is written in its place."""

USER = rb"://[^\s/:\"'<>?#]{0,64}:[^\s\"<>@*]"
"""The name of a user, which may be an e-mail address, and the first character of a password."""

RULES = (
    Rule(
        id="url-password",
        kind="password",
        finds="The password in any URL",
        prefix=(
            rb"://"
            rb"[^\s/:\"'<>?#]{0,64}:"  # the name of the user, which may be an e-mail address
        ),
        lookahead=NO_SECRET,
        secret_start=rb"[^\s/?#\"<>@*]",
        secret_rest=up_to_last_at(rb"[^\s/?#\"<>@]"),
        prefilters=(USER,),
        exact_start=True,
        examples=(
            "https://bob:«hunter2»@proxy.example.com/path@x",
            "redis://:«hunter2»@cache:6379",
            "https://ann@example.com:«hunter2»@host/x",
        ),
        counter_examples=(
            "https://${USER}:${PASSWORD}@host/x https://bob:xxxxx@host/x https://b:[MASKED]@h/x",
            "http://user@host:8065/x@y https://ann@example.com:443",
            "http://localhost:8065/team/messages/@bob",
        ),
    ),
    Rule(
        id="encoded-url-password",
        kind="password",
        finds="The password in a URL that is itself a parameter of a URL",
        prefix=(
            rb"(?i:%3A%2F%2F)"  # ://
            rb"[^\s/:@\"'<>?#&%]{0,64}"  # the name of the user
            rb"(?i:%3A)"  # :
        ),
        secret_start=rb"[^\s/?#\"<>@*&]",
        secret_rest=(
            run_of(
                rb"[^\s/?#\"<>@&%]++",
                rb"%(?!40|2[Ff])",  # anything encoded but `@` and `/`
                at_most=256,
            )
            + rb"(?=%40)"  # up to an `@`
        ),
        examples=(
            "next=postgres%3A%2F%2Fmmuser%3A«hunter%2B2»%40db%2Fmm",
            "to=https%3a%2f%2fbob%3a«hunter2»%40proxy.example.com",
        ),
        counter_examples=(
            "to=http%3A%2F%2Fchat.example.com%3A8065%2Fteam%40x",
            "to=https%3A%2F%2Fbob%40proxy.example.com",
        ),
    ),
    Rule(
        id="url-password-before-encoded-at",
        kind="password",
        finds="The password in a URL of whose marks only the `@` is encoded, as in a query",
        prefix=rb"://[^\s/:\"'<>?#%]{0,64}:",
        # Not of another parameter, or of a path.
        lookahead=rb"(?=[^\s/?#\"<>@*&]{1,256}?%40)",
        secret_start=rb"[^\s/?#\"<>@*&]",
        secret_rest=run_of(rb"[^\s/?#\"<>@&%]++", rb"%(?!40|2[Ff])", at_most=256) + rb"(?=%40)",
        prefilters=(USER,),
        exact_start=True,
        examples=(
            "GET /x?postgres://mm:«hunter2»%40db/mm HTTP/1.1",
            "q=https://bob:«hunter%2B2»%40proxy.example.com",
        ),
        counter_examples=(
            "GET http://chat.example.com:8065/x?u=bob%40example.com",
            "q=https://bob%40proxy.example.com:8065",
        ),
    ),
    Rule(
        id="url-token",
        kind="password",
        finds="A token in place of user and password in a URL of the web or of NATS",
        prefix=rb"(?:https?|nats|wss?)://",
        lookahead=LOOKS_RANDOM,
        secret_start=rb"[A-Za-z0-9_-]{16,64}",
        suffix=rb"@",
        examples=(
            "clone https://«0123456789abcdefghij»@git.example.com/x.git",
            "nats://«S1CauYPupw4lmc3F»@nats:4222",
            "http://«ghx_abcdefghijklmnop1»@packages.example.com",
        ),
        counter_examples=(
            "https://deploy-user1@git.example.com",
            "ssh://deploy-user-1234567890@host/x",
        ),
    ),
    Rule(
        id="go-invalid-port",
        kind="password",
        finds="What Go's errors repeat of a password that holds a slash",
        prefix=rb"invalid port \\{0,3}\":",
        secret_start=rb"[^\"\\\n]",
        secret_rest=rb"[^\"\\\n]*+",
        examples=(
            'parse \\"https://x\\": invalid port \\":«hunter»\\" after host',
            'parse "https://x": invalid port ":«hunter»" after host',
        ),
        counter_examples=('invalid port "" after host', "listen tcp: invalid port :80650"),
    ),
)
