"""`plugins.json`: the manifests of all installed Mattermost plugins."""

from support_packet import CollectError, Mattermost, PacketFile, dump_json, hookimpl, warn


def plugins_json(mattermost: Mattermost) -> str:
    """Return the manifests as JSON, in `active` and `inactive`; a broken one is a warning.

    Active are the plugins that the configuration wants to run: whether one has crashed since is
    not to be seen from outside the server.
    """
    if not mattermost.config.flag("PluginSettings.Enable"):
        raise CollectError(
            "The server runs without plugins: PluginSettings.Enable is false. "
            "Set it to true if it should have any."
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


@hookimpl
def packet_files(mattermost: Mattermost) -> PacketFile:
    """Declare `plugins.json`."""
    return PacketFile(
        name="plugins.json",
        title="Plugins",
        description="Which Mattermost plugins are installed, and which of them are switched on.",
        order=20,
        collect=lambda: plugins_json(mattermost),
    )
