"""A worker that is killed, or crashes, in the midst of work: the main process says of which."""

import http.client
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from support.distributions.waiting import eventually
from support.serving.program import Program, serving_with

from demo.installation import Installation
from support_packet.process.running_work import RunningWork, WorkRecord
from support_packet.web.serving.lost_work import LostWork, processor_seconds

LOCK_KEEPER = """
    import ctypes

    def keep():
        # As what a regular expression does that never ends, but without use of the processor.
        ctypes.PyDLL(None).sleep(3600)
        return ""

    @hookimpl
    def packet_files():
        return PacketFile("own/lock.txt", keep)
"""

CRASHER = """
    import os

    @hookimpl
    def packet_files():
        return PacketFile("own/crash.txt", lambda: os._exit(7))
"""

HANGS = """
    import threading
    from pathlib import Path

    def hang():
        Path("{begun}").touch()
        threading.Event().wait()

    @hookimpl
    def packet_files():
        return PacketFile("own/hangs.txt", hang)
"""


@pytest.fixture
def own(installation: Installation, tmp_path: Path) -> Iterator[Program]:
    """Return a server with a collector that keeps the interpreter's lock."""
    with serving_with(LOCK_KEEPER, installation.directory, tmp_path) as program:
        yield program


@contextmanager
def in_the_midst(program: Program, token: str) -> Iterator[None]:
    """Request a packet that never ends; within, its collector is being called."""
    with program.begin(token) as client:
        received = b""
        while b"endless.bin" not in received:
            more = client.recv(65536)
            assert more
            received += more
        yield


def call(name: str, thread: int) -> dict[str, object]:
    return {"call": ["of-a-package", name], "shown": name, "thread": thread}


def test_a_collector_that_stops_everything_is_named_and_not_called_again(
    own: Program, installation: Installation
) -> None:
    token = installation.tokens["admin"]
    [worker] = own.workers()
    with own.begin(token):
        assert eventually(lambda: worker not in own.workers() and bool(own.workers()), seconds=90)

    [killed] = own.audited(1)
    packet = own.packet(token)

    log = own.log.read_text(encoding="utf-8")
    [why] = [line for line in log.splitlines() if f"Worker {worker} stopped responding" in line]
    assert "own 1.0, entry point own" in why
    assert (killed["result"], killed["username"]) == ("killed", "admin")
    assert killed["request_id"]
    assert killed["seconds"] > 0
    warning = packet.files["warning.txt"]
    assert "own/lock.txt is not in the packet" in warning
    assert "the whole service stopped responding during an earlier call" in warning
    assert f"Worker {worker} was killed by its main process: it did not respond." in log
    assert "memory" not in log


def test_a_collector_that_crashes_two_workers_is_not_called_again(
    installation: Installation, tmp_path: Path
) -> None:
    token = installation.tokens["admin"]
    with serving_with(CRASHER, installation.directory, tmp_path) as program:
        for crashes in (1, 2):
            with pytest.raises(http.client.HTTPException):
                program.packet(token)
            program.audited(crashes)
        packet = program.packet(token)

        assert packet.status == 200
        assert "own/crash.txt is not in the packet" in packet.files["warning.txt"]
        log = program.log.read_text("utf-8")
        assert log.count("exited with code 7.") == 2
        [why] = [line for line in log.splitlines() if "crashed during" in line]
        assert "own 1.0, entry point own" in why
        assert "skipped for 5 minutes" in why


def test_packets_of_a_crashed_worker_have_an_audit_line(
    endless: Program, installation: Installation
) -> None:
    [worker] = endless.workers()
    with in_the_midst(endless, installation.tokens["admin"]):
        os.kill(worker, signal.SIGKILL)

        [killed] = endless.audited(1)

    assert (killed["result"], killed["username"]) == ("killed", "admin")
    log = endless.log.read_text("utf-8").splitlines()
    [what] = [line for line in log if f"Worker {worker} ended during these calls" in line]
    assert "own 1.0, entry point own" in what


def test_a_worker_that_stops_by_itself_has_lost_nothing(
    installation: Installation, tmp_path: Path
) -> None:
    begun = tmp_path / "begun"
    with serving_with(HANGS.format(begun=begun), installation.directory, tmp_path) as program:
        with program.begin(installation.tokens["admin"]):
            assert eventually(begun.exists)
            program.stop()

        assert "killed" not in [line["result"] for line in program.audit()]
        assert "ended during these calls" not in program.log.read_text("utf-8")


def test_the_call_that_runs_while_the_others_wait_is_suspended() -> None:
    record, running = WorkRecord(), RunningWork()
    for name, thread in (("waits", 1), ("runs", 2)):
        record.begin(call(name, thread))
    seconds = iter([20.0, 3.0, 20.0, 3.9])
    lost = LostWork(running, lambda _pid, _thread: next(seconds))

    lost.hangs(7, record)
    lost.still_hangs(7, record)

    assert running.is_suspended(("of-a-package", "runs"))
    assert not running.is_suspended(("of-a-package", "waits"))


def crash(lost: LostWork, name: str) -> None:
    record = WorkRecord()
    record.begin(call(name, 1))
    lost.report(7, -signal.SIGSEGV, record)


def test_a_call_is_suspended_that_ran_during_two_crashes() -> None:
    running = RunningWork()
    lost = LostWork(running)

    for name in ("crashes", "other", "crashes"):
        crash(lost, name)

    assert list(running.suspended) == [("of-a-package", "crashes")]


def test_after_a_reload_crashes_count_anew() -> None:
    running = RunningWork()
    lost = LostWork(running)

    crash(lost, "updated")
    lost.forget()
    crash(lost, "updated")

    assert not running.suspended


def test_a_worker_that_hung_is_no_crash_of_the_others_calls() -> None:
    running = RunningWork()
    lost = LostWork(running, lambda _pid, _thread: 5.0)
    for _ in range(2):
        record = WorkRecord()
        record.begin(call("waits", 1))
        lost.still_hangs(7, record)
        lost.report(7, -signal.SIGKILL, record)

    assert not running.suspended


@pytest.mark.parametrize(
    ("code", "counted"), [(0, []), (-signal.SIGTERM, []), (-signal.SIGKILL, [0]), (7, [0])]
)
def test_workers_that_do_not_end_by_themselves_are_counted(code: int, counted: list[int]) -> None:
    counts: list[int] = []

    LostWork(RunningWork(), count=counts.append).report(7, code, WorkRecord())

    assert counts == counted


def test_packets_that_end_with_a_worker_are_counted() -> None:
    counts: list[int] = []
    record = WorkRecord()
    for name in ("one", "other"):
        record.begin({"packet": {"username": name}, "began": 0.0})

    LostWork(RunningWork(), count=counts.append).report(7, 0, record)

    assert counts == [2]


def test_where_no_call_runs_any_may_be_at_fault() -> None:
    record, running = WorkRecord(), RunningWork()
    for name in ("one", "other"):
        record.begin(call(name, 1))
    lost = LostWork(running, lambda _pid, _thread: 5.0)

    lost.hangs(7, record)
    lost.still_hangs(7, record)

    assert len(running.suspended) == 2


def test_a_worker_that_is_killed_at_a_stop_suspends_nothing() -> None:
    record, running = WorkRecord(), RunningWork()
    record.begin(call("slow", 1))

    LostWork(running).still_hangs(7, record)

    assert not running.suspended


def test_the_time_of_a_thread_is_known_to_other_processes() -> None:
    spent = processor_seconds(os.getpid(), threading.get_native_id())

    assert spent > 0
    assert processor_seconds(os.getpid(), 0) == 0
