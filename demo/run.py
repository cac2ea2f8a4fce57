"""`make demo`: builds the example, serves it with the real program, downloads a packet."""

import argparse
import io
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from demo.installation import build_installation, configure
from demo.login import login
from demo.packages import PackageError, check_packages, install_packages
from demo.packet import PATH, save_packet
from demo.place import reserved
from demo.server import DemoError, Server, serving
from demo.services.running import running_services
from demo.show import (
    check_command,
    find_secrets,
    request_as_each_person,
    show_addresses,
    show_installation,
    show_packet,
)
from demo.states import serving_states

_LOG_BYTES = 4_000_000
_MISTAKEN = 2


def main() -> int:
    """Run the demonstration and return its exit status: 2 if `--packages` names no package."""
    parser = argparse.ArgumentParser(prog="python -m demo.run", description=__doc__)
    parser.add_argument(
        "directory", nargs="?", type=Path, help="for the example installation; usually .demo"
    )
    parser.add_argument("--once", action="store_true", help="stop after one packet")
    parser.add_argument(
        "--packages", nargs="+", default=[], metavar="FOLDER", help="collector packages to show"
    )
    options = parser.parse_args()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)
    # A shell starts its background jobs with this signal ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, lambda number, _frame: sys.exit(128 + number))
    try:
        packages = check_packages(options.packages)
        with reserved(options.directory) as directory:
            return _demonstrate(directory, packages, once=options.once)
    except (DemoError, OSError) as error:
        print(f"demo: {error}", file=sys.stderr)
        return _MISTAKEN if isinstance(error, PackageError) else 1
    except KeyboardInterrupt:
        return 130


def _demonstrate(directory: Path, paths: Sequence[Path], *, once: bool) -> int:
    installation = build_installation(directory, log_bytes=_LOG_BYTES)
    packages = install_packages(paths, directory / "packages")
    with login() as site_url, running_services(directory / "ldap") as services:
        configure(installation, {**services.settings, "ServiceSettings.SiteURL": site_url})
        show_installation(directory, services, packages)
        log = directory / "support-packet.log"
        with serving(directory, log, packages.variables) as server:
            token = installation.tokens["admin"]
            packet = save_packet(server.request("GET", PATH, token), directory)
            show_packet(packet)
            problems = find_secrets(packet, installation) + request_as_each_person(server)
            if problems:
                raise DemoError("; ".join(problems))
            if not once:
                with serving_states(directory, packages.variables) as others:
                    command = check_command(directory, packages)
                    _serve_until_interrupted(server, others, token, command)
    return 0


def _serve_until_interrupted(
    server: Server, others: Mapping[str, Server], token: str, check: str
) -> None:
    try:
        show_addresses(server, others, token, check)
        status = server.process.wait()
    except KeyboardInterrupt:
        print("\nStopped.")
        return
    raise DemoError(f"The server ended with status {status}; see {server.log}.")


if __name__ == "__main__":
    sys.exit(main())
