"""Passwords after the word for them in the languages that a server's users speak."""

from support_packet.redaction.rules.fragments import ENDS, NOT_A_PASSWORD
from support_packet.redaction.rules.other_languages import PASSWORD_WORD
from support_packet.redaction.rules.random_values import LOOKS_MIXED
from support_packet.redaction.rules.relations import RELATED
from support_packet.redaction.rules.rule import Rule

_COLON = "\uff1a"
"""The colon of Chinese and Japanese."""

_IS = "lautet|ist|est|is|es|je|jest|to|er|on|este|är|è|é|\u0435|это|є|là".encode()
"""Verbs for what a password is."""

RULES = (
    Rule(
        id="password-in-other-languages",
        kind="password",
        finds="A value with letters and digits after the word for a password in other languages",
        effort=14,
        prefix=(
            PASSWORD_WORD
            + rb"(?:"
            + RELATED
            # Up to four more words, a mark or a verb.
            + rb"|\\{0,7}[\"']?(?: [^\s:=.,\"]{1,24}){0,4}? ?(?:[:=] ?|"
            + _COLON.encode()
            # A verb; or nothing before a quote or a capital.
            + rb" ?|[ ](?:"
            + _IS
            + rb")[ ]"
            # Or what looks random.
            + rb"|(?:[ ]|(?<=[\x80-\xff]))(?=\\{0,3}[\"'`]|[A-Z0-9]|"
            + LOOKS_MIXED
            # In quotes or not.
            + rb"[A-Za-z0-9]{12}))\\{0,3}[\"'`]?)"
        ),
        lookahead=(
            rb"(?=[^\s\"]{0,64}[0-9])(?=[^\s\"]{0,64}[A-Za-z])"  # a digit and a letter
            rb"(?![a-z]+[-_]?[0-9]{0,3}" + ENDS + rb")" + NOT_A_PASSWORD
        ),
        secret_start=rb"[^\s\"'&<>\\,;]{6}",
        secret_rest=rb"[^\s\"'`&<>\\,;]*+",
        prefilters=(PASSWORD_WORD,),
        examples=(
            'mot de passe "«hunter2x9»", Kennwort «Hunter2x9»',
            "Neues Passwort: «hunter2x9», das Passwort f\u00fcr bob lautet «hunter2x9»",
            '{"mot_de_passe":"«tuG777L1h5»", "x":"{\\"haslo\\": \\"«tuG777L1h5»\\"}"}',
            "contrase\u00f1a: «Hunter2x», mot de passe : «hunter2-x»",
            "\u5bc6\u7801\uff1a«hunter2x9»",
        ),
        counter_examples=(
            "Passwort: mindestens 8 Zeichen, mot de passe : 12 caract\u00e8res",
            "senha: inv\u00e1lida, parola: user12",
        ),
    ),
)
