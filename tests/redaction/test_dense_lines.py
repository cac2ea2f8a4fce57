"""Lines full of secrets cost little, and hide few others."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.examples import examples

from support_packet.redaction.counts import DENSE_LINE
from support_packet.redaction.dense_lines import (
    LONG_LINE,
    LONG_RUN,
    MAX_HITS,
    MAX_ON_LINE,
)
from support_packet.redaction.engine import Redactor
from support_packet.redaction.json_lines import QUOTED
from support_packet.redaction.spans import MASK

SECRET = "kn0wn-s3cret/v@lue"
CALM = b'{"msg":"nothing to hide"}\n'
MANY = 8192
DENSE = b"password=x " * 2 * MAX_ON_LINE + b"\n"
ONE = f'{{"msg":"{SECRET}"}}\n'.encode()
LINES = [CALM, DENSE, ONE, b"\n", b'{"a":"' + DENSE[:-1] + b'"}\n', b"password=x\n"]


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return Redactor([SECRET])


def test_a_long_line_with_very_many_secrets_is_masked_whole(redactor: Redactor) -> None:
    dense = b"password=x " * (8 * MAX_HITS)

    redacted = redactor.redact(CALM + dense + b"\n" + CALM)

    assert redacted.data == CALM + MASK + b"\n" + CALM
    assert redacted.counts == {DENSE_LINE: 1}


def test_a_dense_line_of_json_stays_json(redactor: Redactor) -> None:
    line = json.dumps({"a": [f"password={number}" for number in range(8 * MAX_HITS)]})

    assert isinstance(json.loads(redactor.redact_text(line)), str)


@pytest.mark.parametrize("lines", [LONG_RUN, 2 * LONG_RUN, 4 * LONG_RUN + 1])
def test_dense_lines_hide_no_more_than_as_many_others(redactor: Redactor, lines: int) -> None:
    redacted = redactor.redact(CALM + DENSE * lines + CALM * 8 * LONG_RUN)

    left = redacted.data.count(CALM) - 1
    hidden = 8 * LONG_RUN - left
    masked = (MASK + b"\n") * lines + (QUOTED + b"\n") * hidden
    assert redacted.data == CALM + masked + CALM * left
    assert hidden <= LONG_RUN
    assert redacted.counts == {DENSE_LINE: lines + hidden}


@pytest.mark.parametrize("secret", [SECRET, "android_rn:«k3jx81mq0zt5wv7yk3jx81mq0z»"])
@pytest.mark.parametrize("name", ["token", "deviceId", "note"])
def test_a_log_with_a_plain_secret_on_every_line_keeps_its_lines(
    redactor: Redactor, name: str, secret: str
) -> None:
    """As the notifications log has one: a whole block of it, 512 KiB."""
    value = secret.partition("«")[2].rstrip("»") or secret
    end = f'","status":"ok","{name}":"{secret.strip("»").replace("«", "")}"}}\n'
    line = (f'{{"level":"info","msg":"{"sent " * 40}'[: 256 - len(end)] + end).encode()
    count = 512 * 1024 // len(line)

    redacted = redactor.redact(line * count)

    assert redacted.data == line.replace(value.encode(), MASK) * count
    assert DENSE_LINE not in redacted.counts


KINDS_OF_SECRETS = (
    "password=hunter2-%04d-abcd",
    "Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.e30.Xa%04ddKq83hdu2Jd73hd",
    "postgres://mm:s3cr%04det-pw@db/mm",
    "MM_SMTP_PASSWORD=kD83h%04dds0e",
    '\\"token\\":\\"y1ndrfg8ejkmcpqxot1u%04d\\"',
)


@pytest.mark.parametrize(("line_bytes", "most"), [(260, 0.5), (430, 0.1), (500, 0.0)])
@pytest.mark.parametrize("secret", KINDS_OF_SECRETS)
def test_of_a_log_with_a_secret_on_every_line_only_so_many_lines_are_masked(
    redactor: Redactor, secret: str, line_bytes: int, most: float
) -> None:
    lines = []
    for number in range(512 * 1024 // line_bytes):
        end = f' {secret % number}"}}\n'
        lines.append(f'{{"level":"debug","msg":"{"sent " * 120}'[: line_bytes - len(end)] + end)

    redacted = redactor.redact("".join(lines).encode())

    assert redacted.counts.get(DENSE_LINE, 0) <= most * len(lines)
    assert not any(str(secret % number).encode() in redacted.data for number in range(len(lines)))


def test_many_short_lines_are_looked_at_line_by_line(redactor: Redactor) -> None:
    lines = f'{{"msg":"password=x","note":"{SECRET}"}}\n'.encode() * MANY

    redacted = redactor.redact(lines)

    masked = b'{"msg":"password=' + MASK + b'","note":"' + MASK + b'"}\n'
    assert redacted.data.startswith(masked * (MAX_HITS // 4))
    # So many that a part of a log is full of them: of the rest some are masked whole.
    rest = redacted.data.splitlines()
    assert set(rest) == {masked.strip(), QUOTED}
    assert len(rest) == MANY
    assert redacted.counts[DENSE_LINE] == rest.count(QUOTED)


def test_after_many_secrets_few_are_masked_exactly_and_harmless_lines_stay(
    redactor: Redactor,
) -> None:
    crowded = f'{{"msg":"password=x","note":"{SECRET}"}}\n'.encode() * MANY
    calm = CALM * 8 * LONG_RUN

    redacted = redactor.redact(crowded + calm + ONE + calm + ONE + calm)

    one = ONE.replace(SECRET.encode(), MASK)
    assert redacted.data.endswith(CALM * 4 * LONG_RUN + one + calm + one + calm)


def test_harmless_lines_that_look_like_many_secrets_stay(redactor: Redactor) -> None:
    lines = b'{"level":"info","msg":"nothing","token":"expired","password":""}\n' * MAX_HITS

    assert redactor.redact(lines).data == lines


def costly_lines(size: int) -> bytes:
    """Return lines with more secrets than there is a budget for, each of about `size` bytes."""
    line = b'{"a":"' + b"x" * size + b' dyim hZZZrt \\"SMTP_PASS=\\"u,,,%05d,,,av"}\n'
    return b"".join(line % number for number in range(400_000 // len(line)))


@pytest.mark.parametrize("size", [64, 200])
def test_harmless_lines_far_from_those_with_secrets_stay_once_the_budget_is_spent(
    redactor: Redactor, size: int
) -> None:
    """Both where there are too many hits to know all of them, and where there are not."""
    calm = CALM * 120

    redacted = redactor.redact(costly_lines(size) + (calm + ONE) * 40)

    lines = redacted.data.splitlines(keepends=True)
    assert lines.count(CALM) > 39 * 120
    assert redacted.counts[DENSE_LINE] > 500
    assert SECRET.encode() not in redacted.data


@pytest.mark.parametrize(
    "table", ["joe,password=x9\nklara,{}\n", "klara,{}\n", "joe,x1\nklara,{}\n"]
)
def test_values_below_a_line_that_was_not_looked_at_are_masked(
    redactor: Redactor, table: str
) -> None:
    spent = costly_lines(200) + CALM * 200

    redacted = redactor.redact(
        spent + b"user,password\n" + table.format("seehecht").encode() + CALM
    )

    assert redacted.counts[DENSE_LINE] > 500
    assert b"seehecht" not in redacted.data
    assert redacted.data.endswith(CALM)


@settings(max_examples=examples(60))
@given(runs=st.lists(st.tuples(st.sampled_from(LINES), st.integers(1, 600)), max_size=6))
def test_what_comes_before_a_block_changes_nothing_in_it(
    runs: list[tuple[bytes, int]],
) -> None:
    """After a block with very many secrets another way is tried first."""
    block = b"".join(line * times for line, times in runs)
    first, second = Redactor([SECRET]), Redactor([SECRET])

    first.redact(DENSE * MAX_HITS)

    assert first.redact(block) == second.redact(block)


def test_a_token_is_found_once_in_its_header(redactor: Redactor) -> None:
    token = b"eyJhbGciOiJIUzI1NiJ9.e30.Xa9ddKq83hdu2Jd73hd"

    redacted = redactor.redact(b"Authorization: Bearer " + token + b"\n")

    assert redacted.counts == {"authorization-scheme": 1}


def test_pseudonyms_of_a_crowded_block_are_all_made() -> None:
    redactor = Redactor([SECRET], addresses=True)
    lines = b'{"ip_addr":"203.0.113.7"}\n' * 4 * MAX_HITS

    redacted = redactor.redact(lines)

    assert len(set(redacted.data.splitlines())) == 1
    assert DENSE_LINE not in redacted.counts


@pytest.mark.parametrize("size", [LONG_LINE - 1, LONG_LINE, LONG_LINE + 1])
def test_lines_of_about_the_length_of_a_long_one_are_all_there(
    redactor: Redactor, size: int
) -> None:
    line = ONE[:-1].ljust(size) + b"\n"

    redacted = redactor.redact(line + DENSE * MAX_HITS + line)

    masked = line.replace(SECRET.encode(), MASK)
    assert redacted.data.startswith(masked + MASK)
    assert redacted.data.count(b"\n") == MAX_HITS + 2


def test_a_private_key_that_begins_in_dense_lines_is_masked_whole(redactor: Redactor) -> None:
    key = b"-----BEGIN RSA PRIVATE KEY-----\n" + b"MIIEpAIBAAKCAQEA1c7\n" * 200

    redacted = redactor.redact(DENSE * 2 * LONG_RUN + key)

    assert b"MIIE" not in redacted.data


@settings(max_examples=examples(30))
@given(
    runs=st.lists(st.tuples(st.sampled_from(LINES), st.integers(1, 200)), max_size=12),
    start=st.integers(0, 20_000),
    length=st.integers(0, 100_000),
)
def test_no_dense_line_lets_a_secret_through(
    redactor: Redactor, runs: list[tuple[bytes, int]], start: int, length: int
) -> None:
    dense = DENSE * MAX_HITS
    block = dense + b"".join(line * times for line, times in runs)
    start = min(start, len(block))
    end = min(start + length, len(block))

    redacted = b"".join(
        redactor.redact(block, *part).data for part in ((0, start), (start, end), (end, len(block)))
    )

    assert SECRET.encode() not in redacted
    assert b"password=x" not in redacted
    assert redacted.count(b"\n") == block.count(b"\n")
