"""The web application: which address is answered by what."""

import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import falcon

from support_packet.host.discovery.collectors import find_collectors, load_entry_points
from support_packet.host.nodes.requests import PACKET_PATH, READY_PATH
from support_packet.host.redactor import lazy_redact
from support_packet.host.supervision.output import redacting
from support_packet.mattermost.secrets.environment_secrets import secret_variables
from support_packet.monitoring.readiness import Readiness
from support_packet.settings import Settings
from support_packet.web.access.authorizer import Authorizer
from support_packet.web.access.break_glass_form import BreakGlassForm
from support_packet.web.access.tickets import Tickets
from support_packet.web.context import Request
from support_packet.web.download.downloads import Downloads
from support_packet.web.download.packet_resource import PacketResource, posted_packet
from support_packet.web.download.reports import Reports
from support_packet.web.errors import add_error_handlers
from support_packet.web.i18n.translations import Translations
from support_packet.web.monitoring import HEALTH_PATH, RefusalCounter, ready
from support_packet.web.openapi import describe, fixed_json
from support_packet.web.page.past_packets import Activity
from support_packet.web.page.routes import POSTED_PACKET, ROOT, Pages
from support_packet.web.refusals import RefusalLogger
from support_packet.web.response_headers import ResponseHeaders
from support_packet.web.sub_path import SubPath

if TYPE_CHECKING:
    from support_packet.monitoring.metrics import Metrics

OWN = (ROOT, "/api4/", "/api/", HEALTH_PATH, READY_PATH, "/openapi.json")
"""The beginnings of this program's addresses."""

Application: TypeAlias = "falcon.App[Request, falcon.Response]"

logger = logging.getLogger(__name__)

PACKET_PATHS = ("/api4/system/generate_support_packet", PACKET_PATH)
"""This program's address of the packet, and the one that Mattermost's own clients request."""


def create_app(
    settings: Settings,
    directory: Path,
    environment: Mapping[str, str],
    downloads: Downloads,
) -> Application:
    """Return the application for the Mattermost installation in `directory`.

    Loads all collectors, once. Raises `SettingsError` for a break-glass token that cannot be used.
    """
    authorizer = Authorizer(settings, directory, environment)
    return application_maker(authorizer, settings, environment, downloads)()


def application_maker(  # noqa: PLR0913 -- all that one worker serves
    authorizer: Authorizer,
    settings: Settings,
    environment: Mapping[str, str],
    downloads: Downloads,
    *,
    plugins_dir: Path | None = None,
    metrics: "Metrics | None" = None,
    strict: bool = True,
) -> Callable[[], Application]:
    """Return what makes the application, each time with the collectors as they are then.

    All of them share the downloads and the tickets, so it does not matter which one answers. The
    modules in `plugins_dir` are collectors, too; `metrics` counts. A wrong variable of a
    collector's setting is only logged where not `strict`.
    """
    form = BreakGlassForm(settings.break_glass_token_file, Tickets(), settings.trusted_proxies)
    reports = Reports(authorizer, form=form)
    readiness = ready(Readiness(authorizer.installation))
    activity = Activity(reports.history.newest, lambda: downloads.slots.running)
    downloads.count = metrics.packet if metrics else None

    def make() -> Application:
        found, problems = find_collectors(plugins_dir=plugins_dir)
        # What a package logs at its import may hold a secret that only the environment has.
        redact = lazy_redact(settings, secret_variables(environment))
        with redacting(redact):
            collectors = load_entry_points(found, settings, problems, strict=strict)
        for problem in collectors.problems:
            logger.warning("%s", redact(str(problem)))
        translations = reports.translations = Translations(found)
        packet = PacketResource(authorizer, collectors, settings, downloads, reports)
        pages = Pages(authorizer, settings, translations, form)
        routes = {
            **dict.fromkeys(PACKET_PATHS, packet),
            **pages.routes(collectors, PACKET_PATHS[0], activity),
            POSTED_PACKET: posted_packet(packet, form),
            f"{ROOT}/reports/{{request_id}}": reports,
            READY_PATH: readiness,
        }
        app = _application(routes, translations, pages, authorizer)
        app.add_middleware(RefusalLogger(settings.trusted_proxies))
        if metrics:
            metrics.watch(collectors.loaded)
            app.add_middleware(RefusalCounter(metrics))
        return app

    return make


def _application(
    routes: Mapping[str, object], translations: Translations, pages: Pages, authorizer: Authorizer
) -> Application:
    sub_path = SubPath(authorizer.site_url, OWN)
    app = falcon.App(request_type=Request, middleware=(ResponseHeaders(), sub_path))
    add_error_handlers(app, translations, pages.send_error)
    app.add_route("/openapi.json", fixed_json(describe))
    # Where proxies in front of Mattermost pass it on.
    app.add_route(f"{ROOT}/openapi.json", fixed_json(lambda: describe("..")))
    # Says that this program runs, and nothing of Mattermost.
    app.add_route(HEALTH_PATH, fixed_json(lambda: {"status": "OK"}))
    for path, resource in routes.items():
        app.add_route(path, resource)
    return app
