"""Real reverse proxies in front of the program, with the configuration of `deploy/proxies`."""

import http.server
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from support.servers.certificates import CertificateAuthority
from support.servers.packages import required_program
from support.servers.process import free_port, give, running, server_directory
from support.serving.proxy_sites import SITES, Ports

PROXIES = Path(__file__).parents[3] / "deploy" / "proxies"
PACKAGES = {"nginx": "nginx", "apache": "apache2", "caddy": "caddy", "haproxy": "haproxy"}
"""The Debian packages of the proxies that are tried, by the names in `SITES`."""
MATTERMOST = b"Mattermost"
"""What the chat server next to the program answers to everything."""


@dataclass(frozen=True)
class ReverseProxy:
    """A running proxy with TLS on `port`, HTTP/2 and compression, in front of both servers."""

    name: str
    port: int
    authority: Path
    pid: int

    def curl(self, path: str, *options: str) -> list[str]:
        """Return a command that requests `path`, with its answer on standard output."""
        return [
            *("curl", "--silent", "--show-error", "--max-time", "90", "--fail-with-body"),
            *("--cacert", str(self.authority), "--resolve", f"localhost:{self.port}:127.0.0.1"),
            *(f"https://localhost:{self.port}{path}", *options),
        ]

    def get(self, path: str, *options: str) -> bytes:
        """Return the body of the answer to one request."""
        done = subprocess.run(self.curl(path, *options), capture_output=True, check=False)
        assert done.returncode == 0, (done.stderr, done.stdout[:500])
        return done.stdout

    def written_bytes(self) -> int:
        """Return how many bytes the proxy's processes have written to file systems."""
        return sum(_written_by(pid) for pid in _family(self.pid))


@contextmanager
def reverse_proxy(
    name: str,
    program: int,
    authority: CertificateAuthority,
    change: Callable[[str], str] = lambda text: text,
) -> Iterator[ReverseProxy]:
    """Run the proxy `name` before the program's port; `change` edits the shipped configuration."""
    required_program("curl", "curl")
    binary = required_program(PACKAGES[name], PACKAGES[name])
    site = SITES[name]
    with ExitStack() as stack:
        directory = stack.enter_context(server_directory(name))
        ports = Ports(free_port(), program, stack.enter_context(_mattermost()))
        certificate = authority.issue(directory, "server")
        both = certificate.certificate.read_bytes() + certificate.key.read_bytes()
        (directory / "both.pem").write_bytes(both)
        snippet = change((PROXIES / site.snippet).read_text(encoding="utf-8"))
        config = directory / "site.conf"
        config.write_text(site.configuration(snippet, ports, directory), encoding="utf-8")
        give(directory)
        command = [part.format(binary=binary, directory=directory) for part in site.command]
        proxy = ReverseProxy(name, ports.proxy, authority.certificate, 0)
        pid = stack.enter_context(running(command, directory, lambda: _answers(proxy)))
        yield ReverseProxy(name, ports.proxy, authority.certificate, pid)


def _answers(proxy: ReverseProxy) -> bool:
    done = subprocess.run(proxy.curl("/"), capture_output=True, check=False)
    return done.stdout == MATTERMOST


@contextmanager
def _mattermost() -> Iterator[int]:
    """Run a server that answers every request alike; yields its port."""

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(MATTERMOST)))
            self.end_headers()
            self.wfile.write(MATTERMOST)

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()


def _family(pid: int) -> Iterator[int]:
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in children.read_text(encoding="ascii").split():
            yield from _family(int(child))


def _written_by(pid: int) -> int:
    lines = Path(f"/proc/{pid}/io").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("write_bytes"))
