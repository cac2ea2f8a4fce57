"""Passwords after their names in markup, forms and URLs, where quotes are written otherwise."""

from support_packet.redaction.rules.fragments import PASSWORD_NAME, run_of
from support_packet.redaction.rules.rule import Rule

_QUOTE = (
    rb"(?:%22"  # URLs
    rb"|&#34;|&quot;"  # HTML
    rb"|\\{1,3}u0022)"  # careful JSON
)

_LINE_END = rb"(?:\\{1,3}r)?\\{1,3}n"
"""A line end that JSON escapes, once or twice; of Windows, too: the `\\r` before it."""

RULES = (
    Rule(
        id="encoded-password",
        kind="password",
        finds="A password in JSON that is itself within a URL or HTML",
        prefix=(
            PASSWORD_NAME
            + _QUOTE  # closes the name
            + rb"[ +]?(?:%3[Aa]|[:=])[ +]?"
            + _QUOTE  # opens the value
        ),
        secret_start=rb"[^\s\"'<>&%\\]",
        secret_rest=run_of(
            rb"[^\s\"'<>&%\\]++",
            rb"%(?!22)",  # anything encoded but the quote that closes the value
            rb"&(?!#34|quot)",
            rb"\\(?!\\*u0022)",
        ),
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
        id="xml-password",
        kind="password",
        finds="A password within an element of XML",
        prefix=PASSWORD_NAME + rb">",
        secret_start=rb"[^\s<>\"\\]",
        secret_rest=rb"[^<>\n\"\\]*+(?=</)",  # up to the tag that closes the element
        prefilters=(PASSWORD_NAME + rb">[^\s<>\"\\][^<>\n]{0,5}",),
        examples=(
            "<soap><password>«hunter2»</password></soap>",
            "<ns:clientSecret>«a & b»</ns:clientSecret>",
        ),
        counter_examples=("<password></password>", "if password>minimum then <b>ok</b>"),
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
