"""Secrets in the commands and answers of tools that keep secrets."""

from functools import partial

from support_packet.redaction.expressions.fragments import OPAQUE
from support_packet.redaction.expressions.notation import LOWER_UUID, QUOTE, SIGN_AND_LETTER
from support_packet.redaction.expressions.samples import HEX, MIXED
from support_packet.redaction.rule_kinds.line_rule import LineRule
from support_packet.redaction.rule_kinds.rule import Rule

# As tools print it.
_rule = partial(Rule, kind="token", exact_start=True)

_WORDS_OF_KEYS = (
    # Of wallets.
    rb"(?i:mnemonic|(?:seed|recovery|secret|backup|wallet) (?:phrase|words)|wallet (?:seed|backup)"
    # How many they are.
    rb"|(?:12|24|twelve|twenty-four) words)"
)

RULES = (
    LineRule(
        id="written-to-vault",
        kind="password",
        finds="What a command writes into Vault",
        # To write, or to change.
        trigger=(rb"vault (?:kv put|kv patch|write) ",),
        end=rb"[|;\n]",
        secret=rb"(?<= )[\w.-]{1,48}="
        + QUOTE
        + rb"(?!@|-\b)"
        + SIGN_AND_LETTER
        + rb"([^\s\"'\\]{4,})",
        examples=(
            "vault kv put secret/mm db=«tim75BRID147» smtp='«a!bcd»'",
            "vault write -field=x kv/mm password=«hunter2X»",
        ),
        counter_examples=("vault kv put secret/mm db=@file1.json", "vault write sys/x type=kv"),
    ),
    _rule(
        id="secret-id",
        finds="The secret half of a token of Consul and Nomad",
        # In columns.
        prefix=rb"Secret ?ID[ ]{0,16}[:=][ ]{1,16}",
        secret_start=LOWER_UUID,
        # With a space or without.
        prefilters=(rb"SecretID[ :=]|Secret ID[ :=]",),
        examples=(
            "SecretID:         «66f1fe40-0b65-41f9-a078-77d662d9ab3e»",
            "Secret ID    = «d9cc65af-a41e-4765-a367-5d5558108777»",
        ),
        counter_examples=(
            "AccessorID:       66f1fe40-0b65-41f9-a078-77d662d9ab3e",
            "SecretID:   <none>",
        ),
    ),
    _rule(
        id="gossip-key",
        finds="The key with which Consul, Nomad and Serf encrypt what nodes say to each other",
        # In JSON, or as an assignment.
        prefix=rb"(?:\"encrypt\\{0,3}\": ?\\{0,3}\"|encrypt ?= ?\"|-encrypt[ =]\"?)",
        secret_start=rb"[A-Za-z0-9+/]{21}",
        secret_rest=rb"[A-Za-z0-9+/=]*+",
        prefilters=(rb"\"encrypt[\\\"]", rb"encrypt ?= ?\"", rb"-encrypt[ =]"),
        examples=(
            f'{{"encrypt": "«{MIXED * 2}=»","datacenter":"dc1"}}',
            f"consul agent -encrypt=«{MIXED * 2}=» -join x",
        ),
        counter_examples=('{"encrypt": "starttls"}', 'encrypt = "required"'),
    ),
    _rule(
        id="session-of-password-manager",
        finds="The session of the command line of Bitwarden or 1Password",
        # Bitwarden, 1Password.
        prefix=rb"(?:BW_SESSION|OP_SESSION_\w{1,32})=" + QUOTE,
        secret_start=OPAQUE + rb"{20}",
        secret_rest=OPAQUE + rb"*+",
        prefilters=(rb"(?:BW_SESSION|OP_SESSION_)",),
        examples=(f'export BW_SESSION="«{MIXED * 3}==»"', f"OP_SESSION_acme=«{MIXED * 2}»"),
        counter_examples=("BW_SESSION=$x", "OP_SESSION_acme is not set"),
    ),
    LineRule(
        id="secret-of-key-vault",
        kind="password",
        finds="The value of a secret of Azure's vaults",
        trigger=(rb"vault\.azure\.net/secrets/",),
        # The member next to its address.
        secret=rb"\"value\\{0,3}\": ?\\{0,3}\"([^\"\\\n]{3,})",
        examples=(
            '{"id":"https://mm.vault.azure.net/secrets/smtp/c76a","value":"«Harbor62ember!»"}',
            '"{\\"id\\":\\"https://x.vault.azure.net/secrets/a/1\\",\\"value\\":\\"«a b c»\\"}"',
        ),
        counter_examples=(
            '{"id":"https://mm.vault.azure.net/secrets/smtp/c76a","value":""}',
            '{"value":"x","id":"https://mm.vault.azure.net/secrets/smtp"}',
        ),
    ),
    _rule(
        id="content-of-safe",
        kind="password",
        finds="The password that CyberArk returns, before the account that it is of",
        # The member, escaped or not.
        prefix=rb"\"Content\\{0,3}\": ?\\{0,3}\"",
        # The next member.
        lookahead=(
            # As far as its end.
            rb"(?=[^\"\\\n]{1,128}\\{0,3}\", ?\\{0,3}\""
            # The next one.
            rb"(?:UserName|Safe|PolicyID|Address|Folder))"
        ),
        secret_start=rb"[^\"\\\n]",
        secret_rest=rb"[^\"\\\n]*+",
        prefilters=(rb"\"Content[\\\"]",),
        examples=(
            '{"Content":"«Zephyr.Anchor.26»","UserName":"svc-mm","Safe":"MM"}',
            '"{\\"Content\\": \\"«a b»\\", \\"PolicyID\\":\\"x\\"}"',
        ),
        counter_examples=('{"Content":"hello","Id":"x"}', '{"Content":"","UserName":"x"}'),
    ),
    _rule(
        id="words-of-recovery",
        kind="private key",
        finds="The words from which a key can be made again",
        # What they are called.
        prefix=_WORDS_OF_KEYS + QUOTE + rb"(?:[:=] ?| (?:is|are):? |[ ])" + QUOTE,
        # Twelve words.
        secret_start=rb"[a-z]{3,8}(?: [a-z]{3,8}){11}",
        secret_rest=rb"(?>(?: [a-z]{3,8}){0,12})",
        # A mark after each.
        prefilters=(_WORDS_OF_KEYS + rb"[\\\"':= ]",),
        examples=(
            f"my 12 words are «{' '.join(['jungle', 'falcon'] * 6)}»",
            f"mnemonic: «{' '.join(['jungle', 'falcon'] * 6)}»",
            f'"seed phrase": "«{" ".join(["harbor", "saddle"] * 6)}»"',
        ),
        counter_examples=("mnemonic: the first letters", f"seed phrase: {HEX}"),
    ),
)
