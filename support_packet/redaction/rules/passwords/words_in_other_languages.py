"""Passwords of any word after the word for a password in other languages, and a mark."""

from functools import partial

from support_packet.redaction.expressions.fragments import run_of
from support_packet.redaction.expressions.notation import DEEP_QUOTE
from support_packet.redaction.expressions.other_languages import (
    CLEAR_PASSWORD_WORD,
    LONG_PASSWORD_WORD,
    PASSWORD_WORD_DETECTOR,
    VALIDATION,
)
from support_packet.redaction.expressions.sentences_of_other_languages import NO_SENTENCE
from support_packet.redaction.expressions.words_as_passwords import (
    ANY_MARK,
    CHARACTER,
    CLOSES,
    COLON,
    FIELD_ENDS,
    IS_WORD,
    NOT_SAID,
    OF_WHOM,
)
from support_packet.redaction.rule_kinds.rule import Rule

_word = partial(
    Rule,
    kind="password",
    secret_start=CHARACTER,
    secret_rest=run_of(CHARACTER, at_most=256),
    prefilters=(PASSWORD_WORD_DETECTOR,),
    exact_start=True,
    effort=14,
    effort_of_head=12,
)

RULES = (
    _word(
        id="word-assigned-in-other-languages",
        finds="A password of any word after the word for it in other languages and `=`",
        prefix=CLEAR_PASSWORD_WORD + CLOSES + rb"[ ]?(?:=>|:?=|%3[dD])[ ]?",
        lookahead=IS_WORD + rb"(?=" + CHARACTER + rb"{3})" + NOT_SAID,
        examples=(
            "mot_de_passe=«petit-déjeuner»; heslo=«motýlek»",
            "DB_PASSWORT=«hecht», şifre=«kelebek»; contrasena%3D«mariposa9»",
        ),
        counter_examples=(
            "senha=inválida passwort=erforderlich mot_de_passe=${MDP} heslo=null",
            "autoclave=bath contraseña=$CLAVE wachtwoord=/run/secrets/x",
        ),
    ),
    _word(
        id="word-in-quotes-in-other-languages",
        finds="A password of any words in quotes after the word for it in other languages",
        # After a mark, or right after the word.
        prefix=rb"(?:"
        + CLEAR_PASSWORD_WORD
        + OF_WHOM
        + CLOSES
        + rb"(?:"
        + ANY_MARK
        + rb")|"
        + LONG_PASSWORD_WORD
        + rb"[ ])"
        + DEEP_QUOTE,
        lookahead=NOT_SAID
        + NO_SENTENCE
        + rb"(?!"
        + VALIDATION
        # No path, no address; up to the quote, and not a key and its value in Spanish.
        + rb")(?!/|[a-z]{2,8}://|[{\[<$%])(?=[^\"'\\\n]{3,64}\\{0,7}[\"'](?!,? ?\\{0,7}\"valor))",
        secret_start=rb"[^\s\"'\\]",
        secret_rest=run_of(rb"[^\"'\\\n]++"),
        examples=(
            "clave: \"«golondrina»\" contraseña = '«girasol rojo»'",
            '{"msg":"{\\"passwort\\":\\"«kalkstein»\\"}"} {"senha": "«borboleta»", "x": 1}',
        ),
        counter_examples=(
            '{"passwort":"muss angegeben werden","contraseña":"Campo obligatorio"}',
            '{"mot_de_passe": "doit contenir 8 caractères", "heslo": ""} hasło: "nieprawidłowe"',
        ),
    ),
    _word(
        id="word-after-colon-in-other-languages",
        finds="A word with digits after the word for a password in other languages, and a colon",
        prefix=CLEAR_PASSWORD_WORD + OF_WHOM + CLOSES + rb"(?:" + COLON + rb")",
        # Labels, states and nouns of all languages are words alone.
        lookahead=rb"(?=[a-z\x80-\xff]{3,32}[0-9]{1,4}"
        + FIELD_ENDS
        # No algorithm, no account.
        + rb")(?!(?:sha|md|utf|base|aes|tls|ssl|ipv|user|test|level|benutzer|usuario)[0-9])"
        + NOT_SAID,
        examples=(
            "wachtwoord: «vlinder7»\nUtilisateur: joe, mot de passe : «chèvre12»\n",
            "FEHLER: Kennwort: «buch2025» ist ungültig, 密码\uff1a«hudie88»\uff0c用户 joe",
            "hasło do bazy: «motylek3», パスワード: «chouchou88»\n",
        ),
        counter_examples=(
            "Passwort: anzeigen, wachtwoord: zwak, hesap:parola:UID:GID, Passwort: sha256\n",
            "Passwort: geändert, senha: inválida, hasło: nieprawidłowe, contraseña: requerida\n",
            "密码\uff1a不能为空\nheslo: změněno\n",
            "Kennwort: Benutzer joe\nclave: 15\n",
        ),
    ),
)
