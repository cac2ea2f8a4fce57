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
        trigger=(rb"(?:zip|unzip|sqlcmd|bcp|ipmitool|mosquitto_[ps]ub) ",),
        secret=rb"(?<![\w-])-P ?" + _VALUE,
        examples=("zip -r -P «kettle» x.zip y", "ipmitool -H bmc -U root -P '«two nests»' power"),
        counter_examples=("unzip -P $PW x.zip", "sqlcmd -S db -P; gzip -P x"),
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
