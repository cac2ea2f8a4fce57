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

DIRECTIVES = (
    # Caches, directories, mail.
    *(rb"requirepass", rb"masterauth", rb"primaryauth", rb"masterpass", rb"tls-key-file-pass"),
    *(rb"tls-client-key-file-pass", rb"bindpw", rb"rootpw", rb"dnpass", rb"tls_key_pw"),
    # Web servers and proxies, balancers.
    *(rb"bindpassword", rb"clientsecret", rb"cryptopassphrase", rb"secure_link_secret"),
    *(rb"cachemgr_passwd", rb"insecure-password"),
    # Logs, monitoring, power supplies.
    *(rb"shared_key", rb"http_passwd", rb"authpassphrase", rb"privpassphrase"),
    *(rb"privacypassphrase", rb"remote_password", rb"bridge_psk", rb"spool_passwd"),
    # Databases and mail, joined to whose they are.
    *(rb"mysqlpassword", rb"pgpassword", rb"dbpassword", rb"dbpasswd", rb"dbpass", rb"dbpwd"),
    *(rb"mysqlpass", rb"smtppass", rb"ldappass", rb"redispass", rb"adminpass", rb"rootpass"),
)
"""Keywords of files of settings that a space and a secret follow, and that no sentence has."""

SET_BY_COMMANDS = (
    # Shells, images, web servers, Windows.
    rb"setenv|SetEnv|fastcgi_param|uwsgi_param|proxy_set_header|setx|ENV|ARG|env|set"
)
"""What comes before the name of a variable, and a space before its value."""

SET_IN_SHELLS = (
    # Shells, Windows.
    rb"export|declare -\w{1,3}|typeset -\w{1,3}|local|readonly|env|sudo|set|SET|set -\w{1,3}"
    # Containers, images, services, hosts of applications.
    rb"|-e|--env|--build-arg|ENV|ARG|set-environment|config:set|secrets set|secret set|cross-env"
    rb"|set env [\w./-]{1,64}|Environment|CMD|COMMAND"
)
"""What comes before the name of a variable, and an equals sign before its value."""

SHORT_VARIABLES = rb"PASSWORD|PASSWD|_PASS|_PWD|_PW|_SECRET|_TOKEN"
"""What the names of variables end with that scripts say they set."""

OWNERS = (
    # People, machines, and what they use.
    rb"root|admin|administrator|user|guest|mm|mattermost|bot|app|svc|service|host|device"  # people
    # Databases, queues and caches.
    rb"|db|database|sql|mysql|mariadb|postgres|postgresql|pg|mongo|redis|rabbitmq|amqp|mqtt|elastic"
    # Mail, files, directories.
    rb"|smtp|mail|email|imap|pop|pop3|ldap|bind|ftp|sftp|ssh|smb|samba|nfs|minio|s3|backup|repo"
    # Networks and those who log in.
    rb"|wifi|wlan|vpn|proxy|http|snmp|sip|turn|login|auth|become|sudo|initial|default|master"
    # What connects to others, and what is connected to.
    rb"|remote|relay|sasl|client|account|storage|replication|repl|connection|ipmi|bmc|nas|rsync|dn"
    # Databases, queues, monitoring.
    rb"|jdbc|odbc|oracle|cassandra|kafka|influx|xmpp|irc|webdav|pppoe|zabbix|nagios|grafana"
    rb"|jenkins|keycloak|monitor"
    # Keys and where they are kept.
    rb"|keystore|truststore|store|key|cert|ca|ssl|tls|signing|registry|docker|git|ci"
)
"""A person, a machine, or what they use: whose a password is."""

READ_BY_SHELLS = rb"(?i:pass(?:word|wd|phrase)?|pwd?|secret|token|key) "
"""What the name of a variable ends with that a shell reads."""

SHORT_IN_PAIRS = rb"(?i:pass|pwd|_pw|salt)[\"']?,?\r?\n"
"""What a name ends with at the end of a line, before that of its value."""

IN_GO_DUMPS = rb"(?i:pass(?:word|wd|phrase|code)|bindpw|rootpw)"
COMPARED = rb"(?i:pass(?:word|wd|phrase|code)|kennwort|passwort)"
"""Not all names of passwords: programs say of a `secret` which object they expect."""

HEADERS_OF_PROXIES = rb"(?i:secret|token|password|api-?key|auth-key) "
"""The last word of headers that proxies set."""

CALLED_BY_MANUALS = rb"(?:[A-Z]{2,16}_){1,3}(?:PASSWORD|SECRET|TOKEN|KEY)"
"""What a manual writes in its place: `YOUR_ACCESS_TOKEN`."""

REFUSED_BY_VENDORS = (
    rb"(?i:invalid (?:routing|integration|api|access|auth)[ _](?:key|token))",
    rb"(?i:invalid[ _](?:token|client|auth|key|api_?key))",
)
"""What services say of a key that they do not know."""

OF_ACCOUNTS = rb"(?i:auth|token|secret|password|pw)"
"""What is said before the token of an account."""

KINDS_OF_KEYS = (
    rb"(?i:key|token|secret|private|pat(?![a-z])|login|licen[sc]e"
    # Not for whom, or of which request.
    rb"|auth(?![a-z]|[_ -](?:for|of|to|by|as|req|via|from|in|at|on|user|code|flow|err)))"
)
"""What follows a vendor's name where a key of that vendor follows."""
