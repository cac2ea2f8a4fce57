"""Separate machines: a network namespace for each, joined by a bridge, all on this computer."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from support.servers.packages import required_program


class UnavailableError(Exception):
    """No networks can be made here."""


@dataclass(frozen=True)
class Machine:
    """A machine `name` at `address`; `namespace` is its network, `link` the bridge's end of it."""

    name: str
    address: str
    namespace: str
    link: str

    def command(self, *more: str) -> list[str]:
        """Return what runs a program on it, which sees its name and its network."""
        enter = ["ip", "netns", "exec", self.namespace, "unshare", "--uts"]
        return [*enter, "sh", "-c", f'hostname {self.name} && exec "$@"', "sh", *more]

    @contextmanager
    def unreachable(self) -> Iterator[None]:
        """Drop all packets that arrive; their senders are not notified."""
        enter = ("ip", "netns", "exec", self.namespace, "nft")
        rules = "{ type filter hook input priority 0; policy drop; }"
        call(*enter, "add", "table", "inet", "cut")
        call(*enter, "add", "chain", "inet", "cut", "arriving", rules)
        try:
            yield
        finally:
            call(*enter, "delete", "table", "inet", "cut")

    @contextmanager
    def unplugged(self) -> Iterator[None]:
        """Take its link down."""
        call("ip", "link", "set", self.link, "down")
        try:
            yield
        finally:
            call("ip", "link", "set", self.link, "up")

    @contextmanager
    def slow(self, rate: str) -> Iterator[None]:
        """Let it send so much a second."""
        device = ("ip", "netns", "exec", self.namespace, "tc", "qdisc")
        shape = ("root", "tbf", "rate", rate, "burst", "4kb", "latency", "1s")
        call(*device, "add", "dev", "eth0", *shape)
        try:
            yield
        finally:
            call(*device, "del", "dev", "eth0", "root")


@contextmanager
def network(names: Sequence[str]) -> Iterator[list[Machine]]:
    """Yield a machine for each name, which all know; skips the test where it cannot be made."""
    if os.geteuid() != 0:
        pytest.skip("only root makes networks")
    required_program("ip", "iproute2")
    required_program("nft", "nftables")
    prefix = f"sp{os.getpid() % 100_000}"
    subnet = _free_subnet()
    machines = [
        Machine(name, f"{subnet}.{number}", f"{prefix}-{number}", f"{prefix}v{number}")
        for number, name in enumerate(names, start=1)
    ]
    with ExitStack() as stack:
        try:
            _add_bridge(stack, prefix, f"{subnet}.254/24")
            for machine in machines:
                _add(stack, machine, prefix, machines)
        except UnavailableError as error:
            pytest.skip(f"this computer makes no networks: {error}")
        yield machines


def _free_subnet() -> str:
    """Return the first three numbers of addresses for tests that nobody here uses."""
    shown = ("ip", "-o", "-4", "addr")
    used = subprocess.run(shown, capture_output=True, text=True, check=True).stdout
    first = os.getpid() % 250
    subnets = (f"198.18.{(first + number) % 250}" for number in range(250))
    return next(subnet for subnet in subnets if f" {subnet}." not in used)


def _add_bridge(stack: ExitStack, bridge: str, address: str) -> None:
    call("ip", "link", "add", bridge, "type", "bridge")
    stack.callback(call, "ip", "link", "del", bridge)
    call("ip", "addr", "add", address, "dev", bridge)
    call("ip", "link", "set", bridge, "up")


def _add(stack: ExitStack, machine: Machine, bridge: str, all_: Sequence[Machine]) -> None:
    space = machine.namespace
    # What `ip netns exec` puts in place of /etc/hosts.
    own = Path("/etc/netns") / space
    own.mkdir(parents=True)
    stack.callback(shutil.rmtree, own)
    known = [f"{each.address} {each.name}" for each in all_]
    (own / "hosts").write_text("\n".join(["127.0.0.1 localhost", *known, ""]), encoding="ascii")
    call("ip", "netns", "add", space)
    stack.callback(call, "ip", "netns", "del", space)
    peer = ("peer", "name", "eth0", "netns", space)
    call("ip", "link", "add", machine.link, "type", "veth", *peer)
    call("ip", "link", "set", machine.link, "master", bridge, "up")
    call("ip", "-n", space, "addr", "add", f"{machine.address}/24", "dev", "eth0")
    call("ip", "-n", space, "link", "set", "eth0", "up")
    call("ip", "-n", space, "link", "set", "lo", "up")


def call(*command: str) -> None:
    """Run a command; `UnavailableError` if it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=20)
    if done.returncode:
        raise UnavailableError(f"{' '.join(command)}: {done.stderr.strip()}")
