"""What the report and the page call secrets of one kind."""

from typing import Literal

Kind = Literal[
    "known secret",
    "token",
    "password",
    "password hash",
    "private key",
    "cloud key",
    "webhook",
    "dense line",
    "masked setting",
    "withheld part",
    "e-mail address",
    "IP address",
]

EMAILS: Kind = "e-mail address"
ADDRESSES: Kind = "IP address"
"""What is no secret, and is searched for only where the operator asks for it."""
