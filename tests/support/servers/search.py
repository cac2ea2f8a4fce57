"""A stand-in for Elasticsearch and OpenSearch that answers and refuses as they do."""

import base64
import json
import ssl
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from support.servers.certificates import Certificate
from support.servers.search_releases import Release, error_body

USER = "elastic"
PASSWORD = "search:p@ss/w?rd #%41"


@dataclass
class SearchServer:
    """A running stand-in on `port` of 127.0.0.1; `requests` are the targets of its requests.

    `plugins` are those of each node. It answers below `path`, and if `secured` only with
    credentials. Without a `master` it behaves like a cluster that has not elected one.
    """

    release: Release
    plugins: Sequence[Sequence[str]] = ((),)
    path: str = ""
    secured: bool = True
    monitors: bool = True
    master: bool = True
    port: int = 0
    requests: list[str] = field(default_factory=list)

    def answer(self, target: str, headers: Any) -> tuple[int, dict[str, str], Any]:
        """Return status, headers and body of the answer to a GET."""
        self.requests.append(target)
        if not target.startswith(self.path):
            return 404, {"content-type": "text/html"}, "<html>nginx</html>"
        if self.secured and headers.get("authorization") != _basic():
            return self._unauthorized(target)
        if refusal := self.release.refusal_of(headers.get("accept", "")):
            return 400, self.release.headers, refusal
        status, body = self._body(target.removeprefix(self.path))
        return status, self.release.headers, body

    def _body(self, target: str) -> tuple[int, Any]:
        if target == "/":
            unavailable = not self.master and self.release.major == 6
            return 503 if unavailable else 200, self.release.welcome()
        if not self.monitors:
            reason = "action [cluster:monitor/nodes/info] is unauthorized for user [elastic]"
            return 403, error_body(403, "security_exception", reason)
        if target == "/_nodes/plugins?filter_path=nodes.*.plugins.name":
            return 200, self._filtered_plugins()
        reason = f"no handler found for uri [{target}] and method [GET]"
        return 400, error_body(400, "illegal_argument_exception", reason)

    def _filtered_plugins(self) -> dict[str, Any]:
        nodes = {
            f"USpTGYaBSIKbgSUJR2Z9l{number}": {"plugins": [{"name": name} for name in names]}
            for number, names in enumerate(self.plugins)
            if names
        }
        return {"nodes": nodes} if nodes else {}

    def _unauthorized(self, target: str) -> tuple[int, dict[str, str], Any]:
        if self.release.is_opensearch:
            challenge = {"WWW-Authenticate": 'Basic realm="OpenSearch Security"'}
            return 401, {"content-type": "text/plain; charset=UTF-8"} | challenge, "Unauthorized"
        challenge = {"WWW-Authenticate": 'Basic realm="security" charset="UTF-8"'}
        reason = f"unable to authenticate user [elastic] for REST request [{target}]"
        return 401, self.release.headers | challenge, error_body(401, "security_exception", reason)


@contextmanager
def search_server(
    server: SearchServer, certificate: Certificate | None = None
) -> Iterator[SearchServer]:
    """Run `server`; over HTTPS with a `certificate`."""

    class Connection(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            status, headers, body = server.answer(self.path, self.headers)
            content = (body if isinstance(body, str) else json.dumps(body)).encode()
            self.send_response(status)
            for name, value in (headers | {"content-length": str(len(content))}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Connection) as http:
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate.certificate, certificate.key)
            http.socket = context.wrap_socket(http.socket, server_side=True)
        server.port = http.server_port
        thread = threading.Thread(target=http.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            http.shutdown()
            thread.join()


def _basic() -> str:
    return "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
