"""`metadata.yaml`: ids, and the version of a server that runs or does not."""

from typing import Any

import pytest
import yaml
from support_packet import CollectError

from support_packet_diagnostics.metadata_yaml import metadata_yaml

NOW = 1_795_000_000_000
SERVER_ID = "s" * 26


def metadata(installation: Any) -> dict[str, Any]:
    installation.table("Systems", {"Name": "DiagnosticId", "Value": SERVER_ID})
    loaded: dict[str, Any] = yaml.safe_load(metadata_yaml(installation.mattermost(), NOW))
    return loaded


def test_it_has_the_keys_of_the_servers_own_packet(of_5_37: Any) -> None:
    of_5_37.table("Systems", {"Name": "Version", "Value": "5.37.0"})

    assert list(metadata(of_5_37).items()) == [
        ("version", 1),
        ("type", "support-packet"),
        ("generated_at", NOW),
        ("server_version", "5.37.0"),
        ("server_id", SERVER_ID),
        ("license_id", "l" * 26),
        ("customer_id", "c" * 26),
    ]


def test_the_version_of_a_newer_server_is_left_out_while_it_is_down(
    installation: Any, recwarn: pytest.WarningsRecorder
) -> None:
    installation.table("db_migrations", {"Version": 170, "Name": "x"})

    assert "server_version" not in metadata(installation)
    assert "Only a running Mattermost server" in str(recwarn.pop(UserWarning).message)


def test_without_a_license_its_ids_are_empty(of_5_37: Any) -> None:
    of_5_37.license = None
    of_5_37.table("Systems", {"Name": "Version", "Value": "5.37.0"})

    found = metadata(of_5_37)

    assert (found["license_id"], found["customer_id"]) == ("", "")


@pytest.mark.parametrize("value", [None, "", "short", "s" * 25 + "\n"])
def test_there_is_no_file_without_the_id_of_the_server(of_5_37: Any, value: str | None) -> None:
    of_5_37.table("Systems", {"Name": "DiagnosticId", "Value": value})

    with pytest.raises(CollectError, match="DiagnosticId"):
        metadata_yaml(of_5_37.mattermost(), NOW)
