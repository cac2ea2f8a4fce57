"""Keys without a distinctive shape, known by the vendor's name before them."""

from support_packet.redaction.expressions.fragments import WORD_REST
from support_packet.redaction.expressions.samples import HEX, MIXED, UUID
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_phrases import KINDS_OF_KEYS

# At most 8 names in an alternative: hyperscan is slow with more.
_MONITORING = rb"(?i:datadog|dd_a|new[_-]?relic|pagerduty|opsgenie|honeycomb|splunk|collector)"  # 1
_BUILDS = rb"(?i:jenkins|sonar|travis|circleci|codecov|snyk|azure_devops|algolia)"  # 2
_MAIL = rb"(?i:mailgun|mailjet|mj_apikey|postmark|twilio|vonage|sendgrid|sparkpost)"  # 3
_HOSTING = rb"(?i:cloudflare|fastly|heroku|netlify|hetzner|scaleway|snowflake|linode)"  # 4
_SERVICES = rb"(?i:mistral|cohere|deepgram|assemblyai|asana|okta|trello|zendesk)"  # 5
_PEOPLE = rb"(?i:discord|facebook|twitter|twitch|linkedin|hubspot|intercom|dropbox)"  # 6
_CODE = rb"(?i:bitbucket|jfrog|artifactory|sumo|sentry|miro|aliyun|alibaba)"  # 7
_TOOLS = rb"(?i:openai|braze|giphy|gitea|deepl|plivo|pipedrive|freshdesk)"  # 8
_ALL = (_MONITORING, _BUILDS, _MAIL, _HOSTING, _SERVICES, _PEOPLE, _CODE, _TOOLS)

_KEY = (
    rb"[A-Za-z0-9_. -]{0,16}"  # the rest of the name
    + KINDS_OF_KEYS
    + rb"(?![_ -]?(?i:ids?|names?|files?|paths?|types?|hash)(?![a-z]))"  # not about one
    rb"[A-Za-z0-9_ -]{0,4}"
)
_BETWEEN = rb"[\"' \\:=>]{1,6}"
# Bounds on what all of that takes.
_AFTER = rb"[A-Za-z0-9_. -]{0,30}" + _BETWEEN + rb"[A-Za-z0-9]{8}[A-Za-z0-9-]{8}"

RULES = (
    Rule(
        id="key-after-vendor",
        kind="cloud key",
        effort=14,
        finds="Keys of Datadog, Jenkins, Mailjet, Cloudflare and others, by the names before them",
        prefix=(b"(?:" + b"|".join(_ALL) + b")" + _KEY + _BETWEEN),
        prefilters=tuple(names + _AFTER for names in _ALL),
        # With a digit and a letter, so that it is neither a word nor a number.
        lookahead=rb"(?=[A-Za-z-]{0,40}[0-9])(?=[0-9-]{0,40}[A-Za-z])",
        secret_start=(
            rb"(?:[A-Za-z0-9]{20}"
            rb"|[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{2})"  # a UUID
        ),
        secret_rest=WORD_REST,
        examples=(
            f"datadog application_key: «{HEX * 2}01234567»",
            f"jenkins api token «11{HEX * 2}» of ann refused",
            f"MJ_APIKEY_PRIVATE=«{HEX * 2}»",
            f"HTTP Event Collector token «{UUID}» rejected: Splunk",
            f"HUBSPOT_KEY = «{UUID}», discord key: '«{MIXED * 2}»'",
            f"sonar.login=«{HEX * 2}01234567»",
            f"azure openai key «{HEX * 2}» denied, braze rest key «{UUID}»",
            f"zendesk auth «{MIXED * 2}» refused, twilio auth: «{HEX * 2}»",
            f"AZURE_DEVOPS_EXT_PAT='«{MIXED.lower() * 3}abcd»'",
        ),
        counter_examples=(
            f"datadog trace {HEX * 2}, okta auth for {UUID}, discord auth user: {MIXED * 2}",
            f'{{"jenkins_token_id":"{UUID}"}}',
            f"heroku app {UUID} cloudflare ray: {HEX}",
            "the twilio token is wrong, pagerduty key: internationalization",
        ),
    ),
)
