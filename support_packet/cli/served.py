"""What the server serves: the application, with its metrics."""

import importlib
import logging
import os
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any
from wsgiref.util import setup_testing_defaults

from support_packet.cli.installation_options import InstallationOptions
from support_packet.host.discovery.changed_sources import PackageSources
from support_packet.host.discovery.collectors import find_collectors
from support_packet.host.redactor import Rules, compile_for_others, rules_of
from support_packet.monitoring.losses import Losses
from support_packet.redaction.compiled_rules import CompiledRules, share_compiled_rules
from support_packet.settings import Settings
from support_packet.web.access.authorizer import Authorizer
from support_packet.web.access.connecting_ahead import connect_ahead
from support_packet.web.app import application_maker
from support_packet.web.download.downloads import Downloads
from support_packet.web.monitoring import HEALTH_PATH, Address, with_metrics
from support_packet.web.reloading import ReloadingApplication
from support_packet.web.serving.server import AFTER_PACKET_SECONDS, Served, not_counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from support_packet.monitoring.metrics import Metrics

_NO_CACHE = (
    "CACHE_DIRECTORY: %s cannot be used (%s). Until it can, rules are compiled at each start. Give "
    "it to the account of this program alone, or unset the variable."
)

logger = logging.getLogger(__name__)


class Applications:
    """Makes what is served; the metrics are at `metrics_address`, if there is one.

    The modules in `plugins_dir` are collectors, too. With `watching` each worker loads collectors
    again when one of their files changes.
    """

    def __init__(
        self, metrics_address: Address | None, plugins_dir: Path | None, *, watching: bool
    ) -> None:
        self._watching = watching
        self._address = metrics_address
        self._plugins_dir = plugins_dir
        self._rules = _shared_rules()
        self._compiled: Rules | None = None
        self._losses = Losses()
        self._new_metrics = _metrics_maker(self._losses) if metrics_address else None

    def loaded(
        self, options: InstallationOptions, settings: Settings, *, connect: bool = False
    ) -> Served:
        """Return the application with all collectors, loaded now; raises what `create_app` does.

        With `connect` each worker opens a connection to Mattermost's database when it starts.
        """
        served = self._served(options, settings, connect=connect)
        application = served.make_application(True)
        _ask_once(application)
        return replace(served, make_application=lambda _: application)

    def fresh(
        self, options: InstallationOptions, settings: Settings, *, connect: bool = False
    ) -> Served:
        """Return an application that the worker loads, with the packages that are installed then.

        The main process keeps the modules that it has imported at start. What replaces a worker
        goes on without a package that was uninstalled since, although a variable is left of it.
        """
        served = self._served(options, settings, connect=connect)

        def make(strict: bool) -> Any:
            # Those that are found now may be newer than what was imported before the fork.
            importlib.invalidate_caches()
            found, _ = find_collectors(plugins_dir=self._plugins_dir)
            PackageSources(found, self._plugins_dir).forget()
            return served.make_application(strict)

        return replace(served, make_application=make)

    def _served(self, options: InstallationOptions, settings: Settings, *, connect: bool) -> Served:
        downloads = Downloads(settings.max_packets, settings.packet_timeout + AFTER_PACKET_SECONDS)
        slots = downloads.slots
        metrics = (
            self._new_metrics(lambda: (len(slots.running), slots.limit))
            if self._new_metrics
            else None
        )
        service = _Service(
            options,
            settings,
            downloads,
            plugins_dir=self._plugins_dir,
            metrics=metrics,
            metrics_address=self._address,
            watching=self._watching,
            connect=connect and settings.database_idle_seconds > 0,
        )
        return Served(
            settings,
            downloads,
            service.make,
            service.start,
            retire=metrics.retire if metrics else lambda: None,
            refused=metrics.refusal if metrics else not_counted,
            lost=self._losses.count,
            make_ahead=self._compile_for_others(settings),
            descriptors=self._rules.descriptors,
        )

    def _compile_for_others(self, settings: Settings) -> "Callable[[], None] | None":
        """Return what compiles the rules, `None` if that has been returned already."""
        before, self._compiled = self._compiled, rules_of(settings)
        return None if before == self._compiled else partial(compile_for_others, self._compiled)


@dataclass
class _Service:
    """What one worker serves: first it is made, then, in the worker, started."""

    options: InstallationOptions
    settings: Settings
    downloads: Downloads
    plugins_dir: Path | None
    metrics: "Metrics | None"
    metrics_address: Address | None
    watching: bool
    connect: bool
    _authorizer: Authorizer | None = None
    _watched: ReloadingApplication | None = None

    def make(self, strict: bool) -> Any:
        """Return the application, with the collectors as they are now."""
        environment = self.options.environment
        self._authorizer = Authorizer(self.settings, self.options.directory, environment)
        maker = application_maker(
            self._authorizer,
            self.settings,
            environment,
            self.downloads,
            plugins_dir=self.plugins_dir,
            metrics=self.metrics,
            strict=strict,
        )
        if self.watching:
            self._watched = ReloadingApplication(maker, self.plugins_dir)
        application = self._watched or maker()
        if self.metrics is None or self.metrics_address is None:
            return application
        return with_metrics(application, self.metrics, self.metrics_address)

    def start(self) -> None:
        """Start what runs alongside requests."""
        if self._watched:
            self._watched.watch()
        if self.connect and self._authorizer:
            connect_ahead(self._authorizer.installation)


def _shared_rules() -> CompiledRules:
    """Return where compiled rules are kept, which is in the directory that systemd provides."""
    directory = os.environ.get("CACHE_DIRECTORY")
    try:
        return share_compiled_rules(Path(directory) if directory else None)
    except OSError as error:
        logger.warning(_NO_CACHE, directory, error.strerror)
        return share_compiled_rules()


def _ask_once(application: "Callable[..., Iterable[bytes]]") -> None:
    """Make what the first request would make before a worker is forked, which then shares it."""
    environ: dict[str, Any] = {"PATH_INFO": HEALTH_PATH}
    setup_testing_defaults(environ)
    for _ in application(environ, lambda *_: None):
        pass


def _metrics_maker(losses: Losses) -> "Callable[[Callable[[], tuple[int, int]]], Metrics]":
    """Return what makes metrics, given what returns how many slots are taken and exist.

    Their library is imported only where metrics are served.
    """
    from support_packet.monitoring.metrics import Metrics, open_handover  # noqa: PLC0415 -- more than 1 MB

    handover, release = open_handover(), version("support-packet")
    return lambda slots: Metrics(release, slots, handover, losses)
