"""What systemd hands to the program, and what the program reports to it."""

import os
import socket
from collections.abc import Mapping, MutableMapping
from time import monotonic

_FIRST_DESCRIPTOR = 3


def inherited_sockets(environment: Mapping[str, str]) -> dict[str, socket.socket]:
    """Return the sockets that systemd listens on for this process, by the name of each.

    Two may be used: `metrics` for the metrics, and any other one for everything else.
    """
    if environment.get("LISTEN_PID") != str(os.getpid()):
        return {}
    count = int(environment.get("LISTEN_FDS", "0"))
    names = environment.get("LISTEN_FDNAMES", "").split(":")
    found: dict[str, socket.socket] = {}
    for number in range(count):
        descriptor = _FIRST_DESCRIPTOR + number
        # No child process, for example of a package, keeps it open.
        os.set_inheritable(descriptor, False)
        name = names[number] if number < len(names) else ""
        found["metrics" if name == "metrics" else "main"] = socket.socket(fileno=descriptor)
    return found


class Notifier:
    """Reports the program's state to systemd; does nothing where systemd did not ask for it.

    The variables are taken out of `environment`, so that no child process speaks in its place.
    """

    def __init__(self, environment: MutableMapping[str, str]) -> None:
        for name in ("LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"):
            environment.pop(name, None)
        self._address = environment.pop("NOTIFY_SOCKET", "")
        watchdog = environment.pop("WATCHDOG_USEC", "")
        environment.pop("WATCHDOG_PID", None)
        self._every = int(watchdog) / 1e6 / 3 if watchdog else None
        self._next = 0.0

    def ready(self) -> None:
        """Report that requests are answered, after the start or a reload."""
        self._send("READY=1")

    def reloading(self) -> None:
        """Report that a reload has begun."""
        self._send(f"RELOADING=1\nMONOTONIC_USEC={int(monotonic() * 1e6)}")

    def status(self, text: str) -> None:
        """Set the line that `systemctl status` shows."""
        self._send(f"STATUS={text}")

    def stopping(self) -> None:
        """Report that the program ends."""
        self._send("STOPPING=1")

    def alive(self) -> None:
        """Notify the watchdog, often enough, that the main process runs."""
        if self._every is not None and monotonic() >= self._next:
            self._next = monotonic() + self._every
            self._send("WATCHDOG=1")

    def _send(self, message: str) -> None:
        if not self._address:
            return
        address = self._address
        if address.startswith("@"):
            address = "\0" + address[1:]
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as client:
            client.setblocking(False)
            try:
                client.sendto(message.encode(), address)
            except OSError:
                # systemd is busy or no longer listens: the next message says the same.
                return
