"""How the libraries of many languages log the values that they bind to a statement of SQL."""

from support_packet.redaction.expressions.tables_of_secrets import TOKEN

PLACEHOLDER = rb"(?:\?|\$[0-9]|:[A-Za-z0-9]|%s|%\(|@[A-Za-z])"
"""The place of a value in a statement."""

TO_PLACEHOLDER = rb"[\"'`\])\\]{0,4}(?: ?= ?| ?(?!:))" + PLACEHOLDER
"""From the end of a column's name to the place of its value."""

LIST = (
    # The names of lists of values.
    rb"(?i:\b(?:arg(?:s|[0-9]{1,2})|param(?:eter)?s|bind(?:ing)?s)(?:\\{0,7}[\"'])?\]?[ ]?[:=])"
    rb"|[ ]\[ ?(?=[\\\"'\[<]|[A-Za-z0-9+/_-]{16})"  # a list
    rb"|; ?\\{0,3}[\"\[]"  # what follows the statement
    rb"|\[(?:generated|cached|no key)[^\]\n]{0,48}\] "  # SQLAlchemy
)
"""Where values may begin on the line of their statement."""

LIST_ENDS = rb"\](?![,\]\"'])|\)(?![,)])"
"""Where they end."""

ONE = (
    # A value and its type, or another value.
    rb"(?>(?:[\"']?(" + TOKEN + rb")[\"']?(?:\([A-Za-z]{1,16}\))?|[^,\n\])]{0,128}\)?),? ?)"
)
"""One value of a list, a group if it looks like a token."""
