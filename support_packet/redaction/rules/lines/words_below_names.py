"""Passwords of any word below their names, in tables and CSV that have a column for users, too."""

from functools import partial

from support_packet.redaction.expressions.fragments import (
    NOT_A_PASSWORD,
    PASSWORD_MARKS,
    SHORT_MARK,
    SHORT_SPACE,
)
from support_packet.redaction.expressions.marks_after_names import (
    OTHER_PASSWORD_MARKS,
    OTHER_SHORT_MARKS,
    SHORT_NAME,
)
from support_packet.redaction.expressions.other_languages import (
    CLEAR_PASSWORD_WORD,
    PASSWORD_WORD_DETECTOR,
)
from support_packet.redaction.expressions.placeholders import NO_STATE
from support_packet.redaction.expressions.sentences_of_other_languages import USER_WORD
from support_packet.redaction.expressions.states_in_other_languages import (
    NO_FOREIGN_STATE,
    NOT_DONE,
)
from support_packet.redaction.rule_kinds.columns_rule import ColumnsRule

_BEFORE = (
    # The name of the other column.
    rb"(?:(?<![A-Za-z0-9\x80-\xff-])|(?<=\\n))(?:[\w-]{0,24}_)?"
    + USER_WORD
    # A mark or two spaces, the columns between them.
    + rb"\\{0,3}[\"']?[ ]{0,40}(?:[,;|\t]|\\t|\xe2\x94\x82|[ ]{2})"
    # Other columns.
    + rb"[\w\"', ;|\t\xe2\x94\x82\\-]{0,64}?"
    # What comes right before the name.
    + rb"(?:(?<![A-Za-z0-9])|(?<=\\t))\\{0,3}[\"']?(?:[\w-]{0,24}_)?"
)
_COLUMN_ENDS = (
    # A line end, the next column.
    rb"(?=\\{0,3}[\"']?[ ]{0,40}(?:\\{1,3}[rn]|\r?\n|[,;|\t]|\xe2\x94|\\t|[ ]{2}))"
)
_VALUE = (
    NO_STATE
    + NOT_A_PASSWORD
    + NO_FOREIGN_STATE
    + NOT_DONE
    # One word, of other things than digits; no path, address or way to log in.
    + rb"(?![./]|[a-z]{2,8}://|[0-9.:%-]+\Z|(?i:ldap|saml|oauth|sso|gitlab|google|office365)\Z"
    rb"|(?i:locked|usable|shadow|keyring|allowed|denied)\Z)"  # what `passwd -S` says
    # With a letter.
     + rb"(?=[^\s]{4,64}\Z)(?=[^A-Za-z\x80-\xff]{0,32}[A-Za-z\x80-\xff])"
)

_below = partial(ColumnsRule, kind="password", before=_BEFORE, before_bytes=128, value=_VALUE)

RULES = (
    _below(
        id="words-below-name",
        finds="Passwords of any word below their name, next to a column of users",
        detector=(*PASSWORD_MARKS, *OTHER_PASSWORD_MARKS),
        ends=b",;|\t \r\n\"'\\",
        trigger=rb"(?i:passw(?:or)?d)" + _COLUMN_ENDS,
        examples=(
            "user,password\njoe,«seewolf»\nklara,«seehecht»\n",
            "| Username | Password |\n|----------|----------|\n| joe | «steinbutt» |\n",
            "username;email;password\njoe;j@x.com;«Kettle-Harbor»\n",
        ),
        counter_examples=(
            "user,password\njoe,required\nklara,ldap\n\nuser,password\njoe,Locked\n",
            "setting,password\nminimum,kettle\nuser,password_id\njoe,kettle\n",
        ),
    ),
    _below(
        id="words-below-short-name",
        finds="The same below `pwd` and `pass`",
        detector=(SHORT_MARK, SHORT_SPACE, *OTHER_SHORT_MARKS),
        # Not what comes of tests.
        trigger=SHORT_NAME + _COLUMN_ENDS + rb"(?![^\n]{0,64}(?i:fail|skip))",
        examples=("login,pass\njoe,«seewolf»\n", "user\tpwd\njoe\t«seehecht»\n"),
        counter_examples=("test,pass\nlogin,kettle\n", "user,pass\njoe,12/20\n"),
    ),
    _below(
        id="words-below-name-in-other-languages",
        finds="The same below the word for a password in other languages",
        detector=(PASSWORD_WORD_DETECTOR,),
        trigger=CLEAR_PASSWORD_WORD + _COLUMN_ENDS,
        examples=(
            "Benutzername;Kennwort;E-Mail\njoe;«Bachforelle1»;joe@acme.example\n",
            "usuario,contraseña\njoe,«mariposa»\nlogin|hasło\njoe|«motylek»\n",
        ),
        counter_examples=(
            "Benutzer;Kennwort\njoe;erforderlich\n",
            "Feld;Kennwort\nLänge;hecht\nusuario,clave\njoe,inválida\n",
        ),
    ),
)
