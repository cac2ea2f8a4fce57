"""The directory and the search server of the example answer what a packet asks."""

from pathlib import Path

import pytest

from collectors.facts.ldap import ldap_facts
from collectors.facts.search import search_facts
from demo.installation import Installation, build_installation, configure
from demo.services import running
from demo.services.openldap import VENDOR, Slapd, find_slapd
from demo.services.running import running_services
from support_packet.mattermost.installation import Mattermost
from support_packet.mattermost.reading_limits import ReadingLimits


@pytest.fixture
def example(tmp_path: Path) -> Installation:
    """Return the example with small logs."""
    return build_installation(tmp_path / "mattermost", log_bytes=10_000)


def opened(example: Installation) -> Mattermost:
    return Mattermost(example.directory, {}, ReadingLimits())


def test_the_search_server_has_version_and_plugins(example: Installation, tmp_path: Path) -> None:
    with running_services(tmp_path / "ldap") as services:
        configure(example, services.settings)
        facts = search_facts(opened(example))

    assert facts == {
        "elastic_server_version": "7.17.28",
        "elastic_server_plugins": ["analysis-icu", "repository-s3"],
    }


def test_an_openldap_of_the_machine_is_the_directory(example: Installation, tmp_path: Path) -> None:
    slapd = find_slapd()
    if slapd is None:
        pytest.skip("this machine has no OpenLDAP; the example has a stand-in then")
    with running_services(tmp_path / "ldap") as services:
        configure(example, services.settings)
        facts = ldap_facts(opened(example))

    assert services.directory == f"this machine's OpenLDAP {slapd.version}"
    assert facts == {"ldap_vendor_name": VENDOR, "ldap_vendor_version": slapd.version}


@pytest.mark.parametrize("found", [None, Slapd("/bin/false", "2.5", Path("/nowhere"))])
def test_a_machine_without_one_that_starts_has_a_stand_in(
    example: Installation,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    found: Slapd | None,
) -> None:
    monkeypatch.setattr(running, "find_slapd", lambda: found)
    with running_services(tmp_path / "ldap") as services:
        configure(example, services.settings)
        facts = ldap_facts(opened(example))

    assert services.directory == "a stand-in for 389 Directory Server"
    assert facts["ldap_vendor_name"] == "389 Project"
    assert facts["ldap_vendor_version"].startswith("389-Directory/")
