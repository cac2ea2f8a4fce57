"""Who gets a packet."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import falcon

from support_packet.errors import AccessError
from support_packet.mattermost.access.permissions import may_download
from support_packet.mattermost.configuration.config import Config
from support_packet.mattermost.installation import Mattermost
from support_packet.mattermost.sql.connection_limit import ConnectionLimit
from support_packet.settings import Settings
from support_packet.web.audit import AuditEntry
from support_packet.web.authentication import find_token
from support_packet.web.break_glass import BreakGlass
from support_packet.web.site_url import SiteUrl, site_url_of

_DEFAULT_LOCALE = "LocalizationSettings.DefaultClientLocale"

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Admission:
    """What a request that is let in gets: the installation, and secrets to keep out of a packet.

    `owner` is the id of the user who asks.
    """

    mattermost: Mattermost
    secrets: frozenset[str]
    owner: str


class Gate:
    """Opens the installation to requests that may have a packet of it.

    Checks in the order of Mattermost: whose token it is, what that user's roles allow, whether
    the server is licensed.
    """

    def __init__(self, settings: Settings, directory: Path, environment: Mapping[str, str]) -> None:
        self._settings = settings
        self._directory = directory
        self._environment = environment
        self._connections = ConnectionLimit(settings.database_connections)
        self._break_glass = BreakGlass(settings.break_glass_token_file)
        self._break_glass.check()
        self._site_url = SiteUrl(lambda: self._mattermost().config)

    def open(self, request: falcon.Request, audit: AuditEntry) -> Admission:
        """Let the request in; `AccessError` for who gets no packet.

        `DatabaseError` where the database cannot say who it is, `InstallationError` where the
        configuration cannot be read; the break-glass token needs neither.
        """
        token = find_token(request)
        break_glass = self._break_glass.admits(token)
        if break_glass:
            self._report_break_glass(request, audit)
        mattermost = self._mattermost()
        owner = "break-glass"
        with mattermost.one_connection():
            if not (break_glass and mattermost.config_problem):
                _introduce(request, mattermost.config)
                if not break_glass:
                    owner = self._admit(request, mattermost, token, audit)
                if not self._settings.allow_unlicensed:
                    _check_license(mattermost)
        return Admission(mattermost, self._break_glass.secrets | {token}, owner)

    def site_url(self, request: falcon.Request) -> str:
        """Return where users reach Mattermost, for who was not let in; nothing if unknown."""
        known = request.context.get("site_url")
        return known if isinstance(known, str) else self._site_url.get()

    def _mattermost(self) -> Mattermost:
        limits = self._settings.reading_limits
        return Mattermost(self._directory, self._environment, limits, self._connections)

    def _report_break_glass(self, request: falcon.Request, audit: AuditEntry) -> None:
        audit.add(break_glass=True)
        logger.warning(
            "BREAK-GLASS TOKEN USED: request %s from %s carries the token of %s.",
            request.context.request_id,
            request.remote_addr,
            self._settings.break_glass_token_file,
        )

    def _admit(
        self, request: falcon.Request, mattermost: Mattermost, token: str, audit: AuditEntry
    ) -> str:
        """Return the user's id; whoever is refused is known to the request, too."""
        visitor = request.context.visitor = mattermost.visitor(token)
        audit.add(user_id=visitor.user_id, username=visitor.username)
        if not may_download(visitor, self._settings.required_role, mattermost.config):
            raise AccessError(
                403,
                "api.context.permissions.app_error",
                "You do not have the appropriate permissions.",
            )
        return visitor.user_id


def _introduce(request: falcon.Request, config: Config) -> None:
    """Tell the request what a refusal of it has to know of the server."""
    request.context.default_locale = config.get(_DEFAULT_LOCALE)
    request.context.site_url = site_url_of(config)


def _check_license(mattermost: Mattermost) -> None:
    """Raise `AccessError` for a server that is known to have no licence.

    While the database is down, which only a break-glass token gets past, none may be known.
    """
    if mattermost.license is not None:
        return
    if mattermost.license_problem:
        logger.warning("The server counts as unlicensed. %s", mattermost.license_problem)
    if not mattermost.database_problem:
        raise AccessError(
            403, "api.no_license", "E10 or E20 license required to use this endpoint."
        )
