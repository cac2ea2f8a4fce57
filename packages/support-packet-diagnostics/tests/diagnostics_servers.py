"""Web and mail servers that the tests run: real ones, on ports of this machine."""

import http.server
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Session
from support.servers.certificates import CertificateAuthority
from support.servers.process import free_port

Answers = dict[str, tuple[int, bytes]]
PATIENCE = 30
"""Seconds that nothing here takes, unless something is wrong."""


class Site:
    """A web server, and the requests that it has got."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self.requests: list[tuple[str, dict[str, str]]] = []


@contextmanager
def serving(
    answers: Answers, context: ssl.SSLContext | None = None, version: str = ""
) -> Iterator[Site]:
    """Serve `answers` by path; the body of a redirect is its target."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.requests.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
            status, body = answers.get(self.path, (404, b""))
            self.send_response(status)
            if status // 100 == 3:
                self.send_header("Location", body.decode())
            if version:
                self.send_header("X-Version-Id", version)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        site = Site(server.server_address[1])
        if context:
            server.socket = context.wrap_socket(server.socket, server_side=True)
            site.url = site.url.replace("http:", "https:")
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()


def server_context(authority: CertificateAuthority, directory: Path) -> ssl.SSLContext:
    """Return TLS for a server whose certificate only `authority` has signed."""
    issued = authority.issue(directory, "service")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(issued.certificate, issued.key)
    return context


class Postman:
    """Takes no mail; notes the commands that end well."""

    def __init__(self) -> None:
        self.commands: list[str] = []
        self.port = free_port()

    async def handle_EHLO(  # noqa: N802 -- aiosmtpd's name
        self, _server: object, session: Session, _envelope: object, name: str, replies: list[str]
    ) -> list[str]:
        """Greet."""
        session.host_name = name
        self.commands.append(f"EHLO {name}")
        return replies

    def handle_STARTTLS(self, *_: object) -> bool:  # noqa: N802 -- aiosmtpd's name
        """Agree to TLS."""
        self.commands.append("STARTTLS")
        return True

    async def handle_QUIT(self, *_: object) -> str:  # noqa: N802 -- aiosmtpd's name
        """Say good-bye."""
        self.commands.append("QUIT")
        return "221 Bye"


@contextmanager
def mail_server(**options: Any) -> Iterator[Postman]:
    """Run an SMTP server with `options` of aiosmtpd."""
    postman = Postman()
    server = Controller(
        postman, hostname="127.0.0.1", port=postman.port, ready_timeout=PATIENCE, **options
    )
    server.start()
    try:
        yield postman
    finally:
        server.stop()
