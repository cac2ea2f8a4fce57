"""What commands print on the next line that show, make or fetch a secret."""

from support_packet.redaction.expressions.fragments import END_OF_LINE, NOT_A_PASSWORD
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.secret_words import (
    IN_COMMANDS,
    MADE_BY_COMMANDS,
    NOUNS_OF_TOKENS,
    SHOWN_BEFORE,
)

# A digit or a sign, and a letter.
_SIGN_AND_LETTER = rb"(?=[^\s\"']{0,256}[0-9!#$%^&*_-])(?=[^\s\"']{0,256}[A-Za-z])"
_VALUE = (
    # A word for it may be before it.
    rb"[ \t]{0,8}(?:"
    + SHOWN_BEFORE
    + rb")?[\"']?"
    + _SIGN_AND_LETTER
    # A path, an address, a word with a number.
    + rb"(?!/|[.~]/|[a-z]{2,8}://|[a-z]+(?:[-_.][a-z]+){0,8}[.-]?[0-9]{0,3}[\"']?\s"
    # The name of a setting, a time, the next command.
    + rb"|[A-Z]+(?:_[A-Z]+)*\s|[0-9]{4}-[0-9]{2}-|[0-9]{1,2}:[0-9]{2}|\$ |\+ |-|\["
    # An assignment, a resource, a prompt.
    + rb"|[A-Za-z_][\w.-]{1,64}[=:][^=\s]"
    # Of Kubernetes, of a shell.
    + rb"|[a-z.]{1,64}/[a-z0-9.-]+\s|[\w.-]{1,64}@[\w.-]{1,64}[:\s])"
    + NOT_A_PASSWORD
    # One word, and nothing else on its line.
    + rb"([^\s\"'\\{}<>]{6,1024}+)[\"']?"
    + rb"[ \t]{0,16}(?:\r?\n|\Z)"
)

# To the end of the line, and never back.
_REST = rb"[^\n]{0,256}+"

_STORES = (
    # Of passwords, on a terminal.
    rb"pass show " + _REST,
    rb"op (?:read|item get) " + _REST,
    rb"bw get (?:password|totp) " + _REST,
    # LastPass, if it shows the password.
    rb"lpass show (?>[^\n]{0,96}?--password)" + _REST,
    # Of desktops.
    rb"(?:secret-tool lookup|find-(?:generic|internet)-password) " + _REST,
    # Of clouds and clusters.
    rb"secrets versions access " + _REST,
    # Azure's and Amazon's.
    rb"(?:keyvault secret show|get-secret-value|get-parameters?) " + _REST,
    rb"(?:kv get|vault read) " + _REST,
    # As text, not as a table.
    rb"get secrets?[ /](?>[^\n]{0,160}?(?:jsonpath|template|-o ))" + _REST,
    # Of settings.
    rb"(?:pillar\.get|puppet lookup|config:get|pulumi config get|output -raw|secrets get) "
    # Its name may have several parts.
    rb"(?>[^\n]{0,128}?" + IN_COMMANDS + rb")" + _REST,
)
_MAKERS = (
    # Random values, tokens of programs, what is made once.
    rb"(?:openssl rand|pwgen|consul keygen|wg gen(?:key|psk))\b" + _REST,
    # Tokens of programs.
    rb"(?:" + rb"|".join(NOUNS_OF_TOKENS) + rb") (?:create|generate|issue|new)\b" + _REST,
    # What is made once.
    rb"(?:initial-password|keyring generate|" + MADE_BY_COMMANDS + rb")" + _REST,
    rb"certificate key:",
)
_SHOWN = (
    # A variable, in quotes or in braces.
    rb"(?:echo [\"']?\$\{?|printenv )\w{0,48}" + IN_COMMANDS + rb"[}\"']{0,2}(?: \| base64 -d)?",
    # A file: where secrets are, or called like one.
    rb"cat [~./](?!etc/(?:passwd|shadow|group))[^\s|;]{0,96}(?:/secrets?/[^\s|;]{0,64}|"
    + IN_COMMANDS
    + rb"(?:\.(?:txt|key))?|\.psk)",
)

