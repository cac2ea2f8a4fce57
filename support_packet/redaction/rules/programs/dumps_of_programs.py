"""Secrets as programs in other languages, web servers and pages dump them."""

from functools import partial

from support_packet.redaction.expressions.fragments import (
    ANY_MARKS,
    ANY_NAME,
    COLOR,
    NOT_A_PASSWORD,
    PASSWORD_MARK,
    PASSWORD_NAME,
    run_of,
)
from support_packet.redaction.expressions.notation import SIGN_AND_LETTER, any_case, one_by_one
from support_packet.redaction.rule_kinds.line_rule import LineRule
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_names import Text, spelled_out
from support_packet.secret_words import CONSTANTS

_NAMES = any_case(spelled_out(Text.PASSWORD).split(b"|"))
_X22 = rb"\\{1,3}x22"
# What may hold a name.
_TAGS = rb"(?:th|td|dt|b|strong|label|span)"

_rule = partial(
    Rule,
    kind="password",
    lookahead=NOT_A_PASSWORD,
    secret_start=rb"[^\s\"'\\<>]",
    secret_rest=rb"[^\"\\<>\n]*+",
    exact_start=True,
)

RULES = (
    _rule(
        id="quotes-of-nginx",
        finds="A secret in JSON whose quotes a web server has written as `\\x22`",
        prefix=ANY_NAME + _X22 + rb" ?: ?" + _X22,
        secret_rest=run_of(rb"[^\"\\\n]++", rb"\\{1,3}(?!x22)[^\"\\\n]"),
        prefilters=ANY_MARKS,
        ends=b"\\",
        examples=(
            'request_body: "{\\x22password\\x22:\\x22«PfbF XEma»\\x22,\\x22token\\x22:\\x22\\x22}"',
            "\\x22api_token\\x22: \\x22«k3h5x9w1»\\x22",
        ),
        counter_examples=(
            "\\x22password\\x22:\\x22\\x22",
            "\\x22password\\x22:\\x22must be longer\\x22",
        ),
    ),
    _rule(
        id="escaped-equals-sign",
        finds="A password after an equals sign with a backslash, as in lists of properties",
        prefix=PASSWORD_NAME + rb"\\=",
        secret_start=rb"[^\s\"'\\,;]",
        secret_rest=rb"[^\s\"'\\,;]*+",
        prefilters=(PASSWORD_MARK,),
        ends=b"\\",
        examples=("password\\=«Kl3kEGbP»\\, user\\=mm", "dbPassword\\=«tree-river»\\,"),
        counter_examples=("password\\=\\,", "password\\= "),
    ),
    _rule(
        id="password-after-wide-mark",
        finds="A password after a colon or an arrow of other alphabets",
        # A colon, two arrows.
        prefix=PASSWORD_NAME + rb"(?:\xef\xbc\x9a|\xe2\x87\x92|\xe2\x86\x92) ?",
        lookahead=SIGN_AND_LETTER + NOT_A_PASSWORD,
        # Up to a comma of these, too.
        secret_rest=run_of(rb"[^\s\"'\\<>\xef]++", rb"\xef(?!\xbc\x8c)"),
        # The same.
        prefilters=(one_by_one(_NAMES, rb"(?:\xef\xbc\x9a|\xe2\x87\x92|\xe2\x86\x92)"),),
        examples=("password\uff1a«TdG3YkFV»\uff0cuser", "PASSWORD\u21d2«sgFOwep2» USER"),
        counter_examples=("password\uff1a必须", "Passwords → https"),
    ),
    _rule(
        id="text-of-erlang",
        finds="A secret in a binary text of Erlang, as RabbitMQ and ejabberd log it",
        prefix=PASSWORD_NAME + rb"(?:,| ?=> ?)<<\"",
        prefilters=(
            one_by_one(_NAMES, rb",<<"),
            one_by_one(_NAMES, rb"=>"),
            one_by_one(_NAMES, rb" =>"),
        ),
        examples=(
            '[{user,<<"mm">>},{password,<<"«AEv2JglJ»">>}]',
            'State: #{secret => <<"«hunter-blue»">>,port => 5672}',
        ),
        counter_examples=('{password,<<"">>}', "{password_hash,<<>>}"),
    ),
    _rule(
        id="serialized-by-php",
        finds="A secret in what PHP serializes",
        # The length of the text.
        prefix=ANY_NAME + rb"\\{0,3}\";s:[0-9]{1,4}:\\{0,3}\"",
        prefilters=ANY_MARKS,
        ends=b'"\\',
        examples=(
            's:8:"password";s:16:"«B9Nb2pei»";}',
            's:5:"token";s:3:"«abc»";',
        ),
        counter_examples=('s:8:"password";s:0:"";', 's:6:"secret";N;'),
    ),
    _rule(
        id="cell-of-page",
        finds="A secret in the element of a page after the one with its name",
        # The end of the element, and the next.
        prefix=ANY_NAME + rb"</" + _TAGS + rb">[:=]? ?(?:<[^<>\n]{0,64}>){1,3}",
        lookahead=SIGN_AND_LETTER + NOT_A_PASSWORD,
        prefilters=ANY_MARKS,
        ends=b"<",
        examples=(
            "<tr><th>Password</th><td>«w3tLnNNC»</td></tr>",
            '<span>MM_SMTPPASSWORD</span>=<span class="s">«bc7kP6QZ»</span>',
        ),
        counter_examples=("<th>Password</th><td></td>", "<th>Password</th><th>User</th>"),
    ),
    _rule(
        id="colored-name-in-quotes",
        finds="A password after its name in quotes and a color",
        # The color ends before the colon, and another one begins.
        prefix=PASSWORD_NAME + rb"\\{0,3}[\"']" + COLOR + rb": ?(?:" + COLOR + rb")?\\{0,3}[\"']",
        secret_start=rb"[^\s\"'\\<>\x1b]",
        prefilters=(PASSWORD_MARK,),
        ends=b"\"'\\",
        examples=(
            '\\u001b[32m\\"password\\"\\u001b[39m:\\u001b[33m\\"«Be847xEd»\\"\\u001b[39m',
            '\x1b[36m"secret"\x1b[0m: \x1b[33m"«two words»"\x1b[0m',
        ),
        counter_examples=('"password"\x1b[0m: ""', '"password"\x1b[0m: 5'),
    ),
    LineRule(
        id="unparsed-secret",
        kind="password",
        finds="The value of a secret variable that could not be parsed",
        trigger=(rb"parsing \\{0,7}\"",),
        # The variable's name comes later.
        condition=rb"(?=[^\n]{0,256}_[A-Z]{0,24}" + CONSTANTS + rb"\b)",
        end=rb"\\{0,7}\"",
        secret=rb"[^\"\\\n]{3,}",
        examples=(
            'strconv.ParseBool: parsing \\"«tim66ZEPH»\\": x","key":"MM_X_SMTPPASSWORD"',
            'strconv.Atoi: parsing "«a b c»": invalid syntax MM_SQLSETTINGS_ATRESTENCRYPTKEY',
        ),
        counter_examples=(
            'parsing "yes": invalid syntax","key":"MM_SERVICESETTINGS_ENABLEX"',
            'parsing "": invalid MM_X_SECRET',
        ),
    ),
)
