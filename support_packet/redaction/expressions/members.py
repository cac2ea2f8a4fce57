"""The member of an object that has its value, on one of the lines after the object's name."""

from support_packet.redaction.expressions.looks_secret import LOOKS_LIKE_PASSWORD
from support_packet.redaction.expressions.spellings import CHARACTER, MARKS_OF_TEXT

# What says nothing of the value.
_OTHER = rb"(?i:type|kind|name|label|description|sensitive|encrypted|version)"
_VALUE = (
    # What the value is called.
    rb"(?i:value|val|plain|plaintext|inline_string|string|stringvalue|data|text|content|default|raw"
    rb"|literal|current|key)"
)
# Indented, commented out, the first of a list.
_INDENT = rb"[ \t#*>|+-]{1,64}"
_QUOTE = MARKS_OF_TEXT + rb"?"
_IS = _QUOTE + rb"[ ]{0,4}[:=][ ]{0,4}" + _QUOTE
VALUE_OF_MEMBER = (
    # To the end of each other member.
    rb"(?:"
    + _INDENT
    + _QUOTE
    + _OTHER
    + _QUOTE
    # Its value.
    + rb"[ ]{0,4}[:=][^\n]{0,96}\n){0,2}"
    # The value.
    + _INDENT
    + _QUOTE
    + _VALUE
    + _IS
    + rb"("
    + LOOKS_LIKE_PASSWORD
    + CHARACTER
    + rb"{8,})"
)
"""From the end of the line with the name to the member; its value is a group."""
