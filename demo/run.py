"""`make demo`: builds the example, serves it with the real program, downloads a packet."""

import argparse
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

from demo.installation import Installation, build_installation
from demo.login import Login, login
from demo.packet import MASK, PATH, Packet, save_packet
from demo.people import PEOPLE
from demo.server import DemoError, Server, serving
from demo.states import STATES, serving_states

_LOG_BYTES = 4_000_000
_NAME = "example"


def main() -> int:
    """Run the demonstration and return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m demo.run", description=__doc__)
    parser.add_argument("directory", nargs="?", type=Path, default=Path(".demo"))
    parser.add_argument("--once", action="store_true", help="stop after one packet")
    options = parser.parse_args()
    # A shell starts its background jobs with this signal ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, lambda number, _frame: sys.exit(128 + number))
    try:
        return _demonstrate(options.directory.absolute(), once=options.once)
    except (DemoError, OSError) as error:
        print(f"demo: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _demonstrate(directory: Path, *, once: bool) -> int:
    installation = build_installation(directory, log_bytes=_LOG_BYTES)
    print(f"The example installation is in {_short(directory)}.")
    log = directory / "support-packet.log"
    with login() as accounts, serving(directory, log, _site_url(accounts)) as server:
        accounts.servers[_NAME] = server.url
        print(f"Serving it at {server.url}, with its log in {_short(server.log)}.\n")
        packet = save_packet(server.request("GET", PATH, installation.tokens["admin"]), directory)
        _show_packet(packet)
        problems = _find_secrets(packet, installation) + _request_as_each_person(server)
        _show_commands(server, installation)
        if problems:
            raise DemoError("; ".join(problems))
        if not once:
            with serving_states(directory, accounts) as others:
                _show_page(server, others)
                _serve_until_interrupted(server)
    return 0


def _short(path: Path) -> Path:
    """Return `path` relative to the current directory, where it is below."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _site_url(accounts: Login) -> dict[str, str]:
    return {"MM_SERVICESETTINGS_SITEURL": accounts.site_url(_NAME)}


def _show_packet(packet: Packet) -> None:
    print(f"GET {PATH} as admin: {packet.name}, {packet.size:,} bytes")
    for name, content in packet.files.items():
        print(f"  {name:24}{len(content):>12,} bytes")
    print("\nIts support_packet.yaml:")
    for line in packet.files["support_packet.yaml"].decode().splitlines():
        print(f"  {line}")
    print("A line of its sanitized_config.json, and one of its mattermost.log:")
    print(f"  {packet.first_line_with('sanitized_config.json', MASK).strip()}")
    print(f"  {packet.first_line_with('mattermost.log', MASK)}\n")


def _find_secrets(packet: Packet, installation: Installation) -> list[str]:
    """Search the packet for the planted secrets and return the problems."""
    found = sorted(secret for secret in installation.secrets if packet.holds(secret))
    print(f"Planted secrets found in it: {len(found)} of {len(installation.secrets)}.\n")
    return [f"the packet contains the planted secret {secret}" for secret in found]


def _request_as_each_person(server: Server) -> list[str]:
    """Request a packet as each of the example's people and return the problems."""
    print("Who gets a packet (name, token, HTTP status):")
    problems = []
    for person in PEOPLE:
        status = server.request("HEAD", PATH, person.token).status
        print(f"  {person.name:10}{person.token}  {status}  {person.about}")
        if status != person.status:
            problems.append(f"{person.name} got {status} instead of {person.status}")
    return problems


def _show_commands(server: Server, installation: Installation) -> None:
    print("\nTry it:")
    print("  curl --fail --remote-name --remote-header-name \\")
    print(f"    --header 'Authorization: Bearer {installation.tokens['admin']}' \\")
    print(f"    {server.url}{PATH}")


def _show_page(server: Server, others: Mapping[str, Server]) -> None:
    print("\nOr open the page and log in as any of them:")
    print(f"  {server.url}/support_packet")
    print("See it also on a server that lacks something:")
    for name, other in others.items():
        print(f"  {other.url}/support_packet  {STATES[name][0]}")


def _serve_until_interrupted(server: Server) -> None:
    print("\nServing until Ctrl-C.", flush=True)
    try:
        status = server.process.wait()
    except KeyboardInterrupt:
        print("\nStopped.")
        return
    raise DemoError(f"The server ended with status {status}; see {server.log}.")


if __name__ == "__main__":
    sys.exit(main())
