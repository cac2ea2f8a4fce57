"""`sanitized_config.json`: the active configuration without its secrets."""

from support_packet import N_, Mattermost, PacketFile, PacketNotice, dump_json, hookimpl, warn

STORED_MASKS = N_(
    "These settings contain asterisks instead of the real value. Enter them again: %(settings)s"
)
MAX_NAMES = 20
"""How many settings a notice names."""


def sanitized_config_json(mattermost: Mattermost) -> str:
    """Return the configuration as JSON, each secret replaced by 32 asterisks.

    Settings whose stored value is such a mask, written back by mistake, are a warning.
    """
    for text in mattermost.config.notes:
        warn(text)
    for notice in stored_mask_notices(mattermost):
        warn(notice.message, **notice.values)
    return dump_json(mattermost.sanitized_config)


def stored_mask_notices(mattermost: Mattermost) -> list[PacketNotice]:
    """Return a notice of the settings that hold a mask instead of their value, if any do."""
    names = mattermost.stored_masks[:MAX_NAMES]
    return [PacketNotice(STORED_MASKS, values={"settings": ", ".join(names)})] if names else []


@hookimpl
def packet_files(mattermost: Mattermost) -> PacketFile:
    """Declare `sanitized_config.json`."""
    return PacketFile(
        name="sanitized_config.json",
        title=N_("Configuration"),
        description=N_("The settings the server is running with. Passwords and keys are masked."),
        group=N_("Server and configuration"),
        order=30,
        collect=lambda: sanitized_config_json(mattermost),
    )


@hookimpl
def packet_notices(mattermost: Mattermost) -> list[PacketNotice]:
    """Ask to enter again the settings that hold a mask."""
    return stored_mask_notices(mattermost)
