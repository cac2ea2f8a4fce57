"""Facts about the search server, Elasticsearch or OpenSearch: its version and its plugins."""

import ssl
from http import HTTPStatus
from typing import Any

import elastic_transport as elastic
from elastic_transport.client_utils import basic_auth_to_header, url_to_node_config

from collectors.facts._search_node import BoundedNode
from support_packet import CollectError, Mattermost, PacketFacts, hookimpl, warn

VERSION = "elastic_server_version"
PLUGINS = "elastic_server_plugins"


def search_facts(mattermost: Mattermost) -> dict[str, str | list[str]]:
    """Ask the search server for its version and the names of its plugins, sorted.

    `CollectError` says why there is no answer; where only the plugins are unknown, a warning.
    """
    transport = _transport(mattermost)
    facts: dict[str, str | list[str]] = {VERSION: _version(_get(transport, "/"))}
    try:
        # Unlike `_cat/plugins` this needs no elected master: a red cluster answers, too.
        facts[PLUGINS] = _plugin_names(
            _get(transport, "/_nodes/plugins?filter_path=nodes.*.plugins.name")
        )
    except CollectError as error:
        warn("Unknown: %(fact)s. %(reason)s", fact=PLUGINS, reason=error)
    return facts


def _version(answer: Any) -> str:
    try:
        return str(answer["version"]["number"])
    except (TypeError, LookupError):
        raise CollectError(
            "What answers at ElasticsearchSettings.ConnectionUrl is no search server. Check it."
        ) from None


def _plugin_names(answer: Any) -> list[str]:
    try:
        nodes = answer.get("nodes", {}).values()
        return sorted({str(plugin["name"]) for node in nodes for plugin in node["plugins"]})
    except (AttributeError, TypeError, LookupError):
        raise CollectError("The search server lists its plugins in an unknown way.") from None


def _get(transport: elastic.Transport, target: str) -> Any:
    """Return the JSON at `target`.

    The client proper refuses OpenSearch and older releases, and they refuse its `Accept` header;
    its transport asks for plain JSON.
    """
    where = transport.node_pool.get().base_url + target.partition("?")[0]
    headers = {"accept": "application/json"}
    try:
        meta, answer = transport.perform_request("GET", target, headers=headers)
    except elastic.ConnectionError as error:
        raise CollectError(
            "%(server)s: %(reason)s. Check ElasticsearchSettings.",
            server=where,
            reason=error.message,
        ) from None
    except (elastic.SerializationError, RecursionError):
        raise CollectError(
            "%(server)s answers with something else than JSON.", server=where
        ) from None
    # An Elasticsearch 6 that has no elected master answers 503, and its version all the same.
    tells_version = isinstance(answer, dict) and "version" in answer
    if meta.status != HTTPStatus.OK and not tells_version:
        raise _refused(where, meta.status)
    return answer


def _refused(where: str, status: int) -> CollectError:
    match status:
        case HTTPStatus.UNAUTHORIZED:
            return CollectError(
                "%(server)s answers with status 401. Check Username and Password of "
                "ElasticsearchSettings.",
                server=where,
            )
        case HTTPStatus.FORBIDDEN:
            return CollectError(
                "%(server)s answers with status 403. Let ElasticsearchSettings.Username monitor "
                "the cluster.",
                server=where,
            )
    return CollectError(
        "%(server)s answers with status %(status)s. Check ElasticsearchSettings.ConnectionUrl.",
        server=where,
        status=status,
    )


def _transport(mattermost: Mattermost) -> elastic.Transport:
    config = mattermost.config
    url = config.text("ElasticsearchSettings.ConnectionUrl")
    try:
        node = url_to_node_config(url, use_default_ports_for_scheme=True)
    except ValueError:
        raise CollectError("ElasticsearchSettings.ConnectionUrl is no URL of a server.") from None
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
        name: str(config.config_dir / file)
        for name in ("CA", "ClientCert", "ClientKey")
        if (file := config.text(f"ElasticsearchSettings.{name}"))
    }
    try:
        context = ssl.create_default_context(cafile=files.get("CA"))
        if "ClientCert" in files:
            # Without a password of its own, OpenSSL would ask for one on the terminal.
            context.load_cert_chain(files["ClientCert"], files.get("ClientKey"), password="")
    except (OSError, ValueError) as error:
        raise CollectError(
            "CA, ClientCert or ClientKey of ElasticsearchSettings cannot be used: %(reason)s.",
            reason=error,
        ) from None
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT  # Go, and thus Mattermost, is not as strict.
    if config.flag("ElasticsearchSettings.SkipTLSVerification"):
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


@hookimpl
def packet_facts(mattermost: Mattermost) -> list[PacketFacts]:
    """Declare the search server's facts, where the configuration switches it on."""
    switches = ("EnableIndexing", "EnableSearching", "EnableAutocomplete")
    if not any(mattermost.config.flag(f"ElasticsearchSettings.{name}") for name in switches):
        return []
    return [PacketFacts(keys=(VERSION, PLUGINS), collect=lambda: search_facts(mattermost))]
