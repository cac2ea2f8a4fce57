"""A stand-in for Mattermost's web client: its login lists the people of the example.

As the real one, it is a single-page application that answers below every path of the site, and
`redirect_to` names a place inside it: after the login it never leads to another program, such as
the page of this one.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlencode, urlsplit

from demo.listening import HttpServer, listening
from demo.people import PEOPLE
from demo.server import HOST

START = "/company/channels/town-square"
"""Where a login without `redirect_to` leads."""

_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>
<h1>{title}</h1>{content}"""
_TEXTS = {
    START: ("Town Square", "You are logged in. This page stands in for Mattermost's web client."),
    None: ("Team Not Found", "The team you're requesting is private or does not exist."),
}
_TOKENS = {person.name: person.token for person in PEOPLE} | {"nobody": ""}
# Anything else, such as another site, is ignored.
_PLACE = re.compile(r"/(?!/).*")


def login_page(redirect_to: str | None) -> str:
    """Return the page that links each person to a login that leads to `redirect_to`."""
    about = {person.name: person.about for person in PEOPLE} | {"nobody": "not logged in"}
    back = {} if redirect_to is None else {"redirect_to": redirect_to}
    links = (
        f'<li><a href="?{escape(urlencode({"as": name, **back}))}">{name}</a>, {escape(text)}</li>'
        for name, text in about.items()
    )
    return _PAGE.format(title="Log in as", content=f"<ul>{''.join(links)}</ul>")


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        address = urlsplit(self.path)
        query = {name: texts[0] for name, texts in parse_qs(address.query).items()}
        token = _TOKENS.get(query.get("as", ""))
        if address.path != "/login":
            title, text = _TEXTS.get(address.path, _TEXTS[None])
            self._send(HTTPStatus.OK, {}, _PAGE.format(title=title, content=f"<p>{text}</p>"))
        elif token is None:
            self._send(HTTPStatus.OK, {}, login_page(query.get("redirect_to")))
        else:
            place = query.get("redirect_to", "")
            headers = {
                # Browsers send it to all ports of a host: also to the servers of the example.
                "Set-Cookie": f"MMAUTHTOKEN={token}; Path=/; HttpOnly"
                + ("" if token else "; Max-Age=0"),
                "Location": place if _PLACE.fullmatch(place) else START if token else "/login",
            }
            self._send(HTTPStatus.FOUND, headers, "")

    def _send(self, status: HTTPStatus, headers: dict[str, str], text: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def login() -> Iterator[str]:
    """Serve the web client on a free port until the block ends; yield its URL, a `SiteURL`."""
    with listening(HttpServer((HOST, 0), _Handler)) as port:
        yield f"http://{HOST}:{port}"
