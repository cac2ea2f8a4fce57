"""Asks the search server, Elasticsearch or OpenSearch, for its version and its plugins."""

from contextlib import suppress
from http import HTTPStatus
from typing import Any

import elastic_transport as elastic

from collectors.facts._search_client import NEEDS_MONITOR, RefusedError, get, open_transport
from support_packet import N_, CollectError, Mattermost, warn

VERSION = "elastic_server_version"
PLUGINS = "elastic_server_plugins"

_TOO_FEW_RIGHTS = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
_LIST = "/_cat/plugins?format=json&h=component"


def query_server(mattermost: Mattermost) -> dict[str, str | list[str]]:
    """Ask the search server for its version and the names of its plugins, sorted.

    `CollectError` says why there is no response; where only the plugins are unknown, a warning.
    """
    transport = open_transport(mattermost)
    facts: dict[str, str | list[str]] = {VERSION: _version(get(transport, "/"))}
    try:
        facts[PLUGINS] = _plugins(transport)
    except CollectError as error:
        warn(
            N_("The plugins of the search server are unknown. %(reason)s"),
            remedy=_remedy_of(error),
            reason=error,
        )
    return facts


def _remedy_of(error: CollectError) -> object:
    """Return what to do: a user who can read the version lacks rights, not the right password."""
    if not isinstance(error, RefusedError):
        return error.remedy
    # Any other status is not an error: some managed servers have no list.
    return NEEDS_MONITOR if error.status in _TOO_FEW_RIGHTS else ""


def _plugins(transport: elastic.Transport) -> list[str]:
    """Return the names from the nodes or, where a managed server hides them, from its list.

    Unlike the list, the nodes need no elected master: a red cluster responds, too.
    """
    try:
        nodes = get(transport, "/_nodes/plugins?filter_path=nodes.*.plugins.name")
        if names := _plugin_names(nodes):
            return names
    except CollectError as error:
        with suppress(CollectError):
            return _listed_names(get(transport, _LIST))
        raise error from None
    try:
        return _listed_names(get(transport, _LIST))
    except RefusedError as error:
        # Without a master there is no list, and the nodes' answer counts: no plugins.
        if error.status == HTTPStatus.SERVICE_UNAVAILABLE:
            return []
        raise


def _version(document: Any) -> str:
    try:
        return str(document["version"]["number"])
    except (TypeError, LookupError):
        raise CollectError(
            N_("The server at ElasticsearchSettings.ConnectionUrl is not a search server."),
            remedy=N_("Check ElasticsearchSettings.ConnectionUrl."),
        ) from None


def _plugin_names(document: Any) -> list[str]:
    if not document:
        return []
    try:
        nodes = document.get("nodes", {}).values()
        return sorted({str(plugin["name"]) for node in nodes for plugin in node["plugins"]})
    except (AttributeError, TypeError, LookupError):
        raise CollectError(
            N_("The search server returned its plugin list in an unexpected format.")
        ) from None


def _listed_names(document: Any) -> list[str]:
    try:
        return sorted({str(plugin["component"]) for plugin in document})
    except (TypeError, LookupError):
        raise CollectError(
            N_("The search server returned its plugin list in an unexpected format.")
        ) from None
