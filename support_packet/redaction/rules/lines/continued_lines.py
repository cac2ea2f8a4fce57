"""Secrets that go on in the next line, because mail breaks lines that are long."""

from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.secret_phrases import IN_MAILED_LINKS

_VALUE = rb"[A-Za-z0-9._~%-]"

RULES = (
    NextLinesRule(
        id="rest-of-quoted-printable",
        kind="token",
        finds="The rest of a token in a URL that a mail in quoted-printable breaks off",
        detector=(IN_MAILED_LINKS,),
        within_line=True,
        # The first part, which other rules find, up to the soft break.
        trigger=IN_MAILED_LINKS + _VALUE + rb"{1,76}=\r?\n",
        then=rb"(" + _VALUE + rb"{4,76})",
        examples=(
            "https://chat/x/?d=3D1&t=3DgZiA=\n«OFYYxgSI3qriF01»\n",
            "/do_verify_email?email=3Dx&t=3DIs06=\r\n«srEWAWnd26Lw»&x=3Dx\r\n",
        ),
        counter_examples=(
            "https://chat/x/?page=3D1=\n2&x=3D3\n",
            "the token=3D is empty=\nhere\n",
        ),
    ),
)
