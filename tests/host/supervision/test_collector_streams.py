"""What packages print and log while the program serves: redacted, and never in the way."""

import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest

from support_packet.host.supervision import collector_streams
from support_packet.host.supervision.collector_streams import CollectorLog
from support_packet.process.threads import Thread

TOKEN = "pl2ok9ij3uh8yg7tf5rd4es6"
PROGRAM = f"""
import logging, logging.config, os, subprocess, sys, threading
from support_packet.host.supervision.deadline import Deadline
from support_packet.host.supervision.output import redacting
from support_packet.host.supervision.runner import TaskRunner, gather
from support_packet.host.supervision.collector_streams import take_over_output
from support_packet.web.serving.logging_config import logging_config

def package():
    print("printed {TOKEN}")
    print("to stderr {TOKEN}", file=sys.stderr)
    sys.stdout.buffer.write(b"bytes {TOKEN}\\n")
    sys.__stdout__.write("original {TOKEN}\\n"); sys.__stdout__.flush()
    logging.getLogger("package").warning("logged %s\\nforged", "{TOKEN}")
    logging.getLogger("support_packet.audit").warning("an audit line {TOKEN}")
    os.write(1, b"descriptor {TOKEN}\\n")
    subprocess.run(["sh", "-c", "echo child {TOKEN} >&2"])
    thread = threading.Thread(target=print, args=("thread {TOKEN}",))
    thread.start()
    thread.join()
    yield from MORE

take_over_output()
logging.config.dictConfig(logging_config("INFO"))
MORE = (print("x" * 900) for _ in range(int(sys.argv[1])))
with redacting(lambda text: text.replace("{TOKEN}", "***")):
    task = TaskRunner("package 1.0").start(package)
gather([task], 20, Deadline(60))
sys.stdout.write("done\\n")
sys.stdin.read()
"""


def run(more: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(more)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    )


def test_what_a_package_writes_is_redacted_and_named_or_dropped() -> None:
    with run(0) as program:
        assert program.stderr is not None
        first = [program.stderr.readline() for _ in range(7)]
        out, rest = program.communicate(timeout=60)
    err = "".join([*first, rest])

    assert out == "done\n"
    assert TOKEN not in err
    lines = [line.split(" INFO support_packet.collectors: ", 1)[-1] for line in err.splitlines()]
    assert "package 1.0: printed ***" in lines
    assert "package 1.0: to stderr ***" in lines
    assert "package 1.0: bytes ***" in lines
    assert "package 1.0: WARNING package: logged ***" in lines
    assert "package 1.0: forged" in lines
    assert "package 1.0: WARNING support_packet.audit: an audit line ***" in lines
    assert not any("child" in line or "descriptor" in line for line in lines)


def test_a_log_that_nobody_reads_stops_neither_the_package_nor_the_host() -> None:
    """A hundred lines of 900 characters are more than a pipe holds."""
    with run(1000) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        assert program.stderr is not None
        assert program.stdout.readline() == "done\n"
        assert "support_packet.collectors: " in program.stderr.readline()
        program.stdin.close()
        assert program.wait(60) == 0


def test_lines_are_written_again_after_no_thread_could_be_started(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_arguments: object, **_named: object) -> None:
        raise RuntimeError("can't start new thread")

    starts: list[object] = []

    def refuse_and_count(*arguments: object, **_named: object) -> None:
        starts.append(arguments)
        refuse()

    log = CollectorLog()
    with monkeypatch.context() as patch:
        patch.setattr(Thread, "start", refuse_and_count)
        for _ in range(5):
            log.put("lost")
        # Nobody tries again for each line.
        assert len(starts) == 1
    monkeypatch.setattr(collector_streams, "monotonic", lambda: monotonic() + 60)

    with caplog.at_level("INFO"):
        log.put("written")
        log.flush(60)

    assert [record.getMessage() for record in caplog.records] == ["written"]
