"""The metrics of calls into collectors, as their runners count them."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector as MetricSource

if TYPE_CHECKING:
    from support_packet.host.discovery.collector import Collector


class CollectorTimes(MetricSource):
    """How often and how long collectors were called, and which of them hang."""

    def __init__(self) -> None:
        self.collectors: Collection[Collector] = ()

    def collect(self) -> Iterator[Metric]:
        """Yield the metrics; the label is the entry point."""
        calls = CounterMetricFamily(
            "support_packet_collector_calls",
            "Calls into a collector that have ended.",
            labels=["collector"],
        )
        seconds = CounterMetricFamily(
            "support_packet_collector_seconds",
            "Seconds that these calls took, without waiting for the client.",
            labels=["collector"],
        )
        stuck = GaugeMetricFamily(
            "support_packet_collector_stuck",
            "1 while a call hangs, so that it is not made again.",
            labels=["collector"],
        )
        for collector in self.collectors:
            name, runner = [collector.origin.name], collector.runner
            calls.add_metric(name, runner.calls)
            seconds.add_metric(name, runner.seconds)
            stuck.add_metric(name, float(runner.stuck))
        yield from (calls, seconds, stuck)
