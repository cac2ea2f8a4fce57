"""Facts about the search server, Elasticsearch or OpenSearch: its version and its plugins."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Timer
from time import monotonic
from typing import Any

import elastic_transport as elastic
from elastic_transport.client_utils import DEFAULT, basic_auth_to_header, url_to_node_config

from support_packet import CollectError, Mattermost, PacketFacts, hookimpl, warn

VERSION = "elastic_server_version"
PLUGINS = "elastic_server_plugins"

_MOST_BYTES = 2**20
_ADVICE: dict[int, str] = {
    HTTPStatus.UNAUTHORIZED: "Check Username and Password of ElasticsearchSettings.",
    HTTPStatus.FORBIDDEN: "Let ElasticsearchSettings.Username monitor the cluster.",
}


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
        warn(f"Unknown: {PLUGINS}. {error}")
    return facts


def _version(answer: Any) -> str:
    try:
        return str(answer["version"]["number"])
    except (TypeError, LookupError):
        url = "ElasticsearchSettings.ConnectionUrl"
        raise CollectError(f"What answers at {url} is no search server. Check it.") from None


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
        raise CollectError(f"{where}: {error.message}. Check ElasticsearchSettings.") from None
    except (elastic.SerializationError, RecursionError):
        raise CollectError(f"{where} answers with something else than JSON.") from None
    # An Elasticsearch 6 that has no elected master answers 503, and its version all the same.
    tells_version = isinstance(answer, dict) and "version" in answer
    if meta.status != HTTPStatus.OK and not tells_version:
        advice = _ADVICE.get(meta.status, "Check ElasticsearchSettings.ConnectionUrl.")
        raise CollectError(f"{where} answers with status {meta.status}. {advice}")
    return answer


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
    return elastic.Transport([node], node_class=_BoundedNode, max_retries=0, meta_header=False)


def _tls_context(mattermost: Mattermost) -> ssl.SSLContext:
    config = mattermost.config
    files = {
        name: str(config.folder / file)
        for name in ("CA", "ClientCert", "ClientKey")
        if (file := config.text(f"ElasticsearchSettings.{name}"))
    }
    try:
        context = ssl.create_default_context(cafile=files.get("CA"))
        if "ClientCert" in files:
            # Without a password of its own, OpenSSL would ask for one on the terminal.
            context.load_cert_chain(files["ClientCert"], files.get("ClientKey"), password="")
    except (OSError, ValueError) as error:
        names = "CA, ClientCert or ClientKey of ElasticsearchSettings"
        raise CollectError(f"{names} cannot be used: {error}.") from None
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT  # Go, and thus Mattermost, is not as strict.
    if config.flag("ElasticsearchSettings.SkipTLSVerification"):
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


class _BoundedNode(elastic.BaseNode):
    """A node that follows no redirect, and gives up at too long or too slow an answer.

    Its timeout bounds each single wait; after twice that time a request is cut off.
    """

    def perform_request(  # type: ignore[override] # of the same fields, and the one exported
        self,
        method: str,
        target: str,
        body: bytes | None = None,
        headers: elastic.HttpHeaders | None = None,
        request_timeout: Any = DEFAULT,  # noqa: ARG002 -- the configured one holds
    ) -> elastic.TransportApiResponse:
        """Make one request, on a connection of its own."""
        start = monotonic()
        sent = {**self.headers, **(headers or {})}
        try:
            with self._connection() as connection:
                connection.request(method, self.path_prefix + target, body, sent)
                with connection.getresponse() as response:
                    content = response.read(_MOST_BYTES + 1)
        except (OSError, HTTPException, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise elastic.ConnectionError(reason) from None
        duration = monotonic() - start
        if len(content) > _MOST_BYTES or duration > self._most_seconds:
            raise elastic.ConnectionError("the answer is too long, or comes too slowly")
        received = elastic.HttpHeaders(response.getheaders())
        meta = elastic.ApiResponseMeta(response.status, "1.1", received, duration, self.config)
        return elastic.TransportApiResponse(meta, content)

    @property
    def _most_seconds(self) -> float:
        return 2 * (self.config.request_timeout or 0)

    @contextmanager
    def _connection(self) -> Iterator[HTTPConnection]:
        connection = HTTPConnection(self.host, self.port, timeout=self.config.request_timeout)
        if context := self.config.ssl_context:
            connection = HTTPSConnection(
                self.host, self.port, timeout=self.config.request_timeout, context=context
            )
        with closing(connection):
            connection.connect()
            timer = Timer(self._most_seconds, _shut_down, [connection.sock])
            timer.daemon = True
            timer.start()
            try:
                yield connection
            finally:
                timer.cancel()


def _shut_down(connected: socket.socket) -> None:
    with suppress(OSError):  # It may be closed by now.
        connected.shutdown(socket.SHUT_RDWR)


@hookimpl
def packet_facts(mattermost: Mattermost) -> list[PacketFacts]:
    """Declare the search server's facts, where the configuration switches it on."""
    switches = ("EnableIndexing", "EnableSearching", "EnableAutocomplete")
    if not any(mattermost.config.flag(f"ElasticsearchSettings.{name}") for name in switches):
        return []
    return [PacketFacts(keys=(VERSION, PLUGINS), collect=lambda: search_facts(mattermost))]
