"""The directory server's facts, of real servers in every set-up."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from support.servers import directory389 as ds389
from support.servers import slapd as openldap
from support.servers.certificates import CertificateAuthority
from support.servers.databases import EmptyDatabase
from support.servers.directory389 import Directory389
from support.servers.slapd import Slapd, slapd_server

from collectors.facts.ldap import ldap_facts, packet_facts
from support_packet import CollectError
from support_packet.mattermost.installation import Mattermost

MattermostWith = Callable[..., Mattermost]

KNOWN = {"ldap_vendor_name": "The OpenLDAP Project", "ldap_vendor_version": "2.6 (ä)"}
BIND = {"BindUsername": openldap.USER, "BindPassword": openldap.PASSWORD}


def settings(port: int, **more: Any) -> dict[str, Any]:
    own = {"Enable": True, "LdapServer": "127.0.0.1", "LdapPort": port}
    return {"LdapSettings": own | more}


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "[::1]", "ldap://127.0.0.1/"])
def test_a_server_reports_its_vendor_and_version(
    mattermost_with: MattermostWith, slapd: Slapd, host: str
) -> None:
    assert ldap_facts(mattermost_with(**settings(slapd.port, LdapServer=host))) == KNOWN


@pytest.fixture
def _trusted_authority(authority: CertificateAuthority, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.certificate))


@pytest.mark.usefixtures("_trusted_authority")
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
@pytest.mark.parametrize("security", ["TLS", "STARTTLS"])
def test_a_certificate_of_the_system_is_trusted(
    mattermost_with: MattermostWith, slapd: Slapd, security: str, host: str
) -> None:
    port = slapd.tls_port if security == "TLS" else slapd.port
    more = {"LdapServer": host, "ConnectionSecurity": security}

    assert ldap_facts(mattermost_with(**settings(port, **more))) == KNOWN


@pytest.mark.parametrize("security", ["TLS", "STARTTLS"])
def test_an_unknown_certificate_passes_if_it_is_not_verified(
    mattermost_with: MattermostWith, slapd: Slapd, security: str
) -> None:
    port = slapd.tls_port if security == "TLS" else slapd.port
    more = {"ConnectionSecurity": security, "SkipCertificateVerification": True}

    assert ldap_facts(mattermost_with(**settings(port, **more))) == KNOWN


@pytest.mark.parametrize("security", ["", "STARTTLS"])
def test_a_private_server_is_asked_as_the_bind_user(
    mattermost_with: MattermostWith, private_slapd: Slapd, security: str
) -> None:
    more = {"ConnectionSecurity": security, "SkipCertificateVerification": True} | BIND

    assert ldap_facts(mattermost_with(**settings(private_slapd.port, **more))) == KNOWN


@pytest.mark.usefixtures("slapd")  # which installs the server outside of the timeout
def test_a_server_may_ask_for_a_client_certificate(
    mattermost_with: MattermostWith, home: Path, authority: CertificateAuthority
) -> None:
    authority.issue(home / "config", "client")
    files = {"PublicCertificateFile": "client.crt", "PrivateKeyFile": "client.key"}
    options = f"{openldap.PUBLIC}\nTLSVerifyClient demand"
    more = {"ConnectionSecurity": "TLS", "SkipCertificateVerification": True} | files
    with slapd_server(authority, {"vendorName": "x", "vendorVersion": "1"}, options) as server:
        facts = ldap_facts(mattermost_with(**settings(server.tls_port, **more)))

    assert facts == {"ldap_vendor_name": "x", "ldap_vendor_version": "1"}


@pytest.mark.usefixtures("slapd")
def test_the_certificate_is_in_the_database_where_the_configuration_is(
    home: Path, tmp_path: Path, authority: CertificateAuthority, postgres_database: EmptyDatabase
) -> None:
    files = {"PublicCertificateFile": "client.crt", "PrivateKeyFile": "client.key"}
    more = {"ConnectionSecurity": "TLS", "SkipCertificateVerification": True} | files
    authority.issue(tmp_path, "client")
    options = f"{openldap.PUBLIC}\nTLSVerifyClient demand"
    with slapd_server(authority, {"vendorName": "x", "vendorVersion": "1"}, options) as server:
        source = postgres_database.data_source
        sql = {"DriverName": "postgres", "DataSource": source}
        document = json.dumps({"SqlSettings": sql, **settings(server.tls_port, **more)})
        stored = {name: (tmp_path / name).read_text("ascii") for name in files.values()}
        store_configuration(postgres_database, document, stored)

        facts = ldap_facts(Mattermost(home, {"MM_CONFIG": source}))

    assert facts == {"ldap_vendor_name": "x", "ldap_vendor_version": "1"}


def test_a_certificate_that_the_database_lacks_is_named(
    home: Path, postgres_database: EmptyDatabase
) -> None:
    more = {
        "ConnectionSecurity": "TLS",
        "PublicCertificateFile": "a.crt",
        "PrivateKeyFile": "a.key",
    }
    sql = {"DriverName": "postgres", "DataSource": postgres_database.data_source}
    document = json.dumps({"SqlSettings": sql, **settings(1, **more)})
    store_configuration(postgres_database, document, {})

    with pytest.raises(CollectError, match=r"a\.crt is not among the files of the configuration"):
        ldap_facts(Mattermost(home, {"MM_CONFIG": postgres_database.data_source}))


def store_configuration(database: EmptyDatabase, document: str, files: dict[str, str]) -> None:
    """Write the configuration and its files as a server does that keeps them in its database."""
    with database.engine.begin() as connection:
        columns = "Id varchar(26), Value text, CreateAt bigint, Active boolean"
        connection.execute(text(f"CREATE TABLE Configurations ({columns})"))
        connection.execute(text("CREATE TABLE ConfigurationFiles (Name text, Data text)"))
        insert = text("INSERT INTO Configurations VALUES ('a', :value, 1, TRUE)")
        connection.execute(insert, {"value": document})
        insert = text("INSERT INTO ConfigurationFiles VALUES (:name, :data)")
        for name, data in files.items():
            connection.execute(insert, {"name": name, "data": data})


def test_389_directory_server(mattermost_with: MattermostWith, directory389: Directory389) -> None:
    bind = {"BindUsername": ds389.USER, "BindPassword": ds389.PASSWORD}

    facts = ldap_facts(mattermost_with(**settings(directory389.port, **bind)))

    assert facts["ldap_vendor_name"] == "389 Project"
    assert facts["ldap_vendor_version"].startswith("389-Directory/")


@pytest.mark.parametrize("switch", ["Enable", "EnableSync"])
def test_a_server_is_asked_where_anything_uses_it(
    mattermost_with: MattermostWith, switch: str
) -> None:
    mattermost = mattermost_with(LdapSettings={"Enable": False, "EnableSync": False, switch: True})

    facts = packet_facts(mattermost)

    assert facts.keys == tuple(KNOWN)
    assert (facts.title, facts.service) == ("LDAP", True)


def test_no_server_is_asked_where_nothing_uses_it(mattermost_with: MattermostWith) -> None:
    mattermost = mattermost_with(LdapSettings={"Enable": False, "LdapServer": "127.0.0.1"})

    assert packet_facts(mattermost).keys == ()
