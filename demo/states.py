"""More servers of the same installation, each with something missing."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from demo.login import Login
from demo.server import HOST, Server, serving

_CLOSED_PORT = "1"

STATES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "unlicensed": ("without a license", {"MM_LICENSE": "none"}),
    "troubled": (
        "not enough logged, LDAP and search server down",
        {
            "MM_LOGSETTINGS_FILELEVEL": "INFO",
            "MM_LDAPSETTINGS_ENABLE": "true",
            "MM_LDAPSETTINGS_LDAPSERVER": HOST,
            "MM_LDAPSETTINGS_LDAPPORT": _CLOSED_PORT,
            "MM_ELASTICSEARCHSETTINGS_ENABLEINDEXING": "true",
            "MM_ELASTICSEARCHSETTINGS_CONNECTIONURL": f"http://{HOST}:{_CLOSED_PORT}",
        },
    ),
}
"""What is missing, and the variables that make it so, by name."""


@contextmanager
def serving_states(directory: Path, login: Login) -> Iterator[dict[str, Server]]:
    """Serve the installation in `directory` in every state, each on any free port."""
    with ExitStack() as stack:
        servers = {}
        for name, (_, variables) in STATES.items():
            log = directory / f"support-packet-{name}.log"
            site_url = {"MM_SERVICESETTINGS_SITEURL": login.site_url(name)}
            server = stack.enter_context(serving(directory, log, {**variables, **site_url}, (0,)))
            login.places[name] = server.url
            servers[name] = server
        yield servers
