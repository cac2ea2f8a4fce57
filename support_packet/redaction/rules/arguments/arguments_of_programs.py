"""Passwords alone among the arguments of programs, by what is before them."""

from functools import partial

from support_packet.redaction.expressions.fragments import ENDS, NOT_A_PASSWORD
from support_packet.redaction.expressions.notation import (
    ARGUMENT,
    LETTER_WITH_MARK,
    QUOTE,
    SIGN_AND_LETTER,
)
from support_packet.redaction.rule_kinds.argument_rule import argument_rule
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule

_LIKE_ONE = (
    LETTER_WITH_MARK
    # No option, no path, no word with a number.
    + rb"(?![-/<]|[a-z]+(?:[-_.][a-z0-9]+)*[0-9]{0,3}"
    + ENDS
    + rb")"
    + NOT_A_PASSWORD
)
_password = partial(argument_rule, lookahead=_LIKE_ONE, secret_start=ARGUMENT + rb"{4}")
_WORD = rb"[^\s\"']{1,128} "

_COMMAND_FOR_PASSWORD = rb"(?i:passcommand|pass-command|password-command|password_command|askpass)"
"""The options and variables of restic, Borg and others that name a command."""

_ASKING = (
    rb"(?:kinit|passwd|cryptsetup|luks[A-Z][A-Za-z]+|mysql|kadmin|-stdin|"  # programs
    + b"|".join((rb"sudo -S", rb"with-token", rb"secret create"))
    + rb")"
)
"""Programs and options that read a password from their input."""

