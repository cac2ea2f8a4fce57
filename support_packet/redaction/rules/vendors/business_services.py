"""Keys of services for customers, boards, designs and forms, known by their shape."""

from support_packet.redaction.expressions.samples import DIGITS, HEX, MIXED, UUID
from support_packet.redaction.rule_kinds.prefixed_rule import PrefixedRule, Token
from support_packet.redaction.rule_kinds.rule import Rule

RULES = (
    PrefixedRule(
        id="hubspot-token",
        kind="cloud key",
        finds="Access tokens of HubSpot, and keys of its developers",
        tokens=(
            Token(rb"pat-", rb"[a-z]{2}[0-9]-[0-9a-f]{8}-[0-9a-f]{4}-"),  # with the data center
            # of a developer
            Token(rb"(?:eu|na|ap)[1-3]-", rb"(?:[0-9a-f]{4}-){4}[0-9a-f]{12}"),
        ),
        secret_rest=rb"[0-9a-f-]*+",
        examples=(
            f"«pat-na1-{UUID}»",
            f"hubspot: «pat-eu1-{UUID}» expired",
            "hapikey «eu1-0a1b-2c3d-4e5f-6a7b-8c9d0e1f2a3b»",
        ),
        counter_examples=("pat-na1-short", f"pat-{UUID}", "host na1-0a1b-2c3d.example.com"),
    ),
    PrefixedRule(
        id="notes-and-boards-token",
        kind="cloud key",
        finds="Tokens of Notion, Linear, Figma, Statsig and Stytch",
        tokens=(
            Token(rb"ntn_", rb"[A-Za-z0-9]{40}"),  # Notion
            Token(rb"secret[_-]", rb"[A-Za-z0-9]{43}"),  # Notion, of old; Statsig
            Token(rb"secret-(?:live|test)-", rb"[A-Za-z0-9_-]{30}"),  # Stytch
            Token(rb"lin_(?:api|oauth|wh)_", rb"[A-Za-z0-9]{30}"),  # Linear
            Token(rb"fig(?:d|o|u)[rh]?_", rb"[A-Za-z0-9_-]{36}"),  # Figma
        ),
        secret_rest=rb"[\w=-]*+",
        examples=(
            f"«ntn_{DIGITS}1{MIXED * 2}aB3»",
            f"«secret_{MIXED * 2}aB3dE5gH7jK»",
            f"«lin_api_{MIXED * 2}aB3dE5gH», webhook «lin_wh_{MIXED * 2}»",
            f"«secret-{MIXED * 2}aB3dE5gH7jK» «secret-live-{MIXED}_{MIXED}=»",
            f"designs: «figd_{MIXED * 2}-aB3dE_7»",
        ),
        counter_examples=(
            "ntn_short secret_of_the_configuration_in_the_cluster",
            "figd_x lin_api_x secret-live-updates-of-the-channels",
        ),
    ),
    Rule(
        id="airtable-token",
        kind="cloud key",
        finds="Personal access tokens of Airtable",
        word_boundary=True,
        secret_start=rb"pat[A-Za-z0-9]{14}\.[0-9a-f]{40}",  # its id, its secret
        secret_rest=rb"\w*+",
        examples=(f"«pat{MIXED[:14]}.{HEX * 4}»", f"bases: «patcD3dE5gH7jK9mN.{HEX * 4}» expired"),
        counter_examples=("path/to/pattern.txt", f"pat{MIXED}.{HEX * 4}"),
    ),
    Rule(
        id="zoho-token",
        kind="cloud key",
        finds="Tokens of Zoho",
        word_boundary=True,
        # Its sort, two parts.
        secret_start=rb"100[0-9]\.[0-9a-f]{32}\.[0-9a-f]{32}",
        examples=(f"«1000.{HEX * 2}.{HEX * 2}»", f"Zoho: «1003.{HEX * 2}.{HEX * 2}»,"),
        counter_examples=(f"1000.{HEX * 2}", f"100.{HEX * 2}.{HEX * 2}"),
    ),
    Rule(
        id="salesforce-session",
        kind="cloud key",
        finds="Session ids and access tokens of Salesforce, after the organization's id",
        word_boundary=True,
        # The organization, the session.
        secret_start=rb"00D[A-Za-z0-9]{12,15}![A-Za-z0-9._-]{40}",
        prefilters=(rb"00D[A-Za-z0-9]{12,15}!",),
        secret_rest=rb"[\w.-]*+",
        examples=(
            f"«00DaB3dE5gH7jK9!AQ{MIXED * 3}.{MIXED}»",
            f"sid: «00DaB3dE5gH7jK9mN1!{MIXED * 5}_x»",
        ),
        counter_examples=("00DaB3dE5gH7jK9", "00DaB3dE5gH7jK9!short"),
    ),
    PrefixedRule(
        id="forms-and-content-token",
        kind="cloud key",
        finds="Tokens of Typeform, Intercom, Contentful, Mapbox and ClickUp",
        tokens=(
            Token(rb"tfp_", rb"[A-Za-z0-9_-]{40}"),  # Typeform
            Token(rb"dG9r", rb"[A-Za-z0-9+/=]{50}"),  # Intercom
            Token(rb"CFPAT-", rb"[A-Za-z0-9_-]{43}"),  # Contentful
            Token(rb"sk\.eyJ", rb"[A-Za-z0-9_-]{40}"),  # Mapbox
            Token(rb"pk_[0-9]{7}", rb"[0-9]{0,2}_[A-Za-z0-9]{32}"),  # ClickUp
        ),
        secret_rest=rb"[\w.+/=-]*+",
        examples=(
            f"«tfp_{MIXED * 3}_aB3dE5gH7jK»",
            f"«dG9rO{MIXED * 3}aB3dE5==»",
            f"«CFPAT-{MIXED * 2}aB3dE5gH7jK»",
            f"«sk.eyJ1Ijoi{MIXED * 4}.{MIXED}aB3dE5»",
            f"tasks: «pk_1234567_{MIXED.upper() * 2}»",
        ),
        counter_examples=("tfp_short dG9rO", "CFPAT-short sk.eyJ1", "pk_1234567_short"),
    ),
)
