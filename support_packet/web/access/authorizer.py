"""Who gets a packet."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from support_packet.errors import (
    AuthenticationError,
    PermissionDeniedError,
    SupportPacketError,
    UnlicensedError,
)
from support_packet.host.nodes.requests import Credential
from support_packet.host.redactor import prepare_redactor, rules_of
from support_packet.mattermost.access.authentication import Principal, may_download
from support_packet.mattermost.access.tokens import invalid_session, is_plausible
from support_packet.mattermost.cache import Cache
from support_packet.mattermost.configuration.config import Config
from support_packet.mattermost.installation import Mattermost
from support_packet.mattermost.sql.connection_limit import ConnectionLimit
from support_packet.process.memory import give_back_memory
from support_packet.settings import Settings
from support_packet.values.message import N_
from support_packet.web.access import break_glass
from support_packet.web.access.attempts import Attempts
from support_packet.web.access.client_address import client_address, shown_client
from support_packet.web.access.request_token import find_token
from support_packet.web.access.server_state import remembered_state, site_url_of
from support_packet.web.access.turns import Turns
from support_packet.web.audit import AuditEntry
from support_packet.web.context import Request

_UNLICENSED = N_(
    "A license is required: Entry, Professional, Enterprise, Enterprise Advanced, E10 or E20. A "
    "server without one may be running as Entry, which can't be seen from outside it: then set "
    "SUPPORT_PACKET_ALLOW_UNLICENSED=true."
)
_DEFAULT_LOCALE = "LocalizationSettings.DefaultClientLocale"
_IDLE_SECONDS = 300.0
"""How long after an authorized request the configuration is kept, with its secrets."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Grant:
    """What an authorized request gets: the installation, and secrets to keep out of the packet.

    `owner` is the id of the user who sent the request, `credential` what it was authorized with;
    `is_system_admin` also for the operator.
    """

    mattermost: Mattermost
    secrets: frozenset[str]
    owner: str
    credential: Credential
    is_system_admin: bool = False


class Authorizer:
    """Opens the installation to requests that may have a packet of it.

    Checks in Mattermost's order: whose token it is, what that user's roles allow, whether the
    server is licensed.
    """

    def __init__(self, settings: Settings, directory: Path, environment: Mapping[str, str]) -> None:
        self._settings = settings
        self._directory = directory
        self._environment = environment
        self._connections = ConnectionLimit(
            settings.database_connections, settings.database_idle_seconds
        )
        self._cache = Cache(idle_seconds=_IDLE_SECONDS, also_forget=self._forget)
        self._token_file = settings.break_glass_token_file
        break_glass.check_token_file(self._token_file)
        self._attempts = Attempts()
        self._turns = Turns()
        self._state = remembered_state(self.installation)

    def authorize(self, request: Request, audit: AuditEntry) -> Grant:
        """Let the request in; `AccessError` says why it may not have a packet.

        `DatabaseError` where the database cannot say whose token it is, `InstallationError` where
        the configuration cannot be read; the break-glass token needs neither.
        """
        token = request.context.break_glass_token or find_token(request)
        operator = break_glass.admits(self._token_file, token)
        if not operator:
            self._check_attempt(request, token)
        prepare_redactor(rules_of(self._settings))
        mattermost = self.installation()
        with self._turns.turn(), mattermost.one_connection():
            if operator:
                owner = self._admit_operator(request, mattermost, audit)
            else:
                owner = self._admit_user(request, mattermost, token, audit)
        secrets = break_glass.operator_secrets(self._token_file) | {token}
        principal = request.context.principal
        is_admin = principal is None or "manage_system" in principal.permissions
        return Grant(mattermost, secrets, owner, Credential(token, operator), is_admin)

    def site_url(self, request: Request) -> str:
        """Return where users reach Mattermost, empty if unknown; also for refused requests."""
        known = request.context.site_url
        return self._state()[0] if known is None else known

    def problem(self) -> SupportPacketError | None:
        """Return why no token can be checked, at most half a minute old; `None` if all is well.

        For requests without a token: those with one get the reason in the answer.
        """
        return self._state()[1]

    @property
    def has_break_glass(self) -> bool:
        """Whether the operator has set a token that works without the database."""
        return self._token_file is not None

    def installation(self) -> Mattermost:
        """Open the installation, without a user."""
        limits = self._settings.reading_limits
        environment, connections = self._environment, self._connections
        return Mattermost(self._directory, environment, limits, connections, self._cache)

    def _forget(self) -> None:
        from support_packet.redaction.kept_searches import forget_searches  # noqa: PLC0415 -- not at start

        self._connections.engines.forget()
        forget_searches()
        give_back_memory()

    def _address_of(self, request: Request) -> str:
        return client_address(request, self._settings.trusted_proxies)

    def _check_attempt(self, request: Request, token: str) -> None:
        """Refuse what cannot be a token, was refused a moment ago, or is one try too many."""
        address = self._address_of(request)
        self._attempts.check(address, token)
        if not is_plausible(token):
            self._attempts.refuse(address, token)
            raise invalid_session()

    def _admit_operator(self, request: Request, mattermost: Mattermost, audit: AuditEntry) -> str:
        audit.add(break_glass=True)
        logger.warning(
            "BREAK-GLASS TOKEN USED: request %s from %s carries the token of %s.",
            request.context.request_id,
            shown_client(request, self._settings.trusted_proxies),
            self._token_file,
        )
        # The token is for emergencies such as this one, in which the license cannot be checked.
        if not mattermost.config_problem:
            _note_server(request, mattermost.config)
            self._check_license(mattermost)
        return break_glass.OPERATOR

    def _admit_user(
        self, request: Request, mattermost: Mattermost, token: str, audit: AuditEntry
    ) -> str:
        _note_server(request, mattermost.config)
        try:
            principal = mattermost.authenticate(token)
        except AuthenticationError:
            self._attempts.refuse(self._address_of(request), token)
            raise
        self._attempts.admit(token)
        self._cache.touch()
        # Before any refusal: the page that says why is in the user's language.
        request.context.principal = principal
        audit.add(user_id=principal.user_id, username=principal.username)
        self._check_role(principal, mattermost.config)
        self._check_license(mattermost)
        return principal.user_id

    def _check_role(self, principal: Principal, config: Config) -> None:
        if not may_download(principal, self._settings.required_role, config):
            raise PermissionDeniedError(N_("You do not have the appropriate permissions."))

    def _check_license(self, mattermost: Mattermost) -> None:
        """Raise `UnlicensedError` for a server that is known to have no license.

        While the database is down, which only a break-glass token gets past, it is unknown.
        """
        if self._settings.allow_unlicensed or mattermost.license is not None:
            return
        if mattermost.license_problem:
            logger.warning("The server is treated as unlicensed. %s", mattermost.license_problem)
        if not mattermost.database_problem:
            raise UnlicensedError(_UNLICENSED)


def _note_server(request: Request, config: Config) -> None:
    """Keep what the answer to a refused request needs to know of the server."""
    locale = config.get(_DEFAULT_LOCALE)
    request.context.default_locale = locale if isinstance(locale, str) else ""
    request.context.site_url = site_url_of(config)
