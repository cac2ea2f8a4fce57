"""What is between a name and its value in a sentence."""

from support_packet.redaction.expressions.opened_values import OPENS
from support_packet.redaction.expressions.relations import ASSIGNS
from support_packet.redaction.expressions.spellings import MARKS_OF_TEXT, SPACE

STATES_AND_CHANGES = (
    *(rb"is", rb"was", rb"has", rb"set", rb"reset", rb"changed", rb"updated", rb"rotated"),
    *(rb"replaced", rb"generated", rb"ist", rb"lautet"),
)
"""The first word of what is said of a value."""

WHOSE = (rb"for", rb"of")
"""The first word of what says whose it is."""

_WORD = rb"[\w@.:'\"`\\<>/#-]{1,48}"
# Other verbs, too.
_VERB = rb"(?i:" + b"|".join(STATES_AND_CHANGES) + rb"|now|been|be|returned|reads|created|issued)"
# One word.
_IN_WHICH_WAY = rb"(?: (?:to|as|with|by|from))?"
SAID = (
    rb" (?:(?i:"
    + b"|".join(STATES_AND_CHANGES)
    + rb")(?: "
    + _VERB
    + rb"){0,2}"
    + _IN_WHICH_WAY
    + rb":?|(?:"
    + b"|".join(WHOSE)
    + rb") "
    + _WORD
    + rb"(?: "
    + _WORD
    + rb"){0,3}?(?: "
    + _VERB
    + _IN_WHICH_WAY
    + rb":?|"
    + SPACE
    + rb"?"
    + ASSIGNS
    + rb"))[ ]{1,3}"
    + OPENS
)
"""From a name to its value in a sentence, which may say whose it is."""

SAID_OF_BOTH = (
    # What was done to it.
    rb" (?i:changed|updated|set|reset|replaced|rotated) (?:from )?"
    + OPENS
    + rb"[^\s\"'`]{1,128}"
    + MARKS_OF_TEXT
    + rb"? (?:to|by|with) "
    + OPENS
)
"""From a name to the second of two values in a sentence."""
