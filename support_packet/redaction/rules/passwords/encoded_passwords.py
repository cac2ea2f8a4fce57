"""Passwords after their names in markup, forms and URLs, where quotes are written otherwise."""

from support_packet.redaction.expressions.encoded_assignments import (
    ENCODED_ASSIGNED,
    ENCODED_SPACED_EQUALS,
)
from support_packet.redaction.expressions.fragments import (
    ENCODED_EQUALS,
    ENCODED_QUOTE,
    NOT_A_PASSWORD,
    OPAQUE,
    PASSWORD_MARK,
    PASSWORD_NAME,
    SHORT_MARK,
    TOKEN_MARK,
    TOKEN_NAME,
    run_of,
)
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_names import Text, text_expression

_LOOKS_RANDOM = (
    rb"(?=[A-Za-z0-9._~+/=-]{0,31}[0-9]"  # with a digit that is not part of an encoded mark
    rb"|[A-Za-z0-9._~+/=-]{24})"  # or long
)

_SIMPLE = rb"[^\s\"'<>&%\\,;]"
_ENCODED_END = rb"(?:25)?(?:2[026]|0[AaDd])"

_LINE_END = rb"(?:\\{1,3}r)?\\{1,3}n"
"""A line end that JSON escapes, once or twice; of Windows, too: the `\\r` before it."""

_SPACE = rb"(?:[ +]|%(?:25)?20)?"

_IN_QUOTES = (
    ENCODED_QUOTE  # closes the name
    + _SPACE
    + ENCODED_EQUALS
    + rb"{1,2}"  # `=>`, `:=`
    + rb"(?:%(?:25)?3[eE]|&gt;)?"
    + _SPACE
    + ENCODED_QUOTE  # opens the value
)
_REST = run_of(
    rb"[^\s\"'<>&%\\]++",
    rb"%(?!(?:25)?22)",  # anything encoded but the quote that closes the value
    rb"&(?!#|quot)",
    rb"\\(?!\\*u0022)",
)

