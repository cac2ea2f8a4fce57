"""Times as Go writes them."""

from datetime import UTC, timedelta, timezone

import pytest

from support_packet_diagnostics._times import rfc3339


@pytest.mark.parametrize(
    ("milliseconds", "hours", "text"),
    [
        (0, 0, "1970-01-01T00:00:00Z"),
        (1111, 0, "1970-01-01T00:00:01.111Z"),
        (1500, 1, "1970-01-01T01:00:01.5+01:00"),
        (1_795_000_000_020, -3.5, "2026-11-18T07:36:40.02-03:30"),
        (-1, 0, "1969-12-31T23:59:59.999Z"),
    ],
)
def test_the_fraction_has_no_trailing_zeros(milliseconds: int, hours: float, text: str) -> None:
    zone = timezone(timedelta(hours=hours))

    assert rfc3339(milliseconds, zone) == text


@pytest.mark.parametrize("milliseconds", [None, 10**18, -(10**18)])
def test_no_time_and_no_date_are_nothing(milliseconds: int | None) -> None:
    assert rfc3339(milliseconds, UTC) is None
