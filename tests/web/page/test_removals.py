"""What the redactor removes has a name for people."""

from support_packet.redaction.counts import KIND_OF
from support_packet.web.page.removals import KINDS


def test_every_kind_has_a_name_and_no_name_is_left_over() -> None:
    assert set(KIND_OF.values()) == set(KINDS)
