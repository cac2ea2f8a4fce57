"""`support-packet serve`: answers requests for support packets until it is stopped."""

import argparse
import logging
import logging.config
import os
import sys

from support_packet.cli.installation_options import (
    InstallationOptions,
    add_installation_options,
    open_installation,
    read_installation_options,
)
from support_packet.cli.private_directory import private_directory
from support_packet.errors import DatabaseError, DataSourceError, InstallationError
from support_packet.settings import Settings, read_settings
from support_packet.web.app import PACKET_PATHS, create_app
from support_packet.web.download.downloads import Downloads
from support_packet.web.serving.listener import listen, url
from support_packet.web.serving.logging_config import logging_config
from support_packet.web.serving.server import Server

logger = logging.getLogger(__name__)


def add_serve(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the program's."""
    parser = commands.add_parser(
        "serve",
        help="answer requests for support packets",
        description="Serve support packets over HTTP, in the foreground, until SIGTERM or SIGINT.",
    )
    add_installation_options(parser)
    parser.add_argument(
        "--bind",
        metavar="HOST:PORT",
        required=True,
        help="where to listen, such as 127.0.0.1:8066 or [::1]:8066; port 0 is any free one",
    )
    parser.set_defaults(run=serve)


def serve(parsed: argparse.Namespace) -> int:
    """Serve until told to stop; `SupportPacketError` where there is nothing to serve."""
    options = read_installation_options(parsed)
    settings = read_settings(options.environment)
    logging.config.dictConfig(logging_config(settings.log_level))
    _check_installation(options, settings)
    listener = listen(parsed.bind)
    ready = f"support-packet: {options.directory} is served at {url(listener)}{PACKET_PATHS[0]}\n"
    with private_directory() as private:
        # Whatever is left of relative paths and imports finds nothing here.
        os.chdir(private)
        downloads = Downloads(settings.max_packets)
        application = create_app(settings, options.directory, options.environment, downloads)
        Server(application, listener, settings, downloads, lambda: _announce(ready)).run()
    return 0


def _check_installation(options: InstallationOptions, settings: Settings) -> None:
    """Read the configuration once: who starts the server should know that it is broken.

    That stops the start, unless the operator has a token for just that.
    """
    try:
        open_installation(options, settings)
    except DatabaseError as error:
        # It may well come back, and the configuration that it holds with it.
        logger.warning("%s", error)
    except (InstallationError, DataSourceError) as error:
        if settings.break_glass_token_file is None:
            raise
        logger.warning("%s Until then only the break-glass token gets a packet.", error)


def _announce(line: str) -> None:
    sys.stdout.write(line)
    sys.stdout.flush()
