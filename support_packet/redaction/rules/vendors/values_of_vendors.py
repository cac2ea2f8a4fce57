"""Keys after the name of a vendor alone, as lists of keys have it, and keys by their shape."""

from support_packet.redaction.expressions.notation import ANY_QUOTE
from support_packet.redaction.expressions.random_values import LOOKS_MIXED
from support_packet.redaction.expressions.samples import HEX, MIXED
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_words import VENDOR_NOUNS

# At most 8 names in an alternative: hyperscan is slow with more.
_A = rb"(?i:datadog|honeycomb|jumpcloud|cloudflare|fastly|heroku|netlify|mistral)"
# Work and people.
_B = rb"(?i:asana|okta|discord|facebook|twitter|twitch|linkedin|linked_in)"
# Mail, code, files.
_C = rb"(?i:intercom|dropbox|bitbucket|jfrog|sumo|sentry|miro|postmark)"
# Tables, models, clouds.
_D = rb"(?i:airtable|linear|ollama|upstash|telegr|ibmcloud|capella|auth0)"
# Builds, hosting.
_E = rb"(?i:travis|travisci|droneci|drone|ovh|grafana|mattermost|appkey)"
_ALL = (_A, _B, _C, _D, _E)

_ASSIGNED = (
    rb"(?:"
    + VENDOR_NOUNS
    + rb")?"  # maybe with a noun
    + ANY_QUOTE
    # A type, and any equals sign.
    + rb"(?i: string)?[ ]?(?::{1,2}=|=>|[=:>]|&gt;|%3[DdEeAa])[ ]?"
    + ANY_QUOTE
)

