"""What `make demo` prints."""

import shlex
import sys
from collections.abc import Mapping
from pathlib import Path

from demo.installation import Installation
from demo.packages import Packages
from demo.packet import MASK, PATH, WARNINGS, Packet
from demo.people import PEOPLE
from demo.server import Server
from demo.services.running import Services
from demo.states import STATES

_NAME_WIDTH = 24


def show_installation(directory: Path, services: Services, packages: Packages) -> None:
    """Say what is shown, and where it is."""
    print(f"The example installation is in {_short(directory)}.")
    print(f"Its LDAP server is {services.directory}, its search server {services.search}.")
    for line in packages.lines:
        print(f"Installed for this demo only: {line}.")


def show_packet(packet: Packet) -> None:
    """Show what is in a packet."""
    print(f"\nGET {PATH} as admin: {packet.name}, {packet.size:,} bytes")
    width = max(_NAME_WIDTH, *(len(name) + 1 for name in packet.files))
    for name, content in packet.files.items():
        print(f"  {name:{width}}{len(content):>12,} bytes")
    _show_text("\nIts support_packet.yaml:", packet.text("support_packet.yaml"))
    print("A line of its sanitized_config.json, and one of its mattermost.log:")
    print(f"  {packet.first_line_with('sanitized_config.json', MASK).strip()}")
    print(f"  {packet.first_line_with('mattermost.log', MASK)}\n")
    if WARNINGS in packet.files:
        _show_text(f"Not everything could be collected. Its {WARNINGS}:", packet.text(WARNINGS))
        print()


def _show_text(title: str, text: str) -> None:
    print(title)
    for line in text.splitlines():
        print(f"  {line}" if line else "")


def find_secrets(packet: Packet, installation: Installation) -> list[str]:
    """Search the packet for the planted secrets and return the problems."""
    found = sorted(secret for secret in installation.secrets if packet.holds(secret))
    print(f"Planted secrets found in it: {len(found)} of {len(installation.secrets)}.\n")
    return [f"the packet contains the planted secret {secret}" for secret in found]


def request_as_each_person(server: Server) -> list[str]:
    """Request a packet as each of the example's people and return the problems."""
    print("Who gets a packet (name, token, HTTP status):")
    problems = []
    for person in PEOPLE:
        status = server.request("HEAD", PATH, person.token).status
        print(f"  {person.name:10}{person.token}  {status}  {person.about}")
        if status != person.status:
            problems.append(f"{person.name} got {status} instead of {person.status}")
    return problems


def show_addresses(server: Server, others: Mapping[str, Server], token: str, check: str) -> None:
    """Show what can be done while the servers run; `check` is a command line."""
    print(f"\nServing it at {server.url}, with its log in {_short(server.log)}. Try it:")
    print("  curl --fail --remote-name --remote-header-name \\")
    print(f"    --header 'Authorization: Bearer {token}' \\")
    print(f"    {server.url}{PATH}")
    print(f"  {check}")
    print("\nOr open the page and log in as any of them:")
    print(f"  {server.url}/support_packet")
    print("See it also on a server that lacks something:")
    for name, other in others.items():
        print(f"  {other.url}/support_packet  {STATES[name][0]}")
    print("\nServing until Ctrl-C.", flush=True)


def check_command(directory: Path, packages: Packages) -> str:
    """Return a command line that checks the installation with the program and these packages."""
    program = Path(sys.executable).with_name("support-packet")
    command = [str(_short(program)), "check", "--mattermost", str(_short(directory))]
    path = packages.variables.get("PYTHONPATH", "")
    return (f"PYTHONPATH={shlex.quote(path)} " if path else "") + shlex.join(command)


def _short(path: Path) -> Path:
    """Return `path` relative to the current directory, where it is below."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
