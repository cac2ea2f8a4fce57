"""The web application: which address is answered by what."""

from collections.abc import Mapping
from pathlib import Path

import falcon

from support_packet.host.entry_points import find_entry_points
from support_packet.host.nodes.access import PACKET_PATH
from support_packet.host.plugins import load_collectors
from support_packet.monitoring.metrics import Metrics
from support_packet.monitoring.readiness import Readiness
from support_packet.settings import Settings
from support_packet.web.access.authorizer import Authorizer
from support_packet.web.context import Request
from support_packet.web.download.downloads import Downloads
from support_packet.web.download.packet_resource import PacketResource
from support_packet.web.download.reports import Reports
from support_packet.web.errors import add_error_handlers
from support_packet.web.i18n.translations import Translations
from support_packet.web.monitoring import RefusalCounter, ready
from support_packet.web.openapi import describe, fixed_json
from support_packet.web.page.routes import ROOT, page_routes
from support_packet.web.response_headers import ResponseHeaders

PACKET_PATHS = ("/api4/system/generate_support_packet", PACKET_PATH)
"""This program's address of the packet, and the one that Mattermost's own clients request."""


def create_app(
    settings: Settings,
    directory: Path,
    environment: Mapping[str, str],
    downloads: Downloads,
    metrics: Metrics | None = None,
) -> falcon.App[Request, falcon.Response]:
    """Return the application for the Mattermost installation in `directory`.

    Loads all collectors, once, and counts in `metrics`. Raises `SettingsError` for a break-glass
    token that cannot be used.
    """
    authorizer = Authorizer(settings, directory, environment)
    collectors = load_collectors(settings)
    translations = Translations(find_entry_points()[0])
    reports = Reports(authorizer)
    packet = PacketResource(authorizer, collectors, settings, downloads, reports)
    routes: dict[str, object] = {
        **dict.fromkeys(PACKET_PATHS, packet),
        **page_routes(authorizer, collectors, settings, translations, PACKET_PATHS[0]),
        f"{ROOT}/reports/{{request_id}}": reports,
        "/openapi.json": fixed_json(describe()),
        # Says that this program runs, and nothing of Mattermost.
        "/healthz": fixed_json({"status": "OK"}),
        "/readyz": ready(Readiness(authorizer.installation)),
    }
    app = falcon.App(request_type=Request, middleware=[ResponseHeaders()])
    if metrics:
        metrics.watch(collectors.loaded)
        downloads.count = metrics.packet
        app.add_middleware(RefusalCounter(metrics))
    add_error_handlers(app, translations)
    for path, resource in routes.items():
        app.add_route(path, resource)
    return app
