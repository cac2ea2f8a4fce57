"""The settings of an operator, from environment variables."""

import math

import pytest

from support_packet.errors import SettingsError
from support_packet.mattermost.reading_limits import ReadingLimits
from support_packet.settings import Settings, read_settings


def test_without_variables_all_settings_have_their_defaults() -> None:
    assert read_settings({"PATH": "/bin", "MM_LOGSETTINGS_ENABLEFILE": "true"}) == Settings()


def test_a_setting_that_is_not_known_is_named_with_those_that_are() -> None:
    with pytest.raises(SettingsError, match=r"PACKET_QQ: .* are: .* SUPPORT_PACKET_LOG_MAX_"):
        read_settings({"SUPPORT_PACKET_QQ": "1"})


@pytest.mark.parametrize(
    ("misspelt", "meant"),
    [("NETWORK_TIMOUT", "NETWORK_TIMEOUT"), ("LOG_BYTES", "LOG_MAX_BYTES")],
)
def test_a_misspelt_setting_is_answered_with_what_may_be_meant(misspelt: str, meant: str) -> None:
    with pytest.raises(SettingsError) as raised:
        read_settings({f"SUPPORT_PACKET_{misspelt}": "1"})

    answer = str(raised.value)
    assert f"_{misspelt}: no such setting. Did you mean SUPPORT_PACKET_{meant}" in answer
    assert "BREAK_GLASS" not in answer


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LOG_MAX_BYTES", ""),
        ("LOG_MAX_BYTES", "1023"),
        ("LOG_MAX_BYTES", "1e6"),
        ("LOG_MAX_BYTES", "none"),
        ("ROTATED_LOG_DAYS", "-1"),
        ("ROTATED_LOG_DAYS", "1.5"),
        ("ROTATED_LOG_DAYS", "3651"),
        ("DATABASE_CONNECTIONS", "0"),
        ("DATABASE_CONNECTIONS", "65"),
        ("ROTATED_LOG_DAYS", "\N{FULLWIDTH DIGIT SEVEN}"),
    ],
)
def test_a_wrong_value_names_its_variable(name: str, value: str) -> None:
    with pytest.raises(
        SettingsError, match=f"SUPPORT_PACKET_{name}: the value must be a whole number"
    ):
        read_settings({f"SUPPORT_PACKET_{name}": value})


@pytest.mark.parametrize(
    "url", ["", "https://node:8066", "ftp://{hostname}", "https://{hostname}@evil", "{hostname}"]
)
def test_the_address_of_nodes_has_their_name_in_its_place(url: str) -> None:
    with pytest.raises(SettingsError, match="NODE_URL: the value must look like https://"):
        read_settings({"SUPPORT_PACKET_NODE_URL": url})


@pytest.mark.parametrize(
    ("name", "value", "port"),
    [
        ("NODE_URL", "https://{hostname}:0", 0),
        ("NODE_URL", "http://{hostname}:65536/path", 65536),
        ("METRICS_BIND", "[::1]:99999", 99999),
    ],
)
def test_a_port_that_does_not_exist_is_named(name: str, value: str, port: int) -> None:
    with pytest.raises(SettingsError, match=f"{name}: the value has the port {port}, but .*65535"):
        read_settings({f"SUPPORT_PACKET_{name}": value})


def test_nodes_are_names_and_addresses() -> None:
    settings = read_settings({"SUPPORT_PACKET_NODES": "node-1.example.org, 10.0.0.2 fe80::1"})

    assert settings.nodes == {"node-1.example.org", "10.0.0.2", "fe80::1"}
    with pytest.raises(SettingsError, match=r"NODES: the value contains 'a/b', which is not a"):
        read_settings({"SUPPORT_PACKET_NODES": "ok,a/b"})


@pytest.mark.parametrize(
    "node",
    ["chat-2:99999", "chat-2:x", "10.0.0.2:80", ":::", ".", "dns+chat:80", "dns+", "http://chat-2"],
)
def test_a_node_does_not_have_its_own_port(node: str) -> None:
    with pytest.raises(SettingsError, match=r"which is not a .* have those of SUPPORT_PACKET_NODE"):
        read_settings({"SUPPORT_PACKET_NODES": f"chat-1 {node}"})


@pytest.mark.parametrize(
    ("variables", "log_bytes"),
    [
        ({}, 2**30),
        ({"SUPPORT_PACKET_LOG_MAX_BYTES": "5000"}, 5000),
        ({"SUPPORT_PACKET_LOG_MAX_BYTES": "5000", "SUPPORT_PACKET_MAX_FILE_BYTES": "4000"}, 4000),
        ({"SUPPORT_PACKET_MAX_FILE_BYTES": "5000000000"}, 5_000_000_000),
    ],
)
def test_a_log_may_not_be_larger_than_any_file(variables: dict[str, str], log_bytes: int) -> None:
    assert read_settings(variables).reading_limits.log_bytes == log_bytes


def test_the_limits_of_reading_are_those_of_the_packet() -> None:
    settings = read_settings(
        {
            "SUPPORT_PACKET_NETWORK_TIMEOUT": "1.5",
            "SUPPORT_PACKET_PACKET_TIMEOUT": "60",
            "SUPPORT_PACKET_ROTATED_LOG_DAYS": "7",
        }
    )

    limits = settings.reading_limits
    assert limits == ReadingLimits(1.5, 60, 2**30, 7, limits.names)
    assert ReadingLimits() == ReadingLimits(3.0, math.inf, None, 0)
