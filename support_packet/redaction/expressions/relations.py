"""Every way in which programs write a name next to its value, in any spelling of the marks.

For values that look like secrets by themselves: where any value is one, the rules for named
passwords and tokens ask for less of it, and for the usual marks.
"""

from support_packet.redaction.expressions.opened_values import OPENS
from support_packet.redaction.expressions.spellings import (
    ARROWS,
    COLORED,
    EQUALS,
    GREATER,
    LESS,
    MARKS_OF_TEXT,
    SPACE,
)

# Brackets, also as URLs write them.
_CLOSES = MARKS_OF_TEXT + rb"|[\])}]|%(?:25)?(?:5[dD]|29)|" + COLORED
NAME_ENDS = rb"(?>(?:" + _CLOSES + rb"|" + SPACE + rb"){0,8})"
"""What closes a name: quotes, brackets, spaces, the end of its color."""

_WORD_ENDS = rb"(?>(?:" + _CLOSES + rb"){0,8})"
"""The same without spaces."""

ASSIGNS = rb"(?:\??" + EQUALS + rb"{1,3}" + GREATER + rb"?|" + ARROWS + rb")"
# A type, as Kotlin and Python write it; whose it is.
_TYPED = rb"(?:[ ]?:" + SPACE + rb"{0,2}(?i:string|str|varchar|text)|[\[(][\w .@-]{1,32}[)\]])?"
_QUOTED = (
    rb"(?:(?:[(,]|%2[cC])?" + SPACE + rb"{1,8}?(?=[\\\"'`%&])"  # the next of a list
    rb"|[(,](?=[\\\"'`]))"  # a call
)
# What it was found to be, where another was expected.
_FOUND = (
    # A comma, and the verb.
    rb"(?:[,;:(] ?| \()(?:but )?(?i:got|received|expected|wanted|want|given|found|actual|have)"
    rb"[:=]?[ ]"
)
# The kind of an option, and its default.
_DEFAULT = rb"[ ]{0,10}+[\w<>]{0,16}[ ]{1,3}\((?i:default|currently|current)[:=]?[ ]"

_RELATED = (
    rb"(?:"
    + NAME_ENDS
    + _TYPED
    + SPACE
    + rb"{0,2}"
    + ASSIGNS
    + rb"|"
    + _WORD_ENDS
    + rb"(?:"
    + _QUOTED
    + rb"|"
    + _FOUND
    + rb"|"
    + _DEFAULT
    + rb"))"
)
RELATED = _RELATED + OPENS
"""From the end of a name to its value, which an equals sign, an arrow or a quote announces."""

LOOSELY_RELATED = (
    _WORD_ENDS
    # A mark, two spaces, a tab.
    + rb"(?:[ ]?(?:[,;/(]|%(?:25)?(?:2[cC]|28)|\+\+|%20%20)|[ ]{2}|\t|\\{1,3}t)"
    + OPENS
    + rb"[ ]{0,60}"
)
"""The same in columns, lists, paths, and parentheses."""

_MEMBER = rb"[A-Za-z_]{1,24}+"
_BETWEEN = rb"(?>(?:" + MARKS_OF_TEXT + rb"|[,;]|%2[cC]|" + SPACE + rb"){1,8})"
_OTHER = (
    rb"(?>"
    + _MEMBER
    + MARKS_OF_TEXT
    + rb"?"
    + SPACE
    + rb"?"
    + EQUALS
    + SPACE
    + rb"?"
    + MARKS_OF_TEXT
    # No name with its mark, which is the next member.
    + rb"?(?>(?:[\w./-]++|[ ](?![\w.-]*+[\"']?[ ]?[=:])){0,80})"
    + _BETWEEN
    + rb")"
)
"""Another member of an object, and what is between it and the next."""

_VALUE = (
    rb"(?i:values?|val|v|default|content|data|string|secret|text"  # of a pair
    # In more words.
    rb"|(?:parameter|setting|option|attribute|property|field|variable|string|plain)[_-]?value"
    rb"|(?:base|actual|old|new|previous|current|initial)(?:[_-]?val(?:ue)?)?)"  # of a change
)
_PAIRED = _BETWEEN + rb"(?:" + _OTHER + rb"){0,2}" + _VALUE + NAME_ENDS + ASSIGNS
"""From a name that is itself a value to the value that belongs to it."""

_OBJECT = (
    NAME_ENDS
    + ASSIGNS
    + SPACE
    + rb"{0,2}(?:[{(\[]|%7[bB])"
    + SPACE
    + rb"{0,2}"
    + MARKS_OF_TEXT
    + rb"?"
)
_OF_MEMBER = _MEMBER + NAME_ENDS + ASSIGNS
_NESTED = (
    rb"(?:"
    + _OBJECT
    + _OF_MEMBER
    + rb"|"
    + NAME_ENDS
    + ASSIGNS
    # A brace, or the next line.
    + rb"(?:"
    + SPACE
    + rb"?[{](?>"
    + SPACE
    + rb"{0,12})|(?>"
    + SPACE
    + rb"{2,12}))"
    + MARKS_OF_TEXT
    + rb"?(?:"
    + _OTHER
    + rb"){0,2}"
    + _VALUE
    + NAME_ENDS
    + ASSIGNS
    + rb")"
)
"""From a name to the first value within the object that it names, or to the one called so."""

_OLD_VALUE = rb"[^\s\"'`]{0,128}+"
_ONE_TEXT = rb"\\{0,3}\": ?\\{0,3}\"[^\s\"\\]*+\\{0,3}\"[,}\]]"
"""The end of a name in JSON, and its whole value: nothing comes after that. Most hits are these."""

SECOND = (
    rb"(?!"
    + _ONE_TEXT
    + rb")(?:"
    + _OBJECT
    + rb"(?:"
    + _OTHER
    + rb"){1,2}"
    + _OF_MEMBER
    + rb"|"
    + NAME_ENDS
    + ASSIGNS
    + OPENS
    + _OLD_VALUE
    + MARKS_OF_TEXT
    + rb"?"
    + SPACE
    + rb"{1,2}(?:"
    + ARROWS
    + rb"|!=)"  # what it became, or should have been
    + SPACE
    + rb"{1,2})"
    + OPENS
)
"""From a name to the second of two values: within the object, or after an arrow or a word."""

_TAG = (
    LESS
    + rb"(?:/|\\/|%2[fF])?[\w:.-]{1,24}(?: [A-Za-z:]{1,24}=[\w\"'\\.:-]{1,32})?"  # an attribute
    + GREATER
)
IN_MARKUP = (
    MARKS_OF_TEXT
    + rb"?(?:"
    + SPACE
    + rb"[A-Za-z:]{1,24}="
    + MARKS_OF_TEXT
    + rb"[\w.:/ -]{0,48}"
    + MARKS_OF_TEXT
    + rb"){0,2}(?:"
    + GREATER
    + rb"|"
    + _TAG
    + rb")(?:"
    + SPACE
    + rb"{0,8}"
    + _TAG
    + rb"){0,3}"
    + SPACE
    + rb"{0,8}(?:"
    + LESS
    + rb"!\[CDATA\[)?"
)
"""From a name in a tag, or before one, to the text after it."""

# What opens the value comes once: expressions of this length take milliseconds to compile.
_OPENED = rb"(?:" + rb"|".join((_RELATED, _PAIRED, _NESTED)) + rb")" + OPENS
ANY_RELATION = rb"(?:" + _OPENED + rb"|" + IN_MARKUP + rb")"
