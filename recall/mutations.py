"""`python -m recall.mutations`: mutated lines, redacted by the program and by the slow reference.

The reference is that of the tests: `re` on the whole content, each rule at each position. Lines are
mutations of the corpus, of harmless lines and of the rules' examples. A difference, or an error, is
printed, and is the exit status. `--lines` says how many lines, `--seed` which, `--seconds` for how
long at most.
"""

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

from recall.samples import HARMLESS, REALISTIC, VENDORS, files, sample, split
from support_packet.redaction.engine import Redactor
from support_packet.redaction.rules import SECRET_RULES

_TESTS = Path(__file__).parents[1] / "tests"
_MAX_BYTES = 200
_BLOCK_LINES = 4
_TRIES_ALL_EVERY = 64
_REPORT_EVERY = 60.0
_SECRETS = ("S3cretValue", "tr\\ail9\\x", "several words to f0ld é")
_JOINTS = (" ", ", ", "; ", "&", '","', "\\n", "\t", "|", "", ": ", "\\u0026")
_CHARACTERS = "aZ09_-.=/+@\"'\\ :,;]})<>&%{[(|\x1b"
_BREAKS = ("\n", "\n  ", "\r\n", "\\n", "\\r\\n")


class Lines:
    """Makes lines, the same for the same `seed`."""

    def __init__(self, seed: int) -> None:
        self._rng = random.Random(seed)
        folders = (REALISTIC, VENDORS, HARMLESS)
        paths = [path for folder in folders for path in files(folder)]
        texts = [sample(text).text for path in paths for text in split(path)]
        rules = [text for rule in SECRET_RULES for text in (*rule.examples, *rule.counter_examples)]
        self._texts = texts + 20 * [text.replace("«", "").replace("»", "") for text in rules]

    def line(self) -> str:
        """Return the next line, which may have line ends."""
        text = self._part(self._rng.choice(self._texts))
        for _ in range(self._rng.randrange(1, 4)):
            text = self._mutated(text)
        return text

    def _part(self, text: str) -> str:
        start = self._rng.randrange(max(1, len(text) - _MAX_BYTES + 1))
        return text[start : start + _MAX_BYTES]

    def _mutated(self, text: str) -> str:
        rng = self._rng
        place = rng.randrange(len(text) + 1)
        length = rng.randrange(1, 12)
        other = self._part(rng.choice(self._texts))
        cut = rng.randrange(len(other) + 1)
        return rng.choice(
            (
                lambda: text[:place] + text[place + length :],
                lambda: text[:place] + rng.choice(_CHARACTERS) + text[place:],
                lambda: text[:place] + rng.choice(_CHARACTERS) + text[place + 1 :],
                lambda: text[:place] + text[place : place + length] * 2 + text[place + length :],
                lambda: text[:place] + rng.choice(_JOINTS) + other[:cut],
                lambda: text[:place] + rng.choice(_BREAKS) + text[place:],
                lambda: text[:place] + rng.choice(_SECRETS) + text[place:],
                text.swapcase,
                lambda: text.replace('"', '\\"'),
            )
        )()


def differences(seed: int) -> Iterator[tuple[str, str] | None]:
    """Yield for each of endless lines `None`, or the block it is in, and what is wrong with it."""
    sys.path.insert(0, str(_TESTS))
    from support.redaction.masks import is_redacted_as  # noqa: PLC0415 -- on that path
    from support.redaction.reference import redact_slowly  # noqa: PLC0415 -- on that path

    lines, redactor = Lines(seed), Redactor(_SECRETS)
    for number in count():
        block = "\n".join(lines.line() for _ in range(_BLOCK_LINES))
        data = block.encode("utf-8", "surrogatepass")
        try:
            redacted = redactor.redact(data).data
            # Mostly without expressions that need what is not there: that is ten times as fast.
            tries_all = number % _TRIES_ALL_EVERY == 0
            slowly = redact_slowly(data, _SECRETS, tries_all=tries_all)
            is_same = is_redacted_as(slowly, redacted)
            problem = None if is_same else "a difference"
        except Exception as error:  # noqa: BLE001 -- any is a finding
            problem = repr(error)
        yield (block, problem) if problem else None
        yield from [None] * (_BLOCK_LINES - 1)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 1 if there was a difference or an error."""
    parser = argparse.ArgumentParser(prog="python -m recall.mutations", description=__doc__)
    parser.add_argument("--lines", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    options = parser.parse_args(arguments)
    end, report, tried, wrong = time.monotonic() + options.seconds, 0.0, 0, 0
    for found in differences(options.seed):
        if tried >= options.lines or time.monotonic() > end:
            break
        tried += 1
        if found:
            wrong += 1
            _say(f"{found[1]}: {found[0]!r}")
        if time.monotonic() > report:
            report = time.monotonic() + _REPORT_EVERY
            _say(f"{tried} lines, {wrong} wrong")
    _say(f"{tried} lines of seed {options.seed}: {wrong} differ from the reference or failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
