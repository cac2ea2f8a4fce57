"""The command `support-packet`."""

import argparse
import importlib.metadata
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from support_packet.cli.check import add_check
from support_packet.cli.interrupt import INTERRUPTED
from support_packet.cli.plugins import add_plugins
from support_packet.cli.serve import add_serve
from support_packet.errors import SupportPacketError
from support_packet.host.problems import one_line

CANNOT_RUN = 2

_DESCRIPTION = """\
Makes the support packet of a Mattermost server: one ZIP with what Mattermost's support needs and
no secret. A packet is had over HTTP, from a running `support-packet serve`.
"""
_EPILOG = """\
All other settings are environment variables SUPPORT_PACKET_..., described in docs/admins.md.
"""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say in one line what is wrong with the arguments."""
        self.exit(CANNOT_RUN, f"support-packet: {one_line(message)} (see {self.prog} --help)\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status: 2 where it cannot run, and one line says why."""
    parsed = _parser().parse_args(arguments)
    try:
        return int(parsed.run(parsed))
    except SupportPacketError as error:
        sys.stderr.write(f"support-packet: {one_line(str(error))}\n")
        return CANNOT_RUN
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of the output has seen enough; Python would complain at exit otherwise.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CANNOT_RUN


def _parser() -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = _Parser(
        prog="support-packet", description=_DESCRIPTION, epilog=_EPILOG
    )
    version = importlib.metadata.version("support-packet")
    parser.add_argument("--version", action="version", version=f"support-packet {version}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    add_serve(commands)
    add_check(commands)
    add_plugins(commands)
    return parser
