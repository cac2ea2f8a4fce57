"""A license in Mattermost's byte format; only the server checks its invented signature."""

import base64
import hashlib
import json

from demo.identifiers import identifier

LICENSE_ID = identifier("license")
_DAY = 24 * 60 * 60 * 1000
_SIGNATURE_BYTES = 256


def license_text(now: int) -> str:
    """Return the text of a license that is valid for a year around `now`, in milliseconds.

    It is base64 of the JSON document followed by an RSA signature of 256 bytes.
    """
    document = {
        "id": LICENSE_ID,
        "issued_at": now - 30 * _DAY,
        "starts_at": now - 30 * _DAY,
        "expires_at": now + 335 * _DAY,
        "customer": {
            "id": identifier("customer"),
            "name": "Ada Example",
            "email": "ada@example.com",
            "company": "Example Corporation",
        },
        "features": {"users": 250, "future_features": True},
        "sku_name": "Enterprise E20",
        "sku_short_name": "E20",
        "is_trial": False,
    }
    return base64.b64encode(json.dumps(document).encode() + _signature()).decode()


def _signature() -> bytes:
    blocks = (hashlib.sha512(bytes([number])).digest() for number in range(_SIGNATURE_BYTES // 64))
    return b"".join(blocks)
