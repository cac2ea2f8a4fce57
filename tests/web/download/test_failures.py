"""The lines of the log about calls into collectors that failed."""

import logging
from pathlib import Path

import pytest
from support.serving.program import serving_with

from demo.installation import Installation
from support_packet.host.origin import CollectorId
from support_packet.host.problems import Kind, Problem, file_problem
from support_packet.values.message import Message
from support_packet.values.reason import Reason
from support_packet.web.download.failures import log_failures

FAILING = """
def fail():
    raise ValueError("boom")

@hookimpl
def packet_files():
    return PacketFile(name="failing.txt", collect=fail)
"""


def test_a_failed_call_is_a_line_of_the_log(installation: Installation, tmp_path: Path) -> None:
    with serving_with(FAILING, installation.directory, tmp_path) as program:
        answer = program.packet(installation.tokens["admin"])

    request = answer.headers["X-Request-Id"]
    lines = program.log.read_text(encoding="utf-8").splitlines()
    [line] = [line for line in lines if "failing.txt is not in" in line]
    assert "WARNING" in line
    assert f"{request}: the collector" in line
    assert "failing.txt is not in the packet: ValueError: boom" in line


def failure(number: int) -> Problem:
    origin = CollectorId("package", "1.0", "entry")
    reason = Reason(Message("ValueError"))
    return file_problem(Kind.LEFT_OUT, f"{number}.txt", reason, origin)


def test_one_packet_writes_only_so_many_lines(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        log_failures("request", [failure(number) for number in range(1000)])

    assert len(caplog.messages) == 21
    assert caplog.messages[0] == (
        "Packet request: the collector entry failed: 0.txt is not in the packet: ValueError"
    )
    assert caplog.messages[-1] == "Packet request: 980 more calls into collectors failed."
