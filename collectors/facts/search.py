"""Facts about the search server, Elasticsearch or OpenSearch: its version and its plugins."""

from collectors.facts._release import has_numbered_schema
from support_packet import N_, Mattermost, PacketFacts, hookimpl

VERSION = "elastic_server_version"
PLUGINS = "elastic_server_plugins"
BACKEND = "elastic_backend"


def search_facts(mattermost: Mattermost) -> dict[str, str | list[str]]:
    """Query the search server; raises and warns as `query_server` does."""
    # Its client takes 70 ms and 5 MB.
    from collectors.facts._search_facts import query_server  # noqa: PLC0415 -- few have such a server

    return query_server(mattermost)


def backend_facts(mattermost: Mattermost) -> dict[str, str]:
    """Return which kind of search server a newer Mattermost is configured for."""
    backend = mattermost.config.text("ElasticsearchSettings.Backend")
    return {BACKEND: backend} if backend and has_numbered_schema(mattermost) else {}


@hookimpl
def packet_facts(mattermost: Mattermost) -> list[PacketFacts]:
    """Declare the search server's facts; there are none where the configuration disables it."""
    switches = ("EnableIndexing", "EnableSearching", "EnableAutocomplete")
    enabled = any(mattermost.config.flag(f"ElasticsearchSettings.{name}") for name in switches)
    return [
        PacketFacts(
            keys=(VERSION, PLUGINS) if enabled else (),
            collect=lambda: search_facts(mattermost),
            title=N_("Elasticsearch"),
            service=True,
        ),
        PacketFacts(
            keys=(BACKEND,) if enabled else (),
            collect=lambda: backend_facts(mattermost),
            title=N_("Elasticsearch"),
        ),
    ]
