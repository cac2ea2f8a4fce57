"""The demo's stand-in for search servers, with the credentials and certificates of the tests."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from support.servers.certificates import Certificate

from demo.services import search

USER = "elastic"
PASSWORD = "search:p@ss/w?rd #%41"

SearchServer = partial(search.SearchServer, user=USER, password=PASSWORD)


@contextmanager
def search_server(
    server: search.SearchServer, certificate: Certificate | None = None
) -> Iterator[search.SearchServer]:
    """Run `server`; over HTTPS with a `certificate`."""
    context = None
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate.certificate, certificate.key)
    with search.search_server(server, context) as running:
        yield running
