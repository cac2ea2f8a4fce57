"""What the server serves: the application, with its metrics."""

from dataclasses import replace
from importlib.metadata import version
from typing import Any

from support_packet.cli.installation_options import InstallationOptions
from support_packet.host.loading import forget_packages
from support_packet.monitoring.metrics import Metrics, open_handover
from support_packet.settings import Settings
from support_packet.web.app import create_app
from support_packet.web.download.downloads import Downloads
from support_packet.web.monitoring import Address, with_metrics
from support_packet.web.serving.server import Served


class Applications:
    """Makes what is served; the metrics are at `metrics_address`, if there is one."""

    def __init__(self, metrics_address: Address | None) -> None:
        self._address = metrics_address
        self._handover = open_handover()
        self._version = version("support-packet")

    def loaded(self, options: InstallationOptions, settings: Settings) -> Served:
        """Return the application with all collectors, loaded now; raises what `create_app` does."""
        served = self._served(options, settings)
        application = served.make_application()
        return replace(served, make_application=lambda: application)

    def fresh(self, options: InstallationOptions, settings: Settings) -> Served:
        """Return an application that the worker loads, with the packages that are installed then.

        The main process keeps the modules that it has imported at start.
        """
        served = self._served(options, settings)

        def make() -> Any:
            forget_packages()
            return served.make_application()

        return replace(served, make_application=make)

    def _served(self, options: InstallationOptions, settings: Settings) -> Served:
        downloads = Downloads(settings.max_packets)
        slots = downloads.slots
        taken = lambda: (len(slots.running), slots.limit)  # noqa: E731 -- two values of one object
        metrics = Metrics(self._version, taken, self._handover)
        address = self._address

        def make() -> Any:
            directory, environment = options.directory, options.environment
            application = create_app(settings, directory, environment, downloads, metrics)
            return with_metrics(application, metrics, address) if address else application

        return Served(settings, downloads, make, metrics.retire)
