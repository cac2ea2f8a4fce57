"""Passwords of any word among the arguments of calls, recognized by the call or by a name."""

from functools import partial

from support_packet.redaction.expressions.fragments import (
    NOT_A_PASSWORD,
    PASSWORD_MARK,
    PASSWORD_NAME,
    TOKEN_MARK,
    run_of,
)
from support_packet.redaction.expressions.placeholders import NO_STATE
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.redaction.rule_kinds.rule import Rule

_QUOTE = rb"\\{0,3}[\"']"
_TEXT = _QUOTE + rb"[^\"'\\\n]{0,160}" + _QUOTE
_NEXT = rb", ?" + _QUOTE
# Calls with a user and a password, and with a server or a service before them.
_OF_TWO = (
    # Of Java, Python, .NET and Go.
    rb"(?:PasswordAuthentication|HTTPBasicAuth|HTTPDigestAuth|BasicAuth|NetworkCredential"
    # The same, and of LDAP and MongoDB.
    rb"|SetBasicAuth|basic_auth|simple_bind_s?|UsernamePasswordToken|\.login|\.auth|auth=)"
)
_OF_THREE = (
    # Of PHP, Python, Java and Go.
    rb"(?:mysqli|PDO|mysqli?_connect|pg_connect|getConnection|MySQLdb\.connect|PlainAuth|ldap_bind)"
)
_SETS = (
    # The beginning.
    rb"(?i:set|put|define|add|with|property|env|option|config|attribute|parameter|header|append)"
)

_word = partial(
    Rule,
    kind="password",
    # No address and no name of a setting.
    lookahead=NO_STATE + NOT_A_PASSWORD + rb"(?![a-z]{2,8}:|/|[A-Z_]+[\"'\\])",
    secret_start=rb"[^\"'\\\n]{3}",
    secret_rest=run_of(rb"[^\"'\\\n]++", rb"\\[^\"'\n]") + rb"(?=" + _QUOTE + rb")",
    exact_start=True,
)

RULES = (
    _word(
        id="word-in-call-that-logs-in",
        finds="A password of any word after a user in a call that does nothing but log in",
        prefix=_OF_TWO + rb"\((?:\w{1,16}=)?" + _TEXT + rb", ?(?:\w{1,16}=)?" + _QUOTE,
        prefilters=(_OF_TWO + rb"\(",),
        examples=(
            "requests.get(url, auth=('mm', '«kettle»')), db.auth(\"mm\", \"«kettle»\")",
            'new PasswordAuthentication("mm", "«kettle»".toCharArray())',
        ),
        counter_examples=("auth=('mm', 'none'), x.login('/api/v4', 'https://x')", "auth=(a, b)"),
    ),
    _word(
        id="word-in-call-that-connects",
        finds="The same after a server or a service, and a user",
        prefix=_OF_THREE + rb"\((?:" + _TEXT + rb"|\$?\w{1,24}), ?" + _TEXT + _NEXT,
        prefilters=(_OF_THREE + rb"\(",),
        examples=(
            'new mysqli("db", "mm", "«kettle»", "x"), PlainAuth("", "mm", "«kettle»", "x")',
            "new PDO('mysql:host=db', 'mm', '«kettle»') getConnection(url, \"mm\", \"«kettle»\")",
        ),
        counter_examples=(
            'new mysqli("db", "mm", "", "mattermost")',
            "getConnection(url, user, password)",
        ),
    ),
    NextLinesRule(
        id="word-in-call-with-name",
        kind="password",
        finds="A password of any word after its name, both arguments of a call that sets it",
        within_line=True,
        detector=(PASSWORD_MARK, TOKEN_MARK),
        ends=b"\"'\\",
        # The call.
        before=_SETS + rb"\w{0,16}\(\s?" + _QUOTE + rb"[\w.-]{0,64}",
        trigger=PASSWORD_NAME + _QUOTE + _NEXT,
        then=NO_STATE
        + NOT_A_PASSWORD
        # To its quote, and the end of the call.
        + rb"(?![a-z]{2,8}:|/)([^\"'\\\n]{3,128})"
        + _QUOTE
        + rb"\s?[,)]",
        examples=(
            "define('DB_PASSWORD', '«kettle»'); env('DB_PASSWORD', '«kettle»')",
            'System.setProperty("javax.net.ssl.trustStorePassword", "«kettle»")',
        ),
        counter_examples=(
            "fields('password', 'confirm') define('DB_PASSWORD', '')",
            'setAttribute("password", "required") set("password", value)',
        ),
    ),
)
