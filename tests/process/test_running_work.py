"""What a process is doing: its parent reads it, also once the process is gone."""

import os
import signal

from support_packet.process.running_work import RunningWork, WorkRecord


def test_a_parent_reads_what_a_killed_process_was_doing() -> None:
    record = WorkRecord()
    running = RunningWork()
    running.record = record
    if (child := os.fork()) == 0:
        with running.call(("package", "ended"), "ended"):
            pass
        with running.call(("package", "file.txt"), "file"), running.packet({"request_id": "abc"}):
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)

    called, packet = record.read()

    assert (called["call"], called["shown"]) == (["package", "file.txt"], "file")
    assert packet["packet"] == {"request_id": "abc"}


def test_more_work_than_there_is_room_for_is_left_out() -> None:
    record = WorkRecord()

    places = [record.begin({"number": number}) for number in range(1000)]
    too_long = record.begin({"text": "x" * 5000})

    assert len(record.read()) == sum(place is not None for place in places) < 1000
    assert too_long is None


def test_room_is_free_again_when_work_has_ended() -> None:
    record = WorkRecord()

    for number in range(1000):
        record.end(record.begin({"number": number}))

    assert record.read() == []


def test_without_a_record_work_is_done_all_the_same() -> None:
    with RunningWork().call(("package", "file.txt"), "file") as value:
        done = True

    assert done
    assert value is None
