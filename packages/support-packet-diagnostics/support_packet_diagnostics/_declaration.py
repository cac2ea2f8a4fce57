"""What the declarations of all files have in common."""

from functools import partial

from support_packet import N_, PacketFile

GROUP = N_("Diagnostics")

declare = partial(PacketFile, group=GROUP, preview=False)
"""Declares one file; a page neither asks the database for it nor tests a service."""
