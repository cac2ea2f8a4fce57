"""Threads that cannot run: whoever starts one is told so, and does not wait for ever."""

import threading

import pytest

from support_packet.threads import Thread

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
