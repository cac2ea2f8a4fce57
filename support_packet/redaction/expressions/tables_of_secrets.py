"""Tables with secrets: Mattermost's in statements of SQL, names of columns, tokens in rows."""

from support_packet.secret_words import COLUMNS

TABLE = (
    rb"(?i:sessions|tokens|useraccesstokens|desktoptokens"  # sessions, invitations, resets
    rb"|oauthaccessdata|oauthauthdata|oauthapps|outgoingoauthconnections"  # OAuth, either way
    rb"|incomingwebhooks|outgoingwebhooks|commands|commandwebhooks"  # what lets anyone post
    rb"|remoteclusters|sharedchannelremotes|systems|licenses|pluginkeyvaluestore)"  # other keys
)
_MARKS = rb"[ \\\"`]{1,8}"
"""Between words of a statement: spaces, and quotes that are escaped or not."""

STATEMENT = (
    # What comes before a table's name.
    rb"(?i:from|into|update|join|copy)" + _MARKS + rb"(?:public\.)?" + TABLE,
    rb"(?i:mfasecret|inviteid)[ \\\"]{0,4}=",  # columns of tables whose other columns are harmless
)

TOKEN = (
    rb"(?<![A-Za-z0-9+/_-])"
    rb"(?=[A-Za-z0-9+/_=-]{16})"  # the sooner it is refused, the better
    rb"(?=[A-Za-z0-9+/_=-]{0,63}[0-9]|[A-Z]{16})"  # with a digit, or in capitals throughout
    rb"(?=[0-9]{0,20}(?:[A-Za-z+/_=-]|[0-9]{12}))"  # no time, in seconds or milliseconds
    rb"[A-Za-z0-9+/_=-]{16,}+"
)
"""A value that looks like a token, not a time."""

COLUMN = rb"(?i:" + COLUMNS + rb")"
NAME_IN_ROW = COLUMN + rb" ?\||" + COLUMN + rb"  [ ]{0,38}\|"
"""The name of a column before a bar, as two expressions: one with a range is slow to refuse."""