RULES = (
    NextLinesRule(
        id="answer-of-command",
        kind="password",
        finds="What a command prints that shows, makes or fetches a secret",
        # Commands may be long, or end with a brace.
        within_line=True,
        detector=(
            # The beginnings of these.
            rb"(?:pass show|bw get|lpass show|op read|op item get) ",
            # Of desktops. Texts that end with a whole word are searched for slowly where it is
            # again and again.
            rb"(?:secret-tool lookup|find-generic-pass|find-internet-pass)",
            # Google's and Azure's.
            rb"(?:secrets versions access|keyvault secret show) ",
            # Amazon's.
            rb"(?:get-secret-value|get-parameter|get-parameters) ",
            # Vault's and Kubernetes's.
            rb"(?:kv get[ /]|vault read[ /]|get secr)",
            # Of settings.
            rb"(?:pillar\.get|puppet lookup|pulumi config get|config:get|output -raw|secrets get) ",
            # Random values.
            rb"(?:openssl rand|pwgen|consul keygen|wg genkey|wg genpsk)",
            # What is made, and how.
            rb"(?:" + rb"|".join(NOUNS_OF_TOKENS) + rb") (?:create|generate|issue|new)",
            # What is made once.
            rb"(?:initial-password|keyring generate|" + MADE_BY_COMMANDS + rb")",
            rb"certificate key:",
            rb"echo [\"']?\$",
            rb"printenv ",
            rb"cat [~./]",
        ),
        trigger=rb"(?:" + rb"|".join((*_STORES, *_MAKERS, *_SHOWN)) + rb")" + END_OF_LINE,
        # Salt says before it where it was found.
        then=rb"(?:[\w.-]{1,64}:\r?\n)?" + _VALUE,
        examples=(
            "$ kubectl get secrets db -o jsonpath='{.data.pw}' | base64 -d\n«Glacier!x!52»\n",
            "$ cat /run/secrets/db_password\n«yvcu42kvDweQhgOK»\n",
            "salt-call pillar.get mm:smtp:password\nlocal:\n    «Zephyr50forest!»\n",
            "$ echo ${SMTP_PASSWORD}\n«Hammer-Ember-24»\n$ cat /etc/x.psk\n«6eea99e550c3»\n",
            "gcloud secrets versions access latest\n«zG8qu1hbb2KB»\n",
            "[upload-certs] Using certificate key:\n«23658d99e6e804c2d2babdb58326524a»\n",
            "# openssl rand -base64 24\n«pWx+7Ko1bGfJ/dT4»\n",
            "gopass show -o smtp\n«zep33FALC942»\n$ ls",
        ),
        counter_examples=(
            "$ kubectl get secret db -o jsonpath='{.data.password}'\nError from server (404)\n",
            "$ cat /run/secrets/db_password\ncat: /run/secrets/db_password: No such file\n",
            "$ echo $TOKEN_FILE\n/run/secrets/token2\n$ echo $SECRET\nmm-db-1\n",
            "$ cat /etc/passwd\nroot:x:0:0:root:/root:/bin/bash\n$ cat ./key.go\npackage x\n",
            "headscale preauthkeys create\nuser-1 not found\nkubectl get secret x\nNAME 12\n",
        ),
    ),
    NextLinesRule(
        id="evaluated-secret",
        kind="token",
        finds="A secret that a workflow evaluates, in its debug log",
        detector=(rb"Evaluating: secrets\.",),
        # The whole line.
        trigger=rb"Evaluating: secrets\.\w{1,64}" + END_OF_LINE,
        # What comes of it, after what marks each line.
        then=rb"[^\n]{0,48}=> '([^'*\n][^'\n]*)'",
        examples=(
            "##[debug]Evaluating: secrets.MM_TOKEN\n##[debug]=> '«9obtbtm5zr3um1a6»'\n",
            "x ##[debug]Evaluating: secrets.DB_URL\nx ##[debug]=> '«a b»'\n",
        ),
        counter_examples=(
            "##[debug]Evaluating: secrets.MM_TOKEN\n##[debug]=> '***'\n",
            "##[debug]Evaluating: github.ref\n##[debug]=> 'refs/heads/main'\n",
        ),
    ),
    NextLinesRule(
        id="random-of-terraform",
        effort=35,
        kind="password",
        finds="The result of a resource of Terraform that makes passwords, on a line after it",
        within_line=True,
        # Before its name, or in quotes.
        detector=(rb"random_(?:password|string|bytes)[.\"\\]",),
        # The same.
        trigger=rb"random_(?:password|string|bytes)[.\"\\]",
        # On its line, or below it: further attributes may be between.
        then=rb"[^\n]{0,512}?(?:\n(?:[ \t+~#{}\"][^\n]{0,512}\n){0,8}?[ \t+~\"\\]{1,24})?"
        # The name and the quote after it.
        rb"\b(?:result|base64|hex)\\{0,3}\"?[ ]{0,24}[=:] ?\\{0,3}\""
        + NOT_A_PASSWORD
        + rb"(?![(,])([^\"\\\n]+)",
        needs=b'"',
        examples=(
            'random_password.mm: Creation complete [id=none]\n  + result = "«6n4Poa4R3PU0»"\n',
            '{"type":"random_password","attributes":{"length":16,"result":"«6n4P oa4»"}}',
        ),
        counter_examples=(
            "  # random_password.mm will be created\n  + result = (sensitive value)\n",
            'random_string.x\n  + result      = "(known after apply)"\n',
        ),
    ),
    NextLinesRule(
        id="list-of-chpasswd",
        kind="password",
        finds="Passwords that cloud-init sets, each after a user and a colon",
        detector=(rb"chpasswd:",),
        trigger=rb"chpasswd:" + END_OF_LINE,
        # A text or a list, and up to three users.
        then=rb"(?:[ \t]{1,16}expire: \w{1,8}\r?\n)?[ \t]{1,16}list: ?(?:\|[+-]?)?\r?\n"
        # A user; not the command that makes one.
        rb"[ \t]{1,16}(?:- )?[\w.-]{1,32}:(?!R(?:ANDOM)?\s)([^\s\"']+)"
        # Two more.
        + (rb"(?:\r?\n[ \t]{1,16}(?:- )?[\w.-]{1,32}:(?!R(?:ANDOM)?\s)([^\s\"']+))?")
        * 2,
        examples=(
            "chpasswd:\n  list: |\n    mm:«RIFdAoxf9w37»\n    root:«hunter»\n  expire: False\n",
            "chpasswd:\n  expire: false\n  list:\n    - mm:«hunter»\n",
        ),
        counter_examples=(
            "chpasswd:\n  list: |\n    mm:RANDOM\n  expire: False\n",
            "chpasswd:\n  expire: False\n",
        ),
    ),
)
