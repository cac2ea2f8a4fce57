"""Secrets as lists of bytes, as programs print what is not a text to them."""

from support_packet.redaction.rules.fragments import ANY_MARKS, ANY_NAME
from support_packet.redaction.rules.notation import QUOTE
from support_packet.redaction.rules.rule import Rule
from support_packet.redaction.rules.samples import HEX

_BYTE = rb"(?:0x)?[0-9a-fA-F]{1,3}"
_SEPARATOR = rb"(?:,[ ]?|[ :])"

RULES = (
    Rule(
        id="bytes-of-secret",
        kind="password",
        finds="A list of the bytes of a secret, after its name",
        prefix=ANY_NAME
        + QUOTE
        + rb"[ ]?[:=]>?[ ]?&?"
        # As Go, Node, Java, Python and Rust print it; Node also in JSON.
        + rb"(?:\[\](?:byte|uint8)|(?:new )?byte\[\] ?|bytes(?:array)?\(|<Buffer "
        + rb"|Uint8Array\([0-9]{1,4}\) "
        # The type, a comma, the member.
        + rb"|\{"
        + QUOTE
        + rb"type"
        + QUOTE
        + rb": ?"
        + QUOTE
        + rb"Buffer"
        + QUOTE
        + rb", ?"
        + QUOTE
        + rb"data"
        + QUOTE
        + rb": ?)?"
        + rb"[\[{(]{0,2}[ ]?",
        # Six or more, up to the bracket.
        lookahead=rb"(?=(?:"
        + _BYTE
        + _SEPARATOR
        + rb"){5,512}"
        + _BYTE
        + rb"(?:\.{3}|[ \])}>,]|\Z))",
        secret_start=_BYTE + _SEPARATOR + _BYTE,
        secret_rest=rb"[0-9a-fA-Fx, :]*+(?<![, ])",
        prefilters=ANY_MARKS,
        ends=b"=:\"'\\",
        ends_after_space=b"=",
        exact_start=True,
        examples=(
            "Password:[«104 117 110 116 101 114 50»] User:[97 98]",
            '{"secret":[«104,117,110,116,101,114»],"token":{"type":"Buffer","data":[«1,2,3,4,5,6»]}}',
            "secret: <Buffer «68 75 6e 74 65 72 32»>, api_key = bytes([«4, 7, 0, 6, 1, 2»])",
            "Secret:[]uint8{«0x68, 0x75, 0x6e, 0x74, 0x65, 1»}, network_key: [«1, 2, 3, 4, 5, 6»]",
        ),
        counter_examples=(
            "password: 8 to 64 characters, secret: [1, 2, 3], tokens: [1, 2, 3, 4, 5, 6]",
            f"token id: 12, secret_version=1 2 3 4, keys: {HEX[:2]} {HEX[2:4]}",
        ),
    ),
)
