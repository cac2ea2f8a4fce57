"""Passwords that a shell prints into a program, or writes below it as its input."""

from support_packet.redaction.expressions.fragments import END_OF_LINE, NOT_A_PASSWORD, run_of
from support_packet.redaction.expressions.notation import QUOTE
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_phrases import ON_INPUT

_SUDO = (
    # Other options, and that for the input.
    rb"sudo (?:-[\w-]++(?:[= ][\w./@-]{1,32})? ){0,4}?-[a-zA-Z]{0,4}S"
)
_BEFORE_PROGRAM = (
    # Variables.
    rb"(?:[A-Z_][A-Z0-9_]{0,32}=[^\s|]{0,64} ){0,3}"
    # Other programs, and the folder.
    rb"(?:sudo |env |exec )?(?:/[\w./-]{1,48}/)?"
)
_PROGRAMS = (
    # Of systems.
    *(rb"(?:ch|smb|mk|ht|kdb5_)?passwd", rb"kinit", rb"kadmin(?:\.local)?", rb"su"),
    *(rb"unix_chkpwd", rb"pdbedit", rb"saslpasswd2", rb"realm join", rb"net (?:ads|rpc)"),
    # Of disks and of wireless networks.
    *(rb"cryptsetup", rb"zfs load-key", rb"zpool", rb"veracrypt", rb"ecryptfs-[a-z-]+"),
    *(rb"mount\.(?:ecryptfs|cifs)", rb"gnome-keyring-daemon", rb"wpa_passphrase"),
    # Of stores of secrets.
    *(rb"vault (?:login|kv put|write)", rb"pass insert", rb"ansible-vault", rb"rclone obscure"),
    *(rb"systemd-creds encrypt", rb"kubeseal", rb"bw (?:login|unlock)", rb"op (?:signin|item)"),
)
_ANY_PROGRAM = rb"(?:" + rb"|".join(_PROGRAMS) + rb")(?![\w.])"
"""What asks for a password on the terminal, or reads it from its input."""

_READS = (
    _BEFORE_PROGRAM
    + rb"(?:"
    + _SUDO
    + rb"|"
    + _ANY_PROGRAM
    # Any other one, by its options.
    + rb"|[^|;&\n]{0,160}?"
    + ON_INPUT
    + rb")"
)

_VALUE = (
    # A word, or words in quotes.
    rb"(?:[^\s\"'|\\;)]{4,128}|(?<=[\"'])[^\"'|\\$\n]{4,128}(?=[\"'\\]))"
    # Once more, for who asks twice.
    rb"(?:\\{1,3}n[^\"'|\\$\n]{0,128}){0,2}"
    + QUOTE
    # The same again, in parentheses.
    + rb"(?:; ?(?:echo|printf) [^|;\n]{1,128})?\)?"
)
_END = rb"E(?:OF|OT|ND)"
# One line.
_LINE = rb"([^\s$`][^\r\n]{3,127})\r?\n"

RULES = (
    Rule(
        id="password-through-pipe",
        kind="password",
        finds="A password that a shell gives to a program that asks for one",
        effort=8,
        # What prints it.
        prefix=rb"(?:echo (?:-[neE]{1,3} )?|printf (?:-- )?(?:[\"']?%s(?:\\n)?[\"']? )?)"
        + QUOTE
        + rb"(?:[\w.@-]{1,32}:)?",
        lookahead=rb"(?:(?="
        + _VALUE
        + rb" ?\| ?"
        + _READS
        # Within `<(…)`, also in quotes.
        + rb")|(?<=<\(echo )(?=[^\s\"'|\\)]{4,128}\))"
        # The same.
        rb"|(?<=<\(echo [\"'])(?=[^\"'|\\$\n]{4,128}[\"']\)))",
        secret_start=rb"[^\s\"'|\\$(`:]",
        # Spaces are within quotes, and so are line ends.
        secret_rest=run_of(
            rb"[^\s\"'|\\);]",
            rb"(?<=[^\s\"']) (?=[^\s|\"'][^|\"']*[\"'])",  # a space within quotes
            rb";(?=[^\s|\"';])",
            rb"\\{1,3}n(?=[^\s\"'|\\])",  # a line end, and more
            at_most=128,
        ),
        prefilters=(rb"(?:echo|printf) ",),
        exact_start=True,
        examples=(
            "echo '«hunter2X»' | sudo -S systemctl restart mattermost",
            "echo mm:«hunter2X» | chpasswd; printf '%s' '«hunter2X»' | podman secret create x -",
            "echo -n «hunter2X» | docker login -u ci --password-stdin",
            "mmctl auth login x --password-file <(echo '«hunter2X»')",
            "echo '«Kettle*7»' | KRB5_TRACE=/dev/stderr kinit bob | cat",
            'echo -e "«hunter2X\\nhunter2X»" | sudo passwd bob',
            "(echo «hunter2X»; echo «hunter2X») | smbpasswd -s bob; echo '«a 1 b»' | su - mm",
            "echo «hunter2X» | openssl rsa -in x.pem -passin stdin; echo «a12b» | sudo -S id",
            "printf '«hunter2»\\n' | ldapmodify -y /dev/stdin; echo «a12b» | gpg --passphrase-fd 0",
        ),
        counter_examples=(
            "echo $PASSWORD | sudo -S id",
            "echo done | sudo tee /etc/x; echo hello | cat (echo invocation)",
            "echo 'kinit is slow' | logger; echo done | sudo -u mm tee x; echo hello | summary",
            'echo "$X" | docker login --password-stdin; echo nothing | grep passwd',
        ),
    ),
    NextLinesRule(
        id="password-in-here-document",
        kind="password",
        finds="A password that a shell gives to a program on the lines below it",
        effort=8,
        # As texts: hyperscan is fast at these.
        detector=(rb"<<EOF|<<'EOF|<<\"EOF|<<-EOF|<<-'EOF|<<EOT|<<'EOT|<<-EOT|<<END|<<'END",),
        # A program that asks for one, and its other arguments.
        before=rb"(?:(?<![\w./-])(?:" + _SUDO + rb"|" + _ANY_PROGRAM + rb")|" + ON_INPUT + rb")"
        rb"[^\n|;&<>]{0,96}",
        before_bytes=160,
        trigger=rb"<<-?['\"]?" + _END + rb"['\"]?" + END_OF_LINE,
        # A user before it, and the same once more.
        then=rb"[ \t]{0,16}(?:[\w.@-]{1,32}:)?"
        + NOT_A_PASSWORD
        + _LINE
        + rb"(?:[ \t]{0,16}(?!"
        + _END
        + rb"\b)"
        + _LINE
        + rb")?[ \t]{0,16}"
        + _END
        + rb"\b",
        examples=(
            "kinit svc@EXAMPLE.COM <<EOF\n«isl87CANY765»\nEOF\n",
            "docker login -u ci --password-stdin <<'EOF'\n«two nests»\nEOF\n",
            "sudo passwd bob <<-EOT\n\t«kettle»\n\t«kettle»\n\tEOT\n",
        ),
        counter_examples=(
            "sudo tee /etc/x <<EOF\nkettle\nEOF\n",
            "kinit bob <<EOF\n$PASSWORD\nEOF\n",
        ),
    ),
)
