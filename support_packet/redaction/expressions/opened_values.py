"""What opens a value after its name and an equals sign: types, lists, quotes, colors."""

from support_packet.redaction.expressions.spellings import (
    COLORED,
    GREATER,
    LESS,
    MARKS_OF_TEXT,
    SPACE,
)

_WRAPPED = (
    rb"(?:&?(?:[a-z]{1,16}\.)?[A-Z][A-Za-z.]{2,24}\("  # `Some("x")`, `main.Secret("x")`
    # A cast, a length.
    rb"|\([a-z*][\w.* ]{1,32}\) ?|\(len(?:=|\\{1,7}u003[dD])[0-9]{1,6}\) "
    rb"|[a-z]{3,6}\([0-9]{1,3}\)|0x[0-9a-f]{2,16} "  # PHP's `string(20) "x"`, a debugger's pointer
    rb"|\[\](?:string|byte)[({]|[\[({]|%(?:25)?(?:5[bB]|28)|"  # a list
    + LESS
    # A block of YAML, or the first of a list.
    + rb"|(?:[|]|"
    + GREATER
    + rb")[+-]?\\{1,7}n|- )"
)
OPENS = (
    rb"(?>(?:"
    + SPACE
    + rb"|"
    + _WRAPPED
    + rb"|[NEBbUurRf:]?"  # SQL's N'x', Python's b'x', Ruby's :"x"
    + MARKS_OF_TEXT
    + rb"|"
    + COLORED
    + rb"){0,12})"
)
"""What opens a value: what a language writes around a text, a list, a quote, a color."""
