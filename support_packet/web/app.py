"""The web application: which address is answered by what."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import falcon

from support_packet.host.entry_points import find_entry_points
from support_packet.host.plugins import load_collectors
from support_packet.settings import Settings
from support_packet.web.access.authorizer import Authorizer
from support_packet.web.download.downloads import Downloads
from support_packet.web.download.packet_resource import PacketResource
from support_packet.web.download.reports import Reports
from support_packet.web.errors import ErrorAnswers
from support_packet.web.health import HealthResource
from support_packet.web.i18n.translations import Translations
from support_packet.web.openapi import OpenApiResource
from support_packet.web.page.routes import Page
from support_packet.web.response_headers import ResponseHeaders

PACKET_PATHS = ("/api4/system/generate_support_packet", "/api/v4/system/support_packet")
"""This program's address of the packet, and the one that Mattermost's own clients call."""


def create_app(
    settings: Settings,
    directory: Path,
    environment: Mapping[str, str],
    downloads: Downloads,
) -> falcon.App[Any, Any]:
    """Return the application for the Mattermost installation in `directory`.

    Loads all collectors, once. Raises `SettingsError` for a break-glass token that cannot be used.
    """
    authorizer = Authorizer(settings, directory, environment)
    collectors = load_collectors(settings)
    translations = Translations(find_entry_points()[0])
    reports = Reports()
    packet = PacketResource(authorizer, collectors, settings, downloads, reports)
    app = falcon.App(middleware=[ResponseHeaders()])
    ErrorAnswers(translations).add_to(app)
    for path in PACKET_PATHS:
        app.add_route(path, packet)
    Page(authorizer, collectors, settings, translations).add_to(app, reports, PACKET_PATHS[0])
    app.add_route("/openapi.json", OpenApiResource())
    app.add_route("/healthz", HealthResource())
    return app
