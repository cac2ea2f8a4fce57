"""What the documentation says about the rules is generated, and current."""

from scripts.redaction_docs import PAGE, current_page
from support_packet.redaction.counts import KIND_OF
from support_packet.redaction.dense_lines import (
    CROWDED,
    GAP,
    LONG_LINE,
    LONG_RUN,
    MAX_HITS,
    MAX_IN_BLOCK,
    MAX_ON_LINE,
    MAX_ON_LONG_LINE,
    PIECE,
    SAMPLE,
)


def test_the_page_is_current() -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert page == current_page(page), "run `make docs`"


def test_the_page_has_the_limits_of_dense_lines() -> None:
    page = " ".join(PAGE.read_text(encoding="utf-8").split())

    assert f"a line with more than {MAX_ON_LINE} is masked" in page
    assert f"more than {(LONG_LINE + 1) // 1024} KiB, with more than {MAX_ON_LONG_LINE}." in page
    assert f"at most {MAX_IN_BLOCK:,} possible secrets" in page
    assert f"with {MAX_HITS} in its first {SAMPLE // 1024} KiB" in page
    assert f"less than {GAP // 1024} KiB from both" in page
    assert f"in pieces of whole lines, {PIECE // 1024} KiB each" in page
    assert f"one possible secret in {1024 // CROWDED} bytes" in page
    assert f"{LONG_RUN} at most, are masked unscanned" in page


def test_the_page_names_every_id_that_is_counted() -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert not [rule_id for rule_id in KIND_OF if f"`{rule_id}`" not in page]
