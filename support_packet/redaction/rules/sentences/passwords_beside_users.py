"""Passwords of words alone next to the name of the user, the host or the database they are for."""

from functools import partial

from support_packet.redaction.expressions.fragments import (
    NOT_A_PASSWORD,
    PASSWORD_MARK,
    PASSWORD_MARKS,
    PASSWORD_NAME,
    PASSWORD_SPACE,
    SHORT_MARK,
    SHORT_SPACE,
)
from support_packet.redaction.expressions.marks_after_names import (
    OTHER_SHORT_MARKS,
    SAID_PASSWORD,
    SHORT_NAME,
)
from support_packet.redaction.expressions.notation import DEEP_QUOTE
from support_packet.redaction.expressions.placeholders import NO_STATE
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule

# Of a login or a connection, in any spelling.
_OTHER = (
    # Most bytes begin none of them.
    rb"(?=[abdehlsuABDEHLSU])(?:"
    # People, also `smtp_user`.
    rb"(?i:user(?:_?name|_?id)?|login(?:_?id)?|uid|account|bind_?dn|email)"
    # Machines, people in other languages.
    rb"|(?<![a-z])(?i:host(?:name)?|server|db_?name|database|benutzer(?:name)?|utilisateur|usuario"
    rb"|utente))"
)
# Quotes, brackets, spaces.
_MARK = rb"(?:\\{0,7}[\"'])?\]?[ ]{0,2}(?:=>|[:=])[ ]{0,2}"
_BEFORE = (
    _OTHER
    + _MARK
    # Its value, others, and what comes right before the name.
    + rb"[^\n]{1,64}?(?:[\s,;/&|({\[]|\\[nt])(?:\\{0,7}[\"':])?[\w.-]{0,24}"
)

_VALUE = (
    NO_STATE
    + NOT_A_PASSWORD
    # No path, no address, no list; no number and no result.
    + rb"(?!/|[a-z]{2,8}://|[|&*!{\[$<(-]|[0-9.:/%]+(?:[\s,;)]|\Z)|Test|[A-Za-z]\w{0,32}[:=]|[A-Z]\w*/)"
)
# In quotes any text, otherwise a word.
_IN_QUOTES = DEEP_QUOTE + _VALUE + rb"([^\"'\\\n]{4,128})\\{0,7}[\"']"
# Not a name or a call.
_IN_NONE = _VALUE + rb"([^\s\"'\\,;&|()\[\]{}<>=]{4,64})(?=[\s\"'\\,;&|)\]}<]|\Z)(?![ ]?[:=(])"

# The next member: who it is.
_USER = rb"(?i:user(?:_?name)?|login(?:_?id)?|uid|email)(?:\\{0,7}[\"'])?[ ]?(?:=>|[:=])"

# Both without their conditions, which take longer.
_MEMBER_BEFORE_USER = (
    # In quotes.
    rb"(?=(?:\\{0,7}[\"'][^\"'\\\n]{4,128}\\{0,7}[\"']"
    # In none.
    rb"|[^\s\"'\\,;&|()\[\]{}<>=]{4,64}),[ ]?" + DEEP_QUOTE + rb"?" + _USER + rb")"
)

_UP_TO_QUOTE = rb"([^\"'\\\n]{3,128})[\"'](?:[\s;,]|\Z)"  # and a space

_beside = partial(NextLinesRule, kind="password", within_line=True, before=_BEFORE)

RULES = (
    _beside(
        id="password-beside-user",
        finds="A password of any word on the line of its user, after a colon",
        detector=(*PASSWORD_MARKS, SAID_PASSWORD),
        # Not in quotes, for which there are other rules.
        trigger=PASSWORD_NAME + rb"[ ]?:[ ]?(?=[^\s\"'\\])",
        then=_IN_NONE,
        examples=(
            "Login: admin Password: «magpie»\n{Username:mm Password:«magpie» Port:5432}",
            "Username: admin, Password: «Magpie»\nuser=mm, db.password: «magpie»; x",
        ),
        counter_examples=(
            "user=bob password: wrong, login: bob password: required\n",
            "the user gave a password: wrong\nuser=bob msg=password: must be long\n",
        ),
    ),
    NextLinesRule(
        id="words-in-quotes-beside-user",
        kind="password",
        finds="A password in quotes after the user in quotes, without marks, as fetchmail has it",
        within_line=True,
        detector=(PASSWORD_SPACE,),
        ends=b"\"'",
        # The user.
        before=rb"(?i:username|user|login) [\"'][^\"'\n]{1,64}[\"'],? (?:(?:there|with) ){0,2}",
        trigger=PASSWORD_NAME + rb" (?:is )?(?=[\"'])",
        # To the quote that closes it.
        then=rb"[\"']" + NO_STATE + NOT_A_PASSWORD + _UP_TO_QUOTE,
        examples=(
            'poll mail.x proto imap user "bob" password "«magpie»"\n',
            "user 'bob' there with password '«two nests»' is 'mm' here\n",
        ),
        counter_examples=(
            'the user "bob" password "reset" failed\n',
            'user "bob" has password "magpie"\n',
        ),
    ),
    NextLinesRule(
        id="password-before-user",
        effort=5,
        kind="password",
        finds="A password of any word as a member of an object, right before that of its user",
        within_line=True,
        detector=(PASSWORD_MARK, SHORT_MARK, SHORT_SPACE),
        ends=b":\"'\\=",
        ends_after_space=b"=",
        # Of JSON, of Perl, of YAML.
        trigger=rb"(?:" + PASSWORD_NAME + rb"|" + SHORT_NAME + rb")" + _MARK,
        then=_MEMBER_BEFORE_USER + rb"(?:" + _IN_QUOTES + rb"|" + _IN_NONE + rb"),",
        examples=(
            "{ 'pass' => '«magpie»', 'user' => 'mm' } {password: «magpie», user: mm}\n",
            '{"host":"mx","pass":"«two nests»","username":"mm"}\n',
        ),
        counter_examples=(
            '{"pass":"required","user":"mm"}\n{"pass":"magpie","test":"x"}\n',
            "the password: magpie, users: 3\nbypass: magpie, user: x\n",
        ),
    ),
    _beside(
        id="short-name-beside-user",
        finds="The same after `pwd` and `pass`, with any mark",
        detector=(SHORT_MARK, SHORT_SPACE, *OTHER_SHORT_MARKS),
        trigger=SHORT_NAME + _MARK,
        then=rb"(?:" + _IN_QUOTES + rb"|" + _IN_NONE + rb")",
        examples=(
            '{"user":"mm","pass":"«magpie»"} {user: "mm", pwd: "«two nests»"}',
            "user=mm pass=«Magpie»\nUser{Name:bob LoginId:x Pass:«Magpie» Role:admin}\n",
            '{"a":"{\\"username\\":\\"mm\\",\\"db_pass\\":\\"«magpie»\\"}"}',
        ),
        counter_examples=(
            "user=mm pass=true user=bob pass: 12/20 user: x bypass=magpie\n",
            "&{Addr:10.0.0.3:6379 User:default Pass: DB:2 TLS:false}\n",
            '{"test":"login","pass":"magpie"} {"user":"x","pwd":"/opt/mm"}\n',
        ),
    ),
)
