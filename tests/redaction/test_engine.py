"""What the redactor removes, and how it says so."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from support.tables import for_each

from support_packet.redaction.counts import KNOWN_VALUE
from support_packet.redaction.dense_lines import MAX_HITS
from support_packet.redaction.engine import Redactor
from support_packet.redaction.spans import MASK
from support_packet.redaction.values import forms

SECRET = "kn0wn-s3cret/v@lue"
LONGER = SECRET + "-and-m0re"
NUMBER = "83749261"
SEVERAL_LINES = "line-0ne\nl2\nline-thr33"
AWKWARD = "nightfall99\\é\"<&>'"
SECRETS = [SECRET, LONGER, NUMBER, SEVERAL_LINES, AWKWARD, "short", "changeme", "mattermost"]


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return Redactor(SECRETS)


@for_each("form", sorted(forms(SECRET) | forms(AWKWARD)))
def test_every_form_is_masked(redactor: Redactor, form: bytes) -> None:
    assert redactor.redact(b"<" + form + b">").data == b"<" + MASK + b">"


def test_a_block_without_secrets_is_the_same(redactor: Redactor) -> None:
    assert redactor.redact(b'{"level":"info"}\n') == (b'{"level":"info"}\n', {})
    assert redactor.redact(b"") == (b"", {})


def test_a_secret_that_begins_another_hides_no_part_of_it(redactor: Redactor) -> None:
    redacted = redactor.redact(f"{LONGER} {SECRET}".encode())

    assert redacted.data == MASK + b" " + MASK
    assert redacted.counts == {KNOWN_VALUE: 2}


def test_overlapping_secrets_are_one_mask() -> None:
    redactor = Redactor(["abc123def456", "def456ghi789"])

    assert redactor.redact(b"-abc123def456ghi789-").data == b"-" + MASK + b"-"


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_secret_of_several_lines_is_masked(redactor: Redactor, line_end: str) -> None:
    text = SEVERAL_LINES.replace("\n", line_end)

    assert redactor.redact_text(f"a {text} b") == f"a {MASK.decode()} b"


def test_a_common_value_stays(redactor: Redactor) -> None:
    line = '{"msg":"short changeme of mattermost"}'

    assert redactor.redact_text(line) == line


@pytest.mark.parametrize("text", ["id 183749261", "id 837492610"])
def test_digits_within_a_longer_number_stay(redactor: Redactor, text: str) -> None:
    assert redactor.redact_text(text) == text


def test_many_digits_are_masked_within_a_longer_number() -> None:
    assert Redactor(["837492615083"]).redact_text("id 18374926150834") == f"id 1{MASK.decode()}4"


@for_each(
    "text",
    [
        f"{NUMBER}9aBcDeF1",
        f"aBcDeF12{NUMBER}",
        f"pin {NUMBER}9aBcDeF1",
        f"9aBcDeF1 aBcDeF12{NUMBER}9aBcDeF1",
        f"x{NUMBER}{NUMBER.encode().hex()}",
        f"x{NUMBER.encode().hex()}{NUMBER}",
        f"x{NUMBER}837492615083",
        f"837492615083{NUMBER}837492615083",
    ],
)
def test_a_number_that_a_mask_would_set_apart_is_masked(text: str) -> None:
    common, own = [NUMBER, "837492615083"], ["9aBcDeF1", "aBcDeF12"]

    for redactor in (Redactor(common + own, check=True), Redactor(common, own, check=True)):
        redacted = redactor.redact(text.encode())

        assert NUMBER.encode() not in redacted.data
        assert {*redacted.counts} == {KNOWN_VALUE}


@for_each("text", [f"1{NUMBER}9aBcDeF1", f"aBcDeF12{NUMBER}1", f"1{NUMBER} 9aBcDeF1"])
def test_a_part_of_a_number_stays_next_to_a_mask(text: str) -> None:
    redacted = Redactor([NUMBER, "9aBcDeF1", "aBcDeF12"], check=True).redact(text.encode())

    assert NUMBER.encode() in redacted.data
    assert MASK in redacted.data


def test_counts_are_kept_by_rule(redactor: Redactor) -> None:
    key = "-----BEGIN PRIVATE KEY-----\\nMIIEvQIBADANBgkqhkiG9w0\\n-----END PRIVATE KEY-----"
    text = f"{SECRET} password=hunter2 password=hunter3 {key}"

    counts = redactor.redact(text.encode()).counts

    assert counts == {KNOWN_VALUE: 1, "assigned-password": 2, "private-key": 1}


def test_only_the_asked_part_is_returned(redactor: Redactor) -> None:
    block = f"before {SECRET} after".encode()
    cut = block.index(b"s3cret")

    assert redactor.redact(block, 0, cut).data + redactor.redact(block, cut).data == (
        b"before " + MASK + b" after"
    )
    assert redactor.redact(block, cut).counts == {}


def test_text_that_is_not_utf8_survives(redactor: Redactor) -> None:
    assert redactor.redact_text(f"caf\udce9 {SECRET}") == f"caf\udce9 {MASK.decode()}"
    assert redactor.redact(b"\xff\xfe\0" + SECRET.encode()).data == b"\xff\xfe\0" + MASK


@pytest.mark.parametrize(
    ("line", "redacted"),
    [
        ('{"a":"\\\\nightfall99x"}', None),
        (
            f'{{"pin":{NUMBER},"x":[1,{NUMBER}]}}',
            f'{{"pin":"{MASK.decode()}","x":[1,"{MASK.decode()}"]}}',
        ),
        (f'  "pin": {NUMBER},', f'  "pin": "{MASK.decode()}",'),
        (f"pin: {NUMBER},", f"pin: ({MASK.decode()}),"),
        (
            f"a pin of nobody in particular: {NUMBER}",
            f"a pin of nobody in particular: {MASK.decode()}",
        ),
        (f"pin = {NUMBER} # TOML", f'pin = "{MASK.decode()}" # TOML'),
        (f"pins = [1, {NUMBER}]", f'pins = [1, "{MASK.decode()}"]'),
        (f"pin={NUMBER}", f"pin={MASK.decode()}"),
        (f'{{"pin":-{NUMBER}.5e3}}', f'{{"pin":"{MASK.decode()}"}}'),
    ],
)
def test_numbers_in_json_become_strings(
    redactor: Redactor, line: str, redacted: str | None
) -> None:
    assert redactor.redact_text(line) == (redacted or line)


def test_very_many_short_lines_are_looked_at_one_by_one(redactor: Redactor) -> None:
    near = '"token":"expired",' * 5
    lines = f'{{"msg":"password=x",{near}"note":"{SECRET}"}}\n'.encode() * (MAX_HITS // 4)
    text = lines + SEVERAL_LINES.encode()

    redacted = redactor.redact(text)

    assert 7 * (MAX_HITS // 4) > MAX_HITS
    masked = b'{"msg":"password=%b",%b"note":"%b"}\n' % (MASK, near.encode(), MASK)
    assert redacted.data == masked * (MAX_HITS // 4) + MASK


@pytest.mark.parametrize(
    ("text", "length"), [("", 0), ("nothing", 0), ("a kn0", 0), ("a kn0w", 4), (SECRET[:-1], 17)]
)
def test_an_unfinished_secret_is_noticed(redactor: Redactor, text: str, length: int) -> None:
    assert redactor.unfinished(text.encode()) == length


def test_all_threads_find_the_same(redactor: Redactor) -> None:
    block = f'{{"msg":"{SECRET} password=hunter2"}}\n'.encode() * 500
    expected = redactor.redact(block)
    start = threading.Barrier(4)

    def redact(_: int) -> bool:
        start.wait(10)
        return all(redactor.redact(block) == expected for _ in range(20))

    with ThreadPoolExecutor(4) as threads:
        assert all(threads.map(redact, range(4)))


def test_a_very_long_secret_is_found() -> None:
    secret = "".join(f"{number}:" for number in range(20_000))
    redactor = Redactor([secret])

    assert redactor.redact(f"<{secret}>".encode()) == (b"<" + MASK + b">", {KNOWN_VALUE: 1})


def test_nothing_shows_a_secret(redactor: Redactor) -> None:
    assert SECRET not in repr(redactor) + str(vars(redactor).keys())
