"""The configuration of each reverse proxy, tried with the real program.

With a log of another size: `PROXIED_LOG_BYTES=268435456 make test ARGS=…`, and this file.
"""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.archive.entries import read
from support.distributions.disk import InstalledPackages
from support.servers.certificates import CertificateAuthority
from support.serving.program import PATH, Program, serving
from support.serving.reverse_proxies import MATTERMOST, PACKAGES, ReverseProxy, reverse_proxy

from demo.installation import Installation, build_installation

LOG_BYTES = int(os.environ.get("PROXIED_LOG_BYTES", "16777216"))
PACKAGE = """
import os, threading

def wait():
    yield b"begun"
    while not os.path.exists(os.environ["GO_ON"]):
        threading.Event().wait(0.01)
    yield b" and ended"

def endless():
    while True:
        yield os.urandom(65536)

@hookimpl
def packet_files():
    return [
        PacketFile("slow/waiting.txt", wait, default=False),
        PacketFile("slow/endless.bin", endless, default=False, binary=True),
    ]
"""
"""Files on request: one that begins and waits for a file to appear, and one that never ends."""


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Return the example with a long log."""
    directory = tmp_path_factory.mktemp("example") / "mattermost"
    return build_installation(directory, log_bytes=LOG_BYTES)


@pytest.fixture(scope="module")
def go_on(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file that the package above waits for."""
    return tmp_path_factory.mktemp("signal") / "go-on"


@pytest.fixture(scope="module")
def program(
    installation: Installation, tmp_path_factory: pytest.TempPathFactory, go_on: Path
) -> Iterator[Program]:
    """Return a server of it, with the package above."""
    packages = tmp_path_factory.mktemp("site-packages")
    InstalledPackages(packages).install("slow", PACKAGE)
    variables = {
        "PYTHONPATH": str(packages),
        "GO_ON": str(go_on),
        "SUPPORT_PACKET_ALLOW_BINARY": "true",
        "SUPPORT_PACKET_MAX_PACKETS": "16",
    }
    directory = tmp_path_factory.mktemp("program")
    with serving(installation.directory, directory, **variables) as program:
        yield program


@pytest.fixture(scope="module", params=PACKAGES)
def proxy(
    request: pytest.FixtureRequest, program: Program, authority: CertificateAuthority
) -> Iterator[ReverseProxy]:
    """Return each proxy in turn."""
    with reverse_proxy(request.param, program.port, authority) as proxy:
        yield proxy


@pytest.fixture(scope="module")
def admin(installation: Installation) -> tuple[str, str]:
    """Return options of curl that make it an admin."""
    return "--header", f"Authorization: Bearer {installation.tokens['admin']}"


def log_in(packet: bytes) -> bytes:
    """Return the log in a packet, which has to be a whole one."""
    files = read(packet)
    assert "warning.txt" not in files
    return files["mattermost.log"]


@pytest.mark.parametrize("version", ["1.1", "2"])
def test_a_packet_arrives_whole_and_unchanged(
    proxy: ReverseProxy, installation: Installation, admin: tuple[str, str], version: str
) -> None:
    head = installation.directory / f"head-{proxy.name}-{version}"

    options = (f"--http{version}", "--dump-header", str(head), "--compressed", *admin)
    packet = proxy.get(PATH, *options)

    assert len(log_in(packet)) >= LOG_BYTES * 0.9
    status, *headers = head.read_text(encoding="ascii").lower().splitlines()
    assert status.split()[:2] == [f"http/{version}", "200"]
    # Compressed twice, it would only take longer.
    assert not [line for line in headers if line.startswith("content-encoding")]


@pytest.mark.parametrize(
    "path",
    [
        "/support_packet",
        "/support_packet/collectors",
        "/support_packet/openapi.json",
        "/api/v4/system/support_packet?only=plugins.json",
        "/api4/system/generate_support_packet?only=plugins.json",
    ],
)
def test_the_program_has_its_addresses(
    proxy: ReverseProxy, admin: tuple[str, str], path: str
) -> None:
    assert proxy.get(path, "--compressed", *admin) != MATTERMOST


@pytest.mark.parametrize(
    "path", ["/", "/support_packets", "/api/v4/system/support_packet/x", "/x/support_packet"]
)
def test_the_chat_server_has_all_others(proxy: ReverseProxy, path: str) -> None:
    assert proxy.get(path) == MATTERMOST


def test_the_log_says_who_the_client_is(
    proxy: ReverseProxy, program: Program, admin: tuple[str, str]
) -> None:
    proxy.get(f"{PATH}?only=plugins.json", "--header", f"User-Agent: {proxy.name}", *admin)

    assert program.audited(1)[-1]["forwarded_for"] == "127.0.0.1"


@pytest.mark.parametrize("version", ["1.1", "2"])
def test_what_is_there_is_sent_before_the_rest_is(
    proxy: ReverseProxy, go_on: Path, admin: tuple[str, str], version: str
) -> None:
    path = f"{PATH}?only=plugins.json&only=slow/waiting.txt"
    command = proxy.curl(path, f"--http{version}", "--no-buffer", *admin)
    go_on.unlink(missing_ok=True)

    with subprocess.Popen(command, stdout=subprocess.PIPE) as client:
        assert client.stdout
        begin = client.stdout.read(30)
        go_on.touch()
        packet = begin + client.stdout.read()

    assert read(packet)["slow/waiting.txt"] == b"begun and ended"


@pytest.mark.parametrize("version", ["1.1", "2"])
def test_a_slow_client_gets_everything_and_others_do_not_wait(
    proxy: ReverseProxy, admin: tuple[str, str], version: str
) -> None:
    command = proxy.curl(PATH, f"--http{version}", *admin)

    with subprocess.Popen(command, stdout=subprocess.PIPE) as slow:
        assert slow.stdout
        begin = slow.stdout.read(1000)
        other = proxy.get(PATH, *admin)
        packet = begin + slow.stdout.read()

    assert log_in(packet) == log_in(other)


def test_nothing_is_buffered_on_disk(proxy: ReverseProxy, admin: tuple[str, str]) -> None:
    """As much as a proxy would take of a packet without end that its client does not read."""
    before = proxy.written_bytes()
    command = proxy.curl(f"{PATH}?only=slow/endless.bin", *admin)

    with subprocess.Popen(command, stdout=subprocess.PIPE) as slow:
        assert slow.stdout
        slow.stdout.read(1 << 20)
        proxy.get(PATH, *admin)
        written = proxy.written_bytes() - before
        slow.terminate()

    assert written < 1 << 20


def test_a_refusal_reaches_the_client(proxy: ReverseProxy, tmp_path: Path) -> None:
    body = tmp_path / "body"
    done = subprocess.run(proxy.curl(PATH, "--output", str(body)), capture_output=True, check=False)

    assert done.returncode == 22
    assert b"api.context.session_expired" in body.read_bytes()
