"""Requests of collectors: bounded in time and size, and no further than the server asked for."""

import socket
import ssl
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic
from typing import ClassVar

import pytest
from support.servers.broken import broken_server, slow_server
from support.servers.certificates import CertificateAuthority

from support_packet import CollectError, ContentCut, fetch
from support_packet.network.http_failures import failed
from support_packet.network.http_request import HttpRequest, Route, split_url
from support_packet.process.current_call import current_stopped

PATIENCE = 60.0


class Site(BaseHTTPRequestHandler):
    """A server that shows the request, redirects, or goes on and on."""

    protocol_version = "HTTP/1.1"
    elsewhere: ClassVar[str] = "http://127.0.0.1:1/"

    def do_GET(self) -> None:
        """Answer."""
        redirects = {"/here": "/end", "/circle": "/circle", "/away": self.elsewhere}
        if location := redirects.get(self.path):
            self._send(302, b"", {"Location": location})
        elif self.path == "/missing":
            self._send(404, b"not here", {})
        elif self.path == "/long":
            self._send(200, b"x" * 10**6, {})
        else:
            shown = [self.command, self.path, self.headers.get("Authorization", "-")]
            self._send(200, " ".join(shown).encode(), {"X-Version-Id": "5.37.0"})

    def _send(self, status: int, content: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        if self.path == "/closing":
            self.send_header("Connection", "close")
        for name, value in (headers | {"Content-Length": str(len(content))}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Print nothing."""


class Server(ThreadingHTTPServer):
    """A server whose clients may leave early."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Print nothing."""


def serving(context: ssl.SSLContext | None = None) -> Iterator[int]:
    with Server(("127.0.0.1", 0), Site) as server:
        if context:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join(PATIENCE)


@pytest.fixture
def site() -> Iterator[str]:
    """Run a site; return its URL."""
    for port in serving():
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def secure_site(authority: CertificateAuthority, tmp_path: Path) -> Iterator[str]:
    """Run a site whose certificate only the test's authority knows."""
    issued = authority.issue(tmp_path, "site")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(issued.certificate, issued.key)
    for port in serving(context):
        yield f"https://127.0.0.1:{port}"


def test_the_content_is_read(site: str) -> None:
    response = fetch(f"{site}/a?b=c#d", seconds=PATIENCE)

    assert response.status == 200
    assert response.headers["x-version-id"] == "5.37.0"
    assert response.read() == b"GET /a?b=c -"


def test_a_server_that_closes_the_connection_is_read_to_its_end(site: str) -> None:
    """Python 3.13 and later close their end with the last piece, others after it."""
    assert fetch(f"{site}/closing").read() == b"GET /closing -"
    assert b"".join(fetch(f"{site}/closing")) == b"GET /closing -"


def test_a_status_is_not_an_error(site: str) -> None:
    response = fetch(f"{site}/missing", seconds=PATIENCE)

    assert (response.status, response.read()) == (404, b"not here")


def test_credentials_of_the_url_are_sent(site: str) -> None:
    url = site.replace("//", "//user:p%40ss@")

    assert fetch(url, seconds=PATIENCE).read() == b"GET / Basic dXNlcjpwQHNz"


def test_a_redirect_on_the_server_is_followed(site: str) -> None:
    assert fetch(f"{site}/here", seconds=PATIENCE).read() == b"GET /end -"


def test_a_redirect_to_another_server_is_not_followed(site: str) -> None:
    with pytest.raises(CollectError, match=r"redirects to another server, http://127\.0\.0\.1:1,"):
        fetch(f"{site}/away", seconds=PATIENCE)


def test_a_redirect_is_an_answer_unless_it_is_followed(site: str) -> None:
    response = fetch(f"{site}/away", seconds=PATIENCE, follow=False)

    assert response.status // 100 == 3
    assert response.headers["location"].startswith("http://127.0.0.1:1")


def test_a_response_that_nobody_reads_is_closed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener, ThreadPoolExecutor() as pool:
        asking = pool.submit(fetch, f"http://127.0.0.1:{listener.getsockname()[1]}", seconds=1e6)
        client, _ = listener.accept()
        with client:
            client.settimeout(PATIENCE)
            client.recv(65536)
            client.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")
            assert asking.result(PATIENCE).status == 204
            del asking
            assert client.recv(1) == b""


def test_a_circle_ends(site: str) -> None:
    with pytest.raises(CollectError, match="redirects in a circle"):
        fetch(f"{site}/circle", seconds=PATIENCE)


def test_content_that_is_too_long_is_cut(site: str) -> None:
    content: list[bytes] = []

    with pytest.raises(ContentCut, match="more than 1000 bytes"):
        content.extend(fetch(f"{site}/long", seconds=PATIENCE, max_bytes=1000))
    assert b"".join(content) == b"x" * 1000


def test_reading_more_than_the_limit_is_an_error(site: str) -> None:
    with pytest.raises(CollectError, match="more than 1000 bytes"):
        fetch(f"{site}/long", seconds=PATIENCE).read(1000)


def test_nothing_listening_is_named_without_the_rest_of_the_url() -> None:
    with pytest.raises(
        CollectError, match=r"^http://127\.0\.0\.1:1: Connection refused\. Ch"
    ) as failure:
        fetch("http://user:s3cret@127.0.0.1:1/s3cret?s3cret", seconds=PATIENCE)

    assert "s3cret" not in str(failure.value)


def test_why_there_is_no_answer_has_a_translation_and_a_remedy() -> None:
    errors: list[Exception] = [
        ConnectionRefusedError(111, "Refused"),
        socket.gaierror(-2, "Unknown"),
        OSError(5, "x"),
        HTTPException("no"),
    ]
    failures = [failed("http://a", error) for error in errors]

    assert [str(failure.message) for failure in failures] == [
        "http://a: Connection refused.",
        "http://a: its name has no address (Unknown).",
        "http://a: x.",
        "http://a: it did not answer in HTTP.",
    ]
    assert [bool(failure.remedy) for failure in failures] == [True, True, True, False]
    german = {
        "Connection refused": "Verbindung abgelehnt",
        "%(server)s: %(reason)s.": "%(server)s: %(reason)s.",
    }
    assert failures[0].message.translated(german.get) == "http://a: Verbindung abgelehnt."


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "x", "http://", "http://a:b/", "ftp://u:s3cret@a/?s3cret"]
)
def test_what_is_not_an_address_of_a_web_server_is_refused(url: str) -> None:
    with pytest.raises(CollectError, match="is not the URL of a web server") as failed:
        fetch(url)

    assert "s3cret" not in str(failed.value)


