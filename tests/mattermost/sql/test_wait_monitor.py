"""One thread looks at everything that waits."""

import os
import threading
from dataclasses import dataclass, field

import pytest
from support.distributions.waiting import eventually

from support_packet.mattermost.sql.wait_monitor import WaitMonitor


@dataclass(eq=False)
class Wait:
    """Waits until it was looked at so many times."""

    until: int = 10**9
    share: float = 0.0
    looks: int = 0
    ended: bool = False
    lookers: set[int] = field(default_factory=set)

    def look(self) -> bool:
        """See `Waiting`."""
        self.looks += 1
        self.lookers.add(threading.get_ident())
        return self.looks < self.until

    def end_flood(self) -> None:
        """See `Waiting`."""
        self.ended = True


def test_all_are_looked_at_by_one_thread() -> None:
    monitor, waits = WaitMonitor(), [Wait() for _ in range(5)]
    for wait in waits:
        monitor.add(wait)

    assert eventually(lambda: all(wait.looks > 3 for wait in waits))
    for wait in waits:
        monitor.remove(wait)
    assert len(set.union(*(wait.lookers for wait in waits))) == 1


def test_what_was_removed_is_not_looked_at() -> None:
    monitor, removed, other = WaitMonitor(), Wait(), Wait()
    monitor.add(removed)
    monitor.add(other)

    monitor.remove(removed)
    looks, others = removed.looks, other.looks

    assert eventually(lambda: other.looks > others + 3)
    monitor.remove(other)
    assert removed.looks == looks


def test_what_no_longer_waits_is_not_looked_at() -> None:
    monitor, short, long = WaitMonitor(), Wait(until=2), Wait()
    monitor.add(short)
    monitor.add(long)

    assert eventually(lambda: long.looks > 5)
    monitor.remove(long)
    assert short.looks == 2


def test_what_has_received_most_is_ended_once_all_have_received_too_much() -> None:
    monitor, waits = WaitMonitor(), [Wait(share=0.3), Wait(share=0.4), Wait(share=0.3)]
    for wait in waits:
        monitor.add(wait)
    assert eventually(lambda: all(wait.looks > 3 for wait in waits))
    before = [wait.ended for wait in waits]

    waits[0].share = 0.35
    assert eventually(lambda: waits[1].ended)
    looks = waits[0].looks
    assert eventually(lambda: waits[0].looks > looks + 3)
    for wait in waits:
        monitor.remove(wait)

    assert before == [False, False, False]
    assert [wait.ended for wait in waits] == [False, True, False]


def test_it_starts_again_after_a_pause() -> None:
    monitor, first, second = WaitMonitor(), Wait(until=1), Wait()
    monitor.add(first)
    assert eventually(lambda: bool(first.lookers))
    gone = first.lookers.pop()

    assert eventually(lambda: all(each.ident != gone for each in threading.enumerate()))
    monitor.add(second)
    assert eventually(lambda: second.looks > 0)
    monitor.remove(second)


def test_a_child_process_has_its_own_thread() -> None:
    monitor, wait = WaitMonitor(), Wait()
    monitor.add(wait)

    child = os.fork()
    if not child:
        own = Wait()
        monitor.add(own)
        os._exit(0 if eventually(lambda: own.looks > 0) else 1)
    monitor.remove(wait)

    assert os.waitpid(child, 0)[1] == 0


def test_without_another_thread_nothing_is_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monitor, wait = WaitMonitor(), Wait()
    with monkeypatch.context() as patched:
        patched.setattr(threading.Thread, "start", refuse)
        with pytest.raises(RuntimeError):
            monitor.add(wait)

    monitor.add(wait)
    assert eventually(lambda: wait.looks > 0)
    monitor.remove(wait)
