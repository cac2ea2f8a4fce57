"""What the redactor removes, in words for people."""

from collections.abc import Mapping

from support_packet.web.i18n.translations import gettext_noop

KINDS: Mapping[str, str] = {
    "known secret": gettext_noop("known secrets"),
    "token": gettext_noop("tokens"),
    "password": gettext_noop("passwords"),
    "password hash": gettext_noop("password hashes"),
    "private key": gettext_noop("private keys"),
    "cloud key": gettext_noop("cloud keys"),
    "webhook": gettext_noop("webhook addresses"),
    "crowded line": gettext_noop("lines full of secrets"),
    "e-mail address": gettext_noop("e-mail addresses"),
    "IP address": gettext_noop("IP addresses"),
}
"""The name of each kind of secret that the redactor counts."""
