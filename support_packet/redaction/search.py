"""All that is searched for on behalf of one set of secrets, compiled and kept."""

import hashlib
import os
import threading
from collections import OrderedDict
from collections.abc import Collection, Sequence

from support_packet.errors import RedactionError
from support_packet.redaction.json_lines import STRUCTURAL
from support_packet.redaction.pattern_database import Database
from support_packet.redaction.rules import private_keys
from support_packet.redaction.rules.rule import Rule
from support_packet.redaction.values import forms, searchable

MOST_CHARACTERS = 256 * 1024
"""The most that all secrets together may have; their forms have up to fifty times as much."""

FEW_DIGITS = 12
"""A shorter number is not searched for within longer ones, where it would stand by chance."""

PRIVATE_KEY_RULE = -1
"""Among the numbers of rules, what stands for private keys."""

_KEPT = 4


class Search:
    """Literals and rules, and the database that finds them in one pass.

    A hit's number is that of a literal, or else counts `candidates` from `header` on: the numbers
    of the rules that it may be of. `structural` are the literals that may be more of a JSON
    document than the inside of a string, `numbers` those not to be found within longer numbers.
    """

    def __init__(self, secrets: Collection[str], rules: Sequence[Rule]) -> None:
        self.literals = sorted({form for secret in secrets for form in forms(secret)})
        self.rules = rules
        self.header = len(self.literals)
        detectors: dict[bytes, list[int]] = {}
        for number, rule in enumerate(rules):
            for detector in rule.detectors:
                detectors.setdefault(detector, []).append(number)
        self.candidates = [[PRIVATE_KEY_RULE], *detectors.values()]
        self.database = Database(self.literals, [private_keys.DETECTOR, *detectors])
        numbered = list(enumerate(self.literals))
        self.structural = {number for number, form in numbered if STRUCTURAL.fullmatch(form)}
        self.numbers = {
            number for number, form in numbered if form.isdigit() and len(form) < FEW_DIGITS
        }
        self.several_lines = [form for form in self.literals if b"\n" in form]


_kept: OrderedDict[bytes, Search] = OrderedDict()
_lock = threading.Lock()
_key = os.urandom(32)


def search_for(secrets: Collection[str], rules: Sequence[Rule]) -> Search:
    """Return what searches for `secrets` and `rules`, made now or for an earlier packet.

    A handful are kept, by a keyed digest of the secrets. Those too common are left out.
    `RedactionError` if the rest is too much to search for.
    """
    wanted = sorted({secret for secret in secrets if searchable(secret)})
    if (characters := sum(map(len, wanted))) > MOST_CHARACTERS:
        raise RedactionError(
            f"Nothing can be redacted: the known secrets have {characters} characters, more than "
            f"{MOST_CHARACTERS}. Is the content of a file declared as a secret?"
        )
    digest = hashlib.blake2b(key=_key)
    for part in (*wanted, *(rule.detectors for rule in rules)):
        digest.update(repr(part).encode() + b"\0")
    with _lock:
        search = _kept.pop(digest.digest(), None) or Search(wanted, rules)
        _kept[digest.digest()] = search
        while len(_kept) > _KEPT:
            _kept.popitem(last=False)
    return search
