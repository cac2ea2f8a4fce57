"""Keys and tokens of Google's services, known by their shape."""

from support_packet.redaction.expressions.fragments import WORD_REST
from support_packet.redaction.expressions.samples import MIXED, UPPER
from support_packet.redaction.rule_kinds.prefixed_rule import PrefixedRule, Token
from support_packet.redaction.rule_kinds.rule import Rule

RULES = (
    PrefixedRule(
        id="google-api-key",
        kind="cloud key",
        finds="API keys of Google",
        tokens=(Token(rb"AIza", rb"[A-Za-z0-9_-]{35}"),),
        examples=(
            "maps «AIzaSyA1234567890abcdefghijklmnopqrstuv»",
            "?key=«AIzaSyB-0123456789_abcdefghijklmnopqrst»&q=x",
        ),
        counter_examples=("AIzaSyA1234567890", "xAIzaSyA1234567890abcdefghijklmnopqrstuv"),
    ),
    PrefixedRule(
        id="google-oauth-secret",
        kind="cloud key",
        finds="Access tokens and client secrets of Google's OAuth, ids of keys for its storage",
        tokens=(
            Token(rb"ya29\.", rb"[A-Za-z0-9_-]{20}"),  # an access token
            Token(rb"GOCSPX-", rb"[A-Za-z0-9_-]{20}"),  # a client's secret
            Token(rb"GOOG", rb"[A-Z0-9]{24}"),  # the id of a key for storage
        ),
        secret_rest=rb"[A-Za-z0-9_.-]*+",
        examples=(
            "got «ya29.a0AfH6SMBx0123456789abcdef»",
            "client «GOCSPX-abcdefghij0123456789ab»",
            f"access id «GOOG1E{UPPER * 3}»",
        ),
        counter_examples=("ya29.short", "the prefix GOCSPX- is Google's"),
    ),
    PrefixedRule(
        id="google-refresh-token",
        kind="cloud key",
        finds="Refresh tokens of Google's OAuth, and the keys of Gemini that succeed its API keys",
        tokens=(
            Token(rb"1//0", rb"[A-Za-z0-9_-]{30}"),  # a refresh token
            Token(rb"AQ\.A[a-z][0-9]", rb"[A-Za-z0-9_-]{40}"),  # a key that is bound to an account
        ),
        secret_rest=WORD_REST,
        examples=(f"renewed «1//0{MIXED}-{MIXED}», done", f"«AQ.Ab8RN6{MIXED}_{MIXED}aB3dE5»"),
        counter_examples=("https://example.com/1//0abc", "AQ.Ab8RN6 is its beginning"),
    ),
    Rule(
        id="firebase-key",
        kind="cloud key",
        finds="Keys of Firebase's messaging, and the tokens of the devices that it reaches",
        secret_start=(
            rb"(?:[A-Za-z0-9_-]{11}){1,2}"  # a project's, or twice as long, a device's id
            rb":APA91b[A-Za-z0-9_-]{20}"
        ),
        secret_rest=WORD_REST,
        examples=(
            f"«AAAAaB3dE5g:APA91b{MIXED * 4}»",
            f"push to «aB3dE5gH7jKcB3dE5gH7jK:APA91b{MIXED * 4}» failed",
        ),
        counter_examples=("AAAAaB3dE5g:APA91b", f"short:APA91b{MIXED * 4}"),
    ),
)
