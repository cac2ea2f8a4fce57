"""Passwords that people write about in their own language: in any words, in quotes, with a verb."""

from functools import partial

from support_packet.redaction.expressions.fragments import ENDS, NOT_A_PASSWORD, run_of
from support_packet.redaction.expressions.other_languages import (
    JOINED_VERBS,
    PASSWORD_WORD,
    PASSWORD_WORD_DETECTOR,
    QUOTED,
    VERBS,
)
from support_packet.redaction.rule_kinds.rule import Rule

# The end of a form of the word, and up to seven more words, which say whose it is.
_WHOSE = rb"[a-z\x80-\xff]{0,8}(?:,? [^\s:=.,\"]{1,24}){0,7}?"
# Letters of all alphabets with bytes of two; others end the value.
_LETTER = rb"[A-Za-z\xc2-\xdf\x80-\xbf]"
_CHARACTER = rb"[!-~\xc2-\xdf\x80-\xbf]"
# Without marks of sentences, and with those that may be within.
_PART = rb"[^\x00- \"'`,;.<>()\x7f\xc0\xc1\xe0-\xff]"
# The same with them.
_WITHIN = rb"[^\x00- \"'`,;<>()\x7f\xc0\xc1\xe0-\xff]"

_TO_QUOTE = _WHOSE + rb"[^\x00-\x7f]{0,9}[ :]{0,2}" + QUOTED
_TO_CHOOSE = (
    # Of Germanic languages.
    rb"[^\n]{0,100}?(?:(?:[KkCc]lick|[Ww]\xc3\xa4hle|[Tt]ippe|[Dd]r\xc3\xbccke| unter |[Mm]en\xc3"
    # Of Romance languages.
    rb"|[Cc]liqu|[Aa]ppuy|[Pp]ulse|[Hh]aga clic"
    # Of Slavic languages.
    + "|ажм|ыбер|liknij|likn\u011bt".encode()
    + rb")[^\n]{0,40}?)"
    + QUOTED
)
"""From the word for a password to the quote, where a sentence says what to click on."""

_OTHER_WORD = rb"[^\s\xe2]{1,24}"
_LABEL = (
    # A capital, other words, and a verb.
    rb"[A-Z\xc3]"
    + _OTHER_WORD
    + rb"(?: "
    + _OTHER_WORD
    + rb"){0,2} [a-z\xc3]"
    + _OTHER_WORD
    + rb"(?:en|ern|eln)\xe2"
)
"""What buttons are called in German, up to the quote."""

# A verb at the end of the sentence.
_SET_IN_GERMAN = rb"(?:ge|um|zur\xc3\xbcckge)[a-z\x80-\xff]{3,12}(?:[\s.,;!]|\Z)"

_said = partial(
    Rule,
    kind="password",
    effort=14,
    effort_of_head=3,
    prefilters=(PASSWORD_WORD_DETECTOR,),
    exact_start=True,
)

RULES = (
    _said(
        id="password-said-in-other-languages",
        finds="A password after the word for it in other languages, and a verb",
        prefix=PASSWORD_WORD + _WHOSE + rb"(?:,? " + VERBS + rb" |[ ]?" + JOINED_VERBS + rb"[ ]?)",
        lookahead=(
            # A digit, a sign, or three words with marks between them; and a letter.
            rb"(?="
            + _WITHIN
            + rb"{0,64}[0-9!#$%^&*@+_]|(?:"
            + _LETTER
            + rb"{1,24}[-.]){2}"
            + _LETTER
            # And a letter.
            + rb")(?=[^\sA-Za-z\x80-\xff]{0,32}"
            + _LETTER
            + rb")"
            # No word with a number, no algorithm, no address.
            rb"(?![a-z]+[-_]?[0-9]{0,3}"
            + ENDS
            # Of TLS and the like.
            + rb"|(?i:sha|md|aes|utf|tls|ssl|http|base|v)-?[0-9]|/|[a-z]{2,8}://"
            # Of people.
            + rb"|[^\s@]{1,64}@[\w-]{1,64}\.[a-z])"
            + NOT_A_PASSWORD
        ),
        secret_start=_PART + _WITHIN + rb"{5}",
        # Without the mark that ends the sentence.
        secret_rest=run_of(_PART + rb"++", rb"\.(?=" + _LETTER + rb"|[0-9])"),
        examples=(
            "heslo k serveru je «Bread_a_pivo» prosím x",
            "passordet til reservekopi er nå «nest-i-motvind», gi beskjed",
            "поменяла пароль от почты, теперь «Черёмуха-17», проверь",
            "堡垒机的密码改成 «Liulian@2026» 了,账号还是 ops",
        ),
        counter_examples=(
            "Das Passwort ist falsch, le mot de passe est trop court: 8 caractères minimum",
            "пароль от user1 теперь sha-256, heslo je user12, Passwort ist base64",
        ),
    ),
    _said(
        id="words-set-in-german",
        finds="A password of several words to which somebody set one, in German",
        prefix=PASSWORD_WORD
        # Whose it is, and words up to the verb.
        + rb"(?: [^\s:=.,\"]{1,24}){0,5}? auf ",
        # Up to the verb.
        lookahead=rb"(?=(?:[^\s.,:;]{1,24} ){2,7}"
        + _SET_IN_GERMAN
        # No article.
        + rb")(?!(?:den|die|das|dem|der|allen|ein|eine|einen|einem|einer) )",
        secret_start=rb"[^\s\"']",
        secret_rest=rb"(?>[^\s]*(?: (?!" + _SET_IN_GERMAN + rb")[^\s]+){0,6})",
        examples=(
            "ich hab das Kennwort vom Proxy auf «Flieder im Mai 4711» gesetzt, bitte merken",
            "Passwort auf «drei kleine Enten» ge\u00e4ndert.",
        ),
        counter_examples=(
            "das Passwort wurde auf dem Server gesetzt",
            "Passwort auf allen drei Servern ge\u00e4ndert",
        ),
    ),
    _said(
        id="password-in-quotes-of-other-languages",
        finds="A password after the word for it in other languages, in the quotes of the language",
        # No name of a button: that is asked last.
        prefix=PASSWORD_WORD + rb"(?=" + _TO_QUOTE + rb")(?!" + _TO_CHOOSE + rb")" + _TO_QUOTE,
        lookahead=rb"(?!" + _LABEL + rb")",
        secret_start=_CHARACTER + rb"{4}",
        secret_rest=run_of(_PART + rb"++", rb"[.,;() ](?=[!-~])"),
        examples=(
            "管理者パスワードは「«sakura-mochi»」です。作業後に変更してください。",
            "Das Kennwort lautet „«magpie-nest»“ seit gestern",
        ),
        counter_examples=(
            "パスワードは「」です。",
            "Das Passwort „alt“ ist falsch",
            "Passwort vergessen? Klicken Sie auf „Kennwort zurücksetzen“ und warten Sie",
            "Das Passwort wird unter „Sicherheit und Anmeldung“ geändert, Passwort „Konto anlegen“",
        ),
    ),
)
