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

    `ready` is called when requests are taken. There are more threads than packets at a time, so
    that slow downloads block nobody. Those that still run when the server stops get a while to
    end, and are then cut off.
    """

    def __init__(
        self,
        application: Any,
        listener: socket.socket,
        settings: Settings,
        downloads: Downloads,
        ready: Callable[[], None],
    ) -> None:
        self._application = application
        self._options = {
            # The descriptor is gunicorn's from here on.
            "bind": f"fd://{listener.detach()}",
            "worker_class": Worker,
            "workers": 1,
            "threads": settings.max_packets + _SPARE_THREADS,
            "timeout": 120,
            "graceful_timeout": _STOP_SECONDS,
            "proc_name": "support-packet",
            "logconfig_dict": logging_config(settings.log_level),
            "control_socket_disable": True,
            # No header may change the path or the scheme of a request.
            "forwarded_allow_ips": "",
            "post_fork": _give_up_before_the_master,
            # The first worker; until now a signal to stop would have been lost on it.
            "post_worker_init": lambda worker: ready() if worker.age == 1 else None,
            "worker_int": lambda _worker: downloads.cut_off(),
            "worker_exit": lambda _arbiter, _worker: downloads.cut_off(),
        }
        super().__init__()

    def load_config(self) -> None:
        """Set gunicorn's options; none comes from its own files or variables."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Return the application, made before the processes fork."""
        return self._application


def _give_up_before_the_master(_arbiter: Any, worker: Any) -> None:
    """Leave the worker time to log what it cuts off before the master kills it."""
    worker.cfg.set("graceful_timeout", _FINISH_SECONDS)
