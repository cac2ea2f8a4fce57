"""More servers of the example installation, each of which lacks something."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from demo.login import Login
from demo.server import HOST, Server, serving

_CLOSED_PORT = "1"

STATES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "unlicensed": ("without a license", {"MM_LICENSE": "none"}),
    "troubled": (
        "log level too low, LDAP and search servers down",
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
"""By name: a description, and the environment variables that bring the state about."""


@contextmanager
def serving_states(directory: Path, login: Login) -> Iterator[dict[str, Server]]:
    """Serve the installation in `directory` in every state, each on a free port."""
    with ExitStack() as stack:
        servers = {}
        for name, (_, variables) in STATES.items():
            log = directory / f"support-packet-{name}.log"
            site_url = {"MM_SERVICESETTINGS_SITEURL": login.site_url(name)}
            server = stack.enter_context(serving(directory, log, {**variables, **site_url}, (0,)))
            login.servers[name] = server.url
            servers[name] = server
        yield servers
