"""The time of this machine, with time zones that Python refuses."""

import logging
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from support_packet.process import local_time
from support_packet.process.local_time import local_now


@pytest.fixture(autouse=True)
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Set the time zone that the test names, and reset it at the end."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    local_time._warn.cache_clear()  # noqa: SLF001 -- each test is to be warned
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("zone", ["UTC+25", "<+25>-25"], indirect=True)
def test_an_invalid_zone_is_utc(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        now = local_now()

    assert now.utcoffset() == timedelta(0)
    assert abs(now - datetime.now(UTC)) < timedelta(minutes=5)
    assert "UTC is used instead" in caplog.text


@pytest.mark.parametrize("zone", ["EST5", "<+0530>-5:30"], indirect=True)
def test_a_zone_counts(caplog: pytest.LogCaptureFixture) -> None:
    offset = local_now().utcoffset()

    assert offset in {timedelta(hours=-5), timedelta(hours=5, minutes=30)}
    assert caplog.text == ""
