"""Passwords after the word for them in the languages that a server's users speak."""

from support_packet.redaction.rules.fragments import ENDS, NOT_A_PASSWORD
from support_packet.redaction.rules.rule import Rule

_WORDS = (
    *("passwort", "kennwort", "mot de passe", "contrase\u00f1a", "senha", "parola", "wachtwoord"),
    *("l\u00f6senord", "has\u0142o", "jelsz\u00f3", "\u015fifre", "m\u1eadt kh\u1ea9u"),
    *("\u043f\u0430\u0440\u043e\u043b\u044c", "\u043f\u0430\u0440\u043e\u043b\u0430"),
    *("\u5bc6\u7801", "\u5bc6\u78bc", "\u30d1\u30b9\u30ef\u30fc\u30c9", "\ube44\ubc00\ubc88\ud638"),
    "\u0631\u0645\u0632 \u0639\u0628\u0648\u0631",
)
_COLON = "\uff1a"
"""The colon of Chinese and Japanese."""

RULES = (
    Rule(
        id="password-in-other-languages",
        kind="password",
        finds="A value with letters and digits after the word for a password in other languages",
        prefix=(
            rb"(?i:"
            + "|".join(_WORDS).encode()
            # Up to three more words, a mark or a verb.
            + rb")\"?(?: [^\s:=.,\"]{1,24}){0,3}? ?(?:[:=] ?|"
            + _COLON.encode()
            # In German, French, Italian.
            + rb" ?|[ ](?:lautet|est|is|es|\xc3\xa8)[ ])\\{0,3}[\"']?"
        ),
        lookahead=(
            rb"(?=[^\s\"]{0,64}[0-9])(?=[^\s\"]{0,64}[A-Za-z])"  # a digit and a letter
            rb"(?![a-z]+[-_]?[0-9]{0,3}" + ENDS + rb")" + NOT_A_PASSWORD
        ),
        secret_start=rb"[^\s\"'&<>\\,;]{6}",
        secret_rest=rb"[^\s\"'&<>\\,;]*+",
        prefilters=(rb"(?i:" + "|".join(_WORDS).encode() + rb")",),
        examples=(
            "Neues Passwort: «hunter2x9», das Passwort f\u00fcr bob lautet «hunter2x9»",
            "contrase\u00f1a: «Hunter2x», mot de passe : «hunter2-x»",
            "\u5bc6\u7801\uff1a«hunter2x9»",
        ),
        counter_examples=(
            "Passwort: mindestens 8 Zeichen, mot de passe : 12 caract\u00e8res",
            "senha: inv\u00e1lida, parola: user12",
        ),
    ),
)
