"""Cases of multi-factor authentication."""

from support.access.cases import EXPIRED, FORBIDDEN, MFA_REQUIRED, UNLICENSED, Case
from support.access.user_rows import UserRows

_ENABLED = {"EnableMultifactorAuthentication": True}
_ENFORCED = {"ServiceSettings": _ENABLED | {"EnforceMultifactorAuthentication": True}}
_TOKENS = {"ServiceSettings": _ENFORCED["ServiceSettings"] | {"EnableUserAccessTokens": True}}
_GUESTS = _ENFORCED | {"GuestAccountsSettings": {"EnforceMultifactorAuthentication": True}}


def _admin(rows: UserRows) -> None:
    rows.user().session()


def _guest(rows: UserRows) -> None:
    rows.user("system_guest custom_reader").session()


MFA_CASES = (
    Case("MFA missing", _admin, MFA_REQUIRED, configured=_ENFORCED),
    Case("MFA set up", lambda rows: rows.user(MfaActive=True).session(), configured=_ENFORCED),
    Case(
        "MFA unknown",
        lambda rows: rows.user(MfaActive=None).session(),
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
        "MFA is not a future feature",
        _admin,
        configured=_ENFORCED,
        features={"future_features": False},
    ),
    Case("MFA, no license", _admin, UNLICENSED, configured=_ENFORCED, features=None),
    Case(
        "MFA missing, expired",
        lambda rows: rows.user().session(ExpiresAt=1),
        EXPIRED,
        configured=_ENFORCED,
    ),
    Case(
        "MFA missing, ordinary user",
        lambda rows: rows.user("system_user").session(),
        MFA_REQUIRED,
        configured=_ENFORCED,
    ),
    Case(
        "MFA, email account",
        lambda rows: rows.user(AuthService="email").session(),
        MFA_REQUIRED,
        configured=_ENFORCED,
    ),
    Case(
        "MFA, LDAP account",
        lambda rows: rows.user(AuthService="ldap").session(),
        MFA_REQUIRED,
        configured=_ENFORCED,
    ),
    Case(
        "MFA, account without service",
        lambda rows: rows.user(AuthService=None).session(),
        MFA_REQUIRED,
        configured=_ENFORCED,
    ),
    Case(
        "MFA, SAML account",
        lambda rows: rows.user(AuthService="saml").session(),
        configured=_ENFORCED,
    ),
    Case(
        "MFA, GitLab account",
        lambda rows: rows.user(AuthService="gitlab").session(),
        configured=_ENFORCED,
    ),
    Case(
        "MFA, OAuth session", lambda rows: rows.user().session(IsOAuth=True), configured=_ENFORCED
    ),
    Case("MFA, bot", lambda rows: rows.user().bot().access_token(), configured=_ENFORCED),
    Case(
        "MFA, access token",
        lambda rows: rows.user().access_token(),
        MFA_REQUIRED,
        configured=_TOKENS,
    ),
    Case("MFA, guest", _guest, configured=_ENFORCED),
    Case("MFA, guest enforced too", _guest, MFA_REQUIRED, configured=_GUESTS),
    Case(
        "MFA, ordinary guest",
        lambda rows: rows.user("system_guest").session(),
        FORBIDDEN,
        configured=_ENFORCED,
    ),
)
