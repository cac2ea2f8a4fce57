"""`support_packet.yaml`: known keys first, others after them, unknown ones not at all."""

from typing import Any

import yaml

from collectors.support_packet_yaml import FIRST_KEYS, support_packet_yaml
from support_packet.contract.fact_keys import OWN_KEYS


def test_keys_of_mattermost_come_in_its_own_order() -> None:
    facts: dict[str, Any] = {
        "database_type": "postgres",
        "database_version": "5.37.0",
        "elastic_server_plugins": ("analysis-icu", "analysis-nori"),
        "elastic_server_version": "7.17.28",
        "ldap_vendor_name": "389 Project",
        "ldap_vendor_version": "389-Directory/2.3.1 B2025.016.1616",
        "server_architecture": "amd64",
        "server_os": "linux",
    }

    assert support_packet_yaml(facts) == (
        "server_os: linux\n"
        "server_architecture: amd64\n"
        "database_type: postgres\n"
        "database_version: 5.37.0\n"
        "ldap_vendor_name: 389 Project\n"
        "ldap_vendor_version: 389-Directory/2.3.1 B2025.016.1616\n"
        "elastic_server_version: 7.17.28\n"
        "elastic_server_plugins:\n"
        "- analysis-icu\n"
        "- analysis-nori\n"
    )


def test_only_these_keys_may_have_no_prefix() -> None:
    assert set(FIRST_KEYS) == OWN_KEYS


def test_keys_of_others_follow_by_name() -> None:
    facts: dict[str, Any] = {"zone": "a", "apples": 3, "server_os": "linux", "fresh": True}

    assert support_packet_yaml(facts) == "server_os: linux\napples: 3\nfresh: true\nzone: a\n"


def test_unknown_keys_are_left_out() -> None:
    assert support_packet_yaml({"server_os": "linux"}) == "server_os: linux\n"


def test_without_any_fact_it_is_empty() -> None:
    assert support_packet_yaml({}) == ""


def test_texts_stay_texts() -> None:
    facts = {"a": "1.10", "b": "on", "c": "x: y", "d": "ä" * 200, "e": "two\nlines", "f": "null"}

    text = support_packet_yaml(facts)

    assert yaml.safe_load(text) == facts
    assert "ä" * 200 in text
