"""Keys of cloud providers, known by their shape."""

from support_packet.redaction.rules.rule import Rule

RULES = (
    Rule(
        id="aws-access-key-id",
        kind="cloud key",
        finds="Ids of AWS access keys, lasting and temporary",
        word_boundary=True,
        secret_start=rb"(?:AKIA|ASIA)[A-Z0-9]{16}",
        examples=("key «AKIAIOSFODNN7EXAMPLE» used", '{"AccessKeyId":"«ASIAIOSFODNN7EXAMPLE»"}'),
        counter_examples=(
            "AKIA and ASIA are prefixes",
            "BAKIAIOSFODNN7EXAMPLE akiaiosfodnn7example",
        ),
    ),
    Rule(
        id="google-api-key",
        kind="cloud key",
        finds="API keys of Google",
        word_boundary=True,
        secret_start=rb"AIza[A-Za-z0-9_-]{35}",
        examples=(
            "maps «AIzaSyA1234567890abcdefghijklmnopqrstuv»",
            "?key=«AIzaSyB-0123456789_abcdefghijklmnopqrst»&q=x",
        ),
        counter_examples=("AIzaSyA1234567890", "xAIzaSyA1234567890abcdefghijklmnopqrstuv"),
    ),
    Rule(
        id="google-oauth-secret",
        kind="cloud key",
        finds="Access tokens and client secrets of Google's OAuth",
        word_boundary=True,
        secret_start=(
            rb"(?:ya29\.|GOCSPX-)"  # an access token; a client's secret
            rb"[A-Za-z0-9_-]{20}"
        ),
        secret_rest=rb"[A-Za-z0-9_.-]*+",
        examples=(
            "got «ya29.a0AfH6SMBx0123456789abcdef»",
            "client «GOCSPX-abcdefghij0123456789ab»",
        ),
        counter_examples=("ya29.short", "the prefix GOCSPX- is Google's"),
    ),
    Rule(
        id="azure-signature",
        kind="cloud key",
        finds="The signature of an Azure URL that grants access",
        prefix=rb"[?&;](?:amp;)?sig=",
        secret_start=rb"[A-Za-z0-9%+/]{20}",
        secret_rest=rb"[A-Za-z0-9%+/=]*+",
        examples=(
            "https://a.blob.core.windows.net/c?sv=2020&sig=«abcdefghijklmnopqrstuv%2Fw%3D»&se=1",
            "href='/c?sv=2020&amp;sig=«abcdefghijklmnopqrstuv»'",
        ),
        counter_examples=("/c?sig=none&sv=2020", "design=abcdefghijklmnopqrstuv"),
    ),
)
