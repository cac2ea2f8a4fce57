"""Keys of services that take payments and sell, known by their shape."""

from support_packet.redaction.expressions.fragments import WORD_REST
from support_packet.redaction.expressions.samples import HEX, MIXED, UUID
from support_packet.redaction.rule_kinds.prefixed_rule import PrefixedRule, Token
from support_packet.redaction.rule_kinds.rule import Rule

RULES = (
    Rule(
        id="mollie-key",
        kind="cloud key",
        finds="Keys of Mollie, Chargebee, GoCardless and Lob",
        word_boundary=True,
        # The mode, and the key.
        secret_start=rb"(?:live|test)_(?:pub_)?[A-Za-z0-9]{30}",
        secret_rest=rb"[A-Za-z0-9_-]{0,10}+(?![\w])",  # the rest of the longer ones
        # With a digit and a capital, or of hexadecimal digits of the length of Lob's.
        lookahead=rb"(?:(?=\w{5}[A-Za-z]{0,24}[0-9])(?=\w{5}[a-z0-9]{0,24}[A-Z])"
        # The same.
        rb"|(?=\w{5}(?:pub_[0-9a-f]{31}|[0-9a-f]{35})(?!\w)))",
        # The same.
        prefilters=(rb"(?:live|test)_(?:pub_)?[A-Za-z0-9]{30}",),
        exact_start=True,
        examples=(
            "UnauthorizedException: key «live_h9vEulBRRKUYe8uo1ApkfWnW4dWZRn»",
            'mollie: "«test_dHar4XY7LxsDOtmnkVtjNVWXLSlXsM»"',
            f"gocardless «live_{MIXED * 2}_-aB3dE5», lob «test_{HEX * 2}abc»",
        ),
        counter_examples=(
            "the live_updates_of_the_newest_channels_of_all",
            f"test_{MIXED}, live_{HEX * 3}",
        ),
    ),
    Rule(
        id="razorpay-secret",
        kind="cloud key",
        finds="The secret of Razorpay after its id",
        # The id, and what is between.
        prefix=rb"rzp_(?:live|test)_[A-Za-z0-9]{14}[\"', :]{1,6}",
        secret_start=rb"[A-Za-z0-9]{20}",
        secret_rest=WORD_REST,
        examples=(
            f"auth ('rzp_live_aLQKMhK3LsPCPS', '«{MIXED}aB3d»')",
            f"rzp_test_aLQKMhK3LsPCPS:«{MIXED}aB3d»",
        ),
        counter_examples=("rzp_live_aLQKMhK3LsPCPS is the id", f"rzp_live_x: {MIXED}"),
    ),
    PrefixedRule(
        id="stripe-key",
        kind="cloud key",
        finds="Keys of Stripe and of its webhooks, and of services that imitate it",
        tokens=(
            # Secret and restricted keys; publishable ones are in pages.
            Token(rb"[sr]k_(?:live|test|prod)_", rb"[A-Za-z0-9+/]{16}"),
            Token(rb"whsec_", rb"[A-Za-z0-9+/]{16}"),  # what signs the calls of a webhook
        ),
        secret_rest=rb"[\w+/=]*+",
        examples=("«sk_live_abcdefghijklmnop0123»", "«whsec_abcdefghijklmnop»"),
        counter_examples=(
            "sk_live_short",
            "task_test_abcdefghijklmnop",
            "publishableKey: pk_live_abcdefghijklmnop0123, key=pk_test_51oBSrZ5TCHeq8gPbfimzj08",
        ),
    ),
    PrefixedRule(
        id="square-token",
        kind="cloud key",
        finds="Access tokens and secrets of Square",
        tokens=(
            Token(rb"sq0[a-z]{3}-", rb"[A-Za-z0-9_-]{22}"),  # with letters for each sort
            Token(rb"EAAA", rb"[A-Za-z0-9_-]{59}"),  # an access token
        ),
        secret_rest=rb"[\w-]*+",
        examples=(f"«sq0csp-{MIXED * 2}-aB3dE5gH_7»", f"square: «EAAA{MIXED * 3}aB3dE5gH-_k»"),
        counter_examples=("sq0csp-short", "EAAA and EAAAl1"),
    ),
    PrefixedRule(
        id="shopify-token",
        kind="cloud key",
        finds="Access tokens and secrets of Shopify",
        tokens=(
            Token(rb"shp[a-z]{2}[a-z]?_", rb"[0-9a-fA-F]{32}"),  # with letters for each sort
        ),
        secret_rest=WORD_REST,
        examples=(f"«shpat_{HEX * 2}»", f"shop refused «shpss_{HEX * 2}»."),
        counter_examples=("shpat_short", f"xshpat_{HEX * 2}"),
    ),
    PrefixedRule(
        id="payment-service-key",
        kind="cloud key",
        finds="Keys of Adyen, PayPal, Plaid, Checkout, EasyPost, Shippo, Flutterwave and others",
        tokens=(
            Token(rb"AQE[a-z]", rb"[A-Za-z0-9+/]{30}"),  # Adyen
            # PayPal's Braintree
            Token(rb"access_token\$", rb"[a-z]{7,10}\$[a-z0-9]{16}\$[0-9a-f]{32}"),
            # Plaid
            Token(rb"access-(?:sandbox|development|production)-", rb"[0-9a-f]{8}-[0-9a-f-]{27}"),
            Token(rb"sk_[0-9a-f]{8}-", rb"[0-9a-f]{4}-[0-9a-f-]{22}"),  # Checkout, of old
            Token(rb"sk_(?:sbox_)?[a-z2-7]{10}", rb"[a-z2-7]{16}[*#$=]"),  # Checkout
            Token(rb"EZ[AT]K", rb"[A-Za-z0-9]{54}"),  # EasyPost
            Token(rb"shippo_", rb"(?:live|test)_[0-9a-fA-F]{40}"),  # Shippo
            # Flutterwave, secret and public
            Token(rb"FLW(?:SEC|PUB)K-", rb"[A-Za-z0-9]{16}"),
            # The same, for tests
            Token(rb"FLW(?:SEC|PUB)K_TEST", rb"-[A-Za-z0-9]{12}[A-Za-z0-9-]{3}"),
            Token(rb"pdl_", rb"(?:live|sdbx)_apikey_[a-z0-9]{26}_"),  # Paddle
            Token(rb"xnd_", rb"(?:production|development)_[A-Za-z0-9]{40}"),  # Xendit
            Token(rb"duffel_", rb"(?:live|test)_[A-Za-z0-9_=-]{43}"),  # Duffel
            Token(rb"\$aact_", rb"(?:prod|hmlg)_[A-Za-z0-9_-]{20}"),  # Asaas
            Token(rb"mercury_production_", rb"[a-z]{3,6}_[A-Za-z0-9]{30}"),  # Mercury
            Token(rb"polar_", rb"(?:at|oat|pat)_[A-Za-z0-9_-]{20}"),  # Polar
            Token(rb"ramp_sec_", rb"[A-Za-z0-9]{40}"),  # Ramp
            Token(rb"api_(?:live|sandbox)", rb"(?:_us|_ca)?\.[A-Za-z0-9_-]{20}"),  # Onfido
            Token(rb"persona_(?:production|sandbox)_", rb"[a-z0-9_-]{20}"),  # Persona
            Token(rb"prf_", rb"(?:cli_)?[A-Za-z0-9]{20}"),  # Proof
            Token(rb"bxt_", rb"[A-Za-z0-9]{30}"),  # Brex
        ),
        secret_rest=rb"[\w+/=-]*+",
        examples=(
            f"«AQEyhmfx{MIXED * 2}-{MIXED}=»",
            f"«access_token$production${HEX}${HEX * 2}»",
            f"«access-production-{UUID}»",
            f"«sk_{UUID}» «sk_sbox_{'ab3c7d2e' * 3}ab$»",
            f"«EZAK{MIXED * 3}aB3dE5»",
            f"«shippo_live_{HEX * 2}01234567»",
            f"«FLWSECK_TEST-{HEX * 2}-X» «FLWPUBK-{HEX * 2}-X»",
            f"«pdl_live_apikey_01abcdefghjkmnpqrstvwxyz23_{MIXED}aB3dE5_aB3»",
            f"«xnd_production_{MIXED * 4}»",
            f"flights: «duffel_test_{MIXED * 2}aB3dE5gH-_=»",
            f"«$aact_prod_{MIXED}_aB3» «mercury_production_wxyz_{MIXED * 3}_yrucrem»",
            f"«polar_oat_{MIXED}-aB3» «ramp_sec_{MIXED * 3}» «api_live_us.{MIXED}-aB3»",
            f"«persona_sandbox_{HEX}-0123» «prf_cli_{MIXED}aB3d» «bxt_{MIXED * 2}»",
        ),
        counter_examples=(
            "access-production-server EZAK",
            "shippo_live_short FLWSECK-x",
            "AQEx polar_bears",
        ),
    ),
)
