"""Asks a search server, Elasticsearch or OpenSearch of any release, as Mattermost reaches it."""

import ssl
from http import HTTPStatus
from pathlib import Path
from typing import Any

import elastic_transport as elastic
from elastic_transport.client_utils import basic_auth_to_header, url_to_node_config

from collectors.facts._network import is_refused, reason_text
from collectors.facts._search_node import BoundedNode
from support_packet import N_, CollectError, Mattermost, client_tls_context


def get(transport: elastic.Transport, target: str) -> Any:
    """Return the JSON at `target`.

    The whole client refuses OpenSearch and older releases, and they refuse its `Accept` header;
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
        raise RefusedError(url, meta.status)
    return document


START = N_("Start the search server, or correct ElasticsearchSettings.ConnectionUrl.")


def _unreachable(url: str, reason: str) -> CollectError:
    if is_refused(reason):
        return CollectError(
            N_("Nothing is listening at %(server)s (connection refused)."),
            remedy=START,
            server=url,
        )
    return CollectError(
        N_("%(server)s: %(reason)s."),
        remedy=N_("Check the search server and ElasticsearchSettings."),
        server=url,
        reason=reason,
    )


NEEDS_MONITOR = N_(
    "Give the user ElasticsearchSettings.Username permission to monitor the cluster."
)
_REMEDIES: dict[int, str] = {
    HTTPStatus.UNAUTHORIZED: N_("Check Username and Password of ElasticsearchSettings."),
    HTTPStatus.FORBIDDEN: NEEDS_MONITOR,
    # Of a proxy in front of it.
    **dict.fromkeys((502, 503, 504), START),
}


class RefusedError(CollectError):
    """The server refused; `status` is that of its response."""

    def __init__(self, url: str, status: int) -> None:
        super().__init__(
            N_("%(server)s responded with HTTP status %(status)s."),
            remedy=_REMEDIES.get(status, N_("Check ElasticsearchSettings.ConnectionUrl.")),
            server=url,
            status=status,
        )
        self.status = status


def open_transport(mattermost: Mattermost) -> elastic.Transport:
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


def _certificate_files(config: Any) -> dict[str, Path]:
    """Return the files that are set; the server reads them from its file store."""
    names = ("CA", "ClientCert", "ClientKey")
    files = {name: config.text(f"ElasticsearchSettings.{name}") for name in names}
    store = config.text("FileSettings.DriverName")
    if any(files.values()) and store != "local":
        raise CollectError(
            N_(
                "CA, ClientCert and ClientKey of ElasticsearchSettings are in the file store "
                "%(store)s, which support-packet can't read."
            ),
            store=store,
        )
    directory = config.resolve(config.text("FileSettings.Directory"))
    return {name: directory / file.lstrip("/") for name, file in files.items() if file}


def _tls_context(mattermost: Mattermost) -> ssl.SSLContext:
    config = mattermost.config
    files = _certificate_files(config)
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
