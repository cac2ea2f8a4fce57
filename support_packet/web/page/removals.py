"""What the redactor removes, in words for people."""

from collections.abc import Mapping

from support_packet.message import N_

KINDS: Mapping[str, str] = {
    "known secret": N_("known secrets"),
    "token": N_("tokens"),
    "password": N_("passwords"),
    "password hash": N_("password hashes"),
    "private key": N_("private keys"),
    "cloud key": N_("cloud keys"),
    "webhook": N_("webhook addresses"),
    "crowded line": N_("lines full of secrets"),
    "e-mail address": N_("e-mail addresses"),
    "IP address": N_("IP addresses"),
}
"""The name of each kind of secret that the redactor counts."""
