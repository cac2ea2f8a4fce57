"""A request that no thread can be had for is cancelled, and nothing else ends."""

import threading

import pytest

from support_packet.web.serving.threads import RequestThread, RequestThreads


def _refuse(_: threading.Thread) -> None:
    raise RuntimeError("can't start new thread")


def test_without_any_thread_a_request_is_cancelled(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    with RequestThreads(2) as threads:
        with monkeypatch.context() as patched:
            patched.setattr(threading.Thread, "start", _refuse)
            first = threads.submit(done.append, "first")
        second = threads.submit(done.append, "second")

    assert first.cancelled()
    assert not second.cancelled()
    assert done == ["second"]


def test_a_thread_that_is_free_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    with RequestThreads(2) as threads:
        threads.submit(lambda: None).result()
        with monkeypatch.context() as patched:
            patched.setattr(threading.Thread, "start", _refuse)
            done = threads.submit(lambda: "done").result()

    assert done == "done"


def test_while_the_only_thread_is_busy_other_requests_are_cancelled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    go_on = threading.Event()
    with RequestThreads(2) as threads:
        busy = threads.submit(go_on.wait)
        with monkeypatch.context() as patched:
            patched.setattr(threading.Thread, "start", _refuse)
            others = [threads.submit(lambda: None) for _ in range(3)]
        go_on.set()

    assert busy.result() is True
    assert [other.cancelled() for other in others] == [True, True, True]


def test_a_thread_that_does_not_run_keeps_no_other_request(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The first request waits a moment, those after it for nothing."""
    monkeypatch.setattr(RequestThread, "max_start_seconds", 0.01)
    go_on = threading.Event()
    with RequestThreads(3) as threads:
        busy = threads.submit(go_on.wait)
        with monkeypatch.context() as patched:
            for name in ("_start_new_thread", "_start_joinable_thread"):
                if hasattr(threading, name):
                    patched.setattr(threading, name, lambda *_arguments, **_named: 1)
            late = threads.submit(lambda: None)
            patched.setattr(threading.Thread, "start", _fail)
            others = [threads.submit(lambda: None) for _ in range(3)]
        go_on.set()

    assert busy.result() is True
    assert [each.cancelled() for each in (late, *others)] == [True] * 4


def _fail(_: threading.Thread) -> None:
    raise AssertionError("another thread is started")


def test_no_more_threads_are_started_than_are_needed_or_allowed() -> None:
    go_on = threading.Event()
    names: list[str] = []

    def work() -> None:
        names.append(threading.current_thread().name)
        go_on.wait()

    with RequestThreads(3) as threads:
        for _ in range(5):
            threads.submit(threading.get_ident).result()
        done = [threads.submit(work) for _ in range(7)]
        go_on.set()

    assert all(each.done() for each in done)
    assert len(names) == 7
    assert len(set(names)) <= 3


def test_a_cancelled_request_leaves_no_thread_that_is_thought_to_be_free(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = threading.Event(), threading.Event()
    with RequestThreads(2) as threads:
        busy = threads.submit(first.wait)
        with monkeypatch.context() as patched:
            patched.setattr(threading.Thread, "start", _refuse)
            assert threads.submit(lambda: None).cancelled()
        first.set()
        busy.result()
        # The only thread takes one of these; the other one needs a second thread.
        waits = threads.submit(second.wait)
        done = threads.submit(lambda: "done").result(60)
        second.set()

    assert (waits.result(), done) == (True, "done")


def test_what_is_submitted_too_late_is_cancelled() -> None:
    threads = RequestThreads(1)
    threads.shutdown()

    assert threads.submit(int).cancelled()


def test_a_thread_that_cannot_be_made_is_as_one_that_cannot_be_started(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_arguments: object, **_named: object) -> None:
        raise RuntimeError("can't allocate lock")

    with RequestThreads(1) as threads, monkeypatch.context() as patched:
        patched.setattr(RequestThread, "__init__", refuse)
        assert threads.submit(int).cancelled()
