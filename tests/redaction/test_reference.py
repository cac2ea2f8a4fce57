"""The redactor makes what the plain, slow reference makes, however the content is cut."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.redaction.masks import is_redacted_as
from support.redaction.reference import redact_slowly

from support_packet.redaction.blocks import Blocks
from support_packet.redaction.engine import Redactor
from support_packet.redaction.values import forms

SECRETS = [
    "S3cretValue",
    "S3cretValueLonger",
    'pa"s\\w<o>rd&/é 2',
    "a1\nline2x\nthird3",
    "tr\\ail9\\",
    "several words to f0ld é",
    "83749261",
]
OVERLAP = 8192

FRAGMENTS = [
    *("password", "Password", "secret", "token", "bearer", "Bearer ", "basic ", "authorization"),
    *("api_key", "hook_id", "/hooks/", "://u:", "postgres://u:", "@tcp(", "@", "/", "?sig=", "%3D"),
    *(
        '"',
        '\\"',
        '\\\\\\"',
        ":",
        "=",
        ": ",
        " ",
        '":"',
        '\\":\\"',
        "'",
        "\\",
        "\\n",
        "\\u00",
        "e9",
    ),
    *(
        "\n",
        "\n  ",
        "\\\n  \\",
        "- ",
        "several words",
        " to f0ld",
        ",",
        "&",
        ";",
        "{",
        "}",
        "[",
        "]",
        ".",
        "null",
        "***",
        "abc",
        "9",
        "S3cret",
        "Value",
    ),
    *("y1ndrfg8ejkmcpqxot1uwisza3", "abcdefghijklmnop1234567890", "AKIAABCDEFGHIJKLMNOP"),
    *("eyJhbGciOiJIUzI1NiJ9", "ghp_", "github_pat_", "sk-", "xoxb-", "SG.", "$2a$10$"),
    *("-----BEGIN RSA PRIVATE KEY-----", "-----END RSA PRIVATE KEY-----"),
    *("MIIEpAIBAAKCAQEA1c7\n", "Proc-Type: 4,ENCRYPTED\n"),
    # Secrets that a trigger leads to, on its line or on the next ones.
    *("GetSession: ", ", err=", "Cookie: ", "sessionid=", "; ", "FROM Sessions", '"arg0":[', "[1:"),
    *("hook={", "Id:", "signup_user_complete/?id=", "invite_id", "deviceId", '"kty":', '"d":"'),
    *("password: |\n", "secret:\n", "  ", '"tokens": [\n', "name: DB_PASSWORD\n", "value: "),
    *('name="password"\n\n', "Authorization: Bearer\n", "Private-Lines: 2\n", "<Password>\n"),
    *("334 UGFzc3dvcmQ6\n", "| Token |\n", "| ", " |", "x: -----BEGIN PRIVATE KEY-----\n", "x: "),
    # Marks in other spellings, and colors.
    *("%22", "\\u0022", "&quot;", "\\u003d", "\x1b[0m", "\\u001b[0m", "%0A", "<", ">", "-u bob:"),
]
CONTENTS = st.lists(
    st.one_of(
        st.sampled_from([fragment.encode() for fragment in FRAGMENTS]),
        st.sampled_from(SECRETS).flatmap(lambda secret: st.sampled_from(sorted(forms(secret)))),
        st.binary(max_size=3),
    ),
    max_size=40,
).map(b"".join)


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return Redactor(SECRETS)


@given(content=CONTENTS)
def test_one_block_is_redacted_as_the_reference_does(redactor: Redactor, content: bytes) -> None:
    assert is_redacted_as(redact_slowly(content, SECRETS), redactor.redact(content).data)


@given(
    content=CONTENTS,
    block_bytes=st.sampled_from([1, 7, 100, 4096, 2**20]),
    max_line_bytes=st.sampled_from([1, 64, 200, 2**20]),
    cuts=st.lists(st.integers(0, 2000), max_size=20),
)
def test_every_way_to_cut_gives_the_same(
    redactor: Redactor, content: bytes, block_bytes: int, max_line_bytes: int, cuts: list[int]
) -> None:
    places = sorted({0, len(content), *(cut % (len(content) + 1) for cut in cuts)})
    blocks = Blocks(
        [content[start:end] for start, end in pairwise(places)],
        redactor,
        block_bytes=block_bytes,
        max_line_bytes=max_line_bytes,
        overlap=OVERLAP,
    )

    redacted = b"".join(redactor.redact(*block).data for block in blocks if block)

    assert is_redacted_as(redact_slowly(content, SECRETS), redacted)
    assert redacted == redactor.redact(content).data
