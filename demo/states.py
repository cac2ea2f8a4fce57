"""More servers of the example installation, each of which lacks something."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

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
def serving_states(directory: Path, variables: Mapping[str, str]) -> Iterator[dict[str, Server]]:
    """Serve the installation in `directory` with `variables`, in every state, on free ports."""
    with ExitStack() as stack:
        servers = {}
        for name, (_, own) in STATES.items():
            log = directory / f"support-packet-{name}.log"
            servers[name] = stack.enter_context(
                serving(directory, log, {**variables, **own}, ports=(0,))
            )
        yield servers
