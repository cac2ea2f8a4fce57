"""`sanitized_config.json`: the active configuration without its secrets."""

from support_packet import Mattermost, PacketFile, PacketNotice, dump_json, hookimpl, warn

STORED_MASKS = (
    "The configuration holds asterisks in place of secrets, and the server runs with them. "
    "Enter these settings anew: %(settings)s"
)
MOST_NAMES = 20
"""How many settings a notice names."""


def sanitized_config_json(mattermost: Mattermost) -> str:
    """Return the configuration as JSON, each secret replaced by 32 asterisks.

    Settings that hold such a mask themselves, written back by mistake, are a warning.
    """
    for notice in stored_mask_notices(mattermost):
        warn(notice.text)
    return dump_json(mattermost.sanitized_config)


def stored_mask_notices(mattermost: Mattermost) -> list[PacketNotice]:
    """Return which settings hold a mask instead of their value, if any do."""
    names = mattermost.stored_masks[:MOST_NAMES]
    return [PacketNotice(STORED_MASKS, values={"settings": ", ".join(names)})] if names else []


@hookimpl
def packet_files(mattermost: Mattermost) -> PacketFile:
    """Declare `sanitized_config.json`."""
    return PacketFile(
        name="sanitized_config.json",
        title="Configuration",
        description="All settings that the server runs with; passwords and keys are masked.",
        order=30,
        collect=lambda: sanitized_config_json(mattermost),
    )


@hookimpl
def packet_notices(mattermost: Mattermost) -> list[PacketNotice]:
    """Say which settings have to be entered anew."""
    return stored_mask_notices(mattermost)
