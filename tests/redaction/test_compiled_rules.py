"""What one process has compiled is used by others, and only if it is what they would compile."""

import os
from collections.abc import Iterator

import pytest

from support_packet.errors import RedactionError
from support_packet.redaction import compiled_rules, scanner
from support_packet.redaction.compiled_rules import CompiledRules, share_compiled_rules
from support_packet.redaction.pattern_database import compile_for_others, detectors_only
from support_packet.redaction.scanner import Scanner, key_of

TEXT = b"xx tok_abcdef key= and more"
HITS = [(0, 3, 13), (1, 14, 18)]


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Iterator[CompiledRules]:
    """Share something in this test only."""
    monkeypatch.setattr(compiled_rules, "_shared", [])
    shared = share_compiled_rules()
    yield shared
    for descriptor in shared.descriptors:
        os.close(descriptor)


def _refuse(*_: object) -> None:
    raise RedactionError("compiled again")


def test_what_was_compiled_for_others_is_not_compiled_again(
    place: CompiledRules, monkeypatch: pytest.MonkeyPatch
) -> None:
    detectors = (rb"tok_[a-z]{4,12}", b"key=", b"not compiled again")
    child = os.fork()
    if child == 0:
        compile_for_others(detectors)
        os._exit(0)
    os.waitpid(child, 0)
    monkeypatch.setattr(scanner, "_compile", _refuse)

    assert place.get(key_of(detectors)) is not None
    assert detectors_only(detectors).scan(TEXT, 100) == HITS


def test_nothing_is_compiled_twice_for_others(
    place: CompiledRules, monkeypatch: pytest.MonkeyPatch
) -> None:
    compile_for_others((b"key=",))
    monkeypatch.setattr(scanner, "_compile", _refuse)

    compile_for_others((b"key=",))

    assert place.get(key_of((b"key=",)))


def test_other_rules_are_compiled(place: CompiledRules) -> None:
    compile_for_others((b"key=",))

    assert place.get(key_of((b"other=",))) is None
    assert detectors_only((b"other=",)).scan(b"other=", 100) == [(0, 0, 6)]


def test_several_are_there_side_by_side(place: CompiledRules) -> None:
    place.put(b"one", lambda: b"a" * 5000)
    place.put(b"other", lambda: b"b")

    assert (place.get(b"one"), place.get(b"other")) == (b"a" * 5000, b"b")


def test_newer_ones_take_the_place_of_too_many_older_ones(place: CompiledRules) -> None:
    for number in range(9):
        place.put(b"%d" % number, lambda: os.urandom(1000))
    [descriptor] = place.descriptors

    assert place.get(b"0") is None
    assert place.get(b"8") is not None
    assert os.fstat(descriptor).st_size < 4 * 1200


def test_what_is_damaged_or_not_complete_is_not_taken(place: CompiledRules) -> None:
    place.put(b"key", lambda: os.urandom(1000))
    [descriptor] = place.descriptors
    whole = os.pread(descriptor, 10_000, 0)
    for spot in range(0, len(whole), 7):
        os.pwrite(descriptor, bytes([whole[spot] ^ 1]), spot)
        assert place.get(b"key") is None, spot
        os.pwrite(descriptor, whole[spot : spot + 1], spot)
    assert place.get(b"key") is not None
    os.ftruncate(descriptor, len(whole) - 1)

    assert place.get(b"key") is None


def test_what_the_engine_refuses_is_compiled(place: CompiledRules) -> None:
    detectors = (rb"tok_[a-z]{4,12}", b"key=", b"refused by the engine")
    place.put(key_of(detectors), lambda: b"not a database")

    assert detectors_only(detectors).scan(TEXT, 100) == HITS


def test_without_a_place_everything_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "memfd_create")
    monkeypatch.setattr(compiled_rules, "_shared", [])
    place = share_compiled_rules()
    detectors = (rb"tok_[a-z]{4,12}", b"key=", b"without a place")

    compile_for_others(detectors)

    assert place.descriptors == ()
    assert detectors_only(detectors).scan(TEXT, 100) == HITS


def test_a_scanner_from_bytes_finds_the_same() -> None:
    detectors = (rb"tok_[a-z]{4,12}", b"key=", rb"a+")
    made = Scanner((), detectors)

    assert Scanner((), detectors, made.compiled).scan(TEXT, 100) == made.scan(TEXT, 100)


def test_while_one_process_compiles_the_others_wait_for_what_it_makes(
    place: CompiledRules, monkeypatch: pytest.MonkeyPatch
) -> None:
    detectors = (rb"tok_[a-z]{4,12}", b"key=", b"compiled by another process")
    begun, finish = os.pipe()
    waiting, goes_on = os.pipe()
    child = os.fork()
    if child == 0:
        with place.alone():
            os.write(finish, b"x")
            os.read(waiting, 1)
            place.put(key_of(detectors), lambda: Scanner((), detectors).compiled)
        os._exit(0)
    os.read(begun, 1)
    monkeypatch.setattr(scanner, "_compile", _refuse)
    # Only once it waits does the other one go on.
    monkeypatch.setattr(compiled_rules, "sleep", lambda _seconds: os.write(goes_on, b"x"))

    assert detectors_only(detectors).scan(TEXT, 100) == HITS
    os.waitpid(child, 0)


def test_a_process_that_does_not_go_on_is_not_waited_for_long(
    place: CompiledRules, monkeypatch: pytest.MonkeyPatch
) -> None:
    detectors = (rb"tok_[a-z]{4,12}", b"key=", b"held by another process")
    times = iter(range(0, 100, 3))
    monkeypatch.setattr(compiled_rules, "monotonic", lambda: next(times))
    monkeypatch.setattr(compiled_rules, "sleep", lambda _seconds: None)

    with place.alone():
        assert detectors_only(detectors).scan(TEXT, 100) == HITS
    assert place.get(key_of(detectors)) is not None
