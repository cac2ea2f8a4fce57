"""`metadata.yaml`: ids, and the version of a server that runs or does not."""

import time
from collections.abc import Mapping
from typing import Any

import pytest
from support.access.licenses import signed
from support_packet.testing import Author, Installation

ID = "xkyb4w1mgpf7jyc8rs9dtq3a5e"
"""The DiagnosticId of every installation for tests."""

LICENSE = {"id": "l" * 26, "customer": {"id": "c" * 26, "company": "Example"}}
START = (
    '{"level":"info","msg":"Current version is 11.10.0 '
    '(11.10.1/Thu Oct 15 18:12:01 UTC 2026/0123456789abcdef/feed)"}'
)


def licensed(installation: Installation, license_: Mapping[str, Any]) -> None:
    installation.environment["MM_LICENSE"] = signed(license_)


def test_it_has_the_keys_of_the_servers_own_packet(
    installation: Installation, metadata: Author
) -> None:
    installation.release = "5.37"
    licensed(installation, LICENSE)
    begin = round(time.time() * 1000)

    found = metadata.packet().yaml("metadata.yaml")

    assert begin <= found.pop("generated_at") <= time.time() * 1000
    assert list(found.items()) == [
        ("version", 1),
        ("type", "support-packet"),
        ("server_version", "5.37.0"),
        ("server_id", ID),
        ("license_id", "l" * 26),
        ("customer_id", "c" * 26),
    ]


def test_the_version_is_that_of_the_newest_start_in_the_log(
    installation: Installation, metadata: Author
) -> None:
    installation.log("mattermost.log", START.replace("11.10.", "11.9."), START)

    assert metadata.packet().yaml("metadata.yaml")["server_version"] == "11.10.1"


def test_without_server_and_log_the_version_is_left_out(metadata: Author) -> None:
    made = metadata.packet()

    assert "server_version" not in made.yaml("metadata.yaml")
    (warning,) = made.warnings
    assert "Left out: server_version. " in warning


def test_without_a_license_its_ids_are_empty(installation: Installation, metadata: Author) -> None:
    installation.log("mattermost.log", START)

    made = metadata.packet()

    found = made.yaml("metadata.yaml")
    assert (found["license_id"], found["customer_id"]) == ("", "")
    assert made.warnings == []


def test_an_invalid_id_is_left_out(installation: Installation, metadata: Author) -> None:
    installation.log("mattermost.log", START)
    licensed(installation, LICENSE | {"customer": {"id": "no id\n"}})

    made = metadata.packet()

    found = made.yaml("metadata.yaml")
    assert found["license_id"] == "l" * 26
    assert "customer_id" not in found
    assert "Left out: customer_id. The license has none that is valid." in made.warnings[0]


@pytest.mark.parametrize("value", ["NULL", "''", "'short'", "'" + "s" * 27 + "'"])
def test_there_is_no_file_without_the_id_of_the_server(
    metadata: Author, execute: Any, value: str
) -> None:
    execute(f"UPDATE Systems SET Value = {value} WHERE Name = 'DiagnosticId'")

    made = metadata.packet()

    assert made.names == []
    assert "DiagnosticId" in made.warnings[0]
