"""Passwords of any word in other languages: in sentences, elements of XML, options of commands."""

from support_packet.redaction.expressions.fragments import run_of
from support_packet.redaction.expressions.other_languages import (
    CLEAR_PASSWORD_WORD,
    LONG_PASSWORD_WORD,
    PASSWORD_WORD,
    PASSWORD_WORD_DETECTOR,
)
from support_packet.redaction.expressions.sentences_of_other_languages import USER_WORD
from support_packet.redaction.expressions.states_in_other_languages import NOT_DONE, STATE
from support_packet.redaction.expressions.words_as_passwords import (
    CHARACTER,
    FIELD_ENDS,
    IS_WORD,
    LETTER,
    NOT_SAID,
    OF_WHOM,
)
from support_packet.redaction.expressions.words_of_sentences import IS
from support_packet.redaction.rule_kinds.element_rule import ElementRule
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.redaction.rule_kinds.rule import Rule

_SAID = (
    # What it is: two words with capitals and a mark between them.
    IS + rb":? (?=[A-Z][a-z\x80-\xff]{1,24}[-_.][A-Z][a-z\x80-\xff]{1,24})"
)

_NO_NOUN = (
    # No nouns of German and others; no algorithm, no number of a thing.
    rb"(?!(?i:[a-z\x80-\xff]{2,24}(?:ung|heit|keit|tion|linie|reset|frage)|reset|policy|manager|hash"
    # The same.
    rb"|(?:sha|md|aes|utf|tls|ssl|base|level|stufe|nummer|version|user|benutzer|usuario)[-_]?v?[0-9])"
    rb"(?![A-Za-z\x80-\xff]))"
)

