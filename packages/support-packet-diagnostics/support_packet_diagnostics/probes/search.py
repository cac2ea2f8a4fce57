"""Whether the search server responds."""

from typing import Any

from support_packet import Mattermost

from support_packet_diagnostics.probes.outcome import Probe
from support_packet_diagnostics.probes.web import get

SECONDS = 3


def search_probe(mattermost: Mattermost) -> Probe | None:
    """Return the probe of the search server, `None` where the server does not index into one."""
    if not mattermost.config.flag("ElasticsearchSettings.EnableIndexing"):
        return None
    url = mattermost.config.text("ElasticsearchSettings.ConnectionURL")
    return lambda: respond(url)


def respond(url: str) -> dict[str, Any]:
    """Expect any response: without the password, which is not sent, it may be a refusal.

    The certificate is often the company's own, and is tested where the versions come
    from, with the files that the configuration names.
    """
    get(url, SECONDS, verify=False).close()
    return {}
