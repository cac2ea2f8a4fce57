"""The marks between names and values in any spelling: plain, in JSON, URLs, HTML and colors."""

SPACE = (
    rb"(?:[ \t+]|\\{1,7}[nrt]"  # plain, in JSON
    rb"|%(?:25){0,2}(?:20|0[9aAdD])|&nbsp;|\xc2\xa0)"  # in URLs and HTML
)
"""A space, a tab, or a line end that is escaped."""

MARKS_OF_TEXT = (
    rb"(?:\\{0,7}[\"'`]|\\{1,7}u00(?:2[27]|60)"  # plain, in JSON
    rb"|%(?:25){0,2}(?:2[27]|60)"  # in URLs
    rb"|&(?:amp;)?(?:quot|apos|\#0{0,2}3[49]|\#[xX]2[27]|\#96);)"  # in HTML
)
"""A quote or a backtick."""

COLORED = (
    rb"(?:\x1b|\\{1,3}(?:u001[bB]|x1[bB]|033)|\#033|\^\[)?"  # also as syslog and `less` show it
    rb"\[[0-9;]{0,8}m"  # the figures
)
"""A color, whose first character some logs drop."""

EQUALS = (
    rb"(?:[=:|]|\\{1,7}u003[aAdD]"  # plain, in JSON
    rb"|%(?:25){0,2}(?:3[aAdD]|7[cC])|&\#(?:6[01]|58|[xX]3[aAdD]);)"  # in URLs and HTML
)
"""An equals sign, a colon, or a bar."""

# Plain, in HTML, in JSON, in URLs.
LESS = rb"(?:<|&lt;|\\{1,7}u003[cC]|%(?:25){0,2}3[cC])"
GREATER = rb"(?:>|&gt;|\\{1,7}u003[eE]|%(?:25){0,2}3[eE])"
"""The marks around a tag."""

# The last are U+2192 and U+21D2.
ARROWS = rb"(?:[=-]{1,2}" + GREATER + rb"|\xe2(?:\x86\x92|\x87\x92)|\\{1,7}u2192|%E2%86%92)"
"""An arrow of one character or more."""

CHARACTER = rb"[^\s\"'`\\&<>%,;()\[\]{}|\x1b]"
"""A character of a value that none of these marks begins with."""

ENCODED = (
    # Not what ends a value: spaces, quotes, brackets, commas, `&`, `<`, `>`.
    rb"%(?>(?:25){0,2})(?!2[0267cC]|3[bBcCeE]|5[bBdD]|60|7[bBdD])[2-7][0-9a-fA-F]"
)
"""The same as URLs write it."""
