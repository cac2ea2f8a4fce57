"""A stand-in for Mattermost's login: its page lists the people of the example to choose from."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from demo.people import PEOPLE
from demo.server import HOST

_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Log in</title>
<h1>Log in as</h1><ul>{people}</ul>"""
_TOKENS = {person.name: person.token for person in PEOPLE} | {"nobody": ""}


class Login:
    """The login of several servers; `servers` holds the URL of each by its name.

    Browsers send one cookie to all ports of a host, so all servers share the session.
    """

    def __init__(self, port: int) -> None:
        self.servers: dict[str, str] = {}
        self._port = port

    def site_url(self, name: str) -> str:
        """Return the `SiteURL` for the server `name`."""
        return f"http://{HOST}:{self._port}/{name}"

    def page(self, back: str) -> str:
        """Return the page, which links each person to a login that returns to `back`."""
        about = {person.name: person.about for person in PEOPLE} | {"nobody": "not logged in"}
        links = (
            f'<li><a href="?{escape(urlencode({"as": name, "redirect_to": back}))}">{name}</a>,'
            f" {escape(text)}</li>"
            for name, text in about.items()
        )
        return _PAGE.format(people="".join(links))


@contextmanager
def login() -> Iterator[Login]:
    """Serve the login on a free port until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = urlsplit(self.path)
            query = {name: texts[0] for name, texts in parse_qs(address.query).items()}
            server_url = served.servers.get(address.path.split("/")[1], "")
            back = query.get("redirect_to", "/")
            token = _TOKENS.get(query.get("as", ""))
            if token is None:
                self._send(HTTPStatus.OK, {"Content-Type": "text/html"}, served.page(back))
            else:
                cookie = f"MMAUTHTOKEN={token}; Path=/" + ("" if token else "; Max-Age=0")
                self._send(
                    HTTPStatus.FOUND, {"Set-Cookie": cookie, "Location": server_url + back}, ""
                )

        def _send(self, status: HTTPStatus, headers: dict[str, str], text: str) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- its name there
            """Say nothing."""

    with ThreadingHTTPServer((HOST, 0), Handler) as server:
        served = Login(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield served
        finally:
            server.shutdown()
            thread.join()