RULES = (
    _password(
        id="password-after-host-argument",
        finds="The login of a server in the settings of Bundler, Composer, Poetry and ZooKeeper",
        prefix=(
            # Bundler: a host, a user, and a colon.
            rb"(?:bundle config (?:set )?(?:--\w{1,8} )?[\w.:/-]{4,96} "
            + QUOTE
            + rb"[\w.@+-]{1,64}:"
            # Composer and Poetry: a host or a name, and a user.
            + rb"|http-basic\.[\w.-]{1,96} [\w.@+-]{1,64} "
            # ZooKeeper: a user and a colon.
            + rb"|addauth digest [\w.@+-]{1,64}:)"
        )
        + QUOTE,
        # The beginning of each.
        prefilters=(rb"(?:bundle config |http-basic\.|addauth digest )",),
        examples=(
            "bundle config set --global gems.example.com ci:«bhFy28schBK1»",
            "composer config --global http-basic.repo.example.com ci «hunter2X»",
            "zkCli: addauth digest super:«Yonder18orchard!»",
        ),
        counter_examples=(
            "bundle config set --local path vendor/bundle1, http-basic.foo needs a user-1",
            "bundle config gems.example.com:8443 x; addauth digest user:password",
        ),
    ),
    _password(
        id="password-after-command-word",
        finds="The password that Wi-Fi's, macOS's, IPMI's, Ansible's and rclone's tools are given",
        prefix=(
            # A network, a user, an id, other options.
            rb"(?:wpa_passphrase "
            + _WORD
            + rb"|-passwd /Users/"
            + _WORD
            # The id of a user.
            + rb"|user set password [0-9]{1,3} "
            # Options with their values.
            + rb"|encrypt_string (?:--[\w-]{1,24}[ =][^\s]{1,48} ){0,2}"
            # Options.
            + rb"|openssl passwd (?:-\w{1,8} ){0,3}|rclone obscure )"
        )
        + QUOTE,
        prefilters=(
            # What each begins with.
            rb"(?:wpa_passphrase|-passwd /Users/) ?",
            # The same, without a whole word, which lines may repeat.
            rb"(?:user set pass|encrypt_string)",
            # The same.
            rb"(?:openssl passwd|rclone obscure) ",
        ),
        examples=(
            "wpa_passphrase Guest '«NkCapG85lVLF»'",
            "ipmitool user set password 2 «hunter2X»",
            "ansible-vault encrypt_string --name db '«Zephyr50forest!»'",
            "openssl passwd -6 «hunter2X»",
        ),
        counter_examples=(
            "openssl passwd -6 -stdin, wpa_passphrase Guest",
            "rclone obscure - ; user set password 2; user set password 14 days",
        ),
    ),
    _password(
        id="password-of-echo-command",
        finds="A password that a command prints whose only task is to print it",
        prefix=(
            _COMMAND_FOR_PASSWORD + rb"[=: \"'][=: \"'\\]{0,5}"
            rb"(?:sh -c )?"
            rb"(?:echo|printf) (?:-n )?"
        )
        + QUOTE,
        prefilters=(_COMMAND_FOR_PASSWORD + rb"[=: \"']",),
        examples=(
            "restic -r b --password-command 'echo «Copper65zephyr!»' snapshots",
            'export BORG_PASSCOMMAND="printf «hunter2X»"',
        ),
        counter_examples=(
            "restic --password-command 'cat /etc/restic1'",
            "BORG_PASSCOMMAND='pass show x1'",
        ),
    ),
    NextLinesRule(
        id="password-of-here-string",
        kind="password",
        finds="A password that a shell gives to a program on its input",
        within_line=True,
        detector=(rb"<<<[ '\"$]",),
        # What asks for one comes before it.
        before=_ASKING + rb"[^\n<|;&]{0,96}",
        before_bytes=128,
        trigger=rb"<<< ?",
        # Of words, in quotes.
        then=rb"(?:\$(?=[\"']))?(?:[\"'](?=[^\s\"'$]+ )([^\"'$\n]{6,})[\"']|"
        + QUOTE
        # Maybe a user before it.
        + rb"(?:[\w.-]{1,32}:)?"
        + SIGN_AND_LETTER
        + NOT_A_PASSWORD
        + rb"(?![$/]|[\w.-]{1,32}:\*)("
        + ARGUMENT
        + rb"{4,}))",
        examples=(
            "cryptsetup luksAddKey /dev/sdb1 <<< '«Copper roof in town 6»'",
            "kinit svc@EXAMPLE.COM <<< '«isl87CANY765»'",
            'docker login -u ci --password-stdin <<<"«hunter2X»"',
            "chpasswd <<< mm:«hunter2X»; docker secret create x - <<< «hunter2X»",
        ),
        counter_examples=(
            'kinit svc@EXAMPLE.COM <<< "$PASS1"',
            "kinit svc; cat <<< 'hunter2X'; kinit <<< /etc/x1",
        ),
    ),
    _password(
        id="password-sent-by-expect",
        finds="What a script of expect types at the prompt for a password",
        # What is sent, or what is being sent.
        prefix=rb"(?:send|sending) (?:-- )?\\{0,3}\"",
        # To the end of the line that it types.
        # Two words with a mark between, too.
        lookahead=rb"(?:"
        + _LIKE_ONE
        # To the end of the line.
        + rb"|(?=[a-z]{2,24}[-_.+&][A-Z][a-z]))(?=[^\s\"'\\]{6,64}\\{1,3}[rn]\\{0,3}\")",
        secret_start=rb"[^\s\"'\\]{6}",
        secret_rest=rb"[^\s\"'\\]*+",
        # The same.
        prefilters=(rb"(?:send|sending) (?:-- )?\\{0,3}\"",),
        examples=(
            'expect "assword:"; send "«hunter2X»\\r"',
            'send -- "«Zephyr-50»\\n" sending "«rype-Okt»\\r"',
        ),
        counter_examples=('send "exit\\r"', 'send "page-12\\r"; send "hunter2X of it"'),
    ),
    argument_rule(
        id="store-password-option",
        finds="The passwords of Java's stores of keys on a command line, or of a message",
        secret_start=ARGUMENT,
        prefix=(
            # What both names end with, as an option.
            rb"(?:(?<=[a-z-])(?:storepass|keypass) "
            # In a message, with letters and a digit or a sign.
            rb"|(?i:storepass|keypass)(?:[:=] ?| )" + QUOTE + rb"(?=" + _LIKE_ONE + rb"))"
        )
        + QUOTE,
        lookahead=rb"(?!options?\b|and\b|or\b)" + NOT_A_PASSWORD,
        # The same.
        prefilters=(rb"(?i:storepass|keypass)[ :=]",),
        examples=(
            "keytool -list -storepass '«hunter»'",
            "keytool -destkeypass «hunter-X» -v",
            "opened (storepass: «Hunter2X», keyPass='«Hunter3X»')",
        ),
        counter_examples=("keytool with -keypass options", "keytool -keypass:env KEYPASS"),
    ),
)
