"""Log lines that contain a secret, as Mattermost and its plugins write them."""

from demo.planted import CONFIGURED, LOGGED, PLUGIN_TOKEN

LEAKS: tuple[dict[str, str], ...] = (
    {
        "level": "info",
        "caller": "web/handlers.go:172",
        "msg": "Invalid session",
        "error": f"GetSession: Invalid session token={LOGGED['session token']}, err=not found",
    },
    {
        "level": "debug",
        "caller": "web/handlers.go:98",
        "msg": "Received HTTP request",
        "method": "POST",
        "url": f"/hooks/{LOGGED['webhook']}",
        "status_code": "200",
    },
    {
        "level": "error",
        "caller": "plugin/hclog_adapter.go:61",
        "msg": "Tracker refused the request",
        "plugin_id": "com.example.issue-tracker",
        "headers": f"Accept: application/json; Authorization: Bearer {LOGGED['bearer token']}",
    },
    {
        "level": "error",
        "caller": "sqlstore/store.go:317",
        "msg": "Failed to ping DB",
        "error": f"postgres://mmuser:{LOGGED['database password']}@db.example.com/mattermost: EOF",
    },
    {
        "level": "error",
        "caller": "mail/mail.go:162",
        "msg": "Failed to authenticate to the SMTP server",
        "error": f"535 refused: AUTH PLAIN {CONFIGURED['EmailSettings.SMTPPassword']}",
    },
    {
        "level": "debug",
        "caller": "ldap/ldap.go:341",
        "msg": "Binding",
        "detail": f"cn=mattermost,dc=example,dc=com {CONFIGURED['LdapSettings.BindPassword']}",
    },
    {
        "level": "warn",
        "caller": "filestore/s3store.go:88",
        "msg": "Signature does not match",
        "detail": f"key {CONFIGURED['FileSettings.AmazonS3SecretAccessKey']}",
    },
    {
        "level": "debug",
        "caller": "plugin/hclog_adapter.go:52",
        "msg": f"configuration loaded: serverurl=tracker.example.com apitoken={PLUGIN_TOKEN}",
        "plugin_id": "com.example.issue-tracker",
    },
)
"""The fields of each line, without its time."""
