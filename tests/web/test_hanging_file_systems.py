"""A server with a file system that hangs: it costs what is on it, and no other request."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from support.archive.entries import read
from support.distributions.waiting import eventually
from support.faults.hanging import hanging_file_system
from support.serving.program import Answer, Program, serving

from demo.installation import Installation, build_installation

PAGE = "/support_packet"


@pytest.fixture
def example(tmp_path: Path) -> Installation:
    """Return an example that a test may break."""
    return build_installation(tmp_path / "mattermost", log_bytes=10_000)


@pytest.fixture
def program(example: Installation, tmp_path: Path) -> Iterator[Program]:
    """Return a server that waits one second for anything, and makes two packets at a time."""
    limits = {
        "SUPPORT_PACKET_COLLECTOR_TIMEOUT": "1",
        "SUPPORT_PACKET_NETWORK_TIMEOUT": "1",
        "SUPPORT_PACKET_MAX_PACKETS": "2",
    }
    with serving(example.directory, tmp_path, **limits) as program:
        yield program


def at_the_same_time(program: Program, *tokens: str) -> list[Answer]:
    """Return the answers to a request with each of the tokens."""
    with ThreadPoolExecutor(len(tokens)) as threads:
        return list(threads.map(program.packet, tokens))


def names(answer: Answer) -> list[str]:
    """Return the files of a packet."""
    assert answer.status == 200, answer.body
    return list(read(answer.body))


def page(program: Program, example: Installation) -> Answer:
    """Request the page."""
    return program.request("GET", PAGE, Authorization=f"Bearer {example.tokens['admin']}")


def test_plugins_that_hang_cost_plugins_json(program: Program, example: Installation) -> None:
    """Two packets at a time are all there may be: the next one comes, too, and the page."""
    assert "plugins.json" in names(program.packet(example.tokens["admin"]))
    with hanging_file_system(example.directory / "plugins"):
        both = at_the_same_time(program, example.tokens["admin"], example.tokens["manager"])
        packets = [*both, program.packet(example.tokens["admin"])]
        shown = page(program, example)

    for packet in packets:
        files = read(packet.body)
        assert {"support_packet.yaml", "sanitized_config.json", "mattermost.log"} <= set(files)
        assert "plugins.json" not in files
        assert b"plugins" in files["warning.txt"]
    assert shown.status == 200
    assert eventually(lambda: "plugins.json" in names(program.packet(example.tokens["admin"])))


def test_logs_that_hang_cost_the_logs(program: Program, example: Installation) -> None:
    with hanging_file_system(example.directory / "logs"):
        packets = [names(program.packet(example.tokens["admin"])) for _ in range(2)]
        shown = page(program, example)

    for files in packets:
        assert {"support_packet.yaml", "sanitized_config.json", "plugins.json"} <= set(files)
        assert "mattermost.log" not in files
    assert shown.status == 200
    assert eventually(lambda: "mattermost.log" in names(program.packet(example.tokens["admin"])))


def test_a_configuration_that_hangs_lets_no_one_in_and_keeps_no_one_out_later(
    program: Program, example: Installation
) -> None:
    """More requests than there are threads, of packets and pages: none of them waits forever."""
    with hanging_file_system(example.directory / "config"):
        refused = at_the_same_time(program, *[example.tokens["admin"]] * 80)
        shown = page(program, example)
        alive = program.request("GET", "/healthz")

    assert {each.status for each in refused} == {503}
    assert "did not respond within 1 seconds" in program.log.read_text(encoding="utf-8")
    assert json.loads(refused[0].body)["id"] == "support_packet.installation_unreadable"
    assert (shown.status, alive.status) == (503, 200)
    assert eventually(lambda: program.packet(example.tokens["admin"]).status == 200)


def test_one_of_two_log_directories_costs_its_own_log(tmp_path: Path) -> None:
    example = build_installation(tmp_path / "mattermost", log_bytes=10_000)
    (example.directory / "elsewhere").mkdir()
    variables = {
        "MM_NOTIFICATIONLOGSETTINGS_FILELOCATION": "elsewhere",
        "SUPPORT_PACKET_COLLECTOR_TIMEOUT": "1",
        "SUPPORT_PACKET_NETWORK_TIMEOUT": "1",
    }
    with (
        serving(example.directory, tmp_path, **variables) as program,
        hanging_file_system(example.directory / "elsewhere"),
    ):
        files = [names(program.packet(example.tokens["admin"])) for _ in range(2)]

    for packet in files:
        assert "mattermost.log" in packet
        assert "notifications.log" not in packet


CERTIFICATES = {
    "ElasticsearchSettings": {
        "EnableIndexing": True,
        "ConnectionUrl": "https://127.0.0.1:1",
        "CA": "hung/ca.pem",
    },
    "LdapSettings": {
        "Enable": True,
        "LdapServer": "127.0.0.1",
        "LdapPort": 1,
        "ConnectionSecurity": "TLS",
        "PublicCertificateFile": "../data/hung/client.crt",
        "PrivateKeyFile": "../data/hung/client.key",
    },
}


def test_certificates_that_hang_cost_what_they_are_for(tmp_path: Path) -> None:
    example = build_installation(tmp_path / "mattermost", log_bytes=10_000)
    config = json.loads(example.config.read_text(encoding="utf-8"))
    for section, settings in CERTIFICATES.items():
        config[section].update(settings)
    example.config.write_text(json.dumps(config), encoding="utf-8")
    (example.directory / "data/hung").mkdir(parents=True)
    with (
        serving(example.directory, tmp_path) as program,
        hanging_file_system(example.directory / "data/hung"),
    ):
        packets = [read(program.packet(example.tokens["admin"]).body) for _ in range(2)]

    for files in packets:
        assert "database_version: 5.37.0" in files["support_packet.yaml"].decode()
        warnings = files["warning.txt"].decode()
        assert warnings.count("the file system did not respond within 3 seconds") == 2
        assert "Update support-packet" not in warnings
