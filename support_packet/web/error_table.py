"""What the client gets for each error: an HTTP status, Mattermost's id of it, and a message."""

from collections.abc import Mapping

from support_packet.errors import (
    AuthenticationError,
    ConnectionLimitError,
    DatabaseError,
    InstallationError,
    InvalidWindowError,
    MfaRequiredError,
    NothingChosenError,
    PermissionDeniedError,
    SupportPacketError,
    TooManyHopsError,
    UnknownFileError,
    UnknownOptionError,
    UnlicensedError,
)
from support_packet.host.problems import SHORT_OF
from support_packet.values.message import N_

DOMAIN_ERRORS: Mapping[type[SupportPacketError], tuple[int, str]] = {
    AuthenticationError: (401, "api.context.session_expired.app_error"),
    MfaRequiredError: (403, "api.context.mfa_required.app_error"),
    PermissionDeniedError: (403, "api.context.permissions.app_error"),
    UnlicensedError: (403, "api.no_license"),
    UnknownFileError: (400, "api.context.invalid_url_param.app_error"),
    UnknownOptionError: (400, "api.context.invalid_url_param.app_error"),
    NothingChosenError: (400, "api.context.invalid_url_param.app_error"),
    InvalidWindowError: (400, "api.context.invalid_url_param.app_error"),
    TooManyHopsError: (400, "support_packet.too_many_hops"),
}
"""HTTP status and Mattermost's id of each error whose own message the client gets."""

OPERATOR_ERRORS: Mapping[type[SupportPacketError], tuple[int, str, str]] = {
    ConnectionLimitError: (
        503,
        "support_packet.database_busy",
        N_("Too many requests are waiting for Mattermost's database. Try again in a moment."),
    ),
    DatabaseError: (
        503,
        "support_packet.database_unreachable",
        N_(
            "Mattermost's database isn't responding, so we can't check who you are. The cause is "
            "in `journalctl -u support-packet`. If a break-glass token is set, you can use it "
            "instead."
        ),
    ),
    InstallationError: (
        503,
        "support_packet.installation_unreadable",
        N_(
            "Mattermost's configuration can't be read. The cause is in "
            "`journalctl -u support-packet`."
        ),
    ),
}
"""What the client gets instead of a message that is for the operator's log only.

The first class that an error belongs to counts."""

SHORTAGE = (
    503,
    "support_packet.shortage",
    SHORT_OF,
)
UNEXPECTED = (
    500,
    "support_packet.internal_error",
    N_(
        "An unexpected error occurred. The cause is in `journalctl -u support-packet`, under this "
        "request ID."
    ),
)
HTTP_ERRORS: Mapping[int, tuple[int, str, str]] = {
    404: (404, "api.context.404.app_error", N_("Sorry, we could not find the page.")),
    405: (
        405,
        "support_packet.method_not_allowed",
        N_("This address supports %(methods)s only."),
    ),
}
BAD_REQUEST = ("support_packet.bad_request", N_("Bad request."))
"""What the client gets for all other errors of HTTP, with their own status."""

WRONG_FORM = (400, *BAD_REQUEST)
TOO_LARGE_FORM = (413, *BAD_REQUEST)
TOKEN_IN_URL = (
    401,
    "api.context.token_provided.app_error",
    N_("Session is not OAuth but token was provided in the query string."),
)
_TOO_MANY_ATTEMPTS = (429, "support_packet.too_many_attempts")
TOO_MANY_SESSIONS = (
    *_TOO_MANY_ATTEMPTS,
    N_("Too many attempts with invalid sessions. Try again in %(seconds)s s."),
)
TOO_MANY_TOKENS = (
    *_TOO_MANY_ATTEMPTS,
    N_("Too many wrong tokens. Try again in a minute."),
)
TOO_MANY_PACKETS = (
    503,
    "support_packet.too_many_packets",
    N_(
        "The maximum number of Support Packets, %(limit)s, is already being created. Try again in "
        "a moment."
    ),
)
OWN_PACKET_RUNNING = (
    503,
    "support_packet.own_packet_running",
    N_(
        "A Support Packet is already being created for you. Wait until it has finished: others may "
        "need one, too."
    ),
)

_WITH_TEXT = (
    *OPERATOR_ERRORS.values(),
    *HTTP_ERRORS.values(),
    SHORTAGE,
    UNEXPECTED,
    WRONG_FORM,
    TOO_LARGE_FORM,
    TOKEN_IN_URL,
    TOO_MANY_SESSIONS,
    TOO_MANY_TOKENS,
    TOO_MANY_PACKETS,
    OWN_PACKET_RUNNING,
)
ANSWERS = frozenset(
    [*DOMAIN_ERRORS.values(), *((status, error_id) for status, error_id, _ in _WITH_TEXT)]
)
"""HTTP status and id of every error; the table in docs/admins.md has the same."""
