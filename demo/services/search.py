"""A stand-in for Elasticsearch and OpenSearch that answers and refuses as they do."""

import base64
import json
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from demo.listening import HttpServer, listening
from demo.services.search_releases import Release, error_body


@dataclass
class SearchServer:
    """A stand-in on `port` of 127.0.0.1; `requests` are the targets of its requests.

    `plugins` are those of each node. It answers below `path`, and if `secured` only with
    credentials. Without a `master` it behaves like a cluster that has not elected one. A managed
    server answers a request for its nodes with the status `nodes` and the content `told`, without
    plugins. Unless it `lists` them, it refuses the request for the list, too.
    """

    release: Release
    user: str = field(kw_only=True)
    password: str = field(kw_only=True)
    plugins: Sequence[Sequence[str]] = ((),)
    path: str = ""
    secured: bool = True
    monitors: bool = True
    master: bool = True
    nodes: int = 0
    told: Any = field(default_factory=dict)
    lists: bool = True
    port: int = 0
    requests: list[str] = field(default_factory=list)

    def answer(self, target: str, headers: Any) -> tuple[int, dict[str, str], Any]:
        """Return status, headers and body of the answer to a GET."""
        self.requests.append(target)
        if not target.startswith(self.path):
            return 404, {"content-type": "text/html"}, "<html>nginx</html>"
        if self.secured and headers.get("authorization") != self._credentials:
            return self._unauthorized(target)
        if refusal := self.release.refusal_of(headers.get("accept", "")):
            return 400, self.release.headers, refusal
        status, body = self._body(target.removeprefix(self.path))
        return status, self.release.headers, body

    @property
    def _credentials(self) -> str:
        return "Basic " + base64.b64encode(f"{self.user}:{self.password}".encode()).decode()

    def _body(self, target: str) -> tuple[int, Any]:
        if target == "/":
            unavailable = not self.master and self.release.major == 6
            return 503 if unavailable else 200, self.release.welcome()
        if not self.monitors:
            reason = f"action [cluster:monitor/nodes/info] is unauthorized for user [{self.user}]"
            return 403, error_body(403, "security_exception", reason)
        if target == "/_nodes/plugins?filter_path=nodes.*.plugins.name":
            refused = "Your request: '/_nodes/plugins' is not allowed."
            managed = self.told if self.nodes == 200 else {"Message": refused}
            return (self.nodes, managed) if self.nodes else (200, self._filtered_plugins())
        if target == "/_cat/plugins?format=json&h=component":
            return self._listed_plugins()
        reason = f"no handler found for uri [{target}] and method [GET]"
        return 400, error_body(400, "illegal_argument_exception", reason)

    def _filtered_plugins(self) -> dict[str, Any]:
        nodes = {
            f"USpTGYaBSIKbgSUJR2Z9l{number}": {"plugins": [{"name": name} for name in names]}
            for number, names in enumerate(self.plugins)
            if names
        }
        return {"nodes": nodes} if nodes else {}

    def _listed_plugins(self) -> tuple[int, Any]:
        if not self.lists:
            return 401, {"Message": "Your request: '/_cat/plugins' is not allowed."}
        if not self.master:
            return 503, error_body(503, "master_not_discovered_exception", "null")
        return 200, [{"component": name} for names in self.plugins for name in names]

    def _unauthorized(self, target: str) -> tuple[int, dict[str, str], Any]:
        if self.release.is_opensearch:
            challenge = {"WWW-Authenticate": 'Basic realm="OpenSearch Security"'}
            return 401, {"content-type": "text/plain; charset=UTF-8"} | challenge, "Unauthorized"
        challenge = {"WWW-Authenticate": 'Basic realm="security" charset="UTF-8"'}
        reason = f"unable to authenticate user [{self.user}] for REST request [{target}]"
        return 401, self.release.headers | challenge, error_body(401, "security_exception", reason)


@contextmanager
def search_server(
    server: SearchServer, tls: ssl.SSLContext | None = None
) -> Iterator[SearchServer]:
    """Run `server` until the block ends; over HTTPS with the certificate of `tls`."""

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

    http = HttpServer(("127.0.0.1", 0), Connection)
    if tls:
        http.socket = tls.wrap_socket(http.socket, server_side=True)
    with listening(http) as port:
        server.port = port
        yield server
