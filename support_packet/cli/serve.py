"""`support-packet serve`: serves support packets until it is stopped."""

import argparse
import logging
import logging.config
import os
import socket
import sys
from functools import partial

from support_packet.cli.installation_options import (
    InstallationOptions,
    open_installation,
    plugins_directory,
    read_installation_options,
)
from support_packet.cli.private_directory import enter, private_directory
from support_packet.cli.served import Applications
from support_packet.errors import DatabaseError, DataSourceError, InstallationError
from support_packet.host.supervision.collector_streams import take_over_output
from support_packet.mattermost.sql.driver_connections import load_driver
from support_packet.process.memory import keep_freed_memory
from support_packet.process.threads import log_failed_threads
from support_packet.settings import Settings, read_settings
from support_packet.web.app import PACKET_PATHS
from support_packet.web.page.routes import ROOT
from support_packet.web.serving.listener import limit_waiting, listen, url
from support_packet.web.serving.logging_config import logging_config
from support_packet.web.serving.server import Served, Server
from support_packet.web.serving.systemd import inherited_sockets

_WITHOUT_SERVER = "sqlite3"

logger = logging.getLogger(__name__)


def run(parsed: argparse.Namespace) -> int:
    """Serve until a signal stops it; `SupportPacketError` where there is nothing to serve."""
    # Before there are threads.
    keep_freed_memory()
    options = read_installation_options(parsed)
    plugins_dir = plugins_directory(parsed)
    settings = read_settings(options.environment)
    take_over_output()
    log_failed_threads()
    logging.config.dictConfig(logging_config(settings.log_level, settings.log_format))
    _log_notes(options)
    has_server = _check_installation(options, settings)
    activated = inherited_sockets(os.environ)
    listeners = _listeners(parsed.bind, settings, activated)
    ready = _ready_line(options, url(listeners[0]))
    # Relative paths are those of the start, also when they are read again.
    parsed.mattermost = options.directory
    parsed.env_file = [path.absolute() for path in parsed.env_file]
    with private_directory() as private:
        # Any relative path or import that is left finds nothing in this directory.
        addresses = [listener.getsockname() for listener in listeners[1:]]
        metrics = next(iter(addresses), None)
        applications = Applications(metrics, plugins_dir, watching=parsed.reload)
        first = applications.loaded(options, settings, connect=has_server)
        again = partial(_read_again, parsed, settings, applications)
        announce = partial(_announce, ready)
        keep = partial(enter, private)
        Server(first, again, listeners, announce, keep, activated=bool(activated)).run()
    return 0


def _read_again(parsed: argparse.Namespace, before: Settings, applications: Applications) -> Served:
    """Return what to serve from now on; `SupportPacketError` where there is nothing."""
    options = read_installation_options(parsed)
    settings = read_settings(options.environment)
    if settings.metrics_bind != before.metrics_bind:
        logger.warning("SUPPORT_PACKET_METRICS_BIND has changed, which takes effect at a restart.")
    _log_notes(options)
    has_server = _check_installation(options, settings)
    return applications.fresh(options, settings, connect=has_server)


def _listeners(
    bind: str, settings: Settings, activated: dict[str, socket.socket]
) -> list[socket.socket]:
    """Return the socket for everything, and that of the metrics if they are wanted."""
    main, metrics = activated.get("main"), activated.get("metrics")
    if main:
        limit_waiting(main)
    else:
        main = listen(bind)
    if metrics is None and settings.metrics_bind:
        metrics = listen(settings.metrics_bind, "SUPPORT_PACKET_METRICS_BIND")
    return [main, metrics] if metrics else [main]


def _ready_line(options: InstallationOptions, address: str) -> str:
    return (
        f"support-packet: {options.directory} is served at {address}{PACKET_PATHS[0]}, "
        f"with a page at {address}{ROOT}\n"
    )


def _log_notes(options: InstallationOptions) -> None:
    for text in options.notes:
        logger.warning("%s", text)


def _check_installation(options: InstallationOptions, settings: Settings) -> bool:
    """Read the configuration once, so that a broken one shows at start.

    Returns whether there is a database server that can be connected to ahead. A broken one
    prevents the start, unless the operator has a break-glass token for that case.
    """
    try:
        database = open_installation(options, settings).database
        # What is loaded before the worker exists takes memory once.
        load_driver(database)
    except DatabaseError as error:
        # It may come back, and with it the configuration that is stored there.
        logger.warning("%s", error)
    except (InstallationError, DataSourceError) as error:
        if settings.break_glass_token_file is None:
            raise
        logger.warning("%s Until then, packets need the break-glass token.", error)
    else:
        return database != _WITHOUT_SERVER
    return False


def _announce(line: str) -> None:
    sys.stdout.write(line)
    sys.stdout.flush()
