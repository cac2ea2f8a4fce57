"""What the redactor removes, in words for people."""

from collections.abc import Mapping

from support_packet.redaction.rules.kind import Kind
from support_packet.web.translations import gettext_noop

KINDS: Mapping[Kind, str] = {
    "known secret": gettext_noop("known secrets"),
    "token": gettext_noop("tokens"),
    "password": gettext_noop("passwords"),
    "password hash": gettext_noop("password hashes"),
    "private key": gettext_noop("private keys"),
    "cloud key": gettext_noop("cloud keys"),
    "webhook": gettext_noop("webhook addresses"),
    "dense line": gettext_noop("lines full of secrets"),
    "e-mail address": gettext_noop("e-mail addresses"),
    "IP address": gettext_noop("IP addresses"),
}
"""The name of each kind of secret; what the redactor counts by rule is added up for the page."""
