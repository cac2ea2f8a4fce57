"""The sections of `diagnostics.yaml` about services that the server uses."""

from collections.abc import Mapping
from typing import Any

from support_packet import FactValue, Mattermost

from support_packet_diagnostics.probes.directory import directory_probe
from support_packet_diagnostics.probes.mail import mail_probe
from support_packet_diagnostics.probes.outcome import FAIL, OK, run_probes
from support_packet_diagnostics.probes.search import search_probe
from support_packet_diagnostics.probes.sites import (
    OAUTH,
    oauth_probe,
    push_probe,
    saml_maker,
    saml_probe,
)
from support_packet_diagnostics.probes.stores import store_probe

SECONDS = 8
"""How long all probes may take: a request that is redirected has several connections."""

Outcomes = Mapping[str, Mapping[str, Any]]


def probe_services(mattermost: Mattermost) -> Outcomes:
    """Test every service that is switched on, all at once."""
    probes = {
        "file_store": store_probe(mattermost),
        "email": mail_probe(mattermost),
        "push": push_probe(mattermost),
        "ldap": directory_probe(mattermost),
        "saml": saml_probe(mattermost),
        "elastic": search_probe(mattermost),
        **{name: oauth_probe(mattermost, section) for name, section in OAUTH.items()},
    }
    return run_probes(probes, SECONDS)


def service_sections(
    mattermost: Mattermost, facts: Mapping[str, FactValue], outcomes: Outcomes
) -> dict[str, Any]:
    """Return the sections, each with what its probe found out and what the `facts` know."""
    return {
        "file_store": file_store(mattermost, outcomes["file_store"]),
        "notifications": {"email": outcomes["email"], "push": outcomes["push"]},
        "ldap": ldap(outcomes["ldap"], facts),
        "saml": saml(mattermost, outcomes["saml"]),
        "elastic": elastic(mattermost, outcomes["elastic"], facts),
        "oauth_providers": {name: outcomes[name] for name in OAUTH},
    }


def file_store(mattermost: Mattermost, found: Mapping[str, Any]) -> dict[str, Any]:
    """Return the file store under the keys that the server uses for it alone."""
    rest = {key: value for key, value in found.items() if key not in ("status", "error")}
    return {
        "file_status": found["status"],
        **({"error": found["error"]} if "error" in found else {}),
        "file_driver": mattermost.config.text("FileSettings.DriverName"),
        **rest,
    }


def ldap(found: Mapping[str, Any], facts: Mapping[str, FactValue]) -> dict[str, Any]:
    """Return the LDAP server; the server, too, writes `unknown` for what it does not report."""
    if found["status"] != OK and "error" not in found:
        return dict(found)
    return {
        **found,
        "server_name": facts.get("ldap_vendor_name") or "unknown",
        "server_version": facts.get("ldap_vendor_version") or "unknown",
    }


def saml(mattermost: Mattermost, found: Mapping[str, Any]) -> dict[str, Any]:
    """Return the identity provider, its vendor guessed, even where SAML is switched off."""
    descriptor = mattermost.config.text("SamlSettings.IdpDescriptorURL")
    return {**({"provider_type": saml_maker(descriptor)} if descriptor else {}), **found}


def elastic(
    mattermost: Mattermost, found: Mapping[str, Any], facts: Mapping[str, FactValue]
) -> dict[str, Any]:
    """Return the search server; releases before 9.11 have no choice of backends."""
    known = {
        "backend": mattermost.config.text("ElasticsearchSettings.Backend"),
        "server_version": facts.get("elastic_server_version"),
        "server_plugins": facts.get("elastic_server_plugins"),
    }
    outcome = dict(found)
    if outcome["status"] == OK and not known["server_version"]:
        outcome |= {
            "status": FAIL,
            "error": "It responds, but its version could not be read: see warning.txt.",
        }
    extra = {key: value for key, value in known.items() if value}
    error = {"error": outcome["error"]} if "error" in outcome else {}
    return {"status": outcome["status"], **extra, **error}
