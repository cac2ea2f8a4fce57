"""Passwords that a shell prints into a program, or writes below it as its input."""

from support_packet.redaction.expressions.fragments import END_OF_LINE, NOT_A_PASSWORD
from support_packet.redaction.expressions.notation import QUOTE
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.redaction.rule_kinds.rule import Rule

_OTHER_OPTIONS = rb"(?:-[\w-]++(?:[= ][\w./@-]{1,32})? ){0,4}?"
_SUDO = rb"sudo " + _OTHER_OPTIONS + rb"-[a-zA-Z]{0,4}S"
# Variables, `sudo`, and the folder of the program.
_BEFORE_PROGRAM = rb"(?:[A-Z_][A-Z0-9_]{0,32}=[^\s|]{0,64} ){0,3}(?:sudo |env |exec )?(?:/[\w./-]{1,48}/)?"

_PROGRAMS = (
    # Of systems.
    *(rb"(?:ch|smb|mk|ht|kdb5_)?passwd", rb"kinit", rb"kadmin(?:\.local)?", rb"su", rb"unix_chkpwd"),
    *(rb"pdbedit", rb"saslpasswd2", rb"pam_timestamp_check", rb"realm join", rb"net (?:ads|rpc)"),
    # Of disks, of wireless networks.
    *(rb"cryptsetup", rb"zfs load-key", rb"zpool", rb"veracrypt", rb"ecryptfs-[a-z-]+"),
    *(rb"mount\.(?:ecryptfs|cifs)", rb"gnome-keyring-daemon", rb"wpa_passphrase"),
    # Of stores of secrets.
    *(rb"vault (?:login|kv put|write)", rb"pass insert", rb"ansible-vault", rb"systemd-creds encrypt"),
    *(rb"rclone obscure", rb"kubeseal", rb"bw (?:login|unlock)", rb"op (?:signin|item)", rb"age -"),
)
_ANY_PROGRAM = rb"(?:" + rb"|".join(_PROGRAMS) + rb")(?![\w.])"

_INPUT = (
    # Options that name the input.
    rb"(?:-stdin-password|-(?:password|passwd|pass|passphrase|secret|token|key)-stdin"
    rb"|passphrase-fd[ =]?0|-with-token|-stdin-name|-data-file[ =]-|-y /dev/stdin"
    # The input as a file.
    rb"|-pass(?:in|out|wd)? (?:stdin|-stdin|fd:0)|(?:pass(?:word|wd|phrase)?|secret|token|key)"
    rb"(?:[_-]?file)?[= ]/dev/stdin"
    # What logs in, or stores it.
    rb"|(?:docker|podman|helm|nerdctl|buildah)[a-z ]* login"
    rb"|passwd [^|\n]{0,48}-stdin|create secret|secrets? (?:create|set|versions add))"
)
_READS = (
    _BEFORE_PROGRAM
    + rb"(?:"
    + _SUDO
    + rb"|"
    + _ANY_PROGRAM
    # Any other one, by its options.
    + rb"|[^|;&\n]{0,160}?"
    + _INPUT
    + rb")"
)

# The end of a line, after the value.
_NEXT_LINE = rb"(?:\\{1,3}n)"
_VALUE = (
    rb"(?:[^\s\"'|\\;)]{4,128}|(?<=[\"'])[^\"'|\\$\n]{4,128}(?=[\"'\\]))"
    # Once more, for who asks twice.
    rb"(?:" + _NEXT_LINE + rb"[^\"'|\\$\n]{0,128}){0,2}"
)
# The same again, in parentheses.
_AGAIN = rb"(?:; ?(?:echo|printf) [^|;\n]{1,128})?\)?"

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
        lookahead=(
            rb"(?:(?="
            + _VALUE
            + QUOTE
            + _AGAIN
            # To a program.
            + rb" ?\| ?"
            + _READS
            + rb")"
            # Within `<(…)`, also in quotes.
            rb"|(?<=<\(echo )(?=[^\s\"'|\\)]{4,128}\))"
            # The same.
            rb"|(?<=<\(echo [\"'])(?=[^\"'|\\$\n]{4,128}[\"']\)))"
        ),
        secret_start=rb"[^\s\"'|\\$(`:]",
        # Spaces are within quotes, and so are line ends.
        secret_rest=(
            rb"(?>(?:[^\s\"'|\\);]|(?<=[^\s\"']) (?=[^\s|\"'][^|\"']*[\"'])|;(?=[^\s|\"';])"
            rb"|\\{1,3}n(?=[^\s\"'|\\])){0,128})"
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
            "echo «hunter2X» | openssl rsa -in x.pem -passin stdin; echo «a12b» | sudo -kS id",
            "printf '«hunter2X»\\n' | ldapmodify -x -y /dev/stdin; echo «a12b» | gpg --passphrase-fd=0 x",
        ),
        counter_examples=(
            "echo $PASSWORD | sudo -S id",
            "echo done | sudo tee /etc/x; echo hello | cat (echo invocation)",
            "echo 'kinit is slow' | logger; echo done | sudo -u mm tee x; echo hello | summary",
            'echo "$PW" | docker login --password-stdin; echo nothing | grep passwd',
        ),
    ),
    NextLinesRule(
        id="password-in-here-document",
        kind="password",
        finds="A password that a shell gives to a program on the lines below it",
        effort=8,
        detector=(rb"<<-?['\"]?E(?:OF|OT|ND|OM)",),
        # A program that asks for one.
        before=rb"(?:(?<![\w./-])(?:" + _SUDO + rb"|" + _ANY_PROGRAM + rb")|" + _INPUT + rb")"
        # Its other arguments.
        rb"[^\n|;&<>]{0,96}",
        before_bytes=160,
        trigger=rb"<<-?['\"]?E(?:OF|OT|ND|OM)['\"]?" + END_OF_LINE,
        # A user before it, and the same once more.
        then=rb"[ \t]{0,16}(?:[\w.@-]{1,32}:)?"
        + NOT_A_PASSWORD
        + rb"(?![$`])(?![\w ]{0,24}\\{0,1}\r?\n[^\n]{0,16}=)([^\s$`][^\r\n]{3,127})\r?\n"
        rb"(?:[ \t]{0,16}(?!E(?:OF|OT|ND|OM)\b)([^\s$`][^\r\n]{3,127})\r?\n)?[ \t]{0,16}E(?:OF|OT|ND|OM)\b",
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
