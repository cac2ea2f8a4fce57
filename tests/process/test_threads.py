"""Threads that cannot run: their starter gets an error, and does not wait forever."""

import threading

import pytest

from support_packet.process.threads import Thread, log_failed_threads, started

_STARTS = ("_start_new_thread", "_start_joinable_thread")
"""What starts a thread in Python's own module, up to 3.12 and from 3.13 on."""


def test_a_thread_runs() -> None:
    ran = threading.Event()

    thread = Thread(target=ran.set, name="named", daemon=True)
    thread.start()
    thread.join(20)

    assert ran.is_set()
    assert (thread.name, thread.daemon, thread.is_alive()) == ("named", True, False)


def test_a_thread_that_ends_before_it_runs_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in _STARTS:
        if hasattr(threading, name):
            monkeypatch.setattr(threading, name, lambda *_arguments, **_named: 1)
    monkeypatch.setattr(Thread, "max_start_seconds", 0.01)

    with pytest.raises(RuntimeError, match="can't start new thread"):
        Thread(target=int, daemon=True).start()


def test_work_in_a_thread_returns_its_result_or_raises() -> None:
    here = threading.get_ident()

    assert started(threading.get_ident)() != here
    with pytest.raises(ValueError, match="invalid literal"):
        started(lambda: int("x"))()


def test_a_thread_that_ends_without_a_result_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("support_packet.process.threads.fulfill", lambda *_arguments: None)

    with pytest.raises(MemoryError, match="ended without a result"):
        started(int)()


def test_what_ends_a_thread_of_this_program_is_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    others: list[str] = []

    def usual(failure: threading.ExceptHookArgs) -> None:
        assert failure.thread is not None
        others.append(failure.thread.name)

    monkeypatch.setattr(threading, "excepthook", usual)
    log_failed_threads()

    for kind, name in ((Thread, "ours"), (threading.Thread, "a package's")):
        thread = kind(target=lambda: 1 // 0, name=name)
        thread.start()
        thread.join(20)

    assert [record.getMessage() for record in caplog.records] == ["The thread ours failed."]
    assert others == ["a package's"]