RULES = (
    Rule(
        id="value-after-vendor",
        kind="cloud key",
        finds="Values that look random after the name of a vendor and an equals sign or a colon",
        prefix=rb"(?:" + rb"|".join(_ALL) + rb")" + _ASSIGNED,
        word_boundary=True,
        # Nor what goes on as a name, a time or an address do.
        lookahead=LOOKS_MIXED + rb"(?![A-Za-z_-]+[0-9]+(?:[^\w/+=-]|\Z)|[A-Za-z_]{1,24}=[^=\s])",
        secret_start=rb"[A-Za-z0-9_+/=%-]{15}",
        secret_rest=rb"[A-Za-z0-9_+/=%.-]*+",
        prefilters=tuple(
            names
            # The rest of the name, and the mark.
            + rb"[A-Za-z_ .-]{0,8}[\\\"'`]{0,4}[A-Za-z ]{0,8}[=:>&%]"
            # What may be between the mark and the value, and what is not a word.
            + rb"[^\n]{0,12}[A-Za-z0-9_+/=%-]{12}"
            for names in _ALL
        ),
        examples=(
            f'"jumpcloud": "«{MIXED}aB3dE5gH»"',
            f"okta => '«00{MIXED}_aB3dE5gH»', dropbox.token=«k3h5x9w1qf7tbn8»",
            f'var drone string = "«{MIXED}»"',
        ),
        counter_examples=(
            f"ollama: time=2026-11-28T10:11:12.123Z level=info digest=sha256:{HEX}",
            "linear: the_usual_way_of_it_2, sentry=https://sentry.example.com/12",
            f"mattermost: 10.5.2 of it, travis: build-1234567890 discord {HEX}",
        ),
    ),
    Rule(
        id="capital-key",
        kind="token",
        finds="A value that looks random after `KEY`, as a variable of a shell or of Docker",
        prefix=rb"(?<![A-Za-z0-9_.-])KEY" + ANY_QUOTE + rb"[ ]?(?::=|=>|[=:])[ ]?" + ANY_QUOTE,
        lookahead=LOOKS_MIXED,
        secret_start=rb"[A-Za-z0-9+/_-]{24}",
        secret_rest=rb"[A-Za-z0-9+/=_-]*+",
        prefilters=(rb"KEY\\{0,3}[\"'`]?[ ]?[=:]",),
        exact_start=True,
        examples=(f"export KEY=«{MIXED}aB3dE5gH»", f'"KEY": "«{MIXED * 2}»"'),
        counter_examples=(f"CACHE_KEY={MIXED[:12]}", "KEY=the_usual_way_of_naming_things_2"),
    ),
    Rule(
        id="voyage-key",
        kind="cloud key",
        finds="Keys of Voyage",
        word_boundary=True,
        # Its length, and no words.
        lookahead=rb"(?=(?:pa|al)-[A-Za-z0-9_-]{43}(?![\w-]))(?=.{3}" + LOOKS_MIXED + rb")",
        # The whole key.
        secret_start=rb"(?:pa|al)-[A-Za-z0-9_-]{43}",
        # Its beginning.
        prefilters=(rb"(?:pa|al)-[A-Za-z0-9_-]{16}",),
        exact_start=True,
        examples=(
            f"voyage: «pa-{MIXED * 2}aB3dE5gH7jK» refused",
            f"«al-{MIXED}-{MIXED}aB3dE5gH7j»",
        ),
        counter_examples=("pa-the-usual-way-of-it-and-of-all-the-others-1-2", f"pa-{MIXED}"),
    ),
    Rule(
        id="bearer-of-twitter",
        kind="cloud key",
        finds="Tokens of applications of Twitter, which begin with 22 times the letter A",
        word_boundary=True,
        # Not only the letter A.
        lookahead=rb"(?=A{21,24}[A-Za-z0-9%]{0,24}[0-9%])",
        secret_start=rb"A{21}[A-Za-z0-9%]{24}",
        secret_rest=rb"[A-Za-z0-9%]*+",
        examples=(f"x «{'A' * 22}{MIXED * 3}»", f"key='«{'A' * 22}{MIXED}%2B{MIXED}%3D»'"),
        counter_examples=("A" * 64, f"{'A' * 12}{MIXED * 3}"),
    ),
    Rule(
        id="influx-token",
        kind="cloud key",
        finds="Tokens of InfluxDB, by the name before them",
        # The name, and what is between.
        prefix=rb"(?i:influx)[\w .:=\"'\\>`-]{0,40}?",
        # Neither more nor less than 64 bytes.
        lookahead=rb"(?<![A-Za-z0-9+/_-])(?=[A-Za-z0-9+/_-]{0,40}[0-9])(?=[A-Za-z0-9+/_=-]{76})",
        secret_start=rb"[A-Za-z0-9+/_-]{16}",
        secret_rest=rb"[A-Za-z0-9+/_=-]*+",
        prefilters=(rb"(?i:influx)",),
        exact_start=True,
        examples=(
            f"influx token: '«{MIXED * 5}{MIXED[:6]}==»'",
            f'"influxdb_auth" :=: "«{MIXED * 5}{MIXED[:6]}»"',
        ),
        counter_examples=(f"influxdb: write of {MIXED}", "influx is a database"),
    ),
    Rule(
        id="secret-after-id",
        kind="cloud key",
        finds="The secret after the id of an account of Amazon or Twilio and a colon",
        # The id of an account.
        prefix=rb"(?:A(?:KI|SI)A[A-Z0-9]{12,20}[:/|,]|AC[0-9a-f]{32}[:/|,])",
        secret_start=rb"[A-Za-z0-9+/]{32}",
        secret_rest=rb"[A-Za-z0-9+/]*+",
        prefilters=(
            # Small classes: hyperscan makes texts of these, which a repeated `AKIA ` is none of.
            rb"A(?:KI|SI)A[A-I]|A(?:KI|SI)A[J-R]|A(?:KI|SI)A[S-Z]|A(?:KI|SI)A[0-9]",
            rb"AC[0-9a-f]{32}[:/|,]",
        ),
        examples=(
            f"twilio: AC{HEX * 2}:«{HEX * 2}» unauthorized",
            f"Get https://x: auth=AC{HEX * 2}/«{HEX * 2}»",
        ),
        counter_examples=(f"AC{HEX * 2}: unauthorized", f"AC{HEX * 2}:{HEX}"),
    ),
)
