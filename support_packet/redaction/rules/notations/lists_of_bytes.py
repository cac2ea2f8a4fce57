"""Secrets as lists of bytes, as programs print what is not a text to them."""

from functools import partial

from support_packet.redaction.expressions.fragments import ANY_MARKS, ANY_NAME
from support_packet.redaction.expressions.notation import QUOTE
from support_packet.redaction.expressions.samples import HEX
from support_packet.redaction.rule_kinds.rule import Rule

_BYTE = rb"(?:0x)?[0-9a-fA-F]{1,3}"
_SEPARATOR = rb"(?:,[ ]?|[ :])"
# A type: the name of a member, and of it.
_BUFFER = rb"type" + QUOTE + rb": ?" + QUOTE + rb"Buffer" + QUOTE + rb", ?" + QUOTE + rb"data"

_bytes = partial(
    Rule,
    kind="password",
    # Six or more, up to the bracket.
    lookahead=rb"(?=(?:" + _BYTE + _SEPARATOR + rb"){5,512}" + _BYTE + rb"(?:\.{3}|[ \])}>,]|\Z))",
    secret_start=_BYTE + _SEPARATOR + _BYTE,
    secret_rest=rb"[0-9a-fA-Fx, :]*+(?<![, ])",
    prefilters=ANY_MARKS,
    ends=b"=:\"'\\",
    ends_after_space=b"=:",
    exact_start=True,
)

RULES = (
    Rule(
        id="escaped-bytes-of-secret",
        kind="password",
        finds="The bytes of a secret as a text with escapes, as Python and Rust print it",
        prefix=ANY_NAME + rb"[\"']?[:=] ?b[\"']",
        # A byte that is not text.
        lookahead=rb"(?=[^\"'\n]{0,48}\\{1,3}x[0-9a-f]{2})",
        secret_start=rb"[^\"'\n]",
        # With its escapes.
        secret_rest=rb"(?>(?:[^\"'\\\n]++|\\{1,3}[^\n]){0,256})",
        beginning=rb"[\"']?[:=] ?b",
        prefilters=ANY_MARKS,
        ends=b":=\"'",
        exact_start=True,
        examples=(
            r'hmac_key: b"«\xc9\x11^\xf3k\0\x8eQ2\\P»",',
            r"api_key=b'«k\x05\xf7 x»', x=1",
        ),
        counter_examples=("token: b'abc'", r"data: b'\xc9\x11'"),
    ),
    _bytes(
        id="bytes-of-secret",
        finds="A list of the bytes of a secret, after its name",
        prefix=ANY_NAME
        + rb"\\?[\"']?[ ]?[:=]>?[ ]?&?"
        # As Go, Node, Java, Python and Rust print it.
        + rb"(?:\[\](?:byte|uint8)|(?:new )?byte\[\] ?|bytes(?:array)?\(|<Buffer "
        # In the browser.
        + rb"|Uint8Array\([0-9]{1,4}\) )?[\[{(]{0,2}[ ]?",
        examples=(
            "Password:[«104 117 110 116 101 114 50»] User:[97 98]",
            "secret : <Buffer «68 75 6e 74 65 72 32»>, api_key = bytes([«4, 7, 0, 6, 1, 2»])",
            "Secret:[]uint8{«0x68, 0x75, 0x6e, 0x74, 0x65, 1»}, network_key: [«1, 2, 3, 4, 5, 6»]",
        ),
        counter_examples=(
            "password: 8 to 64 characters, secret: [1, 2, 3], tokens: [1, 2, 3, 4, 5, 6]",
            f"token id: 12, secret_version=1 2 3 4, keys: {HEX[:2]} {HEX[2:4]}",
        ),
    ),
    _bytes(
        id="buffer-of-secret",
        finds="The same as Node writes it in JSON",
        prefix=ANY_NAME + QUOTE + rb": ?\{" + QUOTE + _BUFFER + QUOTE + rb": ?\[",
        examples=(
            '{"token":{"type":"Buffer","data":[«1,2,3,4,5,6»]}}',
            '"{\\"secret\\":{\\"type\\":\\"Buffer\\",\\"data\\":[«104,117,110,116,101,114»]}}"',
        ),
        counter_examples=(
            '{"token":{"type":"Buffer","data":[]}}',
            '{"token":{"type":"list","data":[1,2,3,4,5,6]}}',
        ),
    ),
)
