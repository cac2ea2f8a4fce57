"""Passwords in notations of a single program: answers for installers, calls, addresses, keys."""

from functools import partial

from support_packet.redaction.expressions.fragments import (
    NOT_A_PASSWORD,
    PASSWORD_MARK,
    PASSWORD_NAME,
    PASSWORD_SPACE,
)
from support_packet.redaction.expressions.marks_after_names import OTHER_SHORT_SPACE, SHORT_NAME
from support_packet.redaction.expressions.notation import DEEP_QUOTE
from support_packet.redaction.expressions.samples import HEX, MIXED
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.redaction.rule_kinds.rule import Rule

_rule = partial(Rule, kind="password", exact_start=True)

_after_keyword = partial(
    NextLinesRule,
    kind="password",
    within_line=True,
    # The colon before the name.
    before=rb"(?<![\w:\"']):[\w.-]{0,32}",
    # Up to the quote.
    then=NOT_A_PASSWORD + rb"([^\"\\\n]{3,})\\{0,3}\"",
)
_OPENS = rb" \\{0,3}\""

RULES = (
    _rule(
        id="answer-for-installer",
        finds="A password that answers a question of Debian's installer, of any words",
        # Its type.
        prefix=rb"[/_-]password(?:[-_](?:again|crypted|confirm))?[ \t]{1,4}"
        rb"password[ \t]{1,4}",
        # No account that is locked.
        lookahead=NOT_A_PASSWORD + rb"(?![!*]{1,2}(?:\s|\Z))",
        secret_start=rb"[^\s\"']",
        secret_rest=rb"[^\r\n]*+",
        prefilters=(
            # Its type.
            rb"[/_-]password(?:[-_](?:again|crypted|confirm))?[ \t]{1,4}password[ \t]",
        ),
        examples=(
            "d-i passwd/root-password password «Tundra+Moskus»\n",
            "mysql-server mysql-server/root_password_again password «two nests»\n",
        ),
        counter_examples=(
            "d-i passwd/root-password password\n",
            "passwd/user-password-crypted password !!\nset the password password policy\n",
        ),
    ),
    _rule(
        id="password-of-keepalived",
        finds="The password that routers of one address share, of any word",
        prefix=rb"auth_pass[ \t]{1,4}[\"']?",
        lookahead=NOT_A_PASSWORD,
        secret_start=rb"[^\s\"'\\]{3}",
        secret_rest=rb"[^\s\"'\\]*+",
        examples=("    auth_type PASS\n    auth_pass «skrei88»\n", 'auth_pass "«kettle»"'),
        counter_examples=("auth_pass $PW", "auth_pass=\nauth_pass \n"),
    ),
    _rule(
        id="key-of-update",
        finds="The key of an update of a name server, in the arguments of a command",
        # The algorithm, and the name of the key.
        prefix=rb" -y [\"']?(?=[a-z0-9])(?:hmac-[a-z0-9-]{3,16}:)?[\w.-]{1,64}:",
        secret_start=rb"[A-Za-z0-9+/]{16}",
        secret_rest=rb"[A-Za-z0-9+/=]*+",
        prefilters=(rb" -y [\"']?[a-z0-9]",),
        examples=(
            f"nsupdate -y hmac-sha256:acme:«{MIXED}abc=» /tmp/x",
            f"dig -y acme:«{MIXED}» x",
        ),
        counter_examples=("apt-get install -y x:amd64 python3:any", f"apt -y x {MIXED}"),
    ),
    _rule(
        id="address-of-calendar",
        kind="token",
        finds="The private address of a calendar of Google",
        prefix=rb"/private-",
        secret_start=rb"[0-9a-f]{32}",
        secret_rest=rb"[0-9a-f]*+",
        examples=(
            f"https://calendar.google.com/calendar/ical/x%40y/private-«{HEX * 2}»/basic.ics",
            f"GET /ical/x/private-«{HEX * 2}»/full",
        ),
        counter_examples=(f"/private-{HEX}/basic.ics", "/private-channels/x"),
    ),
    Rule(
        id="key-of-bot-with-site",
        kind="token",
        finds="The key of a bot of Zulip, before the address of the server",
        prefix=rb"key\\{0,3}\": ?\\{0,3}\"",
        secret_start=rb"[A-Za-z0-9]{32}",
        # The next member.
        suffix=rb"\\{0,3}\", ?\\{0,3}\"site\\{0,3}\"",
        examples=(
            f'{{"email":"x-bot@zulip.x","key":"«{MIXED * 2}»","site":"https://zulip.x"}}',
            f'"{{\\"key\\": \\"«{MIXED * 2}»\\", \\"site\\": \\"https://x\\"}}"',
        ),
        counter_examples=('{"key":"x","site":"y"}', f'{{"key":"{MIXED}","page":"x"}}'),
    ),
    _rule(
        id="password-in-call-by-json",
        finds="The password among the arguments of a call by JSON, as Odoo has it",
        # The method, a database and a user.
        prefix=rb"(?:login|authenticate|execute(?:_kw)?)"
        + DEEP_QUOTE
        + rb", ?"
        + DEEP_QUOTE
        + rb"args"
        + DEEP_QUOTE
        + rb": ?\["
        + DEEP_QUOTE
        + rb"[^\"'\n]{1,64}"
        + DEEP_QUOTE
        + rb", ?(?:[0-9]{1,9}|"
        + DEEP_QUOTE
        + rb"[^\"'\n]{1,64}"
        + DEEP_QUOTE
        + rb"), ?"
        + DEEP_QUOTE,
        lookahead=NOT_A_PASSWORD,
        secret_start=rb"[^\"'\\\n]",
        secret_rest=rb"[^\"\\\n]*+",
        # The method.
        prefilters=(rb"(?:login|authenticate|execute|execute_kw)\\{0,7}[\"'], ?\\{0,7}[\"']args",),
        examples=(
            '{"service":"common","method":"login","args":["erp","mm","«Mdina*Rabat*»"]}',
            '"method": "execute_kw", "args": ["erp", 2, "«kettle»", "res.users"]',
        ),
        counter_examples=('"method":"login","args":[]', '"method":"list","args":["a","b","c"]'),
    ),
    _rule(
        id="password-field-of-form",
        finds="A password of any letters in a field of a form whose name has brackets",
        # A bracket, as URLs write it.
        prefix=PASSWORD_NAME + rb"%(?:25)?5[dD](?:=|%3[dD])",
        lookahead=NOT_A_PASSWORD + rb"(?!%2A|%5B)",
        secret_start=rb"[^\s\"'&<>\\]{3}",
        secret_rest=rb"[^\s\"'&<>\\]*+",
        prefilters=(PASSWORD_MARK,),
        ends=b"%",
        examples=(
            "user%5Blogin%5D=ela&user%5Bpassword%5D=«Mod%C5%99%C3%ADn%2B»&x=1",
            "user%5Bpassword%5D=«kettle»",
        ),
        counter_examples=("user%5Bpassword%5D=&x=1", "user%5Bpassword%5D=%5BFILTERED%5D"),
    ),
    _rule(
        id="cleartext",
        finds="A password that is named after being in clear text",
        # In quotes, escaped or not.
        prefix=rb"(?i:clear_?text(?:[_-]value)?)\\{0,3}\"?[=:] ?\\{0,3}\"",
        lookahead=NOT_A_PASSWORD + rb"(?!/)",
        secret_start=rb"[^\s\"\\]{4}",
        secret_rest=rb"[^\"\\\n]*+",
        # The name, and a mark.
        prefilters=(rb"(?i:cleartext|clear_text)[\\\"=:_-]",),
        examples=(
            '[auth@32473 user="ela" cleartext="«Motyl.na-Louce»" nas="10.0.0.2"]',
            '{"clear_text":"«kettle»"}',
        ),
        counter_examples=('cleartext="true" cleartext=""', "cleartext=yes, in cleartext: no"),
    ),
    _after_keyword(
        id="keyword-with-password",
        finds="A password of any words after a keyword of Lisp and its kin",
        detector=(PASSWORD_SPACE,),
        trigger=PASSWORD_NAME + _OPENS,
        examples=(
            '{:db {:user "clj" :password "«paren/Fj\u00e6r»"} :port 3000}',
            '(connect :host "x" :db-password "«two nests»")',
        ),
        counter_examples=(
            '{:password "required" :x 1} {:password ""}',
            'error:password "nest" is wrong, the password "nest"',
        ),
    ),
    _after_keyword(
        id="keyword-with-short-name",
        finds="The same after an abbreviation",
        detector=(OTHER_SHORT_SPACE,),
        trigger=SHORT_NAME + _OPENS,
        examples=(
            '{:smtp {:host "mx" :user "bot" :pass "«paren->rocks»"} :port 3000}',
            '(connect :host "x" :db-pwd "«two nests»")',
        ),
        counter_examples=('{:pass "required" :x 1} {:pass ""}', 'status:pass "nest" is green'),
    ),
)
