"""The marks between names and values in any spelling: plain, in JSON, URLs, HTML and colors.

Each alternative begins with one character or a class of them: those that cannot match are skipped
at once.
"""

SPACE = (
    rb"(?:[ \t+]|\\\\{0,6}[nrt]"  # plain, in JSON
    rb"|%(?:25){0,2}(?:20|0[9aAdD])|&nbsp;|\xc2\xa0)"  # in URLs and HTML
)
"""A space, a tab, or a line end that is escaped."""

MARKS_OF_TEXT = (
    rb"(?:[\"'`]|\\\\{0,6}(?:[\"'`]|u00(?:2[27]|60))"  # plain, in JSON
    rb"|%(?:25){0,2}(?:2[27]|60)"  # in URLs
    rb"|&(?:amp;)?(?:quot|apos|\#0{0,2}3[49]|\#[xX]2[27]|\#96);)"  # in HTML
)
"""A quote or a backtick."""

COLORED = (
    # Also as syslog and `less` show it, or without its first character, which some logs drop.
    rb"(?:\[|\x1b\[|\\\\{0,2}(?:u001[bB]|x1[bB]|033)\[|\#033\[|\^\[\[)"
    rb"[0-9;]{0,8}m"  # the figures
)
"""A color."""

EQUALS = (
    rb"(?:[=:|]|\\\\{0,6}u003[aAdD]"  # plain, in JSON
    rb"|%(?:25){0,2}(?:3[aAdD]|7[cC])|&\#(?:6[01]|58|[xX]3[aAdD]);)"  # in URLs and HTML
)
"""An equals sign, a colon, or a bar."""

# Plain, in HTML, in JSON, in URLs.
LESS = rb"(?:<|&lt;|\\\\{0,6}u003[cC]|%(?:25){0,2}3[cC])"
GREATER = rb"(?:>|&gt;|\\\\{0,6}u003[eE]|%(?:25){0,2}3[eE])"
"""The marks around a tag."""

# The last are U+2192 and U+21D2.
ARROWS = rb"(?:[=-][=-]?" + GREATER + rb"|\xe2(?:\x86\x92|\x87\x92)|\\\\{0,6}u2192|%E2%86%92)"
"""An arrow of one character or more."""

CHARACTER = rb"[^\s\"'`\\&<>%,;()\[\]{}|\x1b]"
"""A character of a value that none of these marks begins with."""

ENCODED = (
    # Not what ends a value: spaces, quotes, brackets, commas, `&`, `<`, `>`.
    rb"%(?>(?:25){0,2})(?!2[0267cC]|3[bBcCeE]|5[bBdD]|60|7[bBdD])[2-7][0-9a-fA-F]"
)
"""The same as URLs write it."""
