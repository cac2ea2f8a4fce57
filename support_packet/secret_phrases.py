"""More lists such as those of `secret_words`: for rules that know what is around a name."""

MISSPELLED = rb"pass(?:wrod|owrd|wrd)|pasword"
HASHES_IN_QUERIES = (rb"passhash", rb"pass_hash", rb"pwhash", rb"pw_hash", rb"password_hash")
"""How people misspell `password`, and hashes that log in as a password does."""

OF_BINDS = rb"(?:cred|creds|passwd|password|pw)"
"""What programs call what a bind sends."""

OF_NAMED_NETWORKS = rb"(?i:password|passwd|passwort|kennwort|passcode|key|pw)"
OF_ROUTERS = (
    rb"(?:psksecret|pre-shared-(?:secret|key)|wpa2?-pre-shared-key|plain-?text-password(?:-value)?"
    rb"|community|passwd|passphrase|authentication-key)"
)
"""Keys in sentences about a network, and in the settings of firewalls."""

OF_HEADERS = rb"(?i:(?:set-)?cookie|x-[\w-]{0,24}(?:auth|key|session)[\w-]{0,8})"
"""Headers whose whole value is masked where they are pairs of a name and a value."""

IN_OPTIONS = rb"(?:password|(?:802-11-wireless-security|wifi-sec)\.psk)"
"""Options of Network Manager that have a key of a network."""

ANNOUNCED = rb"(?i:password|passphrase|token|secret)"
"""What a line says is the following one."""

OF_OPENVPN = rb"password \\{0,3}\"(?:Auth|Private Key|HTTP Proxy|SOCKS Proxy)"
"""How the management interface of OpenVPN names what a password is for."""

IN_MAILED_LINKS = rb"(?:token|[?&]t|key|code|secret)=3D"
"""Parameters of links, with the equals sign as mail writes it."""

ON_INPUT = (
    # Options that name the input.
    rb"(?:-stdin-password|-(?:password|passwd|pass|passphrase|secret|token|key)-stdin"
    rb"|passphrase-fd[ =]?0|-with-token|-stdin-name|-data-file[ =]-|-y /dev/stdin"
    # The input as a file.
    rb"|-pass(?:in|out|wd)? (?:stdin|-stdin|fd:0)"
    rb"|(?:pass(?:word|wd|phrase)?|secret|token|key)(?:[_-]?file)?[= ]/dev/stdin"
    # What logs in, or stores it.
    rb"|(?:docker|podman|helm|nerdctl|buildah)[a-z ]* login"
    rb"|passwd [^|\n]{0,48}-stdin|create secret|secrets? (?:create|set|versions add))"
)
"""Options and commands that read a password from the input of a program."""
