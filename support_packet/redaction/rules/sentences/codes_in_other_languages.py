"""Codes of digits in messages to people, in the languages that a server's users speak."""

from support_packet.redaction.expressions.words_of_sentences import COLON, ENDING, IS, OPENS
from support_packet.redaction.rule_kinds.rule import Rule

_WORDS = (
    # Of German, Dutch, French.
    *(
        "gungscode",
        "heitscode",
        "meldecode",
        "gincode",
        "log-in-code",
        "catiecode",
        "gangscode",
        "schaltcode",
        "t\u00fcrcode",
        "ihr code",
    ),
    *("dein code", "votre code", "ton code", "uw code", "je code", "code de ", "code d'"),
    *(
        "code f\u00fcr",
        "code zu",
        "einmalpasswort",
        "einmalkennwort",
        "einmal-passwort",
        "одноразовый пароль",
        "code pin",
        "el pin ",
        "die pin ",
        "le pin ",
    ),
    # Of Scandinavia and the east of Europe.
    *("koden ", "kode ", "kode:", "kod ", "kod:", "k\u00f3d ", "k\u00f3d:", "kodunuz", "kodu:"),
    *("kood ", "kood:", "koodi ", "koodi:", "koodisi", "koda ", "kodas "),
    # Of Spanish, Italian, Portuguese.
    *("c\u00f3digo ", "codigo ", "codice ", "cod de "),
    # Of Russian and Greek.
    *("\u043a\u043e\u0434 ", "\u043a\u043e\u0434:", "\u041a\u043e\u0434 ", "\u041a\u043e\u0434:"),
    *("\u043a\u043e\u0434\u043e\u043c", "\u03ba\u03c9\u03b4\u03b9\u03ba\u03cc\u03c2"),
    # Of Vietnamese, Thai, Chinese, Japanese and Korean.
    *(
        "m\u00e3 x\u00e1c",
        "m\u00e3 otp",
        "\u0e23\u0e2b\u0e31\u0e2a",
        "\u9a8c\u8bc1\u7801",
        "\u9a57\u8b49\u78bc",
    ),
    *("\u8ba4\u8bc1\u7801", "\u8a8d\u8a3c\u30b3\u30fc\u30c9", "\u78ba\u8a8d\u30b3\u30fc\u30c9"),
    *("\uc778\uc99d\ubc88\ud638", "\uc778\uc99d \ucf54\ub4dc"),
)
_WORD = b"(?i:" + "|".join(_WORDS).encode() + b")"
_OF_SOMETHING_ELSE = (
    # Errors, states, answers; addresses, countries, taxes, colors.
    "err|fehl|feil|fejl|fout|virhe|chyb|b\u0142|hib|hata|retour|sortie|salida|sa\u00edda|uscita|sta|esta|http"
    "|odpo|post|pos\\b|pa\u00eds|land|pays|fiscal|barr|barres|qr|colo|\u043e\u0448\u0438\u0431|\u043f\u043e\u043c\u0438\u043b"
    "|\u043e\u0442\u0432\u0435\u0442|\u0441\u0442\u0430\u0442|\u0441\u0442\u0440\u0430\u043d|\u9519|\u932f|\u30a8|\u5df2|\u65e0|\u7121"
).encode()
# A word, of which no part is one: trying all parts of five words would take a millisecond.
_LETTERS = rb"[^\s:=.,\"\[0-9]{1,40}+"
_FEW_DIGITS = rb"[0-9]{1,3}+(?![0-9])"
_ANY_WORD = rb"(?:" + _LETTERS + rb"(?>(?:" + _FEW_DIGITS + rb")?)|" + _FEW_DIGITS + rb")"
_MORE = rb"(?: ?(?!(?i:" + _OF_SOMETHING_ELSE + rb"))" + _ANY_WORD + rb")"

RULES = (
    Rule(
        id="code-in-other-languages",
        kind="password",
        finds="A code in a message, such as `your verification code is 123456`, in other languages",
        prefix=_WORD
        + rb"(?!(?i:"
        + _OF_SOMETHING_ELSE
        + rb"))"
        + ENDING
        + _MORE
        + rb"{0,5}? ?(?:"
        # A colon, a verb, or nothing before six digits.
        + COLON
        + rb" ?|(?<= )"
        + IS
        # In Chinese and Japanese; six digits.
        + rb" |(?<=[\x80-\xbf]) ?(?=[0-9]{4,8}(?![0-9]))|(?=[\[(]?[0-9]{6}(?![0-9]))"
        # Where the word has its colon.
        + rb"|(?<=:) ?(?=[0-9]{3}[ -]?[0-9]{3}(?![0-9])))"
        + OPENS,
        # Of one piece, or of two.
        secret_start=rb"(?:[0-9]{4}|[0-9]{3}[ -][0-9]{3}(?![0-9]))",
        # No date, no time, no number with a fraction.
        secret_rest=rb"[0-9]{0,8}+(?![0-9:.,-]*[0-9])",
        prefilters=(_WORD,),
        effort_of_head=8,
        examples=(
            'to=+372 body="Mattermost kood: «338 912», kehtib 10 minutit"',
            "Ihr Best\u00e4tigungscode lautet «928657», Anmeldecode lautet «418 302»",
            "koden til alarmen er «8420»",
            "Votre code de v\u00e9rification : «928657», vas overovaci kod je «928657».",
            "\u9a8c\u8bc1\u7801\uff1a«928657», \u043a\u043e\u0434: «928657»",
        ),
        counter_examples=(
            "code de retour : 1234, kod b\u0142\u0119du: 1045, c\u00f3digo postal: 28001",
            "kode status: 2004, codice fiscale 123456, \u9a8c\u8bc1\u7801\u5df2 2026",
        ),
    ),
)
