"""Whether the web services that Mattermost uses respond: push proxy, SAML, OAuth and OpenID."""

import json
import urllib.parse
from http import HTTPStatus
from typing import Any

from support_packet import Mattermost, Response

from support_packet_diagnostics.probes.outcome import Probe, ProbeError
from support_packet_diagnostics.probes.web import get, read

SECONDS = 3

OAUTH = {
    "gitlab": "GitLabSettings",
    "google": "GoogleSettings",
    "office365": "Office365Settings",
    "openid": "OpenIdSettings",
}
"""The section of the configuration behind each key of `oauth_providers`."""

# What identifies a vendor in the id of its identity providers; the first that fits counts.
_SAML_MAKERS = (
    ("login.microsoftonline.com", "Azure AD"),
    ("sts.windows.net", "Azure AD"),
    (".okta.com", "Okta"),
    (".oktapreview.com", "Okta"),
    (".auth0.com", "Auth0"),
    (".onelogin.com", "OneLogin"),
    ("accounts.google.com", "Google Workspace"),
    ("sso.jumpcloud.com", "JumpCloud"),
    ("duo.com/saml2", "Duo"),
    (".centrify.com", "Centrify"),
    ("/realms/", "Keycloak"),
    ("/adfs/", "ADFS"),
    ("/federationmetadata/", "ADFS"),
    ("shibboleth.net", "Shibboleth"),
    ("/idp/shibboleth", "Shibboleth"),
)


def push_probe(mattermost: Mattermost) -> Probe | None:
    """Return the probe of the push proxy, `None` where the server sends no push notifications."""
    if not mattermost.config.flag("EmailSettings.SendPushNotifications"):
        return None
    server = mattermost.config.text("EmailSettings.PushNotificationServer")
    # The address that the server itself tests.
    return lambda: respond(server.rstrip("/") + "/version", "PushNotificationServer")


def saml_probe(mattermost: Mattermost) -> Probe | None:
    """Return the probe of the identity provider, `None` where SAML is switched off.

    Its metadata where their address is known, else its login page.
    """
    config = mattermost.config
    if not config.flag("SamlSettings.Enable"):
        return None
    url = config.text("SamlSettings.IdpMetadataURL") or config.text("SamlSettings.IdpURL")
    return lambda: respond(url, "IdpMetadataURL")


def oauth_probe(mattermost: Mattermost, section: str) -> Probe | None:
    """Return the probe of an OAuth provider, `None` where logins by it are switched off."""
    config = mattermost.config
    if not config.flag(f"{section}.Enable"):
        return None
    if discovery := config.text(f"{section}.DiscoveryEndpoint"):
        return lambda: discover(discovery)
    token = config.text(f"{section}.TokenEndpoint")
    return lambda: reach(token, "DiscoveryEndpoint or TokenEndpoint")


def saml_maker(descriptor: str) -> str:
    """Return who made the identity provider with the id `descriptor`, as the server guesses it."""
    lower = descriptor.lower()
    return next((maker for part, maker in _SAML_MAKERS if part in lower), "unknown")


def respond(url: str, setting: str) -> dict[str, Any]:
    """Expect a page at `url`; `setting` is named where it is empty."""
    with get(_set(url, setting), SECONDS) as response:
        _accept(url, response)
    return {}


def reach(url: str, setting: str) -> dict[str, Any]:
    """Expect any response from `url`: a token endpoint refuses a GET."""
    get(_set(url, setting), SECONDS).close()
    return {}


def discover(url: str) -> dict[str, Any]:
    """Expect an OpenID discovery document at `url`."""
    with get(_set(url, "DiscoveryEndpoint"), SECONDS) as response:
        _accept(url, response)
        body = read(response)
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict) or not document.get("issuer"):
        raise ProbeError(f"{_host(url)} did not respond with an OpenID discovery document.")
    return {}


def _accept(url: str, response: Response) -> None:
    if response.status >= HTTPStatus.BAD_REQUEST:
        raise ProbeError(f"{_host(url)} responded with HTTP status {response.status}.")


def _set(url: str, setting: str) -> str:
    if not _host(url):
        raise ProbeError(f"{setting} is not set, or is not a web address.")
    return url


def _host(url: str) -> str:
    try:
        return urllib.parse.urlsplit(url).hostname or ""
    except ValueError:  # Brackets around something that is not an IPv6 address.
        return ""
