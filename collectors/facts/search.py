"""Facts about the search server, Elasticsearch or OpenSearch: its version and its plugins."""

import ssl
from http import HTTPStatus
from typing import Any

import elastic_transport as elastic
from elastic_transport.client_utils import basic_auth_to_header, url_to_node_config

from collectors.facts._network import BoundedNode, is_refused, reason_text
from support_packet import N_, CollectError, Mattermost, PacketFacts, hookimpl, warn
from support_packet.network import client_tls_context

VERSION = "elastic_server_version"
PLUGINS = "elastic_server_plugins"


def search_facts(mattermost: Mattermost) -> dict[str, str | list[str]]:
    """Ask the search server for its version and the names of its plugins, sorted.

    `CollectError` says why there is no response; where only the plugins are unknown, a warning.
    """
    transport = _transport(mattermost)
    facts: dict[str, str | list[str]] = {VERSION: _version(_get(transport, "/"))}
    try:
        # Unlike `_cat/plugins` this needs no elected master: a red cluster responds, too.
        facts[PLUGINS] = _plugin_names(
            _get(transport, "/_nodes/plugins?filter_path=nodes.*.plugins.name")
        )
    except CollectError as error:
        warn(
            N_("The plugins of the search server are unknown. %(reason)s"),
            remedy=error.remedy,
            reason=error,
        )
    return facts


def _version(document: Any) -> str:
    try:
        return str(document["version"]["number"])
    except (TypeError, LookupError):
        raise CollectError(
            N_("The server at ElasticsearchSettings.ConnectionUrl is not a search server."),
            remedy=N_("Check ElasticsearchSettings.ConnectionUrl."),
        ) from None


def _plugin_names(document: Any) -> list[str]:
    try:
        nodes = document.get("nodes", {}).values()
        return sorted({str(plugin["name"]) for node in nodes for plugin in node["plugins"]})
    except (AttributeError, TypeError, LookupError):
        raise CollectError(
            N_("The search server returned its plugin list in an unexpected format.")
        ) from None


def _get(transport: elastic.Transport, target: str) -> Any:
    """Return the JSON at `target`.

    The client proper refuses OpenSearch and older releases, and they refuse its `Accept` header;
    its transport asks for plain JSON.
    """
    url = transport.node_pool.get().base_url + target.partition("?")[0]
    headers = {"accept": "application/json"}
    try:
        meta, document = transport.perform_request("GET", target, headers=headers)
    except elastic.ConnectionError as error:
        raise _unreachable(url, error.message) from None
    except (elastic.SerializationError, RecursionError):
        raise CollectError(
            N_("%(server)s did not respond with JSON."),
            remedy=N_("Check ElasticsearchSettings.ConnectionUrl."),
            server=url,
        ) from None
    # An Elasticsearch 6 without an elected master responds with 503, and with its version.
    has_version = isinstance(document, dict) and "version" in document
    if meta.status != HTTPStatus.OK and not has_version:
        raise _refused(url, meta.status)
    return document


def _unreachable(url: str, reason: str) -> CollectError:
    if is_refused(reason):
        return CollectError(
            N_("Nothing is listening at %(server)s (connection refused)."),
            remedy=N_("Start the search server, or correct ElasticsearchSettings.ConnectionUrl."),
            server=url,
        )
    return CollectError(
        N_("%(server)s: %(reason)s."),
        remedy=N_("Check the search server and ElasticsearchSettings."),
        server=url,
        reason=reason,
    )


_REMEDIES: dict[int, str] = {
    HTTPStatus.UNAUTHORIZED: N_("Check Username and Password of ElasticsearchSettings."),
    HTTPStatus.FORBIDDEN: N_(
        "Give the user ElasticsearchSettings.Username permission to monitor the cluster."
    ),
}


def _refused(url: str, status: int) -> CollectError:
    return CollectError(
        N_("%(server)s responded with HTTP status %(status)s."),
        remedy=_REMEDIES.get(status, N_("Check ElasticsearchSettings.ConnectionUrl.")),
        server=url,
        status=status,
    )


def _transport(mattermost: Mattermost) -> elastic.Transport:
    config = mattermost.config
    url = config.text("ElasticsearchSettings.ConnectionUrl")
    try:
        node = url_to_node_config(url, use_default_ports_for_scheme=True)
    except ValueError:
        raise CollectError(
            N_("ElasticsearchSettings.ConnectionUrl is not the URL of a server.")
        ) from None
    headers = dict(node.headers)
    if user := config.text("ElasticsearchSettings.Username"):
        password = config.text("ElasticsearchSettings.Password")
        headers["authorization"] = basic_auth_to_header((user, password))
    node = node.replace(
        headers=headers,
        request_timeout=mattermost.network_timeout,
        ssl_context=_tls_context(mattermost) if node.scheme == "https" else None,
    )
    return elastic.Transport([node], node_class=BoundedNode, max_retries=0, meta_header=False)


def _tls_context(mattermost: Mattermost) -> ssl.SSLContext:
    config = mattermost.config
    files = {
        name: config.config_dir / file
        for name in ("CA", "ClientCert", "ClientKey")
        if (file := config.text(f"ElasticsearchSettings.{name}"))
    }
    try:
        return client_tls_context(
            verify=not config.flag("ElasticsearchSettings.SkipTLSVerification"),
            ca_file=files.get("CA"),
            certificate=files.get("ClientCert"),
            key=files.get("ClientKey"),
        )
    except (OSError, ValueError) as error:
        raise CollectError(
            N_("CA, ClientCert or ClientKey of ElasticsearchSettings cannot be used: %(reason)s."),
            reason=reason_text(error),
        ) from None


@hookimpl
def packet_facts(mattermost: Mattermost) -> PacketFacts:
    """Declare the search server's facts; there are none where the configuration disables it."""
    switches = ("EnableIndexing", "EnableSearching", "EnableAutocomplete")
    enabled = any(mattermost.config.flag(f"ElasticsearchSettings.{name}") for name in switches)
    return PacketFacts(
        keys=(VERSION, PLUGINS) if enabled else (),
        collect=lambda: search_facts(mattermost),
        title=N_("Elasticsearch"),
        service=True,
    )
