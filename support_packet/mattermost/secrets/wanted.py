"""Collects the values that are searched for in all files, out of those that are masked.

More is masked in the configuration than is searched for. A setting that no release knows may be
anything, so it is masked; but if it repeats the address of the server, a search for it would wipe
that from every file.
"""

import re
from collections.abc import Collection, Iterable
from enum import IntEnum
from typing import Any

from support_packet.mattermost.secrets.composite import decoded, parsed, parts_of
from support_packet.mattermost.secrets.credential_look import (
    is_address,
    is_ordinary,
    looks_like_credential,
)
from support_packet.mattermost.secrets.sensitive_keys import MASK, names_secret
from support_packet.secret_names import ACCESS_KEY_ID

MIN_PART_LENGTH = 8
"""The fewest characters of a part of a secret that is searched for by itself."""

_MAX_DEPTH = 5
_KEY_ID = re.compile(ACCESS_KEY_ID, re.IGNORECASE)
_ID_NAME = re.compile(r"ids?$", re.IGNORECASE)
_PUBLIC_NAME = re.compile(
    r"(?:ids?|url|uri|host|server|address|user|username|login|mail|name|type|model|region|bucket"
    r"|channel|team|org|realm|issuer|audience|mode|language|locale|timezone|path|file|folder"
    r"|version|scopes?|domain|port|cron|interval|level|title|text|message|description|template"
    r"|pattern|icon|color)$",
    re.IGNORECASE,
)


class Evidence(IntEnum):
    """Why a value is taken for a secret, the weakest reason first.

    `UNKNOWN`: nothing says so, and no release knows the key; it is not searched for. `LOOK`:
    nothing says so, and it is searched for only if it looks like a credential. `PART`: it is
    within a secret. `NAME`: its name says so. `DECLARED`: a manifest says so. `KEY`: the key is
    one of Mattermost's that hold secrets.
    """

    UNKNOWN = -1
    LOOK = 0
    PART = 1
    NAME = 2
    DECLARED = 3
    KEY = 4


def evidence_of_name(name: str) -> Evidence:
    """Return what the name of a key says about its value."""
    is_secret = names_secret(name) or _KEY_ID.search(name)
    return Evidence.NAME if is_secret else Evidence.LOOK


class WantedValues:
    """The values found so far, each with the best evidence that it is a secret."""

    def __init__(self) -> None:
        self._evidence: dict[str, Evidence] = {}

    def add(self, value: Any, evidence: Evidence, name: str = "", depth: int = 0) -> None:
        """Take in every secret in `value`, which is called `name`; no number or boolean is one."""
        if depth > _MAX_DEPTH or value in ("", MASK):
            return
        if isinstance(value, dict):
            for key, item in value.items():
                self._add_text(key, min(evidence, Evidence.LOOK), "", _MAX_DEPTH)
                self.add(item, _of_member(key, evidence), key, depth)
        elif isinstance(value, list):
            for item in value:
                self.add(item, evidence, name, depth)
        elif isinstance(value, str):
            self._add_text(value, evidence, name, depth)

    def add_certain(self, texts: Iterable[str]) -> None:
        """Take in credentials whose place says what they are: passwords in URLs, for example."""
        for text in texts:
            self._note(text, Evidence.NAME)

    def secrets(self, shown: Collection[str], public: Collection[str]) -> frozenset[str]:
        """Return what to search for, given the texts that are `shown` and those that are `public`.

        What is shown anyway is not a secret: not if it is all of another value, nor if it is a
        host, an address or an id within one, whatever the key says. A search for it would wipe it
        from everywhere. Only what was drawn at random is a secret even where it is shown, if its
        name or more says so; then it is removed from there, too. What everybody can read in a
        manifest is not a secret either, unless the key of Mattermost or the manifest makes it one.
        """
        values = {text.casefold() for text in shown}
        everything = "\n".join(values)

        def is_wanted(text: str, evidence: Evidence) -> bool:
            if text in public and evidence < Evidence.DECLARED:
                return False
            folded = text.casefold()
            if evidence < Evidence.NAME or is_ordinary(text):
                return folded not in everything
            return folded not in values or looks_like_credential(text)

        return frozenset(text for text, why in self._evidence.items() if is_wanted(text, why))

    def _add_text(self, text: str, evidence: Evidence, name: str, depth: int) -> None:
        if _is_secret(text.strip(), evidence, name):
            self._note(text, evidence)
        if depth >= _MAX_DEPTH:
            return
        self.add(parsed(text), _inner(evidence), name, depth + 1)
        for part in parts_of(text):
            if part.certain:
                self._note(part.text, max(evidence, Evidence.NAME))
                self._add_text(decoded(part.text), Evidence.PART, "", depth + 1)
            elif evidence < Evidence.KEY:
                why = _of_member(part.name, evidence)
                self._add_text(part.text, why, part.name, depth + 1)
        if inner := decoded(text.strip()):
            self._add_text(inner, evidence, name, depth + 1)

    def _note(self, text: str, evidence: Evidence) -> None:
        if text:
            self._evidence[text] = max(evidence, self._evidence.get(text, evidence))


def _inner(evidence: Evidence) -> Evidence:
    return min(evidence, Evidence.PART)


def _of_member(name: str, evidence: Evidence) -> Evidence:
    """Return the evidence for a member called `name` of what there is `evidence` for."""
    if by_name := evidence_of_name(name):
        return max(evidence, by_name)
    inner = _inner(evidence)
    return min(Evidence.LOOK, inner) if _PUBLIC_NAME.search(name) else inner


def _is_secret(text: str, evidence: Evidence, name: str) -> bool:
    """Return whether `evidence` is enough for a text that looks like this."""
    if evidence == Evidence.KEY:
        return True
    if evidence >= Evidence.NAME:
        return not is_address(text)
    if evidence == Evidence.PART:
        return _may_be_password(text)
    return evidence == Evidence.LOOK and looks_like_credential(text) and not _ID_NAME.search(name)


def _may_be_password(text: str) -> bool:
    """Return whether a part of a secret may be one by itself; a common word or number is not."""
    return (
        len(text) >= MIN_PART_LENGTH
        and not re.search(r"\s", text)
        and any(map(str.isalpha, text))
        and any(not char.isalpha() and char not in "-_." for char in text)
        and not is_ordinary(text)
    )
