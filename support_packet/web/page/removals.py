"""What the redactor removes, in words for people."""

from collections.abc import Mapping

from support_packet.message import N_
from support_packet.redaction.rules.kind import Kind

KINDS: Mapping[Kind, str] = {
    "known secret": N_("secrets from your configuration"),
    "token": N_("tokens"),
    "password": N_("passwords"),
    "password hash": N_("password hashes"),
    "private key": N_("private keys"),
    "cloud key": N_("cloud keys"),
    "webhook": N_("webhook URLs"),
    "dense line": N_("lines masked completely"),
    "withheld part": N_("parts withheld by the last check"),
    "e-mail address": N_("e-mail addresses"),
    "IP address": N_("IP addresses"),
}
"""The name of each kind of secret; what the redactor counts by rule is added up for the page."""
