"""A secret is found where its beginning occurs twice: a detector may have found the first one."""

from collections.abc import Iterator

from support.tables import for_each

from support_packet.redaction.kept_searches import search_for
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.redaction.rules import SECRET_RULES

RULES = [rule for rule in SECRET_RULES if isinstance(rule, Rule)]
LENGTHS = range(2, 26)
BETWEEN = (b"", b" ", b" x ")
MAX_HITS = 256


def repeated(rule: Rule) -> Iterator[bytes]:
    """Yield the examples of `rule`, each after the beginning of what it finds."""
    for example in rule.examples:
        text = example.replace("«", "").replace("»", "").encode()
        for head in rule.head.finditer(text):
            for length in LENGTHS:
                for between in BETWEEN:
                    start = head.start()
                    yield text[start : start + length] + between + text[start:]


def expected(rule: Rule, text: bytes) -> Iterator[tuple[int, int]]:
    """Yield the bounds of what the expressions of `rule` match, wherever that begins."""
    for head in rule.head.finditer(text):
        tail = rule.tail_match(text, head.end()) if rule.tail_match else None
        if tail or not rule.tail_match:
            yield head.start(1), tail.end() if tail else head.end(1)


@for_each("rule", RULES, ids=lambda rule: rule.id)
def test_a_secret_after_its_own_beginning_is_found(rule: Rule) -> None:
    search = search_for([], [rule])
    missed = []
    for text in repeated(rule):
        hits = search.hits_within(text, 0, len(text), MAX_HITS)
        assert hits is not None
        found = bytearray(len(text))
        for start, end, *_ in search.secrets_of(text, hits, 0).found:
            found[start:end] = b"\1" * (end - start)
        missed += [text for start, end in expected(rule, text) if not all(found[start:end])]

    assert not missed
