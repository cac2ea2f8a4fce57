"""`support-packet serve`: serves support packets until it is stopped."""

import argparse
import logging
import logging.config
import os
import sys

from support_packet.cli.installation_options import (
    InstallationOptions,
    open_installation,
    plugins_directory,
    read_installation_options,
)
from support_packet.cli.private_directory import private_directory
from support_packet.errors import DatabaseError, DataSourceError, InstallationError
from support_packet.host.supervision.collector_streams import take_over_output
from support_packet.settings import Settings, read_settings
from support_packet.web.app import PACKET_PATHS, application_maker
from support_packet.web.download.downloads import Downloads
from support_packet.web.page.routes import ROOT
from support_packet.web.reloading import ReloadingApplication
from support_packet.web.serving.listener import listen, url
from support_packet.web.serving.logging_config import logging_config
from support_packet.web.serving.server import Server

logger = logging.getLogger(__name__)


def run(parsed: argparse.Namespace) -> int:
    """Serve until a signal stops it; `SupportPacketError` where there is nothing to serve."""
    options = read_installation_options(parsed)
    plugins_dir = plugins_directory(parsed)
    settings = read_settings(options.environment)
    take_over_output()
    logging.config.dictConfig(logging_config(settings.log_level))
    _check_installation(options, settings)
    listener = listen(parsed.bind)
    ready = _ready_line(options, url(listener))
    with private_directory() as private:
        # Any relative path or import that is left finds nothing here.
        os.chdir(private)
        downloads = Downloads(settings.max_packets)
        make = application_maker(
            settings, options.directory, options.environment, downloads, plugins_dir
        )
        application = ReloadingApplication(make, plugins_dir) if parsed.reload else make()

        def started(first: bool) -> None:
            if isinstance(application, ReloadingApplication):
                application.watch()
            if first:
                _announce(ready)

        Server(application, listener, settings, downloads, started).run()
    return 0


def _ready_line(options: InstallationOptions, address: str) -> str:
    return (
        f"support-packet: {options.directory} is served at {address}{PACKET_PATHS[0]}, "
        f"with a page at {address}{ROOT}\n"
    )


def _check_installation(options: InstallationOptions, settings: Settings) -> None:
    """Read the configuration once, so that a broken one shows at start.

    It prevents the start, unless the operator has a break-glass token for that case.
    """
    try:
        open_installation(options, settings)
    except DatabaseError as error:
        # It may come back, and with it the configuration that is stored there.
        logger.warning("%s", error)
    except (InstallationError, DataSourceError) as error:
        if settings.break_glass_token_file is None:
            raise
        logger.warning("%s Until then, packets need the break-glass token.", error)


def _announce(line: str) -> None:
    sys.stdout.write(line)
    sys.stdout.flush()
