"""The metrics of one worker process, in Prometheus' format."""

import json
import socket
from collections import Counter as Counts
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client import generate_latest as write_metrics
from prometheus_client.core import CounterMetricFamily, Metric
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector as MetricSource

from support_packet.host.discovery.collector import Collector
from support_packet.host.supervision.log_stream import dropped_lines
from support_packet.monitoring.collector_times import CollectorTimes
from support_packet.monitoring.losses import LossCounters, Losses

if TYPE_CHECKING:
    from support_packet.host.packet import PacketReport

_KILLED = "killed"
_RESULTS = ("complete", "cut", "abandoned", "failed", _KILLED)
_SECONDS = (0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300)
_MAX_EVENT_BYTES = 16 * 1024


def open_handover() -> tuple[socket.socket, socket.socket]:
    """Return where a worker that was replaced sends what it still counts, and where it is read.

    Opened once, before the workers fork: all of them have both ends.
    """
    ends = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    for end in ends:
        end.setblocking(False)
    return ends


class Metrics:
    """Counts what happens in this process; `slots` returns how many are taken, and how many exist.

    Counters begin at zero with each worker, which `rate` and `increase` of Prometheus allow for;
    those of `losses` go on.
    """

    content_type = CONTENT_TYPE_LATEST

    def __init__(
        self,
        version: str,
        slots: Callable[[], tuple[int, int]],
        handover: tuple[socket.socket, socket.socket],
        losses: Losses,
    ) -> None:
        self._registry = CollectorRegistry()
        self._out, self._in = handover
        self._retired = False
        self._packets = self._counter("packets", "Packets by how they ended.", "result")
        self._refusals = self._counter("refusals", "Refused requests by error ID.", "reason")
        self._removed = self._counter("removed_secrets", "Secrets removed, by kind.", "kind")
        self._failures = self._counter(
            "collector_failures",
            "Calls into a collector that failed, while a packet was made.",
            "collector",
        )
        self._bytes = self._counter("sent_bytes", "Bytes of packets that clients were sent.")
        self._withheld = self._counter(
            "withheld_parts", "Parts of packets in which the last check still found a secret."
        )
        self._seconds = Histogram(
            "support_packet_packet_seconds",
            "How long packets took, from the request to the last byte.",
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._times = CollectorTimes()
        self._registry.register(self._times)
        self._info(version, slots)
        lost = self._counter("workers_lost", "Worker processes that crashed or were killed.")
        self._lost = LossCounters(losses, lost, self._packets.labels(_KILLED))
        for result in _RESULTS:
            self._packets.labels(result)

    def watch(self, collectors: Collection[Collector]) -> None:
        """Report the time of these collectors only."""
        self._times.collectors = collectors
        for collector in collectors:
            # Prometheus sees an increase only of what is there before.
            self._failures.labels(collector.origin.name)

    def packet(self, result: str, report: "PacketReport", sent: int) -> None:
        """Count a packet that has ended; `sent` is how many bytes the client was sent."""
        from support_packet.redaction.counts import by_kind  # noqa: PLC0415 -- not at start
        from support_packet.redaction.last_gate import WITHHELD  # noqa: PLC0415 -- not at start

        removed: dict[str, int] = {}
        for file in report.files:
            for rule_id, count in file.removed.items():
                removed[rule_id] = removed.get(rule_id, 0) + count
        withheld = removed.get(WITHHELD, 0)
        event = {
            "result": result,
            "seconds": report.seconds,
            "bytes": sent,
            "withheld": withheld,
            "removed": by_kind(removed),
            "failures": Counts(each.origin.name for each in report.failures if each.origin),
        }
        if self._retired:
            # This worker is no longer scraped. What does not fit into the queue is lost.
            with suppress(OSError):
                self._out.send(json.dumps(event).encode())
        else:
            self._count(event)

    def refusal(self, reason: str, count: int = 1) -> None:
        """Count a request that was refused, by the ID of its error."""
        self._refusals.labels(reason).inc(count)

    def retire(self) -> None:
        """Hand over what is counted from here on: another worker answers requests now."""
        self._retired = True

    def exposition(self) -> bytes:
        """Return all metrics, as Prometheus reads them."""
        for event in self._handed_over():
            self._count(event)
        self._lost.update()
        return write_metrics(self._registry)

    def _counter(self, name: str, description: str, *labels: str) -> Counter:
        return Counter(f"support_packet_{name}", description, labels, registry=self._registry)

    def _info(self, version: str, slots: Callable[[], tuple[int, int]]) -> None:
        ProcessCollector(registry=self._registry)
        info = self._gauge("info", "The release of support-packet.", "version")
        info.labels(version).set(1)
        self._gauge("slots_taken", "Packets that are being made.").set_function(lambda: slots()[0])
        self._gauge("slots", "Packets that can be made at a time.").set_function(lambda: slots()[1])
        self._registry.register(DroppedLines())

    def _gauge(self, name: str, description: str, *labels: str) -> Gauge:
        return Gauge(f"support_packet_{name}", description, labels, registry=self._registry)

    def _count(self, event: dict[str, Any]) -> None:
        self._packets.labels(event["result"]).inc()
        self._seconds.observe(event["seconds"])
        self._bytes.inc(event["bytes"])
        self._withheld.inc(event["withheld"])
        for kind, count in event["removed"].items():
            self._removed.labels(kind).inc(count)
        for collector, count in event["failures"].items():
            self._failures.labels(collector).inc(count)

    def _handed_over(self) -> Iterator[dict[str, Any]]:
        with suppress(BlockingIOError):
            while True:
                yield json.loads(self._in.recv(_MAX_EVENT_BYTES))


class DroppedLines(MetricSource):
    """How many lines of the log were lost since the worker was loaded."""

    def __init__(self) -> None:
        # Those that the main process has lost before are no increase.
        self._before = dropped_lines()

    def collect(self) -> Iterator[Metric]:
        """Yield the metric."""
        yield CounterMetricFamily(
            "support_packet_dropped_log_lines",
            "Log lines that were dropped because the log was not read, or could not be written.",
            value=dropped_lines() - self._before,
        )