RULES = (
    Rule(
        id="encoded-short-name",
        kind="password",
        finds="The same after `pwd`, `pass` and `pw`, if it has letters and digits",
        prefix=b"(?i:" + text_expression(Text.SHORT_NAME) + b")" + _IN_QUOTES,
        # A digit and a letter.
        lookahead=rb"(?=[^\s\"'<>&%\\]{0,64}[0-9])(?=[^\s\"'<>&%\\]{0,64}[A-Za-z])",
        secret_start=rb"[^\s\"'<>&%\\]{6}",
        secret_rest=_REST,
        prefilters=(SHORT_MARK,),
        ends=b"%&\\",
        exact_start=True,
        examples=(
            "body=%7B%22smtp_pass%22%3A%22«hunter2x»%22%7D",
            "&quot;pwd&quot;:&quot;«hunter2x»&quot;",
        ),
        counter_examples=("%22pass%22%3A%22true%22", "&quot;pass&quot; and &quot;pw&quot;"),
    ),
    Rule(
        id="encoded-password",
        kind="password",
        finds="A password in JSON that is itself within a URL or HTML",
        prefix=PASSWORD_NAME + _IN_QUOTES,
        lookahead=NOT_A_PASSWORD,
        secret_start=rb"[^\s\"'<>&%\\]",
        secret_rest=_REST,
        prefilters=(PASSWORD_MARK,),
        ends=b"%&\\",
        exact_start=True,
        examples=(
            "body=%7B%22password%22%3A%22«hunter%262»%22%7D",
            "&#34;password&#34;:&#34;«hunter2»&#34;,",
            '{"body":"{\\u0022password\\u0022:\\u0022«hunter2»\\u0022}"}',
        ),
        counter_examples=(
            "body=%7B%22password%22%3A%22%22%7D",
            "&quot;password&quot; and &quot;secret&quot; are required",
        ),
    ),
    Rule(
        id="encoded-token",
        kind="token",
        finds="A token in JSON that is itself within a URL or HTML",
        prefix=TOKEN_NAME + _IN_QUOTES,
        secret_start=rb"[A-Za-z0-9._~+/=-]{6}",
        secret_rest=run_of(
            rb"[^\s\"'<>&%\\]++",
            rb"%(?!(?:25)?22)",  # anything encoded but the quote that closes the value
            rb"&(?!#|quot)",
            rb"\\(?!\\*u0022)",
        ),
        lookahead=_LOOKS_RANDOM,
        prefilters=(TOKEN_MARK,),
        ends=b"%&\\",
        exact_start=True,
        examples=(
            '{"body":"{\\u0022access_token\\u0022:\\u0022«s3cr3tT0kenValue»\\u0022}"}',
            "%7B%22api_key%22%3A%22«s3cr3tT0kenValue»%22%7D",
            "{&quot;token&quot;:&quot;«s3cr3tT0kenValue»&quot;}",
        ),
        counter_examples=(
            "body=%7B%22token%22%3A%22expired%22%7D",
            "&quot;token&quot; and &quot;api_key&quot; are required",
        ),
    ),
    Rule(
        id="encoded-token-assigned",
        kind="token",
        finds="A token after an encoded equals sign",
        prefix=TOKEN_NAME + ENCODED_ASSIGNED,
        secret_start=OPAQUE + rb"{8}",
        secret_rest=rb"[A-Za-z0-9._~+/=-]*+",
        lookahead=_LOOKS_RANDOM,
        prefilters=(TOKEN_MARK,),
        ends=b"%&\\",
        exact_start=True,
        examples=(
            '"token\\u003d«s3cr3tT0kenValue»\\u0026x"',
            "u?token%253D«s3cr3tT0kenValue»%2526x",
        ),
        counter_examples=('"token\\u003dexpired\\u0026x"', "u?token%253Dexpired"),
    ),
    Rule(
        id="encoded-password-assigned",
        kind="password",
        finds="A password after an encoded equals sign or colon",
        prefix=PASSWORD_NAME
        + (
            rb"(?:\\{1,7}u003[dD]"  # in careful JSON
            rb"|%253[dD]"  # within two URLs
            rb"|&\#(?:61|[xX]3[dD]);"  # in HTML
            rb"|%(?:25)?3[aA](?:%(?:25)?20|\+)"  # a colon and a space
            rb"|" + ENCODED_SPACED_EQUALS + rb")"
        ),
        # A value, and not that there is none.
        lookahead=rb"(?!(?:null|none|false|true|undefined)?%)" + NOT_A_PASSWORD,
        secret_start=_SIMPLE,
        # Whatever is encoded but what ends a value.
        secret_rest=run_of(_SIMPLE + b"++", rb"%(?!" + _ENCODED_END + rb")(?:25)?[0-9A-Fa-f]{2}"),
        prefilters=(PASSWORD_MARK,),
        ends=b"%&\\",
        exact_start=True,
        examples=(
            '"password\\u003d«hunter2»\\u0026x"',
            "u?password%253D«hunter2»%2526x, password%3A%20«a%2Fb»&x",
            "q=db_password%20%3D%20%22«hunter2»%22&x",
        ),
        counter_examples=('"password\\u003d\\u0026x"', "u?password%253Dnull%2526"),
    ),
    Rule(
        id="multipart-password",
        kind="password",
        finds="A password in a form with several parts that a log has escaped",
        prefix=(
            PASSWORD_NAME
            + rb"\\{0,3}\""  # the end of the field's name
            # An empty line, after which the value begins.
            + _LINE_END
            + _LINE_END
        ),
        secret_start=rb"[^\s\"\\]",
        secret_rest=rb"[^\s\"\\]*+",
        prefilters=(PASSWORD_MARK,),
        ends=b'"\\',
        exact_start=True,
        examples=(
            '{"dump":"name=\\"password\\"\\r\\n\\r\\n«hunter2»\\r\\n--x"}',
            '{"dump":"name=\\"password\\"\\n\\n«hunter2»\\n--x"}',
        ),
        counter_examples=(
            '{"dump":"name=\\"password\\"\\r\\nhunter2"}',
            '{"dump":"name=\\"password\\"\\r\\n\\r\\n\\r\\n--x"}',
        ),
    ),
)
