"""Keys of services of language models, known by their prefixes."""

from support_packet.redaction.expressions.fragments import LOOKS_RANDOM, WORD_REST
from support_packet.redaction.expressions.random_values import LOOKS_MIXED
from support_packet.redaction.expressions.samples import HEX, MIXED, UUID
from support_packet.redaction.rule_kinds.prefixed_rule import PrefixedRule, Token
from support_packet.redaction.rule_kinds.rule import Rule

RULES = (
    Rule(
        id="openai-api-key",
        kind="cloud key",
        finds="Keys of OpenAI, Anthropic, OpenRouter, DeepSeek and others that begin with `sk-`",
        word_boundary=True,
        # `task-`, `disk-` and words joined with hyphens are common.
        lookahead=LOOKS_RANDOM,
        secret_start=rb"sk-[A-Za-z0-9_-]{20}",
        prefilters=tuple(
            # Small classes, of which hyperscan makes texts.
            rb"sk-" + some + rb"[A-Za-z0-9_-]{19}"
            for some in (rb"[a-m]", rb"[n-z]", rb"[A-Z]", rb"[0-9_-]")
        ),
        exact_start=True,
        secret_rest=WORD_REST,
        examples=(
            "«sk-proj-abcdefghijklmnopqrst1234»",
            "key «sk-abcdefghijklmnopqrstuvwxyz0123456789»",
            f"«sk-ant-api03-{MIXED * 2}_{MIXED}-AA»",
        ),
        counter_examples=(
            "disk-encryption-enabled-for-this-volume1 task-1234567890abcdefghijkl",
            "sk-a-word-and-another-word",
        ),
    ),
    PrefixedRule(
        id="model-service-key",
        kind="cloud key",
        finds="Keys of Groq, xAI, Perplexity, NVIDIA, Cerebras, Fireworks, Together and Replicate",
        tokens=(
            Token(rb"gsk_", rb"[A-Za-z0-9]{40}"),  # Groq
            Token(rb"xai-", rb"[A-Za-z0-9_-]{60}"),  # xAI
            Token(rb"pplx-", rb"[A-Za-z0-9]{40}"),  # Perplexity
            Token(rb"nvapi-", rb"[A-Za-z0-9_-]{50}"),  # NVIDIA
            Token(rb"csk-", rb"[a-z0-9]{40}"),  # Cerebras
            Token(rb"fw_", rb"[A-Za-z0-9]{22}"),  # Fireworks
            Token(rb"tgp_v1_", rb"[A-Za-z0-9_-]{30}"),  # Together
            Token(rb"r8_", rb"[A-Za-z0-9]{30}"),  # Replicate
        ),
        secret_rest=WORD_REST,
        examples=(
            f"401 Incorrect API key provided: «gsk_{MIXED * 3}aB3d».",
            f"«xai-{MIXED * 5}»",
            f"«pplx-{MIXED * 3}»",
            f"«nvapi-{MIXED * 2}-{MIXED}_{MIXED}»",
            f"«csk-{HEX * 3}»",
            f"«fw_{MIXED}aB3dE5»",
            f"«tgp_v1_{MIXED}-{MIXED}»",
            f"«r8_{MIXED * 2}aB3dE»",
        ),
        counter_examples=(
            "gsk_short xai-grok-beta pplx-70b-online",
            "fw_rules_of_the_cluster_node",
        ),
    ),
    PrefixedRule(
        id="model-store-key",
        kind="cloud key",
        finds="Keys of Hugging Face, Pinecone, LangSmith, Jina, Tavily, Langfuse, E2B and others",
        tokens=(
            Token(rb"(?:hf|api_org)_", rb"[A-Za-z0-9]{30}"),  # Hugging Face
            Token(rb"pcsk_", rb"[A-Za-z0-9]{4,7}_[A-Za-z0-9]{40}"),  # Pinecone
            Token(rb"llx-", rb"[A-Za-z0-9]{40}"),  # Llama Cloud
            Token(rb"lsv2_", rb"[ps][tk]_[0-9a-fA-F]{32}"),  # LangSmith
            Token(rb"jina_", rb"[A-Za-z0-9_-]{40}"),  # Jina
            Token(rb"tvly-", rb"(?:dev-|prod-)?[A-Za-z0-9]{28}"),  # Tavily
            Token(rb"wandb_v1_", rb"[A-Za-z0-9_]{60}"),  # Weights & Biases
            Token(rb"pk-lf-", rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}"),  # Langfuse
            Token(rb"cog_", rb"[a-z2-7]{52}"),  # Devin
            Token(rb"apk_", rb"(?:user_)?[A-Za-z0-9+/]{80}"),  # Devin, of old
            Token(rb"e2b_", rb"[0-9a-f]{40}"),  # E2B
            Token(rb"bb_live_", rb"[A-Za-z0-9_-]{20}"),  # Browserbase
            Token(rb"fc-", rb"[0-9a-f]{32}"),  # Firecrawl
            Token(rb"bt-st-", rb"[A-Za-z0-9]{40}"),  # Braintrust
            Token(rb"esecret_", rb"[A-Za-z0-9]{20}"),  # Anyscale
            Token(rb"LLM\|", rb"[0-9]{10,17}\|[A-Za-z0-9_-]{20}"),  # Meta's Llama
        ),
        secret_rest=rb"[\w+/=-]*+",
        examples=(
            "«hf_abcdefghijklmnopqrstuvwxyzABCDEFGH»",
            f"«pcsk_aB3dE5_{MIXED * 3}»",
            f"«llx-{MIXED * 3}»",
            f"«lsv2_pt_{HEX * 2}_0123456789»",
            f"«jina_{MIXED * 3}»",
            f"search: 401 «tvly-dev-{MIXED * 2}»",
            f"«wandb_v1_{MIXED * 4}_aB3dE5gH7jK9» «pk-lf-{UUID}» «e2b_{HEX * 2}01234567»",
            f"«cog_{'ab3c7d2e' * 6}ab3c» «apk_user_{MIXED * 8}» «bb_live_{MIXED}_aB3»",
            f"«fc-{HEX * 2}» «bt-st-{MIXED * 3}» «esecret_{MIXED}aB3d»",
            f"«LLM|123456789012345|{MIXED}aB3dE5gH7jK»",
        ),
        counter_examples=("hf_home hf_hub_download_cache_dir", "jina_embeddings_v3", "tvly-dev"),
    ),
    Rule(
        id="speech-service-key",
        kind="cloud key",
        finds="Keys of ElevenLabs, Cartesia, Clearbit, Knock and others that begin with `sk_`",
        word_boundary=True,
        # ElevenLabs and Clearbit, or what looks random.
        lookahead=rb"(?:(?=sk_[0-9a-f]{32})|(?=sk_car_)|(?=.{3}" + LOOKS_MIXED + rb"))",
        secret_start=rb"sk_[A-Za-z0-9_-]{23}",
        secret_rest=WORD_REST,
        examples=(
            f"«sk_{HEX * 3}»",
            f"speech «sk_car_{MIXED}aB3d»",
            f"knock «sk_{MIXED}_{MIXED}-aB3dE5gH» clearbit «sk_{HEX * 2}»",
        ),
        counter_examples=(
            "sk_0123456789abcdef",
            "sk_car_rental",
            "sk_the_usual_way_of_naming_a_file",
        ),
    ),
)
