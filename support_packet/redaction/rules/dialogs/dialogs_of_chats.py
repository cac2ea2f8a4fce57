"""Passwords in dialogs with servers of chats and of mail, with modems, and in files of agents."""

from functools import partial

from support_packet.redaction.expressions.fragments import NOT_A_PASSWORD
from support_packet.redaction.expressions.notation import one_by_one
from support_packet.redaction.expressions.samples import HEX, MIXED
from support_packet.redaction.rule_kinds.line_rule import LineRule
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.redaction.rule_kinds.rule import Rule

# One word, and then nothing.
_TO_END = rb"(?=[^\s]+\s{0,3}(?:[\r\n\"\\]|\Z))"
# The client, the server and the secret of a user.
_ROW = rb"[\"']?[\w.@*-]{1,64}[\"']?[ \t]+[\"']?[\w.*-]{1,64}[\"']?[ \t]+[\"']?([^\s\"'\#]+)"
_PRIVATE_NETWORKS = (rb" 10\.", rb" 192\.168\.", rb" 172\.")
# What manuals write.
_NOT_IN_MANUALS = rb"(?!<|\[|(?i:password|your|pass)\b)"

_said = partial(Rule, kind="password", secret_start=rb"[^\s\"\\]{4}", secret_rest=rb"[^\s\"'\\]*+")

