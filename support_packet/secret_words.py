"""Shorter lists of such names as `secret_names` has, for rules that know more than a name.

Each rule has something else around the name, or in the value, so that its list differs. Together
with the table these are all lists of names of secrets, so that a new name is weighed for each.
"""

NOUNS = ("token", "secret", "key")
SPOKEN = (
    *("access", "api", "auth", "bot", "client", "device", "encryption", "invite", "master"),
    *("recovery", "refresh", "registration", "reset", "session", "signing"),
)
"""What names of tokens end with, and what comes before that in a sentence: `access token`."""

COLUMNS = rb"token|secret|password|inviteid"
"""In tables that clients of databases print."""

CONSTANTS = rb"(?:PASS(?:WORD|WD)?|SECRET|TOKEN|KEY|SALT)"
"""What the names of constants of PHP end with."""

OPTIONS = rb"(?:password|passphrase|passwd|[.-]pass|[.-]pwd?|(?:auth|client|jwt)-secret)"
"""What long options of commands end with."""

SCHEMES = rb"(?i:token|apikey|key|basic)"
"""What says in a header of a directory server's log that a credential follows."""

PAIRED = ("password", "passwd", "pass", "pwd", "secret", "token", "key", "salt")
"""What the name in a pair of `name` and `value` ends with."""

ENCODED = rb"(?i:key|secret|token|salt)"
"""What may have a value that begins with `base64:`."""

KEYRINGS = rb"(?i:key|secret|keyring|token)"
"""What may have a key of 32 bytes."""

UNIQUE_KEYS = rb"(?i:token|secret|invite|pass)"
"""What the name of a unique key of MySQL holds whose values are secret."""

CREDENTIALS = rb"(?i:token|key|secret|credential|credentials)"
"""What may have a JSON document in base64."""

VENDOR_NOUNS = rb"(?i:[_ .-]?(?:key|token|secret|private|client))"
"""What may come after the name of a vendor."""

ACCESS_KEY_ID = rb"(?i:access[-_]?key[-_]?id)"
"""The name of the public part of a key, which is removed with it."""

CHANGED = (rb"password", rb"secret", rb"salt", rb"token", rb"key", rb"datasource")
"""What the name of a setting ends with whose old and new value are secret."""

CODES = (
    *(rb"pin_code", rb"pincode", rb"access_code", rb"accesscode", rb"door_code", rb"security_code"),
    *(rb"verification_code", rb"verificationcode", rb"one_time_code", rb"mfa_code", rb"mfacode"),
    *(rb"totp_code", rb"otp_code", rb"sms_code", rb"unlock_code", rb"passcode", rb"pin code"),
    *(rb"alarm_code", rb"alarmcode", rb"gate_code", rb"lock_code", rb"keypad_code", rb"safe_code"),
    *(rb"mfa_token", rb"mfatoken", rb"otp_token", rb"totptoken", rb"smscode", rb"otpcode"),
    *(rb"confirmation_code", rb"confirmationcode", rb"login_pin", rb"unlock_pin", rb"device_pin"),
    *(rb"pin-code", rb"pin-kod", rb"pin-k\xc3\xb3d", rb"kod pin", rb"code pin", rb"pin-nummer"),
)
SHORT_CODES = (rb"pin", rb"otp", rb"totp", rb"cpin", rb"puk")
"""What has a code of digits; the short names are alone, or after a mark."""

OF_NETWORKS = (
    *(rb"psk", rb"wpa_psk", rb"pre_shared_key", rb"presharedkey", rb"preshared_key", rb"wep_key"),
    *(rb"pre-shared-key", rb"preshared-key", rb"wpa-psk", rb"network_key", rb"wifi_key"),
    *(rb"tlspskvalue", rb"snmp_community", rb"rocommunity", rb"rwcommunity", rb"community_string"),
)
"""What keys of wireless networks, tunnels and SNMP are called."""

ASSIGNED_LOGINS = (rb"basic_auth", rb"basicauth", rb"userpwd", rb"user_pass", rb"credentials")
LOGINS = (rb"auth", *ASSIGNED_LOGINS)
"""What texts are called that hold a user and a password."""

SPOKEN_PASSWORDS = (rb"pw", rb"pwd", rb"pass", rb"password")
"""What people call a password in a sentence that says what it is for."""

INVITATIONS = (
    *(rb"invite", rb"invite_code", rb"invite_token", rb"invite_key", rb"invitecode"),
    *(rb"invitation", rb"invitation_code", rb"invitation_token", rb"invitation_key"),
)
"""What an invitation that lets anyone join is called."""

CODE_NOUNS = (rb"code", rb"pin", rb"passcode")
ALONE_IN_SENTENCES = (rb"passcode", rb"one-time password", rb"one-time code", rb"otp", rb"pin")
"""What is sent to people to type in; and what of it is known without another word."""

IN_QUERIES = (
    *(rb"key", rb"appid", rb"app_id", rb"app_key", rb"appkey", rb"apikey", rb"api-key"),
    *(rb"subscription-key", rb"authkey", rb"auth_key", rb"auth", rb"sign", rb"ticket", rb"hmac"),
    *(rb"authticket", rb"auth_ticket", rb"sign_token"),
)
"""What parameters of addresses are called that hold a key."""

IN_GATEWAYS = (rb"pre-shared-key ascii-text ", rb"password ENC ", rb"psksecret ENC ")
"""What comes before a password in the commands of Juniper and Fortinet."""

