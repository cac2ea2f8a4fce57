"""Multi-factor authentication, where the server enforces it."""

from support_packet.errors import MfaRequiredError
from support_packet.mattermost.access.users import User
from support_packet.mattermost.configuration.config import Config
from support_packet.mattermost.license import License

_SERVICES_WITH_MFA = {"", "email", "ldap"}


def require_mfa(user: User, config: Config, active_license: License | None) -> None:
    """Raise `MfaRequiredError` where `user` must have set up a second factor and has not.

    The server enforces it for accounts whose password it checks, by license. OAuth sessions are
    exempt and need not be asked about here.
    """
    if user.mfa_active or not _enforced(config, active_license) or _exempt(user, config):
        return
    raise MfaRequiredError("Multi-factor authentication is required on this server.")


def _enforced(config: Config, active_license: License | None) -> bool:
    return (
        active_license is not None
        and active_license.feature("mfa")
        and config.flag("ServiceSettings.EnableMultifactorAuthentication")
        and config.flag("ServiceSettings.EnforceMultifactorAuthentication")
    )


def _exempt(user: User, config: Config) -> bool:
    if user.bot or user.auth_service not in _SERVICES_WITH_MFA:
        return True
    return user.guest and not config.flag("GuestAccountsSettings.EnforceMultifactorAuthentication")
