"""Directory servers, each started once a worker, when it is first asked for."""

from collections.abc import Iterator

import pytest
from servers.certificates import CertificateAuthority
from servers.directory389 import Directory389, directory389_server
from servers.slapd import FOR_USERS, Slapd, slapd_server

VENDOR = {"vendorName": "The OpenLDAP Project", "vendorVersion": "2.6 (ä)"}


@pytest.fixture(scope="session")
def slapd(authority: CertificateAuthority) -> Iterator[Slapd]:
    """Run an OpenLDAP that tells everybody what it is."""
    with slapd_server(authority, VENDOR) as server:
        yield server


@pytest.fixture(scope="session")
def silent_slapd(authority: CertificateAuthority) -> Iterator[Slapd]:
    """Run an OpenLDAP as it is after its installation: it does not tell what it is."""
    with slapd_server(authority, {}) as server:
        yield server


@pytest.fixture(scope="session")
def private_slapd(authority: CertificateAuthority) -> Iterator[Slapd]:
    """Run an OpenLDAP that tells only its users what it is."""
    with slapd_server(authority, VENDOR, FOR_USERS) as server:
        yield server


@pytest.fixture(scope="session", params=[True, False], ids=["anonymous", "bind"])
def directory389(request: pytest.FixtureRequest) -> Iterator[Directory389]:
    """Run a 389 Directory Server, one that may be asked by anybody and one that may not."""
    with directory389_server(anonymous=request.param) as server:
        yield server
