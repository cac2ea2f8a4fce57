"""`support-packet serve`: serves support packets until it is stopped."""

import argparse
import logging
import logging.config
import os
import sys

from support_packet.cli.installation_options import (
    InstallationOptions,
    open_installation,
    read_installation_options,
)
from support_packet.cli.private_directory import private_directory
from support_packet.errors import DatabaseError, DataSourceError, InstallationError
from support_packet.host.supervision.collector_streams import take_over_output
from support_packet.settings import Settings, read_settings
from support_packet.web.app import PACKET_PATHS, create_app
from support_packet.web.download.downloads import Downloads
from support_packet.web.serving.listener import listen, url
from support_packet.web.serving.logging_config import logging_config
from support_packet.web.serving.server import Server

logger = logging.getLogger(__name__)


def run(parsed: argparse.Namespace) -> int:
    """Serve until a signal stops it; `SupportPacketError` where there is nothing to serve."""
    options = read_installation_options(parsed)
    settings = read_settings(options.environment)
    take_over_output()
    logging.config.dictConfig(logging_config(settings.log_level))
    _check_installation(options, settings)
    listener = listen(parsed.bind)
    ready = f"support-packet: {options.directory} is served at {url(listener)}{PACKET_PATHS[0]}\n"
    with private_directory() as private:
        # Any relative path or import that is left finds nothing here.
        os.chdir(private)
        downloads = Downloads(settings.max_packets)
        application = create_app(settings, options.directory, options.environment, downloads)
        Server(application, listener, settings, downloads, lambda: _announce(ready)).run()
    return 0


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
