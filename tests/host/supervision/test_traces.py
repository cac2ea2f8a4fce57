"""Tracebacks in the log: at DEBUG, redacted, bounded."""

import logging
from collections.abc import Generator

import pytest
from support.distributions.waiting import eventually

from support_packet.host.supervision.deadline import Deadline
from support_packet.host.supervision.output import MAX_LINES, redacting
from support_packet.host.supervision.runner import TaskRunner, gather

LOGGER = "support_packet.collectors"
TOKEN = "pl2ok9ij3uh8yg7tf5rd4es6"


def nested(levels: int) -> None:
    try:
        nested(levels - 1) if levels else int(TOKEN)
    except ValueError as error:
        raise ValueError(f"level {levels} of {TOKEN}") from error


def fail(levels: int) -> None:
    """Run a package's code that fails so many levels deep."""

    def make() -> Generator[None, None, None]:
        nested(levels)
        yield

    with redacting(lambda text: text.replace(TOKEN, "***")):
        task = TaskRunner("package 1.0").start(make)
    gather([task], 20, Deadline(60))


def test_at_debug_the_log_has_the_traceback_without_secrets(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG, LOGGER)

    fail(0)

    last = "package 1.0: ValueError: level 0 of ***"
    assert eventually(lambda: last in caplog.messages)
    assert "package 1.0: Traceback (most recent call last):" in caplog.messages
    assert any("test_traces.py" in line and "in nested" in line for line in caplog.messages)
    assert TOKEN not in caplog.text


def test_of_a_long_one_the_end_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, LOGGER)

    fail(60)

    assert eventually(lambda: "package 1.0: ValueError: level 60 of ***" in caplog.messages)
    assert len(caplog.messages) <= MAX_LINES + 1


def test_otherwise_it_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, LOGGER)

    fail(0)
    logging.getLogger(LOGGER).setLevel(logging.DEBUG)
    fail(1)

    assert eventually(lambda: "package 1.0: ValueError: level 1 of ***" in caplog.messages)
    assert caplog.text.count("Traceback (most recent call last):") == 3
