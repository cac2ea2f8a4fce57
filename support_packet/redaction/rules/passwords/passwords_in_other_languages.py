"""Passwords after the word for them in the languages that a server's users speak."""

from functools import partial

from support_packet.redaction.expressions.fragments import ENDS, NOT_A_PASSWORD, run_of
from support_packet.redaction.expressions.notation import any_case, one_by_one
from support_packet.redaction.expressions.other_languages import (
    PASSWORD_WORD,
    PASSWORD_WORD_DETECTOR,
)
from support_packet.redaction.expressions.random_values import LOOKS_MIXED
from support_packet.redaction.expressions.relations import IN_MARKUP, RELATED
from support_packet.redaction.expressions.states_in_other_languages import NO_FOREIGN_STATE
from support_packet.redaction.expressions.words_of_sentences import (
    COLON,
    ENDING,
    IS,
    OF_OTHERS,
    OPENS,
)
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_words import SPOKEN_PASSWORDS

_OF_OTHERS = [f" {word}".encode() for word in OF_OTHERS]
_ENGLISH = rb"(?i:" + rb"|".join(SPOKEN_PASSWORDS) + rb")"

# A sign of ASCII, or a letter of Latin, Greek or Cyrillic.
_CHARACTER = rb"(?:[^\s\"'`<>\\,;\x80-\xff]|[\xc3-\xd4][\x80-\xbf])"

_NO_WORD = (
    # A word or letters with a number, a number with its unit, the name of a host or of a file.
    rb"(?!(?:[a-z]+[-_]?[0-9]{0,3}|[A-Z]{1,8}-?[0-9]{1,6}|[0-9]+[a-z]{1,8}|[a-z0-9-]+(?:\.[a-z0-9-]+)+)"
    + ENDS
    # A path, an address, a date, an id of Mattermost, the next name.
    + rb"|[a-z0-9]{26}(?![A-Za-z0-9])|[\w-]{1,48}\\{0,3}[\"']\s?:|[./]|[a-z]{2,8}://|[\w.+-]+@[\w-]+\.|[0-9]{1,4}[-.:][0-9])"
)
_LOOKS_SECRET = (
    # A digit or a sign, and a letter.
    rb"(?=" + _CHARACTER + rb"{0,48}[0-9!#$%^&*_@+])(?=" + _CHARACTER + rb"{0,48}[A-Za-z\xc3-\xd4])"
) + _NO_WORD
_STRONGLY = (
    # A digit, too.
    rb"(?=" + _CHARACTER + rb"{0,48}[0-9])"
    # Another sign, or two marks between words.
    rb"(?=" + _CHARACTER + rb"{0,48}[!#$%^*+=@]|(?:[\w\x80-\xff]+[-_.]){2}"
    # A capital and a number behind one mark.
    rb"|[\w\x80-\xff]+[-_.][A-Z][a-z]{2,16}[0-9]{1,4}"
    + ENDS
    # One mark, up to the end of the line.
    + rb"|[\w\x80-\xff]+[-_.][0-9]+\.?(?:[\r\n\"\\]|\Z)|"
    + LOOKS_MIXED
    + rb")"
)


def _after(mark: bytes, condition: bytes = b"") -> bytes:
    """Return what is between words and a value: a mark, and maybe a quote."""
    return mark + OPENS + condition


_SENTENCE = (
    # A digit or a sign comes soon.
    rb"(?=[^\n0-9!#$%^&*_@+]{0,160}+[^\n])"
    + ENDING
    + rb"\\{0,7}[\"']?(?:(?: [^\s:=.,\"]{1,40}){0,7}?(?:"  # some words
    + rb"|".join(
        (
            _after(rb" ?" + COLON + rb" ?"),
            _after(rb" " + IS + rb" "),
            # Nothing but the words.
            _after(rb" ", rb"(?=[A-Z0-9\xc3-\xd4])" + _STRONGLY),
        )
    )
    # Right after the word in Chinese and Japanese.
    + rb")|"
    + _after(rb"(?<=[\x80-\xbf]) ?", rb"(?=[A-Z0-9])")
    + rb")"
)
"""From the word to its value."""

