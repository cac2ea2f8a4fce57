"""The HTTP server: gunicorn, embedded."""

import gc
import os
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from gunicorn.app.base import BaseApplication

from support_packet.process.memory import give_back_memory
from support_packet.settings import Settings
from support_packet.web.download.downloads import Downloads
from support_packet.web.serving.background_work import BackgroundWork
from support_packet.web.serving.boot import BootReports
from support_packet.web.serving.logging_config import Log, logging_config
from support_packet.web.serving.master import Master
from support_packet.web.serving.raw_request import MAX_REQUEST_BYTES
from support_packet.web.serving.systemd import Notifier
from support_packet.web.serving.worker import Worker

_SPARE_THREADS = 64
_UNTIL_KILLED = 16
"""How many seconds after the end of all downloads the worker has to end itself, and log."""
AFTER_PACKET_SECONDS = 60
"""How long a client may take for the end of a packet that was made in time."""


def not_counted(*_: object) -> None:
    """Count nothing where metrics are not served."""


@dataclass(frozen=True)
class Served:
    """What a worker serves.

    `make_application` is called in the worker, `start` when it answers requests, and `retire` once
    another one does. It is to be strict, with `True`, unless it replaces a worker that is gone:
    then no earlier one goes on after an error. `refused` counts what the application never sees,
    and `lost`, in the main process, a worker and how many packets ended with it. `make_ahead` is
    called once, in its own process, when a worker answers requests; it may use `descriptors`.
    """

    settings: Settings
    downloads: Downloads
    make_application: Callable[[bool], Any]
    start: Callable[[], None] = lambda: None
    retire: Callable[[], None] = lambda: None
    refused: Callable[[str, int], None] = not_counted
    lost: Callable[[int], None] = not_counted
    make_ahead: Callable[[], None] | None = None
    descriptors: tuple[int, ...] = ()


class Server(BaseApplication):
    """Serves on `listeners` until SIGTERM or SIGINT; then the process exits with 0.

    `ready` is called when requests are accepted. There are more threads than packets at a time, so
    that slow downloads block no other request. Downloads that still run when the server stops get
    `finish_seconds` to end, and are then cut off. At SIGHUP a new worker serves what `read`
    returns then, while the old one ends its downloads. `keep_directory` is called every second, in
    each process; `activated` means that systemd owns the sockets.
    """

    def __init__(  # noqa: PLR0913 -- all that one run consists of
        self,
        served: Served,
        read: Callable[[], Served],
        listeners: Sequence[socket.socket],
        ready: Callable[[], None],
        keep_directory: Callable[[], None] = lambda: None,
        *,
        activated: bool = False,
    ) -> None:
        self.served = served
        self.reports = BootReports()
        self._read = read
        self._ready = ready
        self.keep_directory = keep_directory
        self.replaces = False
        self._activated = activated
        self._ahead: BackgroundWork | None = None
        # The descriptors are gunicorn's from here on.
        self._bind = [f"fd://{listener.detach()}" for listener in listeners]
        super().__init__()

    @property
    def finish_seconds(self) -> int:
        """How long downloads may take to end once the server is told to stop."""
        return self.served.settings.stop_timeout

    @property
    def retired_seconds(self) -> int:
        """How long a worker that was replaced may still send packets."""
        return int(self.served.settings.packet_timeout) + AFTER_PACKET_SECONDS

    def run(self) -> None:
        """Serve until a signal ends it."""
        master = Master(self, self.reports, Notifier(os.environ))
        # gunicorn would remove the file of a Unix socket, which is systemd's.
        master.systemd = self._activated
        _share_memory()
        self._fork_ahead()
        master.run()

    def read_again(self) -> None:
        """Take up the settings of now; `SupportPacketError` if they cannot be used."""
        self.served = self._read()
        self.callable = None
        self.reload()
        self._fork_ahead()

    def make_ahead(self) -> None:
        """Begin what is made for later workers: one answers requests now."""
        if self._ahead:
            self._ahead.begin()

    def _fork_ahead(self) -> None:
        if self.served.make_ahead:
            if self._ahead:
                self._ahead.end()
            self._ahead = BackgroundWork(self.served.make_ahead, self.served.descriptors)

    def retire(self) -> None:
        """Count no more: another worker answers requests now."""
        self.served.retire()

    def load_config(self) -> None:
        """Set gunicorn's options; none comes from its own files or variables."""
        for name, value in self._options().items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Return the application."""
        return self.served.make_application(not self.replaces)

    def _options(self) -> dict[str, Any]:
        settings, downloads = self.served.settings, self.served.downloads
        return {
            "bind": self._bind,
            "worker_class": Worker,
            # The limits on packets and on connections to the database are each process's own.
            "workers": 1,
            "threads": settings.max_packets + _SPARE_THREADS,
            # Of the worker's main thread only, which never waits for a client: no download counts.
            "timeout": 12,
            # More cookies than the system in front of Mattermost has: its own limit is larger.
            "limit_request_fields": 400,
            "limit_request_field_size": MAX_REQUEST_BYTES,
            "graceful_timeout": settings.stop_timeout + _UNTIL_KILLED,
            "proc_name": "support-packet",
            "logconfig_dict": logging_config(settings.log_level, settings.log_format),
            "logger_class": Log,
            # Nothing but HTTP controls this server: no socket file that others might open.
            "control_socket_disable": True,
            # No header may change the path or the scheme of a request.
            "forwarded_allow_ips": "",
            "post_fork": self._begin_worker,
            # Not earlier: a signal that arrives before a worker handles signals would be lost.
            "post_worker_init": self._announce,
            # SIGINT stops the worker at once, without waiting for downloads.
            "worker_int": lambda _worker: downloads.hang_up(),
            # After SIGTERM, when the time to finish is over: threads that still send would keep the
            # process alive.
            "worker_exit": lambda _arbiter, _worker: downloads.hang_up(),
        }

    def _begin_worker(self, _arbiter: Any, worker: Any) -> None:
        """Let the worker stop waiting before the master kills it, and log what it cuts off.

        Both read this setting; since the fork the worker's is its own copy.
        """
        worker.cfg.set("graceful_timeout", self.finish_seconds)
        if self._ahead:
            self._ahead.end()

    def _announce(self, worker: Any) -> None:
        self.served.start()
        self.reports.send()
        # Only once: later workers replace one that was killed or reloaded.
        if worker.age == 1:
            self._ready()


def _share_memory() -> None:
    """Let the worker use what is loaded now without a copy: a collection writes to all objects."""
    gc.collect()
    gc.freeze()
    give_back_memory()
