"""Keys of services that send mail and text messages, known by their shape."""

from support_packet.redaction.expressions.fragments import WORD_REST
from support_packet.redaction.expressions.samples import HEX, MIXED
from support_packet.redaction.rule_kinds.prefixed_rule import PrefixedRule, Token
from support_packet.redaction.rule_kinds.rule import Rule

RULES = (
    PrefixedRule(
        id="sendgrid-key",
        kind="cloud key",
        finds="Keys of SendGrid",
        tokens=(Token(rb"SG\.", rb"[A-Za-z0-9_=-]{16}"),),
        secret_rest=rb"[A-Za-z0-9_.=-]*+",
        examples=(
            "«SG.abcdefghijklmnopqrstuv.abcdefghijklmnop»",
            "user apikey «SG.0123456789abcdef»",
        ),
        counter_examples=("SG.short", "MSG.abcdefghijklmnopqrstuv"),
    ),
    Rule(
        id="mailgun-key",
        kind="cloud key",
        finds="Keys of Mailgun",
        word_boundary=True,
        secret_start=rb"(?:pub)?key-[0-9a-f]{32}",
        secret_rest=rb"(?!\w)",  # no longer word
        examples=(f"api:«key-{HEX * 2}»", f"«pubkey-{HEX * 2}», said mailgun"),
        counter_examples=(f"key-{HEX}", f"key-{HEX * 3}", "key-value-store"),
    ),
    Rule(
        id="mailchimp-key",
        kind="cloud key",
        finds="Keys of Mailchimp, which end with the data center",
        secret_start=rb"[0-9a-f]{32}-us[0-9]",
        secret_rest=rb"[0-9]?(?!\w)",  # no longer word
        examples=(f"«{HEX * 2}-us20»", f"mailchimp refused «{HEX * 2}-us6»."),
        counter_examples=(f"{HEX * 2}-user1", f"{HEX}-us20", f"{HEX * 2}-us201"),
    ),
    PrefixedRule(
        id="mandrill-key",
        kind="cloud key",
        finds="Keys of Mailchimp's Mandrill",
        # Capitals and digits: `md-` begins the names of parts of pages, too.
        lookahead=rb"(?=[\w-]*[0-9])(?=[\w-]*[A-Z])",
        tokens=(Token(rb"md-", rb"[A-Za-z0-9_-]{22}"),),
        secret_rest=rb"(?![\w-])",
        examples=(f"«md-{MIXED}aB3dE5»", f"mandrill «md-{MIXED}_x-yZ9» is invalid"),
        counter_examples=("md-list-item-text-wrapper", f"md-{MIXED}", f"md-{MIXED * 2}"),
    ),
    PrefixedRule(
        id="brevo-key",
        kind="cloud key",
        finds="Keys of Brevo, formerly Sendinblue",
        tokens=(
            Token(rb"x(?:keysib|smtpsib)-", rb"[0-9a-fA-F]{40}"),  # for its API, for SMTP
        ),
        secret_rest=WORD_REST,
        examples=(f"«xkeysib-{HEX * 4}-{MIXED}»", f"smtp «xsmtpsib-{HEX * 4}-{MIXED}»"),
        counter_examples=("xkeysib-0123456789abcdef", f"keysib-{HEX * 4}-{MIXED}"),
    ),
    Rule(
        id="resend-key",
        kind="cloud key",
        finds="Keys of Resend",
        word_boundary=True,
        secret_start=rb"re_[A-Za-z0-9]{8}_[A-Za-z0-9]{20}",  # its id and its secret
        secret_rest=rb"\w*+",
        examples=("«re_aB3dE5gH_aB3dE5gH7jK9mN1paB3dE5gH»", f"resend: «re_01234567_{MIXED}aB3d»"),
        counter_examples=("re_compiled_expression", "re_aB3dE5gH_short", f"more_aB3dE5gH_{MIXED}"),
    ),
    PrefixedRule(
        id="mailersend-key",
        kind="cloud key",
        finds="Keys of MailerSend",
        tokens=(Token(rb"mlsn\.", rb"[A-Za-z0-9]{30}"),),
        secret_rest=rb"\w*+",
        examples=(f"«mlsn.{HEX * 4}»", f"mail: 401 «mlsn.{MIXED * 2}»"),
        counter_examples=("mlsn.short", f"xmlsn.{MIXED * 2}"),
    ),
    Rule(
        id="twilio-key",
        kind="cloud key",
        finds="Keys of Twilio",
        word_boundary=True,
        secret_start=rb"SK[0-9a-f]{32}",
        prefilters=(rb"SK[0-9a-f]{16}",),
        secret_rest=rb"(?!\w)",  # no longer word
        examples=(f"«SK{HEX * 2}»", f"twilio key «SK{HEX[::-1] * 2}»:x"),
        counter_examples=(f"SK{HEX}", f"SK{HEX * 3}", f"AC{HEX * 2}"),
    ),
)
