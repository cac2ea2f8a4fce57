"""What Kubernetes says about Services is ignored, and only that."""

import pytest

from support_packet.errors import SettingsError
from support_packet.settings import Settings, read_settings

LINKS = {
    "SERVICE_HOST": "10.96.0.17",
    "SERVICE_PORT": "8066",
    "SERVICE_PORT_HTTP": "8066",
    "SERVICE_PORT_HTTP_ALT": "8066",
    "PORT": "tcp://10.96.0.17:8066",
    "PORT_8066_TCP": "tcp://10.96.0.17:8066",
    "PORT_8066_TCP_PROTO": "tcp",
    "PORT_8066_TCP_PORT": "8066",
    "PORT_8066_TCP_ADDR": "10.96.0.17",
    "PORT_53_UDP": "udp://[fd00::17]:53",
    "PORT_53_UDP_ADDR": "fd00::17",
}


@pytest.mark.parametrize("service", ["", "METRICS_", "WORKERS_", "LOG_LEVEL_", "MAX_PACKETS_2_"])
def test_the_variables_of_a_service_are_not_settings(service: str) -> None:
    variables = {f"SUPPORT_PACKET_{service}{name}": value for name, value in LINKS.items()}

    assert read_settings({**variables, "SUPPORT_PACKET_WORKERS": "3"}) == Settings(workers=3)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "8066"),
        ("PORT", "127.0.0.1:8066"),
        ("SERVICE_HOST", "localhost"),
        ("SERVICE_PORT", "http"),
        ("PORT_8066_TCP_PROTO", "http"),
        ("HOST", "10.96.0.17"),
        ("SERVICE_HOSTS", "10.96.0.17"),
    ],
)
def test_a_misspelt_setting_is_still_one(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"SUPPORT_PACKET_{name}: no such setting"):
        read_settings({f"SUPPORT_PACKET_{name}": value})


def test_a_setting_of_a_package_may_look_like_one() -> None:
    name = "SUPPORT_PACKET_UPTIME__SERVICE_PORT"

    assert read_settings({name: "8066"}).collector_variables == {name: "8066"}
