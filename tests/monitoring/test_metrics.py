"""The metrics: what is counted, and what survives a worker that was replaced."""

import socket
from collections.abc import Iterator

import pytest
from prometheus_client.parser import text_string_to_metric_families

from support_packet.archive.zip_stream import EntryReport
from support_packet.host.origin import CollectorId
from support_packet.host.packet import PacketReport
from support_packet.host.problems import Kind, file_problem
from support_packet.monitoring.losses import Losses
from support_packet.monitoring.metrics import Metrics, open_handover
from support_packet.redaction.counts import KNOWN_VALUE
from support_packet.redaction.last_gate import WITHHELD
from support_packet.values.message import Message
from support_packet.values.reason import Reason

Handover = tuple[socket.socket, socket.socket]


@pytest.fixture
def handover() -> Iterator[Handover]:
    """Return what all workers of one server share."""
    ends = open_handover()
    yield ends
    for end in ends:
        end.close()


def values(metrics: Metrics) -> dict[tuple[str, ...], float]:
    """Return each sample by its name and the values of its labels."""
    families = text_string_to_metric_families(metrics.exposition().decode())
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in families
        for sample in family.samples
    }


def report() -> PacketReport:
    removed = {KNOWN_VALUE: 3, WITHHELD: 2}
    file = EntryReport(name="mattermost.log", sent=100, removed=removed)
    return PacketReport((file,), 0, "complete", 1.5)


def test_a_packet_is_counted_with_what_was_removed(handover: Handover) -> None:
    metrics = Metrics("1.0", lambda: (1, 2), handover, Losses())

    metrics.packet("complete", report(), 5000)

    found = values(metrics)
    assert found["support_packet_packets_total", "complete"] == 1
    assert found["support_packet_packets_total", "failed"] == 0
    assert found["support_packet_sent_bytes_total",] == 5000
    assert found["support_packet_removed_secrets_total", "known secret"] == 3
    assert found["support_packet_withheld_parts_total",] == 2
    assert found["support_packet_packet_seconds_sum",] == 1.5
    assert found["support_packet_slots_taken",] == 1
    assert found["support_packet_slots",] == 2


def test_failed_calls_are_counted_by_collector_also_by_a_worker_that_was_replaced(
    handover: Handover,
) -> None:
    old, new = (Metrics("1.0", lambda: (0, 2), handover, Losses()) for _ in range(2))
    old.retire()
    origin = CollectorId("package", "1.0", "entry")
    problem = file_problem(Kind.LEFT_OUT, "a.txt", Reason(Message("why")), origin)

    for metrics in (old, new):
        metrics.packet("complete", PacketReport(failures=(problem, problem)), 0)

    assert values(new)["support_packet_collector_failures_total", "entry"] == 4


def test_refusals_are_counted_by_reason(handover: Handover) -> None:
    metrics = Metrics("1.0", lambda: (0, 2), handover, Losses())

    metrics.refusal("api.no_license")

    assert values(metrics)["support_packet_refusals_total", "api.no_license"] == 1


def test_lost_lines_of_the_log_are_counted_from_the_start_of_a_worker(
    handover: Handover, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = iter([7, 9, 10])
    monkeypatch.setattr("support_packet.monitoring.metrics.dropped_lines", lambda: next(lost))

    metrics = Metrics("1.0", lambda: (0, 2), handover, Losses())

    assert "# TYPE support_packet_dropped_log_lines_total counter" in metrics.exposition().decode()
    assert values(metrics)["support_packet_dropped_log_lines_total",] == 3


def test_a_worker_that_was_replaced_hands_over_what_it_counts(handover: Handover) -> None:
    old, new = (Metrics("1.0", lambda: (0, 2), handover, Losses()) for _ in range(2))
    old.retire()

    old.packet("complete", report(), 5000)

    assert values(new)["support_packet_withheld_parts_total",] == 2
    assert values(new)["support_packet_packets_total", "complete"] == 1


def test_lost_workers_and_packets_are_counted_on_in_the_next_worker(handover: Handover) -> None:
    losses = Losses()
    before = Metrics("1.0", lambda: (0, 2), handover, losses)
    for packets in (0, 3):
        losses.count(packets)
    after = Metrics("1.0", lambda: (0, 2), handover, losses)

    for metrics in (before, after, after):
        found = values(metrics)
        assert found["support_packet_workers_lost_total",] == 2
        assert found["support_packet_packets_total", "killed"] == 3
