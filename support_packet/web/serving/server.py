"""The HTTP server: gunicorn, embedded."""

import socket
from collections.abc import Callable
from typing import Any

from gunicorn.app.base import BaseApplication

from support_packet.settings import Settings
from support_packet.web.download.downloads import Downloads
from support_packet.web.serving.logging_config import logging_config
from support_packet.web.serving.worker import Worker

_SPARE_THREADS = 64
_FINISH_SECONDS = 8
_STOP_SECONDS = 12


class Server(BaseApplication):  # type: ignore[misc] # gunicorn ships no types
    """Serves `application` on `listener` until SIGTERM or SIGINT; then the process exits with 0.

    `ready` is called in each process that answers requests, when it accepts them, with whether it
    is the first. There are more threads than packets at a time, so that slow downloads block no
    other request. Downloads that still run when the server stops get `_FINISH_SECONDS` to end, and
    are then cut off.
    """

    def __init__(
        self,
        application: Any,
        listener: socket.socket,
        settings: Settings,
        downloads: Downloads,
        ready: Callable[[bool], None],
    ) -> None:
        self._application = application
        self._options = {
            # The descriptor is gunicorn's from here on.
            "bind": f"fd://{listener.detach()}",
            "worker_class": Worker,
            # The limits on packets and on connections to the database are each process's own.
            "workers": 1,
            "threads": settings.max_packets + _SPARE_THREADS,
            # Of the worker's main thread only, which never waits for a client: no download counts.
            "timeout": 12,
            "graceful_timeout": _STOP_SECONDS,
            "proc_name": "support-packet",
            "logconfig_dict": logging_config(settings.log_level),
            # Nothing but HTTP controls this server: no socket file that others might open.
            "control_socket_disable": True,
            # No header may change the path or the scheme of a request.
            "forwarded_allow_ips": "",
            "post_fork": _stop_before_the_master,
            # Not earlier: a signal that arrives before a worker handles signals would be lost.
            # Later workers replace one that was killed or reloaded.
            "post_worker_init": lambda worker: ready(worker.age == 1),
            # SIGINT stops the worker at once, without waiting for downloads.
            "worker_int": lambda _worker: downloads.hang_up(),
            # After SIGTERM, when the time to finish is over: threads that still send would keep the
            # process alive.
            "worker_exit": lambda _arbiter, _worker: downloads.hang_up(),
        }
        super().__init__()

    def load_config(self) -> None:
        """Set gunicorn's options; none comes from its own files or variables."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Return the application, made before the processes fork."""
        return self._application


def _stop_before_the_master(_arbiter: Any, worker: Any) -> None:
    """Let the worker stop waiting before the master kills it, and log what it cuts off.

    Both read this setting; since the fork the worker's is a copy of its own.
    """
    worker.cfg.set("graceful_timeout", _FINISH_SECONDS)
