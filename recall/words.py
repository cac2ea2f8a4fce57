"""Words that harmless parts of lines, and passwords of people, are made of."""

NAMES = (
    "alice", "bjorn", "carla", "dmitri", "elena", "farid", "greta", "hiro", "ines", "jonas",
    "kenji", "lucia", "mateo", "nadia", "oskar", "priya", "quentin", "rosa", "stefan", "tamara",
    "ulrich", "vera", "wanda", "xavier", "yusuf", "zofia", "svc-chat", "mmbot", "j.doe", "ops.lead",
)  # fmt: skip

ADJECTIVES = (
    "amber", "brisk", "calm", "dusty", "early", "frosty", "gentle", "hollow", "inner", "jolly",
    "keen", "lunar", "mellow", "north", "olive", "plain", "quiet", "rapid", "silver", "tidy",
)  # fmt: skip

NOUNS = (
    "anchor", "bridge", "canyon", "desert", "ember", "forest", "garden", "harbor", "island",
    "jungle", "kettle", "lantern", "meadow", "needle", "orchard", "pepper", "quarry", "river",
    "saddle", "timber", "umbrella", "valley", "walnut", "yonder", "zephyr", "copper", "falcon",
    "glacier", "hammer", "violin",
)  # fmt: skip

HOSTS = (
    "chat.example.com", "mail.example.org", "git.example.net", "jira.example.com",
    "ldap.corp.example", "db-1.internal.example", "search-0.search.svc.cluster.local",
    "minio.storage.example", "sso.example.edu", "push.example.com", "proxy.example.net",
)  # fmt: skip

PATHS = (
    "/opt/mattermost/config/config.json", "/opt/mattermost/plugins/playbooks/server/dist",
    "/mattermost/data/20261128/teams/noteam/channels", "/etc/mattermost/mmomni.mattermost.env",
    "/var/lib/postgresql/15/main/base/16384", "/opt/mattermost/client/plugins/jira/main.js",
    "/opt/mattermost/bin/mattermost", "/var/log/nginx/mattermost.access.log",
    "/opt/mattermost/prepackaged_plugins/mattermost-plugin-calls-v1.2.0.tar.gz",
    "/etc/ssl/private/chat.example.com.key", "/run/secrets/db_password", "/root/.ssh/id_ed25519",
)  # fmt: skip

PLUGINS = (
    "github", "com.github.manland.mattermost-plugin-gitlab", "jira", "zoom", "playbooks",
    "com.mattermost.calls", "focalboard", "mattermost-ai", "com.mattermost.msteams-sync",
    "mattermost-plugin-servicenow", "jitsi", "jenkins", "com.mattermost.nps",
    "com.mattermost.plugin-todo", "mattermost-autolink", "com.mattermost.confluence",
)  # fmt: skip
