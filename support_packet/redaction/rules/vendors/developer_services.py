"""Keys of services for developers of websites and programs, known by their prefixes."""

from support_packet.redaction.expressions.fragments import LOOKS_RANDOM
from support_packet.redaction.expressions.samples import HEX, MIXED, UPPER, UUID
from support_packet.redaction.rule_kinds.prefixed_rule import PrefixedRule, Token
from support_packet.redaction.rule_kinds.rule import Rule

_REST = rb"[\w.+/=-]*+"

RULES = (
    PrefixedRule(
        id="developer-service-key",
        kind="cloud key",
        finds="Keys of Apify, Adobe, Brave, Canva, Harness, Ionic, Render, Sourcegraph and others",
        lookahead=LOOKS_RANDOM,
        tokens=(
            Token(rb"p8e-", rb"[A-Za-z0-9]{32}"),  # Adobe
            Token(rb"AIK_", rb"(?:CI|CLIENT|SECRET)_[A-Za-z0-9]{20}"),  # Aikido
            Token(rb"apify_api_", rb"[A-Za-z0-9]{30}"),  # Apify
            Token(rb"BSA", rb"[A-Za-z0-9_-]{24}"),  # Brave
            Token(rb"cnvca", rb"[A-Za-z0-9_-]{48}"),  # Canva
            Token(rb"csa_", rb"[0-9a-f]{30}"),  # Cloudsmith
            Token(rb"dvc_", rb"(?:client|mobile|server)_[A-Za-z0-9]{9}"),  # DevCycle
            Token(rb"fio-u-", rb"[A-Za-z0-9_=-]{60}"),  # Frame.io
            Token(rb"[ps]at\.", rb"[A-Za-z0-9_-]{22}\.[0-9a-f]{24}\.[A-Za-z0-9]{16}"),  # Harness
            Token(rb"ion_", rb"[A-Za-z0-9]{40}"),  # Ionic
            Token(rb"eyJtaXJv", rb"[A-Za-z0-9_-]{30}"),  # Miro
            Token(rb"nyk_", rb"[A-Za-z0-9]{40}"),  # Nylas
            Token(rb"os_v2_", rb"(?:app|org)_[a-z2-7]{60}"),  # OneSignal
            Token(rb"rdme_", rb"[a-z0-9]{60}"),  # ReadMe
            Token(rb"rpa_", rb"[A-Za-z0-9]{30}"),  # RunPod, redirect.pizza
            Token(rb"rnd_", rb"[A-Za-z0-9]{28}"),  # Render
            Token(rb"samsara_api_", rb"[A-Za-z0-9]{26}"),  # Samsara
            Token(rb"tk-us-", rb"[A-Za-z0-9_-]{48}"),  # Scalingo
            Token(rb"sgp_", rb"(?:[0-9a-f]{16}_|local_)?[A-Za-z0-9]{40}"),  # Segment, Sourcegraph
            Token(rb"sm_", rb"[aps]at_[A-Za-z0-9]{16}"),  # SettleMint
            Token(rb"unkey_", rb"[A-Za-z0-9]{20}"),  # Unkey
            Token(rb"vtwn_", rb"[A-Za-z0-9_-]{20}"),  # Val Town
            Token(rb"waka_", rb"[a-z0-9-]{36}"),  # WakaTime
            Token(rb"wrka", rb"[a-z]{0,2}-eyJ[A-Za-z0-9_-]{14}"),  # Workato
            Token(rb"zpka_", rb"[a-z0-9]{32}_[0-9a-f]{8}"),  # Zuplo
            Token(rb"gcntfy-", rb"[a-z0-9_]{1,64}-[0-9a-f]{8}-[0-9a-f-]{27}"),  # GC Notify
            Token(rb"n8n_api_", rb"[A-Za-z0-9_-]{30}"),  # n8n
        ),
        secret_rest=_REST,
        examples=(
            f"«p8e-{HEX * 2}» «AIK_SECRET_{MIXED * 4}» «apify_api_{MIXED * 2}aB»",
            f"search: «BSA{MIXED}_aB3dE5gH» «cnvca{MIXED * 3}aB3» «csa_{HEX}{HEX[:14]}aB3dE5»",
            f"«dvc_server_{MIXED}» «fio-u-{MIXED * 4}» «ion_{MIXED * 2}aB3dE5gH7j»",
            f"«pat.{MIXED}aB3dE5.{HEX}01234567.{MIXED}aB3d» «eyJtaXJv{MIXED}_{MIXED}»",
            f"«nyk_{MIXED * 4}aB3» «os_v2_app_{'ab3c7d2e' * 12}ab3c7d2» «rdme_{HEX * 4}abc123»",
            f"«rpa_{UPPER * 2}12345678aB3dE5» «rnd_{MIXED}aB3dE5gH7jK9» «sm_pat_{MIXED}»",
            f"«samsara_api_{MIXED}aB3dE5gH7j» «tk-us-{MIXED * 3}» «sgp_local_{HEX * 2}01234567»",
            f"«unkey_{MIXED}aB3dE5» «vtwn_{MIXED}_{MIXED}» «waka_{UUID}»",
            f"«wrkaus-eyJhbGciOiJSUzI1NiJ9.{MIXED * 2}.{MIXED * 4}» «zpka_{HEX * 2}_01234567»",
            f"ApiKey-v1 «gcntfy-chat-{UUID}-{UUID}» «n8n_api_{MIXED * 2}»",
        ),
        counter_examples=(
            "BSA and csa_short, rpa_process_of_the_robots_in_the_office",
            "ion_channel_of_the_membrane_and_its_conductance, pat.and.mat",
            "vtwn_, os_v2_app, unkey_the_door_of_the_house, waka_waka",
        ),
    ),
    Rule(
        id="geolocation-key",
        kind="cloud key",
        finds="License keys of MaxMind",
        word_boundary=True,
        # Its id, its secret, a mark.
        secret_start=rb"[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk",
        secret_rest=rb"(?!\w)",  # no longer word
        examples=(f"«aB3dE5_{MIXED}aB3dE5gH7jK9m_mmk»", f'"«gH7jK9_{HEX}0123456789abc_mmk»"'),
        counter_examples=("license_mmk", f"aB3dE5_{MIXED}_mmk"),
    ),
    Rule(
        id="tableau-token",
        kind="cloud key",
        finds="Personal access tokens of Tableau",
        word_boundary=True,
        # Its id in base64, its secret.
        secret_start=rb"[A-Za-z0-9+/]{22}==:[A-Za-z0-9]{32}",
        secret_rest=rb"(?!\w)",  # no longer word
        examples=(f"«{MIXED}aB3dE5==:{MIXED * 2}»", f"tableau: «{MIXED}+B/dE5==:{UPPER * 2}»"),
        counter_examples=(f"{MIXED}aB3dE5==:x", f"aB3dE5==:{MIXED * 2}"),
    ),
    Rule(
        id="authress-key",
        kind="cloud key",
        finds="Keys of clients of Authress",
        word_boundary=True,
        # Its kind, its id, the account.
        secret_start=rb"(?:sc|ext|scauth|authress)_[a-z0-9]{5,30}\.[a-z0-9]{4,6}\.acc[_-][a-z0-9-]{10}",
        secret_rest=_REST,
        examples=(
            f"«sc_0a1b2c3d4e.9f8e.acc-0123456789ab.{MIXED * 2}»",
            f"«authress_0a1b2c3d4e.9f8e.acc_0123456789ab.{MIXED * 2}»",
        ),
        counter_examples=("sc_account.name.acc", "ext_0a1b2c3d4e.9f8e.access-to-the-rest"),
    ),
    Rule(
        id="clickhouse-key",
        kind="cloud key",
        finds="Secret keys of ClickHouse's cloud",
        word_boundary=True,
        # In upper and lower case: digests are not.
        lookahead=rb"(?=[a-z0-9]{0,40}[A-Z])(?=[A-Z0-9]{0,2}b1d[A-Z0-9]{0,40}[a-z])",
        secret_start=rb"4b1d[A-Za-z0-9]{38}",
        secret_rest=rb"(?!\w)",  # no longer word
        examples=(f"«4b1d{MIXED * 2}aB3dE5»", f'"«4b1dX{MIXED * 2}aB3dE»"'),
        counter_examples=(f"4b1d{HEX * 2}012345", f"4b1d{HEX * 3}"),
    ),
)
