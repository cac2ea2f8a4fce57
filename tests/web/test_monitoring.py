"""What monitoring asks over HTTP, and JSON in the log."""

import http.client
import json
import os
import signal
from pathlib import Path

from support.distributions.waiting import eventually
from support.servers.process import free_port
from support.serving.program import run, serving

from demo.installation import Installation


def get(port: int, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path)
        with connection.getresponse() as response:
            return response.status, response.read().decode()
    finally:
        connection.close()


def kill(processes: set[int]) -> None:
    for pid in processes:
        os.kill(pid, signal.SIGKILL)


def test_the_metrics_have_their_own_address(installation: Installation, tmp_path: Path) -> None:
    port = free_port()
    variables = {"SUPPORT_PACKET_METRICS_BIND": f"127.0.0.1:{port}"}
    with serving(installation.directory, tmp_path, **variables) as program:
        assert program.packet(installation.tokens["admin"]).status == 200
        assert program.packet("nobody's").status == 401
        status, text = get(port, "/metrics")

        assert status == 200
        assert 'support_packet_packets_total{result="complete"} 1.0' in text
        reason = "api.context.session_expired.app_error"
        assert f'support_packet_refusals_total{{reason="{reason}"}} 1.0' in text
        assert 'support_packet_collector_calls_total{collector="mattermost_log"}' in text
        assert 'support_packet_collector_failures_total{collector="mattermost_log"} 0.0' in text
        assert get(port, "/healthz")[0] == get(port, "/readyz")[0] == 200
        assert get(port, "/api4/system/generate_support_packet")[0] == 404
        assert get(program.port, "/metrics")[0] == 404


def test_what_never_reaches_the_application_is_counted_and_logged(
    installation: Installation, tmp_path: Path
) -> None:
    port = free_port()
    variables = {"SUPPORT_PACKET_METRICS_BIND": f"127.0.0.1:{port}"}
    with serving(installation.directory, tmp_path, **variables) as program:
        before = get(port, "/metrics")[1]
        with program.connect() as client:
            client.sendall(b"GET / HTTP/1.1\r\nX: " + b"y" * 200_000 + b"\r\n\r\n")
            assert client.recv(100).startswith(b"HTTP/1.1 431 ")
        assert program.request("GET", "/wp-admin").status == 404
        after = get(port, "/metrics")[1]

        for reason in ("malformed_431", "api.context.404.app_error"):
            counted = f'support_packet_refusals_total{{reason="{reason}"}} '
            assert (f"{counted}0.0" in before, f"{counted}1.0" in after) == (True, True)
        log = program.log.read_text(encoding="utf-8")
        assert "from 127.0.0.1: 431 the request is too large\n" in log
        assert "from 127.0.0.1: 404 GET /wp-admin\n" in log


def test_a_metrics_address_in_use_is_named(installation: Installation, tmp_path: Path) -> None:
    with serving(installation.directory, tmp_path) as program:
        taken = f"127.0.0.1:{program.port}"
        options = ("--mattermost", installation.directory, "--bind", "127.0.0.1:0")
        done = run(tmp_path, "serve", *options, SUPPORT_PACKET_METRICS_BIND=taken)

    assert done.returncode == 2
    assert f"SUPPORT_PACKET_METRICS_BIND {taken}: Address already in use." in done.stderr


def test_readiness_follows_mattermost(installation: Installation, tmp_path: Path) -> None:
    store = "postgres://mmuser:mostest-Zq81@127.0.0.1:1/mattermost"
    variables = {"MM_CONFIG": store}
    with serving(installation.directory, tmp_path, **variables) as program:
        answer = program.request("GET", "/readyz")

        assert (answer.status, answer.json["configuration"]) == (503, "unreadable")
        assert program.request("GET", "/healthz").status == 200
        assert "mostest" not in program.log.read_text(encoding="utf-8")


def test_every_line_of_the_log_can_be_json(installation: Installation, tmp_path: Path) -> None:
    with serving(installation.directory, tmp_path, SUPPORT_PACKET_LOG_FORMAT="json") as program:
        program.packet("nobody's")
        program.stop()
        lines = program.log.read_text(encoding="utf-8").splitlines()

    documents = [json.loads(line) for line in lines]
    schema = {"time", "level", "logger", "process", "message"}
    assert all(schema <= set(each) <= schema | {"audit", "trace"} for each in documents)
    [audit] = [each["audit"] for each in documents if "audit" in each]
    assert audit["result"] == "refused"


def test_a_worker_that_is_lost_is_counted(installation: Installation, tmp_path: Path) -> None:
    port = free_port()
    variables = {"SUPPORT_PACKET_METRICS_BIND": f"127.0.0.1:{port}"}
    with serving(installation.directory, tmp_path, **variables) as program:
        first = program.workers()
        kill(first)
        assert eventually(lambda: bool(program.workers() - first))
        second = program.workers() - first
        kill(second)
        assert eventually(lambda: bool(program.workers() - first - second))

        assert "support_packet_workers_lost_total 2.0" in get(port, "/metrics")[1]
