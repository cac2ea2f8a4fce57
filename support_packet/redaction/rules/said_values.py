"""What is between a name and its value in a sentence."""

from support_packet.redaction.rules.relations import ASSIGNS, OPENS
from support_packet.redaction.rules.spellings import SPACE

_WHO = rb"[\w@.:'\"`\\<>/#-]{1,48}"
# Up to four words.
_WHOSE = rb"(?: (?:for|of|on|in|from|to|as) " + _WHO + rb"(?: " + _WHO + rb"){0,3}?)?"
_VERBS = (
    # A state.
    rb"(?i:is|was|are|were|equals?|now|value|reads|returned|becomes?|has been|will be|to be"
    # What was done to it.
    rb"|(?:(?:re)?set|changed|updated|rotated|(?:re)?generated|created|issued|assigned|replaced)"
    # In which way.
    rb"(?: to| as| with| by| from)?"
    rb"|ist|lautet|est|es|\xc3\xa9|\xc3\xa8|\xd1\x8d\xd1\x82\xd0\xbe)"  # in other languages
)
SAID = (
    rb"(?:"
    + _WHOSE
    + rb"(?: "
    + _VERBS
    + rb"){1,3}[:=]?|"
    + _WHOSE
    + SPACE
    + rb"{0,2}"
    + ASSIGNS
    + rb")"
    + SPACE
    + rb"{1,3}"
    + OPENS
)
"""From a name to its value in a sentence, which may say whose it is."""
