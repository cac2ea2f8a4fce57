"""`plugins.json`: the manifests of all installed Mattermost plugins."""

from support_packet import N_, CollectError, Mattermost, PacketFile, dump_json, hookimpl, warn

MAX_NAMES = 6
"""How many plugins the page names."""


def plugins_json(mattermost: Mattermost) -> str:
    """Return the manifests as JSON, in `active` and `inactive`; a broken one is a warning.

    Active are the plugins that the configuration enables: whether one has crashed since cannot be
    seen from outside the server.
    """
    if not mattermost.config.flag("PluginSettings.Enable"):
        raise CollectError(
            N_("Plugins are disabled: PluginSettings.Enable is false."),
            remedy=N_("Set it to true if the server should have plugins."),
        )
    manifests = mattermost.manifests
    if manifests.error:
        raise CollectError(manifests.error)
    for problem in manifests.problems:
        warn(problem)
    return dump_json(
        {
            "active": [manifest.document for manifest in manifests.active],
            "inactive": [manifest.document for manifest in manifests.inactive],
        }
    )


def description(mattermost: Mattermost) -> tuple[str, dict[str, str]]:
    """Return which plugins there are, as a text and its values."""
    manifests = mattermost.manifests
    known = [*manifests.active, *manifests.inactive]
    if not mattermost.config.flag("PluginSettings.Enable") or not known:
        return N_("Installed plugins, enabled and disabled"), {}
    names = [
        f"{manifest.document.get('name') or manifest.id} {manifest.document.get('version', '')}"
        for manifest in known[:MAX_NAMES]
    ]
    return N_("%(enabled)s enabled, %(disabled)s disabled: %(names)s"), {
        "enabled": str(len(manifests.active)),
        "disabled": str(len(manifests.inactive)),
        "names": ", ".join([*map(str.strip, names), *(["…"] if len(known) > MAX_NAMES else [])]),
    }


@hookimpl
def packet_files(mattermost: Mattermost) -> PacketFile:
    """Declare `plugins.json`."""
    text, values = description(mattermost)
    return PacketFile(
        name="plugins.json",
        title=N_("Plugins"),
        description=text,
        values=values,
        group=N_("Server and configuration"),
        order=20,
        collect=lambda: plugins_json(mattermost),
    )