RULES = (
    _said(
        id="password-to-nickserv",
        finds="A password to the services of a network of IRC, with or without the user before it",
        # What to do, and for whom.
        prefix=rb"(?i:nickserv) :?(?i:identify|ghost|recover) (?:[^\s\"\\]{1,32} (?=[^\s]{4}))?",
        lookahead=_NOT_IN_MANUALS,
        # The same.
        prefilters=(rb"(?i:nickserv) :?(?i:identify|ghost|recover) ",),
        exact_start=True,
        examples=(
            "-> PRIVMSG NickServ :IDENTIFY mmbridge «Puffin»",
            "/msg NickServ IDENTIFY «puffinbird»",
        ),
        counter_examples=("NickServ :IDENTIFY <password>", "NickServ identify"),
    ),
    _said(
        id="password-to-irc",
        finds="A password with which a user registers or becomes an operator on IRC",
        prefix=(
            # The first of two, or the last.
            rb"(?:(?i:nickserv) :?(?i:register) |@CServe\.quakenet\.org :AUTH [\w-]{1,32} "
            rb"|(?<![^ \n:>])OPER [\w-]{1,32} (?=[^\s]{4,64}[\r\n]))"  # to the end of the line
        ),
        lookahead=_NOT_IN_MANUALS,
        # The same.
        prefilters=(rb"(?i:nickserv) :?(?i:register) |@CServe\.quakenet\.org :AUTH |OPER ",),
        examples=(
            "PRIVMSG NickServ :REGISTER «Puffin» bob@example.org",
            "OPER bob «Puffin»\n-> OPER bob «Puffin»\n",
        ),
        counter_examples=("NickServ :REGISTER <password> <email>", "the OPER bob is gone now"),
    ),
    _said(
        id="password-to-imap",
        finds="A password with which a client of mail logs in",
        # The number of the command, and the user.
        prefix=rb"[A-Za-z][0-9]{1,6} LOGIN \"?[^\s\"]{1,64}\"? \"?",
        lookahead=NOT_A_PASSWORD + _TO_END + _NOT_IN_MANUALS,
        prefilters=(rb"[A-Za-z][0-9]{1,6} LOGIN ",),
        exact_start=True,
        examples=("C: a001 LOGIN bob «Puffin»\r\n", 'A2 LOGIN "bob@example.org" "«puffinbird»"\n'),
        counter_examples=("a001 LOGIN completed", "user2 LOGIN bob failed again"),
    ),
    Rule(
        id="response-to-challenge",
        kind="token",
        finds="What a client answers to a challenge of a server of mail, in base64",
        # The mechanism.
        prefix=rb"AUTH(?:ENTICATE)? (?:CRAM-MD5|DIGEST-MD5|NTLM|PLAIN|LOGIN|X?OAUTH2|OAUTHBEARER) "
        rb"(?:initial-)?response ",  # as logs of servers call it
        secret_start=rb"[A-Za-z0-9+/]{16}",
        secret_rest=rb"[A-Za-z0-9+/]*+=*+",
        # The same for any mechanism.
        prefilters=(rb"AUTH(?:ENTICATE)? [A-Z0-9-]{4,12} (?:initial-)?response ",),
        examples=(
            f"smtpd[4410]: < chat1[10.0.4.11]: AUTH CRAM-MD5 response «{MIXED}»",
            f"AUTHENTICATE PLAIN initial-response «{MIXED}==»",
        ),
        counter_examples=("AUTH CRAM-MD5 response expected", "AUTH PLAIN response 235"),
    ),
    LineRule(
        id="secrets-to-modem",
        kind="password",
        finds="PINs and passwords in the commands of modems",
        # SIM cards, networks.
        trigger=(rb"AT\+(?:CPIN|CLCK|CPWD|CWJAP|CWSAP|CGAUTH|CSTT)[A-Z_]{0,4}=",),
        # In quotes, or a number alone.
        # In quotes, or a number.
        secret=rb"(?<=\")([^\",\n\\]{4,64})(?=\\?\")|(?<==)([0-9]{4,8})(?![0-9])",
        end=rb"[;\n]",
        examples=('AT+CPIN="«4711»"\nAT+CLCK="SC",1,"«4711»"', 'AT+CWJAP="Lab","«Border»"'),
        counter_examples=("AT+CPIN?\n+CPIN: READY", 'AT+CWJAP=?\nAT+CGDCONT=1,"IP","internet"'),
    ),
    Rule(
        id="pin-of-command",
        kind="password",
        finds="A PIN that a command sets",
        # What it does.
        prefix=rb"(?i:set-?pin|change-?pin|unlock-?pin|verify) ",
        lookahead=rb"(?<=(?i:pin) )",
        secret_start=rb"[0-9]{4}",
        secret_rest=rb"[0-9]{0,16}+(?![\w.:-])",
        examples=("signal-cli -a +4915112345678 setPin «465137»", "tool set-pin «4711»\n"),
        counter_examples=("verify 4711 lines", "setPin 12.5, changePin 4711a"),
    ),
    NextLinesRule(
        id="key-of-agent-in-list",
        kind="token",
        finds="The key of an agent in a list of agents: its number, name, address and key",
        within_line=True,
        # The address and the key: without any text all would take a look.
        detector=(
            rb" any [0-9a-f]{64}",
            one_by_one(_PRIVATE_NETWORKS, rb"[0-9./]{3,14} [0-9a-f]{64}"),
        ),
        # The number and the name.
        before=rb"(?:\A|\s)[0-9]{3} [\w.-]{1,64}",
        # The address.
        trigger=rb"(?: any|(?:" + b"|".join(_PRIVATE_NETWORKS) + rb")[0-9./]{3,14}) ",
        then=rb"([0-9a-f]{64})(?![0-9a-f])",
        examples=(
            f"004 chat1 10.0.4.11 «{HEX * 4}»\n",
            f"012 db-1 any «{HEX * 4}»\n",
        ),
        counter_examples=(f"004 chat1 10.0.4.11 {HEX * 2}\n", f"sum of chat1 any {HEX * 4}\n"),
    ),
    NextLinesRule(
        id="secrets-of-ppp",
        kind="password",
        finds="Secrets in the files of `pppd`, below the line that names their columns",
        # The columns, spelled out: that is faster.
        detector=(
            # One tab or space.
            rb"client\tserver\tsecret|client server secret",
            # Two.
            rb"client\t\tserver\t|client  server ",
        ),
        # The same, to the end of the line.
        trigger=rb"(?:client\tserver\tsecret|client server secret|client\t\tserver\t{1,16}secret"
        # In spaces.
        rb"|client  server[ ]{1,16}secret)[^\n}]{0,48}\n",
        # Three users at most.
        then=_ROW + rb"(?:[^\n]*\n" + _ROW + rb")?" + rb"(?:[^\n]*\n" + _ROW + rb")?",
        examples=(
            '# client\tserver\tsecret\t\t\tIP addresses\n"isp@dsl"\t*\t"«85120377»"\t*\n',
            "# client server secret IP\nbob * «Border» *\nann * «border2» *\n",
        ),
        counter_examples=(
            "# client server secret\n\n",
            "the client server secret of it\nis new\n",
        ),
    ),
)
