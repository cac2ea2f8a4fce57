"""Mattermost's license, read without checking its signature.

Only the server has the public key, and it rejects other licenses when they are installed.
"""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from support_packet.errors import LicenseError

State = Literal["not yet valid", "valid", "within grace", "expired"]
_Value = TypeVar("_Value", str, int, bool, dict[str, Any])

_SIGNATURE_BYTES = 256
_HOUR = 60 * 60 * 1000
_GRACE = 10 * 24 * _HOUR
# Before `is_trial` existed, trials could only be recognized by how long they last.
_TRIAL_LENGTHS = {30 * 24 * _HOUR + 8 * _HOUR, 31 * 24 * _HOUR - 1000}
_FEATURE_DEFAULTS = {"announcement": True, "theme_management": True, "cloud": False}


@dataclass(frozen=True)
class License:
    """A license; times are milliseconds since 1970.

    `sku_short_name` is `E10`, `E20`, `professional`, `enterprise`, `advanced` or `entry`, empty in
    old licenses. `secrets` must not leave the server.
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
    customer_id: str = ""
    is_gov_sku: bool = False
    is_non_production: bool = False

    def feature(self, name: str) -> bool:
        """Return whether the feature `name`, for example `mfa` or `ldap`, is licensed.

        A feature that the license does not mention follows `future_features`, which is on by
        default.
        """
        default = _FEATURE_DEFAULTS.get(name, self.features.get("future_features", True))
        return self.features.get(name, default)

    def state(self, now: int) -> State:
        """Return the state at `now`.

        The server accepts a license in any state: it removes one ten days after it expires, and
        never checks when it starts.
        """
        if now <= self.starts_at:
            return "not yet valid"
        if now <= self.expires_at:
            return "valid"
        return "within grace" if now - self.expires_at <= _GRACE else "expired"


def parse_license(text: bytes | str) -> License:
    """Return the license in `text`: base64 of a JSON document and a signature of 256 bytes.

    Raises `LicenseError`, which never repeats the content.
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
        customer_id=_value(customer, "id", ""),
        is_gov_sku=_value(document, "is_gov_sku", default=False),
        is_non_production=_value(document, "is_non_production", default=False),
    )


def _document(text: bytes | str) -> dict[str, Any]:
    encoded = text.encode(errors="replace") if isinstance(text, str) else text
    try:
        # Like the server's decoder: line ends are skipped, other characters are errors.
        content = base64.b64decode(encoded.translate(None, b"\r\n"), validate=True)
    except binascii.Error:
        raise LicenseError("The license is not valid base64.") from None
    if not content:
        raise LicenseError("The license is empty.")
    content = content.rstrip(b"\0")
    if len(content) <= _SIGNATURE_BYTES:
        raise LicenseError("The license is too short to contain a signature.")
    try:
        document = json.loads(content[:-_SIGNATURE_BYTES])
    except (ValueError, RecursionError):
        raise LicenseError("The license is not JSON.") from None
    if not isinstance(document, dict) or not document.get("id"):
        raise LicenseError("The license is not a JSON object with an id.")
    return document


def _value(document: dict[str, Any], name: str, default: _Value) -> _Value:
    """Return the value of `name` in `document`; if missing or null, `default`."""
    value = document.get(name)
    if value is None:
        return default
    # In Python, bool is a subclass of int.
    if type(value) is not type(default):
        raise LicenseError(f"{name} in the license has the wrong type.")
    return value
