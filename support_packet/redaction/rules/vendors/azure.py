"""Keys of Microsoft's cloud, known by their shape."""

from support_packet.redaction.expressions.samples import MIXED
from support_packet.redaction.rule_kinds.prefixed_rule import PrefixedRule, Token
from support_packet.redaction.rule_kinds.rule import Rule

RULES = (
    Rule(
        id="azure-signature",
        kind="cloud key",
        finds="The signature of an Azure URL that grants access",
        prefix=rb"[?&;6](?:amp;)?sig=",  # also after the `\u0026` of JSON
        secret_start=rb"[A-Za-z0-9%+/_-]{20}",
        secret_rest=rb"[A-Za-z0-9%+/=_-]*+",
        examples=(
            "https://a.blob.core.windows.net/c?sv=2020&sig=«abcdefghijklmnopqrstuv%2Fw%3D»&se=1",
            "href='/c?sv=2020&amp;sig=«abcdefghijklmnopqrstuv»'",
            '{"url":"/workflows/x/invoke?sp=x\\u0026sig=«aB3dE5gH7jK9mN1p-aB3dE5_gH7»"}',
        ),
        counter_examples=("/c?sig=none&sv=2020", "design=abcdefghijklmnopqrstuv"),
    ),
    Rule(
        id="azure-client-secret",
        kind="cloud key",
        finds="Client secrets of Entra ID, formerly Azure AD",
        # Three characters and the version of the format before its mark.
        secret_start=rb"[A-Za-z0-9_~.-]{3}[0-9]Q~[A-Za-z0-9_~.-]{30}",
        secret_rest=rb"[A-Za-z0-9_~-]*+",
        examples=(
            f"refused: «aB38Q~{MIXED}_{MIXED}x»",
            f'{{"value":"«x~.7Q~{MIXED}-{MIXED}»"}}',
        ),
        counter_examples=("aB38Q~short", f"aB3xQ~{MIXED}_{MIXED}"),
    ),
    Rule(
        id="azure-devops-token",
        kind="cloud key",
        finds="Personal access tokens of Azure DevOps",
        # Random, the mark, a checksum.
        secret_start=rb"[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}",
        examples=(f"«{MIXED * 4}aB3dE5gH7jK9AZDO4aB3»", f"vsts:«{MIXED * 4}cB3dE5gH7jK9AZDO1c2D»"),
        counter_examples=("AZDO4aB3", f"{MIXED * 4}AZDO4aB3"),
    ),
    Rule(
        id="azure-marked-key",
        kind="cloud key",
        finds="Keys of Azure services that carry a mark: storage, batch, Cosmos DB, registries",
        # As Microsoft defines them: random base64, the service's mark, a checksum.
        secret_start=(
            rb"(?:[A-Za-z0-9+/]{76}(?:\+A(?:St|Ba|MC)|ACDb)"  # keys of 64 bytes
            rb"[A-Za-z0-9+/]{6}=="
            rb"|[A-Za-z0-9+/]{42}(?:AzSe|\+ACR)"  # search and container registries
            rb"[A-Za-z0-9+/]{6})"
        ),
        examples=(
            f"«{MIXED * 4}aB3dE5gH7jK9+AStaB3dE5==»",
            f"azurecr «{MIXED * 2}aB3dE5gH7j+ACRaB3dE5»",
        ),
        counter_examples=(f"sha512-{MIXED * 5}aB3dE5==", "+AStaB3dE5=="),
    ),
    Rule(
        id="azure-marked-short-key",
        kind="cloud key",
        finds="Keys of Azure's queues, hubs, caches and functions that carry a mark",
        secret_start=(
            rb"(?:[A-Za-z0-9+/]{33}(?:\+A(?:Eh|Sb|Rm)|AIoT|AzCa)"  # keys of 32 bytes
            rb"[A-Za-z0-9+/]{6}="
            rb"|[A-Za-z0-9_-]{44}AzFu"  # functions
            rb"[A-Za-z0-9_-]{6}==)"
        ),
        examples=(
            f"«{MIXED * 2}a+ASbaB3dE5=»",
            f"/api/x?code=«{MIXED * 2}aB3dE5gH7jK9AzFuaB3dE5==»",
        ),
        counter_examples=(f"sha256-{MIXED * 2}aB3dE5gH7jK=", "AzFuaB3dE5=="),
    ),
    Rule(
        id="azure-model-key",
        kind="cloud key",
        finds="Keys of Azure OpenAI and of Azure's other AI services",
        # Random, Microsoft's mark, the service, a checksum.
        secret_start=rb"[A-Za-z0-9]{52}JQQJ9[9DH][A-Za-z0-9]{26}",
        examples=(
            f"«{MIXED * 3}aB3dJQQJ99BBACAAAAAAAAAAAAAACOGaB3dE»",
            f"api-key of openai «{MIXED * 3}c4D5JQQJ9DAKACYeBjFXJ3w3AAABACOGaBdE»",
        ),
        counter_examples=("JQQJ99BBAC", f"{MIXED}JQQJ99BBACAAAAAAAAAAAAAACOGaB3d"),
    ),
    PrefixedRule(
        id="microsoft-refresh-token",
        kind="cloud key",
        finds="Refresh tokens of Microsoft's accounts",
        tokens=(
            Token(rb"[01]\.A", rb"[A-Za-z0-9_-]{100}"),  # two versions
        ),
        secret_rest=rb"[A-Za-z0-9_.-]*+",
        examples=(f"renew with «0.A{MIXED * 7}»", f"«1.AX{MIXED * 7}.AgABAwE»"),
        counter_examples=("0.Attempt 1.A", f"version 1.A{MIXED}"),
    ),
)
