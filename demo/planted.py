"""The secrets of the example installation, all invented: a packet may contain none of them."""

from collections.abc import Mapping

from demo.identifiers import identifier

CONFIGURED: Mapping[str, str] = {
    "ServiceSettings.GoogleDeveloperKey": "AIzaSyDemo0demo1demo2demo3demo4demo5dem",
    "ServiceSettings.GfycatApiSecret": "demo-gfycat-secret-2Kd9sLq7Wm",
    "ServiceSettings.SplitKey": "demo-split-key-9Vb3kTq7Lw",
    "SqlSettings.AtRestEncryptKey": "demo0at1rest2encrypt3key4Qz7Wx9Rt",
    "FileSettings.PublicLinkSalt": "demo0public1link2salt3Hn8Jm5Kp2",
    "FileSettings.AmazonS3AccessKeyId": "AKIADEMO7EXAMPLE4KEY",
    "FileSettings.AmazonS3SecretAccessKey": "demoS3/wJalrXUtnFEMI+K7MDENG/bPxRfiCY",
    "EmailSettings.SMTPPassword": 'demo-smtp "quoted" pass\\word&5%',
    "GitLabSettings.Secret": "demo-gitlab-secret-4f9a1c77d2",
    "GoogleSettings.Secret": "demo-google-secret-81be03aa6f",
    "Office365Settings.Secret": "demo-office365-secret~Yw2.8Kq",
    "OpenIdSettings.Secret": "demo-openid-secret-c5d71e20b9",
    "LdapSettings.BindPassword": "demo-Bind-Pässwort-6!",
    "ElasticsearchSettings.Password": "demo-elastic-password-3xTz",
    "MessageExportSettings.GlobalRelaySettings.SmtpPassword": "demo-relay-password-Lr8w",
    "ImageProxySettings.RemoteImageProxyOptions": "demo-image-proxy-hmac-key-0e5f",
    "ServiceSettings.ImageProxyOptions": "demo-old-image-proxy-key-b7a2",
}
"""Secrets at their places in the configuration."""

PLUGIN_TOKEN = "demo-tracker-token-N4vX8sQ1e6"
PLUGIN_WEBHOOK_SECRET = "demo-webhook-secret-T7yU2iO9p"
SEARCH_URL_PASSWORD = "demo-url-password-Gh5Kd0"

SIGNING_KEY = "14142135623730950488016887242096980785696718753769480731766797379907"
COOKIE_SECRET = "ZGVtby1jb29raWUtc2VjcmV0LTk3MzEtYWJjZGVmZ2g="

SYSTEM_ROWS: Mapping[str, str] = {
    "AsymmetricSigningKey": (
        '{"ecdsa_key":{"curve":"P-256","x":14159265358979323846264338327950288419716939937510,'
        f'"y":27182818284590452353602874713526624977572470936999,"d":{SIGNING_KEY}}}}}'
    ),
    "PostActionCookieSecret": f'{{"key":"{COOKIE_SECRET}"}}',
}
"""Rows of `Systems` that contain a secret."""

STORED: Mapping[str, str] = {
    "command": identifier("slash command token"),
    "outgoing webhook": identifier("outgoing webhook token"),
    "incoming webhook": identifier("incoming webhook"),
    "invitation": identifier("invitation to a team"),
}
"""Rows of other tables that give access: anyone who knows an incoming webhook's id can post."""

LOGGED: Mapping[str, str] = {
    "session token": identifier("logged session token"),
    "webhook": identifier("logged webhook"),
    "bearer token": "demo.bearer.token-Zx81mN5vB3cL0qWe",
    "database password": "demo-dsn-password-Vt3Rp9",
}
"""Secrets that occur only in the logs."""

SECRETS = frozenset(
    {
        *CONFIGURED.values(),
        *LOGGED.values(),
        *STORED.values(),
        PLUGIN_TOKEN,
        PLUGIN_WEBHOOK_SECRET,
        SEARCH_URL_PASSWORD,
        SIGNING_KEY,
        COOKIE_SECRET,
    }
)
"""Every planted secret."""
