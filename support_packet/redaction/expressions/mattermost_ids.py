"""Mattermost's ids, and what precedes them; rules of several families share it."""

ID = rb"[a-z0-9]{26}"
"""What Mattermost makes as tokens, and as the ids of all that it stores."""

ID_ALPHABET = b"13456789abcdefghijkmnopqrstuwxyz"
"""What `model.NewId` of Mattermost takes, 26 times."""

ID_ENDS = rb"(?=" + ID + rb"(?![A-Za-z0-9]))"
"""Not the beginning of something longer."""

NOTATION = (
    rb"(?:\\u001[bB])?"  # the beginning of a color, as JSON writes it
    rb"[^A-Za-z0-9_\n]{1,12}"
    rb"(?:[0-9;]{0,6}m[^A-Za-z0-9\n]{0,4})?"  # the end of a color
)
"""Whatever separates a name from its value: `=`, `": "`, `\\":\\"`, `%3A` does not."""

SLASH = (
    rb"(?:"
    rb"\\{0,3}/"  # plain, or escaped as PHP does it
    rb"|%(?:25)?2[Ff]"  # percent-encoded once or twice
    rb")"
)

AFTER_NAME = rb"(?=[=:\"'\\\x1b\[)>])"
NAME_MARK = rb"[=:\"'\\\x1b\[)>]"
"""The first mark after a name: a few, so that hyperscan passes fast over names without one."""
