"""What a value looks like that is a secret in any relation to a name that means one."""

from support_packet.redaction.expressions.fragments import ENDS, NOT_A_PASSWORD, run_of
from support_packet.redaction.expressions.mattermost_ids import ID_ENDS
from support_packet.redaction.expressions.random_values import LOOKS_MIXED, PATH
from support_packet.redaction.expressions.spellings import CHARACTER, ENCODED

_ALGORITHMS = (
    *("sha", "md", "utf", "base", "aes", "rsa", "pbkdf", "argon", "scrypt", "scram", "tls", "ssl"),
    *("http", "oauth", "smb", "ntlm", "rfc"),
)
_PRODUCTS = (
    *("Windows", "Python", "Ubuntu", "Debian", "Server", "Office", "Exchange", "Mattermost"),
    *("Postgres", "Chrome", "Firefox", "Android", "Oracle", "Version", "Release", "Session"),
    *("Attempt", "Request", "Channel", "Worker", "Thread", "Column", "Status", "Sprint", "Ticket"),
    *("Chapter", "Section", "Figure", "Scram", "Bcrypt", "Argon", "Pbkdf", "Level", "Stage"),
    *("Return", "Signal", "String", "Object", "Number", "Variable", "Account", "Instance"),
)
WORD_AND_YEAR = (
    rb"(?!(?:" + "|".join(_PRODUCTS).encode() + rb"))"
    # As people make passwords.
    rb"[A-Z][a-z]{5,24}[0-9]{2,4}" + ENDS
)
"""A word with a capital and a number right behind it, as people make passwords."""

_NOT_SAID = (
    rb"(?!"
    + WORD_AND_YEAR
    # A word with a number, also of several, words with marks between them.
    + rb")(?:(?:[a-z]+[-_./:])+[a-z]+|[A-Z]?[a-z]+(?:[A-Z][a-z]{2,})*|[A-Z_]+)[-_]?[0-9]{0,3}"
    + ENDS
    # The name of an object of Kubernetes.
    + rb"|(?:[a-z]+-){2,8}[a-z0-9]{1,10}"
    + ENDS
    + rb"|[vV][0-9]+"
    + ENDS
    # An address, a path, a date, a number with its unit.
    + rb"|[A-Za-z]{2,8}://|[/.]|[0-9]{4}-[0-9]{2}-|[0-9.:]+[a-zA-Z%]{1,3}"
    + ENDS
    + rb"|(?i:"
    + "|".join(_ALGORITHMS).encode()
    + rb")-?[0-9]|b64(?:enc|dec)"
    # The next name with its value, a member of a struct, a tag of YAML, a version.
    + rb"|[\w.-]{1,64}=[^=\s]|[A-Z][A-Za-z]{1,24}:|!{1,2}[a-z]"
    # The name of a test.
    rb"|[a-z]+[-_]?v?[0-9]+(?:\.[0-9]+)+(?![\w-])|Test[A-Z]\w*/"
    # A program with its version.
    rb"|[A-Z][A-Za-z]{2,24}/[0-9]{1,4}\.[0-9]"
)

LOOKS_LIKE_PASSWORD = (
    # A digit or a sign, and a letter.
    rb"(?="
    + CHARACTER
    + rb"{0,64}[0-9!#$^*])(?="
    + CHARACTER
    + rb"{0,64}[A-Za-z])(?!"
    + _NOT_SAID
    # The host after `<password>` in an address.
    + rb"|@(?:[\w-]+(?:\.[\w-]+)+(?::[0-9]{1,5})?|[\w-]+:[0-9]{1,5})(?:[/?\"'\s]|\Z)"
    # Of Helm; the name of a secret of AWS.
    + rb")(?<!checksum/secret: )(?<![0-9]:secret:)"
    + NOT_A_PASSWORD
)
"""At the start of a password."""

BOTH_CASES = rb"(?=[^\sA-Z]{0,64}[A-Z])(?=[^\sa-z]{0,64}[a-z])"
"""At the start of a value: a capital and a lower-case letter."""

LOOKS_LIKE_TOKEN = (
    rb"(?:"
    + ID_ENDS
    + rb"|(?=[0-9a-f]{8}(?:-[0-9a-f]{4}){4})|"  # a UUID
    + LOOKS_MIXED
    + rb")(?!"
    + PATH
    # A number, the next name with its value.
    + rb"|[0-9]+(?![A-Za-z0-9_+/.-])|[A-Za-z_.-]{1,48}[0-9]{0,3}=[^=\s]"
    # Of .NET.
    + rb")(?<!(?i:publickeytoken)=)(?<!(?i:publickeytoken)=.)"
)
"""At the start of a token: random, or an id, as Mattermost's tokens are."""

PASSWORD_START = CHARACTER + rb"{6}"
LOOSE_REST = run_of(CHARACTER + rb"++", ENCODED)
"""The rest of either, up to the next mark."""

REST = run_of(
    CHARACTER + rb"++",
    ENCODED,
    rb"[,;)\]}](?=[A-Za-z0-9!#$^*])",  # what ends a value, unless more follows right after it
)
"""The same, with marks that more of it follows right after."""