def test_a_server_that_hangs_is_not_waited_for() -> None:
    with (
        broken_server(hangs=True) as port,
        pytest.raises(CollectError, match=r"did not send everything within 0\.3 seconds"),
    ):
        fetch(f"http://127.0.0.1:{port}", seconds=0.3)


def test_the_time_in_the_message_is_the_one_that_was_given() -> None:
    late = monotonic() + 5.0
    request = HttpRequest(split_url("http://127.0.0.1"), 9.0, late, Route.usual(verify=True))

    failure = str(request.failure(TimeoutError()))

    assert failure == "http://127.0.0.1 did not send everything within 9 seconds."


def test_a_server_that_drips_is_cut_off() -> None:
    greeting = b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"
    with slow_server(greeting, b"x", seconds=0.05) as port:
        response = fetch(f"http://127.0.0.1:{port}", seconds=2)
        with pytest.raises(CollectError, match="did not send everything within 2 seconds"):
            response.read()


def test_a_server_that_hangs_up_early_is_an_error() -> None:
    greeting = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf"
    with broken_server(greeting, hangs=False) as port, pytest.raises(CollectError):
        fetch(f"http://127.0.0.1:{port}", seconds=PATIENCE).read()


def test_an_answer_that_is_not_http_is_an_error() -> None:
    with broken_server(b"220 smtp\r\n", hangs=False) as port, pytest.raises(CollectError):
        fetch(f"http://127.0.0.1:{port}", seconds=PATIENCE)


def test_nothing_is_read_when_nobody_waits_for_it(site: str) -> None:
    response = fetch(f"{site}/long", seconds=PATIENCE)
    token = current_stopped.set(lambda: True)
    try:
        with pytest.raises(CollectError, match="nothing is waiting for it any longer"):
            response.read()
    finally:
        current_stopped.reset(token)


def test_an_unknown_certificate_is_rejected(secure_site: str) -> None:
    with pytest.raises(CollectError, match="certificate was rejected"):
        fetch(secure_site, seconds=PATIENCE)


def test_an_unknown_certificate_can_be_accepted(secure_site: str) -> None:
    assert fetch(secure_site, seconds=PATIENCE, verify=False).read() == b"GET / -"


def test_a_proxy_is_used(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", site.replace("//", "//user:pass@"))

    content = fetch("http://search.example:9200/_cat?h=v", seconds=PATIENCE).read()

    assert content == b"GET http://search.example:9200/_cat?h=v -"


def test_a_proxy_of_another_kind_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "socks5://127.0.0.1:1")

    with pytest.raises(CollectError, match=r"proxy for http://search\.example must be"):
        fetch("http://search.example")
