"""Keys of code hosts, of stores of secrets and of services for developers, by their shape."""

from support_packet.redaction.rules.fragments import LOOKS_RANDOM, WORD_REST
from support_packet.redaction.rules.rule import Rule

RULES = (
    Rule(
        id="github-token",
        kind="cloud key",
        finds="Tokens of GitHub",
        word_boundary=True,
        secret_start=(
            rb"(?:gh[pousr]_"  # classic ones: personal, OAuth, user, server, refresh
            rb"|github_pat_)"  # fine-grained ones
            rb"[A-Za-z0-9_]{22}"
        ),
        secret_rest=rb"\w*+",
        examples=(
            "«ghp_abcdefghijklmnopqrstuvwxyz0123456789»",
            "«github_pat_11ABCDEFG0abcdefghijkl_mnopqrst»",
        ),
        counter_examples=("ghp_short", "high_availability_of_the_cluster_node"),
    ),
    Rule(
        id="developer-service-token",
        kind="cloud key",
        finds="Tokens of GitLab, Hugging Face, npm and DigitalOcean",
        word_boundary=True,
        secret_start=(
            rb"(?:glpat-|hf_|npm_|dop_v1_)"  # in the order of the names above
            rb"[A-Za-z0-9_-]{20}"
        ),
        secret_rest=WORD_REST,
        examples=("«glpat-abcdefghij0123456789»", "//registry/:x «npm_abcdefghij0123456789ABCD»"),
        counter_examples=("npm_config_cache hf_home", "glpat-0123456789"),
    ),
    Rule(
        id="vault-token",
        kind="cloud key",
        finds="Tokens of HashiCorp Vault",
        word_boundary=True,
        secret_start=rb"hvs\.[A-Za-z0-9_-]{20}",
        secret_rest=WORD_REST,
        examples=("«hvs.CAESIJ1234567890abcdef»", "X-Vault: «hvs.abcdefghij0123456789»"),
        counter_examples=("hvs.short", "xhvs.CAESIJ1234567890abcdef"),
    ),
    Rule(
        id="age-secret-key",
        kind="cloud key",
        finds="Keys of the encryption tool age",
        word_boundary=True,
        # The prefix of its Bech32 encoding, and the first of 58 characters.
        secret_start=rb"AGE-SECRET-KEY-1[A-Z0-9]{20}",
        secret_rest=rb"[A-Z0-9]*+",
        examples=(
            "«AGE-SECRET-KEY-1QQQQQQQQQQQQQQQQQQQQQQQQQ»",
            "identity «AGE-SECRET-KEY-1ABCDEFGHIJ0123456789XYZ» read",
        ),
        counter_examples=("AGE-SECRET-KEY", "AGE-SECRET-KEY-1QQQ"),
    ),
    Rule(
        id="openai-api-key",
        kind="cloud key",
        finds="Keys of OpenAI and of services that imitate it",
        word_boundary=True,
        # `task-`, `disk-` and words joined with hyphens are common.
        lookahead=LOOKS_RANDOM,
        secret_start=rb"sk-[A-Za-z0-9_-]{20}",
        secret_rest=WORD_REST,
        examples=(
            "«sk-proj-abcdefghijklmnopqrst1234»",
            "key «sk-abcdefghijklmnopqrstuvwxyz0123456789»",
        ),
        counter_examples=(
            "disk-encryption-enabled-for-this-volume1 task-1234567890abcdefghijkl",
            "sk-a-word-and-another-word",
        ),
    ),
)
