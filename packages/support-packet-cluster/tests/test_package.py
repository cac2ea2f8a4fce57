"""The package as others see it: conformance, nodes that are down, README."""

import re
import time
from pathlib import Path

import yaml
from support_packet.host.nodes.names import program_url
from support_packet.host.nodes.requests import HOURS_PATH, PACKET_PATH, READY_PATH
from support_packet.network.addresses import DNS
from support_packet.settings import read_settings
from support_packet.testing import Author, Installation, check_conformance

PACKAGE = Path(__file__).parents[1]


def test_it_conforms(installation: Installation, author: Author) -> None:
    now = round(time.time() * 1000)
    installation.set("ClusterSettings", Enable=True, ClusterName="chat")
    row = {"Type": "mattermost_app", "ClusterName": "chat", "GossipPort": 8074, "Port": 8075}
    # Nobody listens there.
    installation.table(
        "ClusterDiscovery",
        {**row, "Id": "a", "Hostname": "127.0.0.1", "CreateAt": now, "LastPingAt": now},
        {**row, "Id": "b", "Hostname": "127.0.0.2", "CreateAt": now, "LastPingAt": now},
    )
    author.environment["SUPPORT_PACKET_NODE_URL"] = "http://{hostname}:1"

    check_conformance(author)


def test_a_node_that_is_down_costs_its_own_part(installation: Installation, author: Author) -> None:
    installation.node("chat-2").log("mattermost.log", "line")
    installation.node("chat-3").responds = False

    made = author.packet()

    folders = dict.fromkeys(name.partition("/")[0] for name in made.names)
    assert list(folders) == ["cluster", "chat-2"]
    assert "line" in made.text("chat-2/mattermost.log")
    assert any("chat-3: Connection refused" in warning for warning in made.warnings)


def test_the_manifests_of_the_documentation_select_and_name_what_they_should() -> None:
    text = (PACKAGE / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```yaml\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    service, policy, sidecar = (each for block in blocks for each in yaml.safe_load_all(block))
    variables = {each["name"]: each["value"] for each in sidecar["env"]}

    assert (service["kind"], policy["kind"]) == ("Service", "NetworkPolicy")
    # All replicas have an address each, also those that are not ready.
    assert service["spec"]["clusterIP"] == "None"
    assert service["spec"]["publishNotReadyAddresses"] is True
    assert policy["spec"]["podSelector"]["matchLabels"] == service["spec"]["selector"]
    settings = read_settings(variables)
    assert settings.nodes == {f"{DNS}{service['metadata']['name']}"}
    [port] = service["spec"]["ports"]
    url = program_url(settings, "10.1.0.5", "/readyz")
    assert url.geturl() == f"http://10.1.0.5:{port['port']}/readyz"
    assert policy["spec"]["ingress"][0]["ports"] == [{"port": port["port"]}]


def test_the_proxy_of_the_documentation_passes_on_what_nodes_ask_each_other() -> None:
    text = (PACKAGE / "README.md").read_text(encoding="utf-8")

    passed_on = re.findall(r"location = (\S+) \{ proxy_pass", text)
    assert sorted(passed_on) == sorted([READY_PATH, PACKET_PATH, HOURS_PATH])
