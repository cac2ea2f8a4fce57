"""The search server's facts, of every release and in every set-up."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import elasticsearch
import pytest
import sqlalchemy
from elasticsearch import BadRequestError, Elasticsearch, UnsupportedProductError
from support.servers.certificates import Certificate, CertificateAuthority
from support.servers.databases import EmptyDatabase
from support.servers.search import PASSWORD, USER, SearchServer, search_server

from collectors.facts.search import packet_facts
from demo.services.search_releases import RELEASES, Release
from support_packet import CollectError, Mattermost

MattermostWith = Callable[..., Mattermost]

NEWEST = RELEASES[3]
CLIENT_RELEASE = elasticsearch.__version__[0]
PLUGINS = (("analysis-icu", "repository-s3"), ("analysis-icu", "analysis-nori"))
UNIQUE = ["analysis-icu", "analysis-nori", "repository-s3"]


def settings(url: str, **more: Any) -> dict[str, Any]:
    own = {"ConnectionUrl": url, "Username": USER, "Password": PASSWORD, "EnableIndexing": True}
    return {"ElasticsearchSettings": own | more}


def collect(mattermost: Mattermost) -> Any:
    service, _ = packet_facts(mattermost)
    return service.collect()


@pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.number)
def test_every_release_reports_version_and_plugins(
    mattermost_with: MattermostWith, release: Release
) -> None:
    with search_server(SearchServer(release, PLUGINS)) as server:
        facts = collect(mattermost_with(**settings(f"http://127.0.0.1:{server.port}")))

    assert facts == {"elastic_server_version": release.number, "elastic_server_plugins": UNIQUE}


@pytest.mark.parametrize("switch", ["EnableIndexing", "EnableSearching", "EnableAutocomplete"])
def test_a_server_is_asked_where_anything_uses_it(
    mattermost_with: MattermostWith, switch: str
) -> None:
    mattermost = mattermost_with(ElasticsearchSettings={switch: True})

    facts, backend = packet_facts(mattermost)

    assert backend.keys == ("elastic_backend",)
    assert facts.keys == ("elastic_server_version", "elastic_server_plugins")
    assert (facts.title, facts.service) == ("Elasticsearch", True)


def test_no_server_is_asked_where_nothing_uses_it(mattermost_with: MattermostWith) -> None:
    with search_server(SearchServer(NEWEST)) as server:
        url = f"http://127.0.0.1:{server.port}"

        facts = packet_facts(mattermost_with(**settings(url, EnableIndexing=False)))

        assert [each.keys for each in facts] == [(), ()]
        assert server.requests == []


def test_a_server_without_plugins_has_an_empty_list(mattermost_with: MattermostWith) -> None:
    with search_server(SearchServer(NEWEST)) as server:
        facts = collect(mattermost_with(**settings(f"http://127.0.0.1:{server.port}")))

    assert facts == {"elastic_server_version": NEWEST.number, "elastic_server_plugins": []}


@pytest.mark.parametrize("slash", ["", "/"])
def test_a_server_behind_a_path_is_reached_below_it(
    mattermost_with: MattermostWith, slash: str
) -> None:
    with search_server(SearchServer(NEWEST, PLUGINS, path="/search/chat")) as server:
        url = f"http://127.0.0.1:{server.port}/search/chat{slash}"
        facts = collect(mattermost_with(**settings(url)))

    assert facts["elastic_server_plugins"] == UNIQUE


def test_credentials_may_be_in_the_url(mattermost_with: MattermostWith) -> None:
    encoded = "search%3Ap%40ss%2Fw%3Frd%20%23%2541"
    with search_server(SearchServer(NEWEST)) as server:
        url = f"http://{USER}:{encoded}@127.0.0.1:{server.port}"
        facts = collect(mattermost_with(**settings(url, Username="", Password="")))

    assert facts["elastic_server_version"] == NEWEST.number


def test_a_server_without_security_needs_no_credentials(mattermost_with: MattermostWith) -> None:
    with search_server(SearchServer(NEWEST, secured=False)) as server:
        url = f"http://127.0.0.1:{server.port}"
        facts = collect(mattermost_with(**settings(url, Username="")))

    assert facts["elastic_server_version"] == NEWEST.number


@pytest.mark.parametrize("release", [RELEASES[0], NEWEST], ids=["6", "9"])
def test_a_red_cluster_without_a_master_responds(
    mattermost_with: MattermostWith, release: Release
) -> None:
    with search_server(SearchServer(release, PLUGINS, master=False)) as server:
        facts = collect(mattermost_with(**settings(f"http://127.0.0.1:{server.port}")))

    assert facts == {"elastic_server_version": release.number, "elastic_server_plugins": UNIQUE}


@pytest.fixture
def certificate(authority: CertificateAuthority, tmp_path: Path) -> Certificate:
    return authority.issue(tmp_path, "search")


def test_a_certificate_of_the_system_is_trusted(
    mattermost_with: MattermostWith,
    authority: CertificateAuthority,
    certificate: Certificate,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.certificate))
    with search_server(SearchServer(NEWEST), certificate) as server:
        facts = collect(mattermost_with(**settings(f"https://127.0.0.1:{server.port}")))

    assert facts["elastic_server_version"] == NEWEST.number


@pytest.mark.parametrize("status", [200, 401, 403])
def test_a_managed_server_is_asked_for_its_list_of_plugins(
    mattermost_with: MattermostWith, status: int
) -> None:
    with search_server(SearchServer(NEWEST, PLUGINS, nodes=status)) as server:
        facts = collect(mattermost_with(**settings(f"http://127.0.0.1:{server.port}")))

    assert facts["elastic_server_plugins"] == UNIQUE


@pytest.mark.parametrize(
    "told",
    [
        {"nodes": {}},
        {"_nodes": {"total": 0}, "cluster_name": "managed", "nodes": {}},
        {"nodes": {"USpTGYaBSIKb": {"name": "a node"}}},
        {"nodes": {"USpTGYaBSIKb": {"plugins": []}}},
        {"nodes": {"USpTGYaBSIKb": {"plugins": None}}},
        {"message": "not available"},
        None,
    ],
)
def test_so_is_one_that_lists_nodes_without_plugins(
    mattermost_with: MattermostWith, told: Any
) -> None:
    with search_server(SearchServer(NEWEST, PLUGINS, nodes=200, told=told)) as server:
        facts = collect(mattermost_with(**settings(f"http://127.0.0.1:{server.port}")))

    assert facts["elastic_server_plugins"] == UNIQUE


@pytest.mark.parametrize("status", [404, 405, 410])
def test_a_server_that_has_neither_is_not_said_to_be_another_one(
    mattermost_with: MattermostWith, status: int
) -> None:
    with search_server(SearchServer(NEWEST, PLUGINS, nodes=status, lists=False)) as server:
        mattermost = mattermost_with(**settings(f"http://127.0.0.1:{server.port}"))
        with pytest.warns(UserWarning, match=rf"responded with HTTP status {status}\.$"):
            facts = collect(mattermost)

    assert facts == {"elastic_server_version": NEWEST.number}


@pytest.mark.parametrize("status", [200, 401])
def test_where_neither_is_allowed_a_warning_says_why(
    mattermost_with: MattermostWith, status: int
) -> None:
    with search_server(SearchServer(NEWEST, PLUGINS, nodes=status, lists=False)) as server:
        mattermost = mattermost_with(**settings(f"http://127.0.0.1:{server.port}"))
        reason = "plugins of the search server are unknown.*401.* permission to monitor"
        with pytest.warns(UserWarning, match=reason):
            facts = collect(mattermost)

    assert facts == {"elastic_server_version": NEWEST.number}


@pytest.mark.parametrize("directory", ["./data/", "files"])
def test_a_private_authority_is_found_in_the_file_store(
    mattermost_with: MattermostWith,
    home: Path,
    authority: CertificateAuthority,
    certificate: Certificate,
    directory: str,
) -> None:
    (home / directory).mkdir()
    (home / directory / "ca.pem").write_bytes(authority.certificate.read_bytes())
    with search_server(SearchServer(NEWEST), certificate) as server:
        url = f"https://localhost:{server.port}"
        own = settings(url, CA="ca.pem")
        facts = collect(mattermost_with(FileSettings={"Directory": directory}, **own))

    assert facts["elastic_server_version"] == NEWEST.number


def test_a_file_store_elsewhere_is_named(mattermost_with: MattermostWith) -> None:
    own = settings("https://127.0.0.1:1", CA="ca.pem")
    store = {"DriverName": "amazons3"}

    with pytest.raises(CollectError, match="amazons3"):
        collect(mattermost_with(FileSettings=store, **own))


def test_the_backend_is_a_fact_of_newer_servers_only(
    mattermost_with: MattermostWith, sqlite_database: EmptyDatabase
) -> None:
    own = settings("http://127.0.0.1:1", Backend="opensearch")
    sql = {"DriverName": "sqlite3", "DataSource": sqlite_database.data_source}
    _, old = packet_facts(mattermost_with(SqlSettings=sql, **own))
    assert old.collect() == {}

    with sqlite_database.engine.begin() as connection:
        connection.execute(sqlalchemy.text("CREATE TABLE db_migrations (Version int, Name text)"))
    _, new = packet_facts(mattermost_with(SqlSettings=sql, **own))

    assert new.collect() == {"elastic_backend": "opensearch"}


def test_an_unknown_certificate_passes_if_it_is_not_verified(
    mattermost_with: MattermostWith, certificate: Certificate
) -> None:
    with search_server(SearchServer(NEWEST), certificate) as server:
        url = f"https://127.0.0.1:{server.port}"
        facts = collect(mattermost_with(**settings(url, SkipTLSVerification=True)))

    assert facts["elastic_server_version"] == NEWEST.number


@pytest.mark.parametrize(
    "release",
    # Nor does a client of release 8 refuse a server of release 8.
    [each for each in RELEASES if each.major not in (7, CLIENT_RELEASE, 9)],
    ids=lambda each: each.number,
)
def test_the_whole_client_cannot_ask_other_releases(release: Release) -> None:
    with (
        search_server(SearchServer(release)) as server,
        Elasticsearch(f"http://127.0.0.1:{server.port}", basic_auth=(USER, PASSWORD)) as client,
        pytest.raises((UnsupportedProductError, BadRequestError)),
    ):
        client.info()