HASHED = (b"password", b"passwd", b"pass", b"pwd", b"passphrase")
"""What may have an algorithm behind its name, and then the hash as its value."""

OF_OPENWRT = rb"(?:key|wpakey|auth_secret|sae_password)"
OF_USERS_OF_ROUTERS = rb"(?:password|secret)"
SET_ON_GATEWAYS = (
    rb"(?:passwd|password|passphrase|secret|psksecret|ppk-secret|private-key|auth-pwd|priv-pwd|key)"
)
BEGIN_ON_GATEWAYS = rb"(?:pass|secr|psk|ppk-|private-k|auth-pwd|priv-pwd|key )"
"""What OpenWrt, routers and firewalls call the keys and passwords that are set on them, and how
these names begin."""

IN_COMMANDS = (
    rb"(?i:passw(?:or)?d|passphrase|secret|token|key|salt|credentials?|cookie|_pass|_pwd?)"
)
"""What commands call a secret that they show or make."""

SHOWN_BEFORE = rb"(?:current|value|password|token|key): "
"""What may come before the value in the output of a command."""

NOUNS_OF_TOKENS = (rb"token", rb"preauthkey", rb"preauthkeys", rb"apikey", rb"apikeys", rb"api-key")
"""What commands make, issue and generate."""

CHANGED_BY_TOOLS = rb"(?i:password|passwd|secret|token) changed "
"""What Puppet says before the old value."""

OF_AGENTS = rb"[ _-](?i:key|secret|token)"
IN_PARENTHESES = rb"\((?:key|token|secret|cookie)[ =:]"
"""What agents call their keys, also in parentheses."""

SHORT_OPTIONS = (rb"-pw", rb"-psw", rb"-passwd", rb"-password", rb"-pass", rb"--pass")
"""Options of programs that have one hyphen, or are cut short."""

COLUMNS_OF_TOKENS = rb"(?i:token|secret|password)"
"""What a column is called in rows without a frame."""

DEFAULTS_OF = rb"(?i:password|passphrase|secret|token|api[ -]?key)"
"""What the description of an option says before its default."""

OBJECTS_WITH_KEYS = rb"(?:api|auth|client|account|service|provider|integration|openai|llm)"
"""What the names of objects end with whose member `key` is a secret."""

IN_BACKTICKS = rb"(?i:password|secret|token|api_key)`"
"""Columns of MySQL."""

SHORT_COLUMNS = rb"(?:\A|_|(?i:db|user))(?i:pass|pwd|pw)"
"""Columns whose names are short."""

ENDINGS_OF_COLUMNS = (
    *(b"password", b"passwd", b"passphrase", b"secret", b"token", b"key", b"hash", b"digest"),
    *(b"value", b"encrypted", b"signature", b"credential", b"verifier", b"salt", b"passcode"),
    *(b"pass", b"pwd", b"pw"),
)
"""What most names of columns with secrets end with."""

MADE_BY_COMMANDS = rb"certs certificate-key|print-access-token"
"""What commands of Kubernetes and Google print."""

LONG_CODES = (
    *(rb"login_?code", rb"auth_?code", rb"authorization_?code", rb"grant_?code", rb"pairing_?code"),
    *(rb"exchange_?code", rb"activation_?code", rb"login code", rb"auth code", rb"oauth_?code"),
    *(rb"authorization code",),
)
"""What is exchanged for a session, if it is long."""

NAMES_OF_RANDOM_VALUES = (
    *(rb"basic", rb"bearer", rb"jwt", rb"authz", rb"otp_?secret", rb"passkey", rb"sessid"),
    rb"remember",
    *(
        rb"handshake",
        rb"seed",
        rb"consumer_?key",
        rb"zak",
        rb"x-ovh-consumer",
        rb"x-honeycomb-team",
    ),
)
"""What a value may be named after that looks random."""

IN_PATHS = (
    *(rb"webhook", rb"webhooks", rb"web-hook", rb"incoming", rb"hook", rb"invite", rb"invitation"),
    *(rb"join", rb"reset", rb"reset_password", rb"reset-password", rb"password_reset", rb"magic"),
    *(rb"verify", rb"verify_email", rb"activate", rb"unsubscribe", rb"secret", rb"services"),
    *(rb"callback", rb"notify", rb"ping", rb"redeem", rb"magic-link", rb"onetimesecret"),
    *(rb"verification", rb"hooks", rb"confirm", rb"confirm_email", rb"confirm-email"),
)
"""Parts of paths after which one follows that lets anyone in who has it."""

LISTED_TOKENS = b"tokens|apikeys|api_keys|credentials"
"""What a list of tokens is called."""

SHORT_WORDS = (b"pass", b"pwd", b"pw")
SHORT_WORD = rb"(?i:" + b"|".join(SHORT_WORDS) + rb")"
SHORT_IN_CAMEL_CASE = rb"(?:Pass|Pwd?|PW)"
"""Short names of passwords, as a word, and behind one."""

SPOKEN_OF = rb"pass(?:word|wd)?|secret|token|key|value|here|credentials?"
"""What manuals and messages to people call a secret."""

CALLED_BY_FORMS = rb"Password|Secret|PASS(?:WORD)?|SECRET"
"""What an empty field contains, and the usage of a command."""

LAST_WORDS = rb"(?i:password|token|secret|passphrase|key|credential)"
"""The last word of a name that a sentence ends with."""
