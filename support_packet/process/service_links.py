"""Variables with which Kubernetes tells each container where the Services of its namespace are.

A Service `support-packet-metrics` gives `SUPPORT_PACKET_METRICS_SERVICE_HOST` and many more, which
look like settings of this program. The documentation of Kubernetes has them under "Environment
variables" of Services.
"""

import re

_ADDRESS = r"(?:[0-9.]{7,15}|\[?[0-9A-Fa-f:.]{2,45}\]?)"
_PORT = "[0-9]{1,5}"
_URL = rf"(?:tcp|udp|sctp)://{_ADDRESS}:{_PORT}"
_NUMBERED = r"[A-Z][A-Z0-9_]*_PORT_[0-9]{1,5}_(?:TCP|UDP|SCTP)"
_FORMS = {
    rf"{_NUMBERED}_PROTO": "tcp|udp|sctp",
    rf"{_NUMBERED}_PORT": _PORT,
    rf"{_NUMBERED}_ADDR": _ADDRESS,
    _NUMBERED: _URL,
    r"[A-Z][A-Z0-9_]*_SERVICE_HOST": _ADDRESS,
    r"[A-Z][A-Z0-9_]*_SERVICE_PORT(?:_[A-Z0-9_]+)?": _PORT,
    r"[A-Z][A-Z0-9_]*_PORT": _URL,
}
"""The forms of the names, and of the value of each."""


def is_service_link(name: str, value: str) -> bool:
    """Return whether Kubernetes sets a variable with this name to such a value."""
    # Names of services have no underscore; two of them begin the setting of a package.
    return "__" not in name and any(
        re.fullmatch(form, name) and re.fullmatch(values, value) for form, values in _FORMS.items()
    )