_TO_USE = (
    # Whose it is, and when it was changed.
    rb"(?=[a-z\x80-\xff]{0,12}[ ,])[^\n:=\"<>]{0,100}?[ ,](?:"
    # Of German.
    rb"bitte|(?:ver)?wendet?|verwenden Sie|nimm|nehmt|nutzt?|benutzt?"
    # Of French.
    rb"|utilisez?|prenez|prends|"
    # Of Spanish, Italian and Portuguese, and of Dutch and Scandinavian languages.
    + "us[ae]|usad|usate|utiliza|utilizad|gebruik|använd|brug|bruk|".encode()
    # Of Slavic languages.
    + "użyj|używaj|použij|используйте|используй|берите|бери".encode()
    # Until when.
    + rb")(?: [^\s.,:;=\"]{1,16}){0,3}? "
)
"""From the word to what somebody says to use."""

_USED = (
    _TO_USE
    + OPENS
    # No number of a tracker, of a text.
    + rb"(?!(?i:ticket|issue|vorgang|incident|case|ticketnummer|zeile|version)[-_\#]?[0-9])(?:"
    + _STRONGLY
    # A word of Cyrillic and a number.
    + rb"|(?=(?:[\xd0-\xd3][\x80-\xbf]){4,16}[-_.]?[0-9]{2,6}))"
)
"""From the word to what somebody says to use, if that is none of these."""

_password = partial(
    Rule,
    kind="password",
    secret_start=_CHARACTER + rb"{5}",
    secret_rest=run_of(_CHARACTER, at_most=256),
    exact_start=True,
    effort=14,
    effort_of_head=12,
)

RULES = (
    _password(
        id="password-in-other-languages",
        finds="A value with letters and digits after the word for a password in other languages",
        prefix=PASSWORD_WORD
        + rb"(?:"
        + RELATED
        + rb"|"
        + IN_MARKUP
        + NO_FOREIGN_STATE
        + rb"|"
        + _SENTENCE
        + rb"|"
        + _USED
        + rb")",
        lookahead=_LOOKS_SECRET + NOT_A_PASSWORD,
        prefilters=(PASSWORD_WORD_DETECTOR,),
        examples=(
            'mot de passe "«hunter2x9»", Kennwort «Hunter-2-x9»',
            "Neues Passwort: «hunter2x9», das Passwort f\u00fcr bob lautet «hunter2x9»",
            '{"mot_de_passe":"«tuG777L1h5»", "x":"{\\"haslo\\": \\"«tuG777L1h5»\\"}"}',
            "contrase\u00f1a: «Hunter2x», mot de passe : «hunter2-x»",
            "\u5bc6\u7801\uff1a«hunter2x9»",
            "\u5bc6\u7801\u6539\u6210 «Hunter@2x9», das passwort vom server ist jetzt «h0lly&Moon»",
            "Passwort wurde heute geändert, bitte «Holly-Park-77» verwenden",
            "la contraseña cambió esta mañana, usa «Holly-Park#77» hasta el viernes",
            "loggade in med lösenordet «Kanelbulle-Fika3» men fick 401",
            "Пароль сменили утром, используйте «Берёза-1957» до пятницы",
            "<tr><td>joe</td><td>Passwort</td><td>«Saibling3»</td></tr>",
            # Of Ukrainian.
            "\u043f\u0430\u0440\u043e\u043b\u044c \u0454 «\u0401\u0436\u0438\u043a_75»",
        ),
        counter_examples=(
            "Passwort: mindestens 8 Zeichen, mot de passe : 12 caract\u00e8res",
            "<th>Passwort</th><th>Benutzer1</th>",
            "Passwort geändert, bitte Ticket-4711 schließen",
            "le mot de passe a changé, utilisez https://x/12",
            "senha: inv\u00e1lida, parola: user12",
            # Of Japanese: "a password has 8 characters or more".
            "\u30d1\u30b9\u30ef\u30fc\u30c9\u306f8\u6587\u5b57\u4ee5\u4e0a",
            "Passwort von Ann1 ge\u00e4ndert",
        ),
    ),
    _password(
        id="english-word-in-other-languages",
        finds="The same after `password` in a sentence of another language",
        prefix=_ENGLISH + rb"(?=(?:" + rb"|".join(_OF_OTHERS) + rb")[ :])" + _SENTENCE,
        lookahead=_LOOKS_SECRET + NOT_A_PASSWORD,
        prefilters=tuple(one_by_one(any_case(SPOKEN_PASSWORDS), word) for word in _OF_OTHERS),
        examples=(
            "la password del db di produzione \u00e8 «Robin.Green.6» (utente mm)",
            "pw ist «Holly-9», password nueva: «Robin.77», password f\u00fcr den server: «Holly-9»",
        ),
        counter_examples=(
            "la password del db di produzione \u00e8 scaduta, password f\u00fcr user12 fehlt",
            "password parameters are hidden: x1y2, password ist ung\u00fcltig",
        ),
    ),
)