RULES = (
    Rule(
        kind="password",
        secret_start=CHARACTER,
        prefilters=(PASSWORD_WORD_DETECTOR,),
        exact_start=True,
        effort=14,
        effort_of_head=12,
        id="word-said-in-other-languages",
        finds="A password of any word at the end of a sentence that says what it is",
        prefix=CLEAR_PASSWORD_WORD
        + OF_WHOM
        # In German, or with another verb.
        + rb" (?:lautet(?: jetzt| nun| ab sofort)?:? |"
        + _SAID
        + rb")",
        lookahead=IS_WORD
        # What goes on.
        + rb"(?!(?:wie|anders|folgend)[a-z]*\b)(?="
        + CHARACTER
        + rb"{4,64}?[.!]?"
        + FIELD_ENDS
        + rb")"
        + NOT_DONE
        + NOT_SAID,
        secret_rest=run_of(rb"(?![.!](?:\s|[\"'\\]|\Z))" + CHARACTER, at_most=256),
        examples=(
            "Das Passwort lautet «Dinkel-Brot»\ndas Kennwort lautet «hecht».\n",
            "la contraseña es «Girasol-Rojo», het wachtwoord is «Rode.Tulp»\n",
        ),
        counter_examples=(
            "Das Passwort lautet wie folgt:\nDas Passwort ist falsch\n",
            "le mot de passe est incorrect\nla contraseña es correcta\nhet wachtwoord is oud\n",
        ),
    ),
    Rule(
        id="word-refused-in-other-languages",
        kind="password",
        finds="A password after the word for it in other languages, before what is said of it",
        prefix=LONG_PASSWORD_WORD + rb" ",
        lookahead=IS_WORD
        + _NO_NOUN
        # A small word with a digit, or two words with capitals.
        + rb"(?:(?=[a-z\x80-\xff]{3,32}[-_.]?[0-9]{1,4} )(?=[^\s]{6})"
        # No network and no account.
        + rb"|(?!Wi-Fi|[A-Za-z]{2,24}-(?:Konto|Link))"
        # The words.
        + rb"(?=[A-Z][a-z\x80-\xff]{1,24}[-_.][A-Z][a-z\x80-\xff]{1,24} ))"
        # What is said of it, or whose it is.
        + rb"(?=[^\s]{1,64} (?:"
        + STATE
        + "|für|pour|para|per|voor|för|for|dla|pro|для|от)".encode()
        + rb"(?:[\s\"',.;\\]|\Z))"
        + NOT_SAID,
        secret_start=CHARACTER,
        secret_rest=run_of(CHARACTER, at_most=256),
        prefilters=(PASSWORD_WORD_DETECTOR,),
        exact_start=True,
        effort=14,
        effort_of_head=12,
        examples=(
            "ERREUR: mot de passe «Tournesol-Bleu» refusé pour l'utilisateur joe",
            "Usuário joe senha «passarinho9» inválida, Passwort «Hecht-Teich» falsch",
        ),
        counter_examples=(
            "Passwort user12 falsch, mot de passe incorrect pour joe, senha SHA-256 inválida",
            "das Passwort für joe ist falsch, contraseña Wi-Fi incorrecta, senha Windows10 expirou",
        ),
    ),
    NextLinesRule(
        id="word-beside-user-in-other-languages",
        effort=8,
        kind="password",
        finds="A password with a capital at the end of a text, after the user and both words",
        within_line=True,
        detector=(PASSWORD_WORD_DETECTOR,),
        # Who it is.
        before=USER_WORD + rb"[:= ]{1,3}[\"'`]?[\w.@-]{1,64}[\"'`]?[,;/] ?",
        trigger=LONG_PASSWORD_WORD + rb" (?=[A-Z0-9])",
        then=_NO_NOUN
        + NOT_SAID
        + NOT_DONE
        # With a lower-case letter.
        + rb"(?=[^\s]{0,32}[a-z])("
        + CHARACTER
        # The end.
        + rb"{5,64}?)[.!]?(?:\s*(?:\n|\Z)|\\{1,3}[rn]|\\{0,3}[\"',;])",
        lines=1,
        examples=(
            '"msg":"Anmeldung fehlgeschlagen: Benutzer joe, Passwort «Hirsekorn»"}',
            "Gebruiker: jan, wachtwoord «Tulp-Rood»\nutilisateur anne, mot de passe «Lavande7»\n",
        ),
        counter_examples=(
            '"msg":"Benutzer joe, Passwort Richtlinie"} Benutzer joe, Passwort falsch\n',
            "Benutzer joe, Passwort Prüfung\nBenutzer joe, Passwort Falsch\n",
        ),
    ),
    ElementRule(
        id="element-in-other-languages",
        kind="password",
        finds="A password of any word within an element of XML called so in other languages",
        name=PASSWORD_WORD,
        value=NOT_SAID + rb"[^\s<]",
        mark=PASSWORD_WORD_DETECTOR,
        examples=(
            "<motdepasse>«tournesol»</motdepasse>",
            '<Passwort typ="x">«hecht im teich»</Passwort> &lt;senha&gt;«borboleta»&lt;/senha&gt;',
        ),
        counter_examples=(
            "<passwort></passwort> <heslo>****</heslo>",
            "<contrasena>inválida</contrasena>",
        ),
    ),
    NextLinesRule(
        id="option-in-other-languages",
        effort=8,
        kind="password",
        finds="A password of any word after a long option called so in other languages",
        within_line=True,
        detector=(PASSWORD_WORD_DETECTOR,),
        # Two hyphens after no letter of any alphabet.
        before=rb"(?<![\w\x80-\xff-])--[a-z-]{0,24}",
        before_bytes=32,
        trigger=PASSWORD_WORD + rb"[ =](?=[^\s-])",
        then=rb"(?=[\"']?(?:[A-Za-z0-9]|"
        + LETTER
        # Not what a manual writes; in double quotes, in single ones, in none.
        + rb"))(?![A-Z_]+\b)(?:\\{0,3}\"(?="
        + NOT_SAID
        # The quote that closes it.
        + rb")([^\"\\\n]{3,64})\\{0,3}\"|'(?="
        + NOT_SAID
        + rb")([^'\\\n]{3,64})'|(?="
        + NOT_SAID
        + rb")("
        + CHARACTER
        + rb"{3,64}))",
        lines=1,
        examples=(
            "sicherung --passwort «hecht» --ziel x",
            "outil --mot-de-passe '«petit déjeuner»' -v --db-contrasena «mariposa9»",
        ),
        counter_examples=(
            "--passwort PASSWORT  Das Passwort",
            "--contrasena -v --senha $SENHA --heslo <heslo>",
        ),
    ),
)
