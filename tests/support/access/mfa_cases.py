"""Cases of multi-factor authentication."""

from support.access.cases import EXPIRED, FORBIDDEN, MFA_REQUIRED, UNLICENSED, Case
from support.access.newcomer import Newcomer

_ENABLED = {"EnableMultifactorAuthentication": True}
_ENFORCED = {"ServiceSettings": _ENABLED | {"EnforceMultifactorAuthentication": True}}
_TOKENS = {"ServiceSettings": _ENFORCED["ServiceSettings"] | {"EnableUserAccessTokens": True}}
_GUESTS = _ENFORCED | {"GuestAccountsSettings": {"EnforceMultifactorAuthentication": True}}


def _admin(who: Newcomer) -> None:
    who.user().session()


def _guest(who: Newcomer) -> None:
    who.user("system_guest custom_reader").session()


MFA_CASES = (
    Case("MFA missing", _admin, MFA_REQUIRED, configured=_ENFORCED),
    Case("MFA set up", lambda who: who.user(MfaActive=True).session(), configured=_ENFORCED),
    Case(
        "MFA unknown",
        lambda who: who.user(MfaActive=None).session(),
        MFA_REQUIRED,
        configured=_ENFORCED,
    ),
    Case("MFA enabled, not enforced", _admin, configured={"ServiceSettings": _ENABLED}),
    Case(
        "MFA enforced, not enabled",
        _admin,
        configured={"ServiceSettings": {"EnforceMultifactorAuthentication": True}},
    ),
    Case("MFA not licensed", _admin, configured=_ENFORCED, features={"mfa": False}),
    Case("MFA licensed", _admin, MFA_REQUIRED, configured=_ENFORCED, features={"mfa": True}),
    Case(
        "MFA is no future feature",
        _admin,
        configured=_ENFORCED,
        features={"future_features": False},
    ),
    Case("MFA, no license", _admin, UNLICENSED, configured=_ENFORCED, features=None),
    Case(
        "MFA missing, expired",
        lambda who: who.user().session(ExpiresAt=1),
        EXPIRED,
        configured=_ENFORCED,
    ),
    Case(
        "MFA missing, ordinary user",
        lambda who: who.user("system_user").session(),
        MFA_REQUIRED,
        configured=_ENFORCED,
    ),
    Case(
        "MFA, e-mail account",
        lambda who: who.user(AuthService="email").session(),
        MFA_REQUIRED,
        configured=_ENFORCED,
    ),
    Case(
        "MFA, LDAP account",
        lambda who: who.user(AuthService="ldap").session(),
        MFA_REQUIRED,
        configured=_ENFORCED,
    ),
    Case(
        "MFA, account without service",
        lambda who: who.user(AuthService=None).session(),
        MFA_REQUIRED,
        configured=_ENFORCED,
    ),
    Case(
        "MFA, SAML account",
        lambda who: who.user(AuthService="saml").session(),
        configured=_ENFORCED,
    ),
    Case(
        "MFA, GitLab account",
        lambda who: who.user(AuthService="gitlab").session(),
        configured=_ENFORCED,
    ),
    Case("MFA, OAuth session", lambda who: who.user().session(IsOAuth=True), configured=_ENFORCED),
    Case("MFA, bot", lambda who: who.user().bot().access_token(), configured=_ENFORCED),
    Case(
        "MFA, access token", lambda who: who.user().access_token(), MFA_REQUIRED, configured=_TOKENS
    ),
    Case("MFA, guest", _guest, configured=_ENFORCED),
    Case("MFA, guest enforced too", _guest, MFA_REQUIRED, configured=_GUESTS),
    Case(
        "MFA, ordinary guest",
        lambda who: who.user("system_guest").session(),
        FORBIDDEN,
        configured=_ENFORCED,
    ),
)
