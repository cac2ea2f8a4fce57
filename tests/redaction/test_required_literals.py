"""The reference skips only expressions that cannot match."""

import random
import re

import pytest
from support.redaction.reference import redact_slowly
from support.redaction.required_literals import may_match, required_literals

from recall.mutations import Lines
from support_packet.redaction.rules import SECRET_RULES


@pytest.mark.parametrize(
    ("expression", "texts"),
    [
        (rb"[a-z]{3}token=[0-9]", {b"token="}),
        (rb"(?i:API)[-_]?Key", {b"apikey", b"api-key", b"api_key"}),
        (rb"(?:one|two)+\b\d", {b"one", b"two"}),
        (rb"(?:one|[0-9])x", {b"x"}),
        (rb"(?=.*?needle)[^a]", {b"needle"}),
        (rb"(?!needle)[^a]pin", {b"pin"}),
        (rb"(?:needle)?[^a]", None),
        (rb"(?:needle|)[^a]", None),
        (rb"(?>(?:ab){1,3})c", {b"ab"}),
        (rb"a[bc]d[0-9]", {b"abd", b"acd"}),
    ],
)
def test_a_match_has_one_of_the_texts(expression: bytes, texts: set[bytes] | None) -> None:
    assert required_literals(expression) == texts


def test_cases_are_alike() -> None:
    assert may_match(rb"(?i:KEY)[0-9]", b"my key7")
    assert not may_match(rb"KEY[0-9]", b"my kez7")


def test_what_matches_is_never_skipped() -> None:
    """Random expressions, on random texts."""
    rng = random.Random(5)
    parts = ("a", "B", "[ab]", "[^a]", ".", "(?:ab|b)", "a?", "(?i:Ab)+", "(?=b)", "(?:a|)", r"\b")
    matches = 0
    for _ in range(3000):
        expression = "".join(rng.choices(parts, k=rng.randrange(1, 6))).encode()
        text = "".join(rng.choices("abABc ", k=rng.randrange(1, 7))).encode()
        if re.search(expression, text):
            matches += 1
            assert may_match(expression, text.lower()), (expression, text)
    assert matches > 500


def test_most_rules_need_a_text_of_several_letters() -> None:
    expressions = [detector for rule in SECRET_RULES for detector in rule.detectors]

    known = [required_literals(expression) or () for expression in expressions]

    assert sum(min(map(len, texts), default=0) > 2 for texts in known) > 0.9 * len(known)


def test_skipping_changes_nothing() -> None:
    lines = Lines(11)
    secrets = ["S3cretValue", "several words to f0ld é"]
    for _ in range(40):
        data = "\n".join(lines.line() for _ in range(10)).encode("utf-8", "surrogatepass")

        assert redact_slowly(data, secrets) == redact_slowly(data, secrets, tries_all=True)
