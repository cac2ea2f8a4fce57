"""Passwords of any word in the arguments of programs in which nothing else can be there."""

from functools import partial

from support_packet.redaction.expressions.fragments import NOT_A_PASSWORD
from support_packet.redaction.expressions.notation import ARGUMENT, QUOTE
from support_packet.redaction.rule_kinds.line_rule import LineRule
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_phrases import IN_OPTIONS

# No option, no path, no variable, no number or port.
_ANY = NOT_A_PASSWORD + rb"(?![-/$<|&]|[0-9.:/]+(?:[\s\"',]|\Z)|(?:env|file|fd|stdin|pass):)"
# In quotes, of words too, or a word.
_VALUE = (
    # Either quotes.
    rb"(?:\\{0,3}\"(?!\\|\$)([^\"\\\n]{4,})\\{0,3}\"|'([^'\\\n]{4,})'|"
    + _ANY
    + rb"("
    + ARGUMENT
    + rb"{4,}))"
)

# Its programs, from what comes before.
_PUTTY = rb"|(?:plink|pscp|psftp)[ .\"'][^\n|;]{0,96} -pw "

_option = partial(LineRule, kind="password", end=rb"[|;\n]")

RULES = (
    _option(
        id="word-after-small-letter",
        finds="A password of any word after `-p` of clients of databases and of machines",
        # Those of MongoDB, Cassandra and others; no `mysql`, which takes it without a space.
        trigger=(
            # MongoDB, Cassandra.
            rb"(?:mongo|mongosh|mongodump|mongorestore|mongoexport|mongoimport|cqlsh) ",
            # Checks whose port is another letter.
            rb"check_(?:mysql|mysql_query|pgsql|mssql) ",
            # Machines.
            rb"(?:racadm|rdesktop|winexe|sshpass) ",
            # Files, TURN, directories, clusters and registries.
            rb"(?:ncftpput|ncftpget|turnadmin|ipa-server-install) ",
            rb"(?:oc|az|registry) login ",
        ),
        secret=rb"(?<![\w-])-p ?" + _VALUE,
        examples=(
            "mongosh -u admin -p «kettle» --authenticationDatabase admin",
            "/usr/lib/nagios/plugins/check_mysql -H db7 -u nagios -p «Magpie» -d mm",
            "sshpass -p'«two nests»' ssh mm@db7",
        ),
        counter_examples=(
            "mongosh --host db -p 27017, mongodump -p",
            'check_mysql -H db -P 3306 -p $ARG1$; sshpass -p "$PW" ssh x',
        ),
    ),
    _option(
        id="word-after-capital-letter",
        finds="A password of any word after `-P` of tools for archives, databases and machines",
        # Their names.
        trigger=(rb"(?:zip|unzip|sqlcmd|bcp|ipmitool|mosquitto_[ps]ub|mqtt) ",),
        secret=rb"(?<![\w-])-P ?" + _VALUE,
        examples=("zip -r -P «kettle» x.zip y", "ipmitool -H bmc -U root -P '«two nests»' power"),
        counter_examples=("unzip -P $PW x.zip", "sqlcmd -S db -P; gzip -P x"),
    ),
    _option(
        id="word-after-letter-of-directories",
        finds="A password of any word after `-w` of tools for directories and TURN",
        # LDAP, 389 Directory Server, FreeIPA, coturn.
        trigger=(
            # LDAP.
            rb"ldap(?:search|modify|add|delete|passwd|whoami|compare|exop|modrdn) ",
            # The others.
            rb"(?:dsconf|dsidm|dsctl|ipa-client-install|ipa-replica-install|turnutils_[a-z]{4,8}) ",
        ),
        secret=rb"(?<![\w-])-w ?" + _VALUE,
        examples=(
            "ldapmodify -x -D cn=mm -w '«two nests»' -f x",
            "ipa-client-install -p admin -w «kettle» --domain x",
        ),
        counter_examples=("ldapsearch -x -W -b dc=x", "ldapsearch -w $PW; ipa-client-install -w"),
    ),
    _option(
        id="word-of-new-password",
        finds="A password of any word that tools for directories set, and the one before it",
        # LDAP, FreeIPA.
        trigger=(rb"(?:ldappasswd|ipa-server-install) ",),
        secret=rb"(?<![\w-])-[as] ?" + _VALUE,
        examples=("ldappasswd -x -s «kettle» uid=mm", "ipa-server-install -a '«two nests»' -U"),
        counter_examples=("ldappasswd -S uid=mm", "ldapsearch -s base -a never; ldappasswd -s $PW"),
    ),
    _option(
        id="word-after-letter-of-networks",
        finds="A password of any word after `-A` and `-X` of tools for SNMP",
        # Net-SNMP's and Nagios's.
        trigger=(rb"(?:snmp(?:get|walk|set|trap|table|bulkwalk|bulkget|getnext)|check_snmp) ",),
        secret=rb"(?<![\w-])-[AX] ?" + _VALUE,
        examples=(
            "snmpwalk -v3 -u mm -a SHA -A «kettlenest» -x AES -X '«two nests»' 10.0.0.1",
            "check_snmp -H sw1 -A «kettlenest» -X «nestkettle»",
        ),
        counter_examples=("snmpwalk -v3 -a SHA -x AES 10.0.0.1", "snmpget -A $PW -X ${X}"),
    ),
    _option(
        id="word-of-key",
        effort=14,
        finds="A passphrase of any word after `-N` and `-P` of the tool that makes keys of SSH",
        trigger=(rb"ssh-keygen ",),
        secret=rb"(?<![\w-])-[NP] ?" + _VALUE,
        examples=(
            "ssh-keygen -t rsa -N «kettle» -f x",
            "ssh-keygen -p -P «kettle» -N '«two nests»'",
        ),
        counter_examples=("ssh-keygen -N '' -f x", 'ssh-keygen -P "$OLD" -N "" -f x'),
    ),
    _option(
        id="word-for-key-of-openssl",
        effort=16,
        finds="A password of any word from which OpenSSL makes a key",
        # Its command, or an algorithm.
        trigger=(rb"openssl (?:enc|aes-[0-9]{3}-[a-z]{3}) ",),
        # The password itself, in one notation or the other.
        secret=rb"(?<![\w-])(?:-k |-pass [\"']?pass:)" + _VALUE,
        examples=(
            "openssl enc -aes-256-cbc -k «kettle» -in x",
            "openssl enc -pass pass:«kettle» -in x",
        ),
        counter_examples=("openssl enc -kfile x", "openssl enc -k $PW -pass env:PW -in x"),
    ),
    _option(
        id="word-of-archive",
        finds="A password of any word after `-p` and `-hp` of RAR",
        # A command of it.
        trigger=(rb"(?:un)?rar [a-z]{1,2} ",),
        secret=rb"(?<![\w-])-h?p(?=[^\s-])" + _VALUE,
        examples=("unrar x -hp«kettle» x.rar", "rar a -p'«two nests»' x.rar y"),
        counter_examples=("unrar x -p- x.rar", "rar a -hp$PW x.rar; unrar x x.rar"),
    ),
    _option(
        id="word-after-option-of-clients",
        finds="A password of any word after the option of a client that has its own name for it",
        # InfluxDB, mail, MQTT, PDF.
        trigger=(rb"(?:influx|sendemail|sendEmail|mqtt|pdftk) ",),
        # These options.
        secret=rb"(?<![\w-])(?:-password|-xp|-pw|user_pw|owner_pw)[ =]" + _VALUE,
        examples=("influx -username mm -password «kettle»", "sendemail -xu mm -xp '«two nests»'"),
        counter_examples=("influx -password '' -execute x", "influx -password $PW; x -pw kettle"),
    ),
    Rule(
        id="word-after-command",
        kind="password",
        finds="A password of any word after a command or an option that nothing else follows",
        prefix=(
            # MySQL: to set one.
            rb"(?:mysqladmin [^\n|;]{0,96}[ ]password "
            + _PUTTY
            # Archives, a network.
            + rb"|7z[ar]? [a-z] [^\n|;]{0,96}-p(?=[^\s-])|iwconfig \w{2,16} key s:"
            # Of Network Manager, of a network's client.
            rb"|nmcli [^\n|;]{0,96} " + IN_OPTIONS + rb" (?!con(?:nection)? )"
            # OpenSSL, if the argument is in quotes.
            rb"|-pass(?:in|out)? [\"']pass:"
            # A network, and the words of it.
            rb"|wpa_passphrase (?:\"[^\"\n]{1,32}\"|'[^'\n]{1,32}'|[^\s\"']{1,32}) )"
        )
        + QUOTE,
        # No option; to the closing quote, if there is one.
        lookahead=_ANY + rb"(?!attern|assword|rogress|ath)",
        secret_start=ARGUMENT + rb"{3}",
        # To the quote, if one opened it.
        secret_rest=rb"(?:(?:(?<=[\"']...)|(?<=[\"']pass:...))[^\"'\\\n]++|" + ARGUMENT + rb"*+)",
        prefilters=(
            # The programs.
            rb"(?:plink|pscp|psftp)[ .\"']",
            # The others.
            rb"(?:mysqladmin|iwconfig|nmcli|wpa_passphrase) ",
            # The others.
            rb"(?:7z|7za|7zr) [a-z] |-pass(?:in|out)? [\"']pass:",
        ),
        exact_start=True,
        examples=(
            "mysqladmin -u root password «kettle»\n7z a -p«kettle» x.7z y\n",
            'nmcli dev wifi connect Lager password "«two nests»"; iwconfig wlan0 key s:«kettle»\n',
            "openssl rsa -passin 'pass:«two nests»' -in x\n",
            'C:\\PuTTY\\plink.exe" -batch mm@10.0.0.4 -pw «Dalah\u00e4st_r\u00f6d» uptime\n',
            "wpa_passphrase 'Nest 2' \"«two little nests»\"\n",
        ),
        counter_examples=(
            "mysqladmin -u root password; nmcli dev show; wpa_passphrase Guest\n",
            "7z x backup.7z -pattern; nmcli con show x password $PW\n",
        ),
    ),
)
