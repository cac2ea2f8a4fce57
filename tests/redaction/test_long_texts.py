"""Hyperscan finds each detector in a long text, too, for which it has another engine.

It has missed one: `(?:mfa|2fa|otp|one[ -]time|two[ -]factor)[ _-]?(?:code|token|pin)` with a few
more alternatives was found up to byte 27 of a text, and not after it.
"""

import re

from support.redaction.matching_texts import MatchingTexts

from support_packet.redaction.rules import SECRET_RULES
from support_packet.redaction.scanner import Scanner, alternatives
from support_packet.redaction.search import by_detector

BEFORE = b"the usual lines of a log\n" * 8
AFTER = b" \n" + BEFORE
TEXTS = 3
"""For each alternative of a detector."""


def test_every_detector_is_found_in_a_long_text() -> None:
    detectors = list(by_detector(SECRET_RULES))
    scanner, texts = Scanner((), detectors), MatchingTexts(seed=27)
    missed, tried = [], 0

    for number, detector in enumerate(detectors):
        is_found = re.compile(detector).search
        for alternative in alternatives(detector) * TEXTS:
            text = texts.text(alternative)
            if not is_found(text):
                continue
            tried += 1
            hits = scanner.scan(BEFORE + text + AFTER, 100_000) or ()
            end = len(BEFORE) + len(text)
            if not any(hit[0] == number and len(BEFORE) < hit[2] <= end + 2 for hit in hits):
                missed.append((detector, text))

    assert tried > len(detectors)
    assert not missed
