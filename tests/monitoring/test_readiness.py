"""Readiness: looked at rarely, and never waited for forever."""

import threading
from pathlib import Path

import pytest

from demo.installation import Installation, build_installation
from support_packet.mattermost.installation import Mattermost
from support_packet.monitoring.readiness import Readiness


@pytest.fixture
def example(tmp_path: Path) -> Installation:
    """Return the example, which a test may break."""
    return build_installation(tmp_path / "mattermost", log_bytes=10_000)


def test_an_installation_that_can_be_read_is_ready(example: Installation) -> None:
    readiness = Readiness(lambda: Mattermost(example.directory, {}))

    assert readiness.states() == {"configuration": "OK", "database": "OK"}


def test_a_broken_configuration_is_not(example: Installation) -> None:
    example.config.write_text("{", encoding="utf-8")

    readiness = Readiness(lambda: Mattermost(example.directory, {}))

    assert readiness.states() == {"configuration": "unreadable", "database": "unknown"}


def test_a_database_that_does_not_respond_is_not(example: Installation) -> None:
    Path(example.database).unlink()

    readiness = Readiness(lambda: Mattermost(example.directory, {}))

    assert readiness.states() == {"configuration": "OK", "database": "unreachable"}


def test_asking_often_causes_one_look(example: Installation) -> None:
    looks = []

    def look() -> Mattermost:
        looks.append(1)
        return Mattermost(example.directory, {})

    readiness = Readiness(look)

    for _ in range(20):
        readiness.states()

    assert len(looks) == 1


def test_a_look_that_hangs_is_unknown_to_others(example: Installation) -> None:
    begun, end = threading.Event(), threading.Event()

    def hang() -> Mattermost:
        begun.set()
        end.wait(60)
        return Mattermost(example.directory, {})

    readiness = Readiness(hang, wait=0.01)
    thread = threading.Thread(target=readiness.states)
    thread.start()
    assert begun.wait(60)

    assert readiness.states() == {"configuration": "unknown", "database": "unknown"}
    end.set()
    thread.join()


def test_a_database_that_does_not_answer_in_time_is_unreachable(
    example: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, end = threading.Event(), threading.Event()

    def hang(_: Mattermost) -> None:
        begun.set()
        end.wait(60)

    monkeypatch.setattr(Mattermost, "ask_database", hang)
    readiness = Readiness(lambda: Mattermost(example.directory, {}), wait=0.01)
    readiness.states()
    assert begun.wait(60)

    assert readiness.states() == {"configuration": "OK", "database": "unreachable"}
    end.set()
