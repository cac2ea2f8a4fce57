"""Passwords in the arguments of commands, as shells, process lists and audits show them."""

from support_packet.redaction.expressions.fragments import NOT_A_PASSWORD, run_of
from support_packet.redaction.expressions.notation import ARGUMENT, ONE_WORD, QUOTE
from support_packet.redaction.expressions.nouns import SPOKEN_NOUNS, TOKEN_NOUN
from support_packet.redaction.expressions.samples import HEX
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_words import OPTIONS

# Alone, or after other letters of curl.
_USER_OPTIONS = rb"-u -U -su -ku -vu -sku -ksu -sSu -fsSu user userpwd".split()
_USER_OPTION = rb"(?:" + rb"|".join(_USER_OPTIONS) + rb")"
_BETWEEN = rb"(?:[ =]|\\{0,3}\" a[0-9]{1,2}=)"
"""From an option to its value: in an audit each argument has its own name."""

_TOKEN_START = rb"[A-Za-z0-9+/_-]{5}[A-Za-z0-9+/_:-]{3}"
"""The first characters of a token, of which the later ones may be a colon."""

RULES = (
    Rule(
        id="command-line-password",
        kind="password",
        finds="A password as an option of a command",
        prefix=(
            rb"-(?=-)[a-z.-]{0,25}"  # the beginning of the option's name
            + OPTIONS
            + rb"(?<!ask-password)(?<!ask-pass)"  # not on the command line
            # A space and maybe a quote, or the next of a list.
            + rb"(?: \\{0,3}[\"']?|\\{0,3}[\"'], ?\\{0,3}[\"'])"
        ),
        # The kind of a value, in a list of all options; and a sentence about them.
        # Nor where it is to be found.
        lookahead=(
            # What the usage says.
            rb"(?!(?:string|file|env|and|or|with|can|is|options?|command[ -]line|flag)\b"
            rb"|[A-Z]{4,12}(?:[\s,\]]|\Z)"
            # No address.
            rb"|[a-z]{2,8}://)"
        )
        + NOT_A_PASSWORD
        + ONE_WORD,
        secret_start=rb"[^\s\"'\\-]",  # not another option
        secret_rest=rb"[^\s\"'\\]*+",
        # The same.
        prefilters=(rb"-[a-z.-]{0,25}" + OPTIONS + rb"[ \\\"']",),
        examples=(
            "mmctl auth login --password «hunter»",
            "mysqldump --ssl-key-password «s3cret» mm",
            "borg --new-passphrase «s3cret»",
            'Cmd: ["--smtp-pass", "«s3cret»"], --bind-pw «s3cret»',
            "['mmctl', '--password', '«hunter»'], xmlsec1 --sign --pwd '«hunter»' x.xml",
        ),
        counter_examples=(
            "--password-file /etc/mattermost/password1 --use-token yes",
            "mysql --password --user mm",
            "--bypass all, --map-passwd and --map-group, --password PASSWORD  of it",
            '--password "$MM_PW" --x, --ask-password https://x --password https://x',
        ),
    ),
    Rule(
        id="command-line-token",
        kind="token",
        finds="A token or key with letters and digits as an option of a command",
        # The option's name.
        prefix=rb"--[a-z.-]{0,24}(?:(?<=[.-])" + TOKEN_NOUN + rb"|" + SPOKEN_NOUNS + rb") ",
        prefilters=(
            # After a mark, or after a word that is often joined to it.
            rb"--(?:[a-z.-]{0,23}[.-])?" + TOKEN_NOUN + rb" " + _TOKEN_START,
            rb"--[a-z.-]{0,24}(?:" + SPOKEN_NOUNS + rb") " + _TOKEN_START,
        ),
        lookahead=(
            # A digit and a letter; no word with a number, no file.
            rb"(?=[^\s\"']{0,64}[0-9])(?=[^\s\"']{0,64}[A-Za-z])(?![a-z._/-]+[0-9]{0,3}(?:[\s\"'.]|\Z)"
            # No host with its port, no place.
            rb"|[\w.-]{1,64}:[0-9]{1,5}(?:[\s\"'/]|\Z)|[a-z]{2,8}:(?://|[A-Z_]))"
        ),
        secret_start=_TOKEN_START,
        # Parts, too, which colons separate.
        secret_rest=run_of(rb"[A-Za-z0-9+_./=~-]++", rb":{1,2}(?=[A-Za-z0-9])"),
        examples=(
            f"rancher login https://x --token «token-k7x2p:{HEX}», --auth-token «user1:{HEX}»",
            "/jira connect --token «aB3dE5gH7jK9»",
            "az storage blob list --account-key «aB3dE5gH7jK9+/==»",
        ),
        counter_examples=(
            "--use-token yes --private-key /etc/ssl/key1.pem --token x-1:8065 --key file:/etc/x1",
            "gpg --recv-key the-key-number-12 --default-key key1.asc",
        ),
    ),
    Rule(
        id="user-and-password-option",
        kind="password",
        finds="The password after a user's name in the options of curl and of others",
        word_boundary=True,
        prefix=(
            _USER_OPTION + _BETWEEN + QUOTE + rb"[\w.@+-]{1,64}:"  # the user's name
        ),
        # No number of a user's id, and no path.
        lookahead=rb"(?![0-9]{1,5}(?![\w!#$%*.@^-])|/)" + NOT_A_PASSWORD,
        secret_start=ARGUMENT,
        secret_rest=ARGUMENT + rb"*+",
        prefilters=(
            # On a command line, and in a file of options. One by one: hyperscan would stop at each
            # word that begins with "user".
            rb"|".join(
                option + mark + rb"\\{0,3}[\"']?[\w.@+-]{1,64}:" + ARGUMENT  # the user's name
                for option in _USER_OPTIONS
                for mark in (b" ", b"=")
            ),
            # As the log of audits of Linux numbers arguments.
            _USER_OPTION + rb"\\{0,3}\" a[0-9]{1,2}=\\{0,3}[\"']?[\w.@+-]{1,64}:" + ARGUMENT,
        ),
        examples=(
            "curl -X GET -u elastic:«gvaFV365ZjpjzG» 'http://localhost:9200/_search?pretty'",
            "curl -s --user 'bob:«hunter2»' https://chat.example.com; curl -U bob:«hunter2» x",
            'argc=5 a0="curl" a1="-u" a2="bob:«hunter2X»" a3="https://x"',
        ),
        counter_examples=(
            "docker run -u 1000:1000 image, chown -u mm:",
            "ssh -u mm: https://chat, user=mm:",
        ),
    ),
    Rule(
        id="password-option",
        kind="password",
        finds="A password as a short option of well-known commands",
        prefix=(
            rb"(?:sshpass -p ?|redis-cli [^\n]{0,64}-a "  # shells, Redis
            rb"|(?:HELLO [23] AUTH|AUTH2) [\w.@+-]{1,64} "  # Redis's dialog
            rb"|mysql[a-z]{0,6} (?:[^\n]{0,64}[ \"'])?-p(?!ort\b|rotocol)"  # MySQL
            # Other tools for containers.
            rb"|(?:docker|podman|buildah|skopeo) login [^\n]{0,64}-p "
            rb"|ldap[a-z]{2,10} [^\n]{0,128} -w |smbclient [^\n]{0,64}%"  # LDAP, Samba
            rb"|-pass(?:in|out) pass:)" + QUOTE  # OpenSSL
        ),
        lookahead=NOT_A_PASSWORD + ONE_WORD,
        secret_start=ARGUMENT,
        secret_rest=ARGUMENT + rb"*+",
        prefilters=(
            rb"(?:sshpass -p|-pass(?:in|out) pass:|HELLO [23] AUTH |AUTH2 )",  # short, and so cheap
            # The name of the program; its options may be anywhere.
            rb"(?:redis-cli |docker login |smbclient |mysql[a-z]{0,6} |ldap[a-z]{2,10} )",
            # The same.
            rb"(?:podman|buildah|skopeo) login ",
        ),
        examples=(
            "mysql -h db -u mmuser -p«hunter2X» mattermost\nmysql -p«hunter2X» -u root",
            "HELLO 3 AUTH default «hunter2X» SETNAME x AUTH2 default «hunter2X» KEYS k",
            "ldapsearch -x -D cn=admin,dc=example -w «hunter2X» -b dc=example",
            "openssl pkcs12 -in chat.p12 -passin pass:«hunter2X» -nokeys",
        ),
        counter_examples=(
            "mysql -h db -u mmuser -p, PING mysql -port 3306",
            "ssh bob@chat.example.com -p 2222 uptime",
        ),
    ),
    Rule(
        id="minio-alias",
        kind="cloud key",
        finds="The secret key of an alias of MinIO's client",
        # The alias, the server and the access key.
        prefix=rb"alias set [\w-]{1,32} https?://[^\s]{1,128} [^\s]{3,64} ",
        secret_start=rb"[A-Za-z0-9+/_-]{8}",
        secret_rest=rb"[A-Za-z0-9+/_=-]*+",
        # Up to the server.
        prefilters=(rb"alias set [\w-]{1,32} https?://",),
        examples=(
            "mc alias set s3 https://s3.example.com ACCESS12 «abcdefgh0123/x»",
            "minio mc alias set x http://127.0.0.1:9000 minio «minio123»",
        ),
        counter_examples=(
            "mc alias set s3 https://s3.example.com",
            "mc alias list s3 https://s3.example.com ACCESS12 abcdefgh0123",
        ),
    ),
    Rule(
        id="user-password-command",
        kind="password",
        finds="A password that a command gives to a user of Mattermost",
        # The command and the user.
        prefix=rb"user (?:password|change-password) [\w.@+-]{1,64} (?:--current[ =])?" + QUOTE,
        # With a digit or a sign.
        lookahead=rb"(?!--|[a-z-]{1,64}-file\b)(?=" + ARGUMENT + rb"{0,64}[0-9!#$%*^&-])",
        secret_start=ARGUMENT + rb"{6}",
        secret_rest=ARGUMENT + rb"*+",
        # Short, so that all other texts about passwords are skipped.
        prefilters=(rb"user pass", rb"user change-pass"),
        exact_start=True,
        examples=(
            "mattermost user password bob «hunter2X»",
            "mattermost user password bob@example.com '«Tree-River»'",
            "mmctl user change-password bob --current «hunter-X» --x",
        ),
        counter_examples=(
            "user password reset failed",
            'user password authentication failed for, "user password reset token.","ip":"10.0.0.1"',
            "mmctl user change-password bob --current current-password-file",
        ),
    ),
)
