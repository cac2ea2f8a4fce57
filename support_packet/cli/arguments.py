"""The commands of the command line, and their options."""

import argparse
import importlib.metadata
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import NoReturn, get_args

from support_packet.host.problems import one_line
from support_packet.mattermost.configuration.env_file import Syntax

CANNOT_RUN = 2

_DESCRIPTION = """\
Makes the support packet of a Mattermost server: one ZIP with what Mattermost's support needs,
without secrets. Packets are downloaded from a running `support-packet serve`, over HTTP.
"""
_EPILOG = """\
All other settings are environment variables SUPPORT_PACKET_..., described in docs/admins.md.
"""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say in one line what is wrong with the arguments."""
        self.exit(CANNOT_RUN, f"support-packet: {one_line(message)} (see {self.prog} --help)\n")


def build_parser() -> argparse.ArgumentParser:
    """Return the parser; what it parses has the attribute `run`, a function of the arguments."""
    parser: argparse.ArgumentParser = _Parser(
        prog="support-packet", description=_DESCRIPTION, epilog=_EPILOG
    )
    version = importlib.metadata.version("support-packet")
    parser.add_argument("--version", action="version", version=f"support-packet {version}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, (add_options, summary, description) in _COMMANDS.items():
        add_options(commands.add_parser(name, help=summary, description=description))
    return parser


def _add_serve(parser: argparse.ArgumentParser) -> None:
    _add_installation_options(parser)
    parser.add_argument(
        "--bind",
        metavar="HOST:PORT",
        default="127.0.0.1:8066",
        help="where to listen, such as [::1]:8066; port 0 is any free one (default: %(default)s); "
        "ignored if systemd passes a socket",
    )
    parser.add_argument(
        "--reload",
        action="store_true",
        help="for development: reload collectors, installed or in --plugins-dir, when one of their "
        "files changes; running downloads finish with the old code",
    )
    _add_plugins_dir(parser)
    parser.set_defaults(run=_run_of("serve"))


def _add_check(parser: argparse.ArgumentParser) -> None:
    _add_installation_options(parser)
    _add_plugins_dir(parser)
    parser.add_argument("--json", action="store_true", help="write the findings as JSON")
    parser.add_argument(
        "--cluster",
        action="store_true",
        help="ask the program on each other node of the cluster, too",
    )
    parser.set_defaults(run=_run_of("check"))


def _add_plugins(parser: argparse.ArgumentParser) -> None:
    _add_environment_options(parser)
    parser.add_argument("--json", action="store_true", help="write the list as JSON")
    _add_plugins_dir(parser)
    parser.set_defaults(run=_run_of("plugins"))


def _add_collect(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "name",
        metavar="NAME",
        help="the file's name in the packet, such as mattermost.log or my-package/report.txt",
    )
    _add_installation_options(parser)
    _add_plugins_dir(parser)
    parser.add_argument(
        "--option",
        metavar="ENTRY_POINT.NAME:VALUE",
        action="append",
        default=[],
        help="a choice that a package offers, as in the address of a packet; may be repeated",
    )
    parser.add_argument("--raw", action="store_true", help="keep the secrets; on a terminal only")
    parser.set_defaults(run=_run_of("collect"))


def _add_new(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "name", metavar="NAME", help="what the package is called, such as support-packet-hello"
    )
    parser.set_defaults(run=_run_of("new"))


def _run_of(command: str) -> Callable[[argparse.Namespace], int]:
    """Return the function `run` of a command's module, imported when it is called.

    The database drivers and the web framework take longer to import than `--help` should take.
    """
    return lambda parsed: int(import_module(f"support_packet.cli.{command}").run(parsed))


def _add_plugins_dir(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--plugins-dir",
        metavar="DIR",
        type=Path,
        help="for development: each module and package in DIR is a collector as well, without "
        "being installed. Its code runs with all rights of this program",
    )


def _add_installation_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--mattermost",
        metavar="DIR",
        type=Path,
        default=Path("/opt/mattermost"),
        help="the directory that Mattermost is installed in (default: %(default)s)",
    )
    _add_environment_options(parser)
    parser.add_argument(
        "--map-path",
        metavar="THEIRS=OURS",
        action="append",
        default=[],
        help="where this program finds a directory of the server, such as /mattermost=/srv/mm for "
        "a server in a container; may be repeated",
    )


def _add_environment_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--env-file",
        metavar="PATH",
        type=Path,
        action="append",
        default=[],
        help="a file of environment variables, usually the one that Mattermost is started with, or "
        "a directory with a file for each; may be repeated. MM_... and PG... count as they do for "
        "Mattermost, SUPPORT_PACKET_... are settings of this program",
    )
    parser.add_argument(
        "--env-file-syntax",
        choices=get_args(Syntax),
        default="systemd",
        help="its format: systemd's EnvironmentFile (default), Docker's --env-file, Compose's .env",
    )


_COMMANDS: Mapping[str, tuple[Callable[[argparse.ArgumentParser], None], str, str]] = {
    "serve": (
        _add_serve,
        "serve support packets",
        "Serve support packets over HTTP, in the foreground, until SIGTERM or SIGINT.",
    ),
    "check": (
        _add_check,
        "show what a packet will contain, what is missing and why",
        (
            "Show what a packet will contain, what is missing and why. Exit status: 0 when nothing "
            "is missing, 1 when something is, 2 when there is nothing to check."
        ),
    ),
    "plugins": (
        _add_plugins,
        "list the collectors",
        "List the collectors: entry point, package and version, state, hooks, error.",
    ),
    "collect": (
        _add_collect,
        "write one file of the packet to standard output",
        (
            "Write one file to standard output as a packet would contain it, without secrets, and "
            "its problems to standard error. Exit status: 0 when all of it was written, 1 when it "
            "is missing or ends early, 2 when there is no such file."
        ),
    ),
    "new": (
        _add_new,
        "create a package with a collector",
        (
            "Create a package with one collector, its test, a catalog and what a repository needs, "
            "in a new directory."
        ),
    ),
}
"""What adds the options of each command, and how help describes it, briefly and in full."""
