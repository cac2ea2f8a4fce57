"""Between a name and its value where a URL, HTML or careful JSON spells the marks otherwise."""

_ENCODED = rb"(?=[%&\\])"
"""The first byte: the only marks after a name for which these rules are asked."""

ENCODED_ASSIGNED = (
    _ENCODED + rb"(?:\\{1,7}u003[dD]"  # in careful JSON
    rb"|%253[dD]"  # within two URLs
    rb"|&#61;"  # in HTML
    # Anything but `=` in a URL: with spaces, quotes, a colon.
    rb"|(?:%(?:25)?20)?(?:%(?:25)?3[aA]|:)?(?:%(?:25)?3[dD]|=)?(?:%(?:25)?3[eE])?"
    rb"(?:%(?:25)?20|\+)?"
    # A quote; the last of all that is encoded.
    rb"(?:%(?:25)?(?:22|27|60))?(?<=%20|%22|%27|%60|%3[aA]))"
)
"""For values that look random: `token%20` may also begin a sentence."""

ENCODED_SPACED_EQUALS = (
    _ENCODED
    + rb"(?:%(?:25)?20|\+)?(?:%3[aA]|:)?(?:%(?:25)?3[dD]|=)(?:%(?:25)?3[eE])?"  # `:=`, `=`, `=>`
    rb"(?:%(?:25)?20|\+)(?:%(?:25)?(?:22|27|60))?"  # a space, a quote
)
"""With an equals sign and a space, for any value."""
