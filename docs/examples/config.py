"""Reads the configuration, and the files to which advanced logging writes."""

from support_packet import Mattermost, PacketFile, dump_yaml, hookimpl


def collect(mattermost: Mattermost) -> str:
    config = mattermost.config
    return dump_yaml(
        {
            "stored in": config.source,
            "read otherwise than it looks": [str(note) for note in config.notes],
            "certificates are looked for in": str(config.config_dir),
            "site": config.text("ServiceSettings.SiteURL"),
            "logs to a file": config.flag("LogSettings.EnableFile"),
            "users in a team": config.number("TeamSettings.MaxUsersPerTeam"),
            "languages": config.get("LocalizationSettings.AvailableLocales"),
            "replicas": len(config.texts("SqlSettings.DataSourceReplicas")),
            "plugins": sorted(config.mapping("PluginSettings.PluginStates")),
            "files are in": str(config.resolve(config.text("FileSettings.Directory"))),
            "targets": [
                {"name": target.name, "file": str(target.path), "of": target.setting}
                for target in config.log_targets()
            ],
        }
    )


@hookimpl
def packet_files(mattermost: Mattermost) -> PacketFile:
    return PacketFile("my-package/config.yaml", lambda: collect(mattermost))
