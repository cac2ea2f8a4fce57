"""Mattermost's license: what it says, read without checking its signature."""

import base64
import binascii
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from support_packet.errors import DatabaseError, LicenseError
from support_packet.mattermost.configuration.config import Config
from support_packet.mattermost.license_file import read_license_file
from support_packet.mattermost.server_rows import ServerRows

State = Literal["not yet valid", "valid", "within grace", "expired"]
_Value = TypeVar("_Value", str, int, bool, dict[str, Any])

_SIGNATURE_BYTES = 256
_HOUR = 60 * 60 * 1000
_GRACE = 10 * 24 * _HOUR
_TRIAL_LENGTHS = {30 * 24 * _HOUR + 8 * _HOUR, 31 * 24 * _HOUR - 1000}
_FEATURE_DEFAULTS = {"announcement": True, "theme_management": True, "cloud": False}


@dataclass(frozen=True)
class License:
    """A license; times are milliseconds since 1970.

    `sku_short_name` is `E10`, `E20`, `professional`, `enterprise`, `advanced` or `entry`; old
    licenses have none. `secrets` must not leave the server.
    """

    license_id: str
    sku_name: str
    sku_short_name: str
    customer_name: str
    customer_company: str
    issued_at: int
    starts_at: int
    expires_at: int
    is_trial: bool
    users: int
    features: Mapping[str, bool]
    secrets: frozenset[str] = field(repr=False)

    def feature(self, name: str) -> bool:
        """Return whether feature `name`, such as `mfa` or `ldap`, is licensed.

        A feature that the license does not mention follows `future_features`, itself on unless
        the license says otherwise.
        """
        default = _FEATURE_DEFAULTS.get(name, self.features.get("future_features", True))
        return self.features.get(name, default)

    def state(self, now: int) -> State:
        """Return where `now` falls.

        To the server each of these is licensed: it removes a license ten days after its expiry,
        and does not ask when it starts.
        """
        if now <= self.starts_at:
            return "not yet valid"
        if now <= self.expires_at:
            return "valid"
        return "within grace" if now - self.expires_at <= _GRACE else "expired"


def find_license(
    variables: Mapping[str, str], rows: ServerRows | DatabaseError, config: Config
) -> License | None:
    """Return the active license, or None: of `MM_LICENSE`, else the database, else the file.

    The first of them that is there counts; `LicenseError`, with its name, where it holds no
    license. The server takes up a license file only while it is not expired, and only as long as
    the database names no active license; one that was removed is named "" there.
    """
    if variables.get("MM_LICENSE"):
        return _read(variables["MM_LICENSE"], "MM_LICENSE")
    if not isinstance(rows, DatabaseError) and rows.active_license is not None:
        return _read(rows.active_license, "Mattermost's database")
    file = read_license_file(config)
    return _not_expired(file[1], str(file[0])) if file else None


def _not_expired(text: bytes, source: str) -> License:
    found = _read(text, source)
    if found.expires_at < time.time() * 1000:
        raise LicenseError(f"{source}: The license is expired, and was never taken up. Renew it.")
    return found


def _read(text: bytes | str, source: str) -> License:
    try:
        return parse_license(text)
    except LicenseError as error:
        raise LicenseError(f"{source}: {error} Put the license there anew.") from None


def parse_license(text: bytes | str) -> License:
    """Return the license in `text`: base64 of a JSON document followed by 256 bytes of signature.

    Raises `LicenseError`, which says nothing of the content.
    """
    document = _document(text)
    customer = _value(document, "customer", {})
    features = _value(document, "features", {})
    starts_at, expires_at = _value(document, "starts_at", 0), _value(document, "expires_at", 0)
    trial = _value(document, "is_trial", default=False)
    signup = _value(document, "signup_jwt", "")
    return License(
        license_id=_value(document, "id", ""),
        sku_name=_value(document, "sku_name", ""),
        sku_short_name=_value(document, "sku_short_name", ""),
        customer_name=_value(customer, "name", ""),
        customer_company=_value(customer, "company", ""),
        issued_at=_value(document, "issued_at", 0),
        starts_at=starts_at,
        expires_at=expires_at,
        is_trial=trial or expires_at - starts_at in _TRIAL_LENGTHS,
        users=_value(features, "users", 0),
        features={name: on for name, on in features.items() if isinstance(on, bool)},
        secrets=frozenset({signup} - {""}),
    )


def _document(text: bytes | str) -> dict[str, Any]:
    encoded = text.encode(errors="replace") if isinstance(text, str) else text
    try:
        # As the server's decoder does: line ends are skipped, everything else is an error.
        content = base64.b64decode(encoded.translate(None, b"\r\n"), validate=True)
    except binascii.Error:
        raise LicenseError("The license is not base64.") from None
    if not content:
        raise LicenseError("The license is empty.")
    content = content.rstrip(b"\0")
    if len(content) <= _SIGNATURE_BYTES:
        raise LicenseError("The license is too short to be signed.")
    try:
        document = json.loads(content[:-_SIGNATURE_BYTES])
    except (ValueError, RecursionError):
        raise LicenseError("The license is signed text that is no JSON.") from None
    if not isinstance(document, dict) or not document.get("id"):
        raise LicenseError("The license is no JSON object with an id.")
    return document


def _value(document: dict[str, Any], name: str, default: _Value) -> _Value:
    """Return what `document` holds under `name`; absent or null is `default`."""
    value = document.get(name)
    if value is None:
        return default
    # bool is a subclass of int, but not a number in JSON.
    if type(value) is not type(default):
        raise LicenseError(f"The license's {name} is no {type(default).__name__}.")
    return value
