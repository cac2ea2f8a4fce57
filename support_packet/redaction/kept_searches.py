"""Searches that are kept for the next packet with the same secrets, and what is made ahead."""

import hashlib
import os
import threading
from collections import OrderedDict
from collections.abc import Collection, Sequence

from support_packet.errors import RedactionError
from support_packet.process.memory import collection_paused, kept_for_good
from support_packet.process.threads import begin_ahead, started_if_possible
from support_packet.redaction.gates import last_gate
from support_packet.redaction.many_values import MAX_KEPT, known_forms
from support_packet.redaction.pattern_database import detectors_only
from support_packet.redaction.rule_kinds.base import BaseRule
from support_packet.redaction.search import Search, by_detector
from support_packet.redaction.values import searchable

MAX_CHARACTERS = 256 * 1024
"""The most that all secrets together may have; their forms have up to fifty times as much."""


def make_ahead(rules: Sequence[BaseRule], sample: bytes) -> None:
    """Begin, in a thread, to make what `search_for` needs for these rules and any secrets.

    Also what it needs for content like `sample`: expressions are compiled at the first hit.
    """
    candidates = by_detector(rules)

    def make() -> None:
        detectors_only(tuple(candidates))
        with kept_for_good():
            search = Search(known_forms(()), rules)
            hits = search.hits_within(sample, 0, len(sample), len(sample))
            search.secrets_of(sample, hits or [], 0)

    begin_ahead(make, "make the search ahead")


_kept: OrderedDict[bytes, Search] = OrderedDict()
_lock = threading.Lock()
_key = os.urandom(32)


def forget_searches() -> None:
    """Keep nothing: what is kept holds secrets."""
    with _lock:
        _kept.clear()
    last_gate.cache_clear()
    known_forms.cache_clear()


def searchable_of(secrets: Collection[str]) -> list[str]:
    """Return those of `secrets` that are searched for."""
    return sorted({secret for secret in secrets if searchable(secret)})


def search_for(
    secrets: Collection[str], rules: Sequence[BaseRule], *, check: bool = False
) -> Search:
    """Return what searches for `secrets` and `rules`, made now or for an earlier packet.

    If it is made now, so is the last check meanwhile, if there is to be a `check`.
    A handful are kept, by a keyed digest of the secrets. Those too common are left out.
    `RedactionError` if the rest is too much to search for.
    """
    wanted = searchable_of(secrets)
    if (characters := sum(map(len, wanted))) > MAX_CHARACTERS:
        raise RedactionError(
            f"Nothing can be redacted: the known secrets have {characters} characters, more than "
            f"{MAX_CHARACTERS}. Is the content of a file declared as a secret?"
        )
    digest = hashlib.blake2b(key=_key)
    for part in (*wanted, *((rule.id, rule.detectors) for rule in rules)):
        digest.update(repr(part).encode() + b"\0")
    with _lock:
        search = _kept.pop(digest.digest(), None) or _made(tuple(wanted), rules, check=check)
        _kept[digest.digest()] = search
        while len(_kept) > MAX_KEPT:
            _kept.popitem(last=False)
    return search


def _made(secrets: tuple[str, ...], rules: Sequence[BaseRule], *, check: bool) -> Search:
    with collection_paused():
        known = known_forms(secrets)
        # Most of what takes long is done in libraries, which let other threads run.
        wait = started_if_possible(lambda: last_gate(known)) if check else None
        search = Search(known, rules)
        if wait:
            wait()
    return search
