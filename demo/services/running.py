"""Runs the directory and the search server, and says how Mattermost is configured for them."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demo.planted import CONFIGURED, SEARCH_URL_PASSWORD
from demo.server import HOST
from demo.services.openldap import find_slapd, openldap
from demo.services.search import SearchServer, search_server
from demo.services.search_releases import Release
from demo.services.stand_in import stand_in

BIND_USER = "cn=mattermost,dc=example,dc=com"
BASE = "ou=people,dc=example,dc=com"
SEARCH_USER = "elastic"

_RELEASE = Release("7.17.28")
_PLUGINS = (("analysis-icu", "repository-s3"), ("analysis-icu",))


@dataclass(frozen=True)
class Services:
    """What the servers are, and the settings by which Mattermost uses them."""

    directory: str
    search: str
    settings: Mapping[str, Any]


@contextmanager
def running_services(folder: Path) -> Iterator[Services]:
    """Run both servers until the block ends, with the directory's files in `folder`."""
    password = CONFIGURED["ElasticsearchSettings.Password"]
    server = SearchServer(_RELEASE, _PLUGINS, user=SEARCH_USER, password=password)
    with ExitStack() as stack:
        port, directory = stack.enter_context(_directory(folder))
        search = stack.enter_context(search_server(server))
        url = f"http://{SEARCH_USER}:{SEARCH_URL_PASSWORD}@{HOST}:{search.port}"
        settings = {
            "LdapSettings.Enable": True,
            "LdapSettings.LdapServer": HOST,
            "LdapSettings.LdapPort": port,
            "ElasticsearchSettings.EnableIndexing": True,
            "ElasticsearchSettings.ConnectionUrl": url,
            "ElasticsearchSettings.Username": SEARCH_USER,
        }
        yield Services(directory, f"a stand-in for Elasticsearch {_RELEASE.number}", settings)


@contextmanager
def _directory(folder: Path) -> Iterator[tuple[int, str]]:
    """Run this machine's OpenLDAP, or the stand-in; yield its port and what it is."""
    password = CONFIGURED["LdapSettings.BindPassword"]
    with ExitStack() as stack:
        if slapd := find_slapd():
            port = stack.enter_context(openldap(slapd, folder, BIND_USER, password))
            if port:
                yield port, f"this machine's OpenLDAP {slapd.version}"
                return
        port = stack.enter_context(stand_in(BIND_USER, password, BASE))
        yield port, "a stand-in for 389 Directory Server"
