"""Passwords of any word in any language: their characters, and what is before and after them."""

from support_packet.redaction.expressions.fragments import NOT_A_PASSWORD
from support_packet.redaction.expressions.placeholders import NO_STATE
from support_packet.redaction.expressions.sentences_of_other_languages import NO_ASIAN_STATE
from support_packet.redaction.expressions.states_in_other_languages import NO_FOREIGN_STATE, STATE

# A letter of Latin, Greek or Cyrillic, of Vietnamese, of Chinese, Japanese or Korean.
LETTER = (
    # Of two bytes, of Vietnamese.
    rb"[\xc3-\xd4][\x80-\xbf]|\xe1[\xb8-\xbb][\x80-\xbf]"
    # Not the marks of the last ones.
    rb"|\xe3[\x81-\x83][\x80-\xbf]|[\xe4-\xed][\x80-\xbf]{2}"
)
# Any but those that end a value without quotes.
CHARACTER = rb"(?:[^\s\"'`<>\\,;()\[\]{}|&\x00-\x20\x7f-\xff]|" + LETTER + rb")"
IS_WORD = (
    # Of letters, digits and marks: no path, no address, no variable.
    rb"(?=(?:[A-Za-z0-9]|" + LETTER + rb"))(?![a-z]{2,8}://|[\w.-]*/|[0-9.:]+(?:[\s,;\"']|\Z))"
)

# Whose it is: a preposition, and up to three words.
OF_WHOM = (
    rb"(?: (?i:"
    + (
        "für|fuer|von|vom|zum|zur|des|der|del?|du|da|do|para|pour|per|di|van|voor|til|till"
        # Of Slavic languages and others.
        "|av|för|k|ke|od|pro|dla|на|от|для|к|од|від|\u03b3\u03b9\u03b1|cho|của|πρόσβασης"
    ).encode()
    # The words.
    + rb")(?: [^\s:=.,\"]{1,24}){0,3}?)?"
)
CLOSES = rb"(?:\\{0,7}[\"']\]?|\])?"
# The last is that of Chinese and Japanese.
COLON = rb"(?:\xc2\xa0|[ ]{0,16}):[ \t]{0,8}|[ ]?\xef\xbc\x9a[ ]?"
# Or an equals sign.
ANY_MARK = rb"(?:" + COLON + rb"|[ ]?(?:=>|:?=)[ ]?|%3[dD])"

NOT_SAID = NO_STATE + NO_FOREIGN_STATE + NO_ASIAN_STATE + NOT_A_PASSWORD
FIELD_ENDS = (
    # The end of a line or of a text, the next field.
    rb"(?:[ \t]{0,8}(?:\r?\n|\\{1,3}[rn]|\||\Z)|[\"'<,;)\]}&]|\\{1,7}\"|\xef\xbc|\xe3\x80"
    rb"| [\w.-]{1,32}[:=]|"
    # What is said of it.
    + " (?:ist|est|es|é|è|jest|är|er|on|nie jest|n'est pas|no es|není)".encode()
    # Maybe that it is not so.
    + rb" (?:(?:nicht|pas|no|non) )?"
    + STATE
    + rb")"
)

NO_LABEL = (
    # Of European languages.
    rb"(?![^\"'\n]{0,48}(?i:pass|kennwort|contrase|senha|wachtwoord|clave|(?<![a-z])pw"
    # Of Chinese, Vietnamese, Greek.
    + "|密码|mật khẩu|κωδικ".encode()
    + rb"))"
)
"""At the start of a text in quotes: not what a form calls the field of a password."""
