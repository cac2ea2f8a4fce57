"""Adds a file to the support packet: the machine's uptime."""

from pathlib import Path

from support_packet import PacketFile, hookimpl


@hookimpl
def packet_files() -> PacketFile:
    """Declare the file; the host calls `collect` when it makes a packet."""
    return PacketFile(
        name="support-packet-uptime/uptime.txt",
        title="Uptime",
        description="How many seconds the machine has been up, and how many of them idle.",
        collect=Path("/proc/uptime").read_text,
    )
