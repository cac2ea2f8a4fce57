"""Keys that a mark, a prefix or the notation around them gives away, whatever their names are."""

from support_packet.redaction.expressions.fragments import LOOKS_RANDOM, NOT_A_PASSWORD
from support_packet.redaction.expressions.notation import QUOTE
from support_packet.redaction.expressions.nouns import NOUN_VALUE
from support_packet.redaction.expressions.samples import HEX, MIXED
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_words import ENCODED, KEYRINGS, PAIRED

_CODE = rb"[A-Za-z0-9+/_-]"
_NAMED = f"(?i:{'|'.join(f'(?<={name})' for name in PAIRED)})".encode()

_SEED = "SUADGQNOOGXPFNGYFMAQBJZHWNTVHZDBQQBOIIMOCFHYCKZUSIYZHLIIRF"

RULES = (
    Rule(
        id="key-marked-as-base64",
        kind="token",
        finds="A key of which the setting says that it is base64, as Laravel writes it",
        prefix=ENCODED + QUOTE + rb"[=:] ?" + QUOTE + rb"base64:",
        secret_start=_CODE + rb"{16}",
        secret_rest=_CODE + rb"*+={0,2}",
        # A name and its mark.
        prefilters=(ENCODED + rb"[\\\"'=: ]{1,10}base64:",),
        exact_start=True,
        examples=(f"APP_KEY=base64:«{MIXED * 2}aB3dE5gH7jK=»", f'"app_key": "base64:«{MIXED}»"'),
        counter_examples=("APP_KEY=base64:", f"data:image/png;base64:{MIXED}"),
    ),
    Rule(
        id="key-of-32-bytes",
        kind="token",
        finds="A key of 32 bytes in base64 after `key` or `secret`, in a sentence",
        # In a sentence, or the whole name of a member of JSON.
        prefix=rb"(?:" + KEYRINGS + rb" \\{0,3}[\"'(]?|\"key\\{0,3}\": ?\\{0,3}\")",
        # No public key; and nothing goes on. Or 64 bytes.
        lookahead=(
            # Keys that anyone may see.
            rb"(?<!ublic key )(?<!UBLIC KEY )(?<!host key )(?<!peer key )"
            rb"(?=" + _CODE + rb"{43}=(?![A-Za-z0-9=]))"
        ),
        secret_start=_CODE + rb"{43}",
        secret_rest=_CODE + rb"*+={0,2}",
        prefilters=(
            # In a sentence, in JSON.
            NOUN_VALUE,
            # That of a server.
            rb"(?i:keyring) \\{0,3}[\"'(]?[A-Za-z0-9+/_-]{16}",
            # A member of JSON.
            rb"\"key\\{0,3}\": ?\\{0,3}\"[A-Za-z0-9+/_-]{16}",
        ),
        exact_start=True,
        examples=(
            f"keyring: primary key «{MIXED}/{MIXED[1:]}{MIXED[:11]}=» not accepted",
            f"secret '«{MIXED}+{MIXED[1:]}{MIXED[:11]}=»' of the cluster",
            f'{{"key":"«{MIXED}+{MIXED[1:]}{MIXED[:11]}=»"}}',
        ),
        counter_examples=(
            f"public key {MIXED}/{MIXED[1:]}{MIXED[:11]}= of the peer",
            f"key {MIXED}{MIXED[:11]}= is short",
        ),
    ),
    Rule(
        id="value-of-name",
        kind="password",
        finds="A secret as the value of a pair in YAML on one line or in logfmt",
        effort=20,
        # With the short names, too.
        prefix=_NAMED
        # With the short names, too.
        + rb"(?:, value: ?|[\"']? (?:new_|old_)?value=|,(?:Parameter|Option)?Value=)"
        + QUOTE,
        # A digit or a sign, and no word with a number.
        lookahead=(
            # A digit or a sign, and a letter.
            rb"(?=[^\s\"'\\,}]{0,64}[0-9!#$%^&*])(?=[^\s\"'\\,}]{0,64}[A-Za-z])"
            # No word with a number, and no address.
            rb"(?![a-z]+(?:[-_./][a-z0-9]+)*[0-9]{0,3}(?:[\s\"'\\,}]|\Z)|[a-z]{2,8}://)"
            + NOT_A_PASSWORD
        ),
        secret_start=rb"[^\s\"'\\,}]{6}",
        secret_rest=rb"[^\s\"'\\,}]*+",
        prefilters=(
            rb", value:",
            # As logfmt.
            rb"[\"']? (?:new_|old_)?value=",
            # As a command line of Amazon's.
            rb",(?:Parameter|Option)?Value=",
        ),
        examples=(
            '- {name: DB_PASS, value: "«Hunter-22»"}',
            "updated key=EmailSettings.SMTPPassword value=«Hunter-22»",
            "--parameters ParameterKey=DBPassword,ParameterValue=«Hunter-22»",
        ),
        counter_examples=(
            "- {name: DB_PASS, valueFrom: x} - {key: cache_key, value: users-12}",
            "changed key=CacheKey value=12345678 for token value=expired",
        ),
    ),
    Rule(
        id="encoded-api-key",
        kind="token",
        finds="The key of an interface of Elasticsearch with its id, in base64",
        # The name of the member.
        prefix=rb"\"encoded\\{0,3}\" ?: ?\\{0,3}\"",
        lookahead=LOOKS_RANDOM,
        secret_start=rb"[A-Za-z0-9+/]{40}",
        secret_rest=rb"[A-Za-z0-9+/=]*+",
        prefilters=(rb"\"encoded\\{0,3}\"",),
        exact_start=True,
        examples=(f'{{"id":"x","encoded":"«{MIXED * 3}==»"}}', f'"encoded" : "«{MIXED * 3}»"'),
        counter_examples=('{"encoded":"true"}', f'{{"encoded":"{MIXED}"}}'),
    ),
    Rule(
        id="nats-seed-on-line",
        kind="private key",
        finds="The seed of a key of NATS alone on a line, as its tools write it to files",
        prefix=rb"\n",
        # Its kind.
        secret_start=rb"S[ACNOUX][A-Z2-7]{54}",
        secret_rest=rb"[A-Z2-7]{0,4}(?=\r?\n|\Z)",
        examples=(
            f"-----BEGIN USER NKEY SEED-----\n«{_SEED}»\n",
            f"\n«{_SEED.replace('SU', 'SA')}»\n",
        ),
        counter_examples=("\nSUMMARY\n", f"\n{_SEED[1:]}\n"),
    ),
    Rule(
        id="nats-seed",
        kind="private key",
        finds="The seed of a key of NATS",
        # The name and its mark.
        prefix=rb"(?i:seed|nkey)[\"']?[ :=]{1,3}[\"']?",
        secret_start=rb"S[ACNOUX][A-Z2-7]{40}",
        secret_rest=rb"[A-Z2-7]*+",
        # The same.
        prefilters=(rb"(?i:seed|nkey)[\"' :=]{1,5}S[ACNOUX]",),
        exact_start=True,
        examples=(
            "nkey seed: «SUAJKX5LPQZWE7R2T3YU4IOPASDFGHJKLZXCVBNM234567QWERTYUIOPAS»",
            "nkey «SAAJKX5LPQZWE7R2T3YU4IOPASDFGHJKLZXCVBNM234567QWERTYUIOPAS»",
        ),
        counter_examples=(
            "seed: SUMMARY OF IT",
            "nkey: UDXU4RCSJNZOIQHZNWXHXORDPRTGNJAHAHFRGZNEEJCPQTT2M7NLCNF4",
        ),
    ),
    Rule(
        id="xml-key-parameter",
        kind="private key",
        finds="The parts of a private key in .NET's XML",
        prefix=rb"<(?:P|Q|DP|DQ|InverseQ|D)>",
        secret_start=rb"[A-Za-z0-9+/]{24}",
        secret_rest=rb"[A-Za-z0-9+/=]*+",
        # The tag.
        prefilters=(rb"<(?:P|Q|DP|DQ|InverseQ|D)>[A-Za-z0-9+/]{4}",),
        exact_start=True,
        examples=(
            f"<Exponent>AQAB</Exponent><P>«{MIXED * 2}aB=»</P><Q>«{MIXED * 2}»</Q>",
            f"<InverseQ>«{MIXED * 2}»</InverseQ>",
        ),
        counter_examples=("<P>A text of several words.</P>", f"<Modulus>{MIXED * 2}</Modulus>"),
    ),
    Rule(
        id="signature-of-webhook",
        kind="token",
        finds="Signatures and crumbs that authorize a request, in headers",
        prefix=(
            # The name of the header.
            rb"(?i:signature-256|jenkins-crumb|\.crumb)"
            + QUOTE
            + rb"(?:: ?|=|:\[)[\[ ]{0,2}"
            + QUOTE
            + rb"(?:sha256=|v0=)?"
        ),
        secret_start=rb"[0-9a-f]{32}",
        secret_rest=rb"[0-9a-f]*+",
        # The same.
        prefilters=(rb"(?i:signature-256|jenkins-crumb|\.crumb)",),
        exact_start=True,
        examples=(
            f'"X-Hub-Signature-256":"sha256=«{HEX * 4}»"',
            f"Jenkins-Crumb: «{HEX * 2}»",
        ),
        counter_examples=("X-Hub-Signature-256: missing", '"Jenkins-Crumb":"none"'),
    ),
    Rule(
        id="trigger-id",
        kind="token",
        finds="The signed id with which an integration opens a dialog of Mattermost",
        prefix=rb"(?i:trigger_?id)" + QUOTE + rb"(?:: ?|=|%3[Dd])" + QUOTE,
        lookahead=LOOKS_RANDOM,
        secret_start=rb"[A-Za-z0-9+/=%_-]{40}",
        secret_rest=rb"[A-Za-z0-9+/=%_-]*+",
        prefilters=(rb"(?i:trigger_id|triggerid)",),
        exact_start=True,
        examples=(f'{{"trigger_id":"«{MIXED * 4}==»"}}', f"trigger_id=«{MIXED * 4}»&text=x"),
        counter_examples=('{"trigger_id":""}', '{"trigger_id":"y1ndrfg8ejkmcpqxot1uwisza3"}'),
    ),
)
