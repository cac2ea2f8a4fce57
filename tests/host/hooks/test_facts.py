"""Facts: evaluated once, together, and each failing by itself."""

import pytest
from support.distributions.disk import InstalledPackages
from support.distributions.loading import settings_for
from support.distributions.packets import PacketMaker

from support_packet.contract import FactValue
from support_packet.errors import DeclarationError
from support_packet.host.hooks.facts import DeclaredFacts
from support_packet.host.problems import Kind, Problem
from support_packet.host.supervision.deadline import Deadline
from support_packet.settings import Settings

GOOD = """
    @hookimpl
    def packet_facts():
        return PacketFacts(("x.good",), lambda: {"x.good": 1})
"""

HEADLINES = {
    Kind.FACTS: "support_packet.yaml does not have x.bad",
    Kind.WARNING: "These facts need attention: x.bad",
}


def evaluated(packets: PacketMaker) -> tuple[dict[str, FactValue], list[Problem]]:
    facts = packets.declarations().facts
    return dict(facts.collect()), facts.problems


def test_known_values_come_sorted_by_key(packages: InstalledPackages, packets: PacketMaker) -> None:
    source = """
    @hookimpl
    def packet_facts():
        yield PacketFacts(("x.z", "x.a"), lambda: {"x.z": [], "x.a": ["x", "y"]})
        yield PacketFacts(("x.m", "x.n", "x.o"), lambda: {"x.m": None, "x.n": "text"})
    """
    packages.install("many", source)
    packages.install("good", GOOD)

    known, problems = evaluated(packets)

    assert list(known.items()) == [("x.a", ("x", "y")), ("x.good", 1), ("x.n", "text")]
    assert problems == []


@pytest.mark.parametrize(
    ("collect", "cause"),
    [
        ("lambda: 1 / 0", "ZeroDivisionError: division by zero (bad.py, line 5)"),
        ("exit", "SystemExit"),
        ("lambda: None", "collect() returned NoneType, not a mapping."),
        ("lambda: [('x.bad', 1)]", "collect() returned list, not a mapping."),
        ("lambda: {'x.bad': object()}", "The fact x.bad is object"),
        ("lambda: {'x.bad': 'x' * 10**6}", "The fact x.bad has more than 65536 characters."),
        ("lambda: {'x.bad': 10**5000}", "The fact x.bad is too large a number"),
        (
            "lambda: {'other': 1}",
            "The fact 'other' was left out: it is not among the declared keys",
        ),
        ("lambda: {3: 1}", "The fact 3 was left out: it is not among the declared keys"),
        ("lambda: warn('It is slow.') or {}", "It is slow."),
        ("__import__('threading').Event().wait", "It did not respond within 0.5 seconds."),
    ],
)
def test_a_fact_that_fails_is_named_and_the_others_are_known(
    packages: InstalledPackages, packets: PacketMaker, collect: str, cause: str
) -> None:
    source = f"""
    @hookimpl
    def packet_facts():
        return PacketFacts(("x.bad",), {collect})
    """
    packages.install("bad", source)
    packages.install("good", GOOD)
    packets.settings = settings_for(collect, 1)

    known, [problem] = evaluated(packets)

    assert known == {"x.good": 1}
    assert str(problem.headline) == HEADLINES[problem.kind]
    assert cause in str(problem)
    assert str(problem.origin) == "bad 1.0, entry point bad"


def test_facts_are_evaluated_once(packages: InstalledPackages, packets: PacketMaker) -> None:
    source = """
    calls = []

    @hookimpl
    def packet_facts():
        return PacketFacts(("x.count",), lambda: {"x.count": calls.append(1) or len(calls)})
    """
    packages.install("counting", source)
    facts = packets.declarations().facts

    assert facts.collect() == facts.collect() == {"x.count": 1}


def test_a_caller_may_change_the_result(packages: InstalledPackages, packets: PacketMaker) -> None:
    packages.install("good", GOOD)
    facts = packets.declarations().facts
    result = facts.collect()
    assert isinstance(result, dict)
    result.clear()

    assert facts.collect() == {"x.good": 1}


def test_of_two_facts_with_one_key_the_first_keeps_it(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    packages.install("early", GOOD.replace('"x.good": 1', '"x.good": "early"'))
    packages.install("late", GOOD.replace('"x.good": 1', '"x.good": "late"'))

    known, [problem] = evaluated(packets)

    assert known == {"x.good": "early"}
    assert "The fact x.good was left out" in str(problem)
    assert "early 1.0, entry point early declares the same key" in str(problem)
    assert str(problem.origin) == "late 1.0, entry point late"


def test_facts_hang_together_not_one_after_the_other(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    source = """
    import threading

    @hookimpl
    def packet_facts():
        for number in range(20):
            yield PacketFacts((f"x.fact{number}",), threading.Event().wait)
    """
    packages.install("hanging", source)
    packets.settings = Settings(collector_timeout=1)

    _, problems = evaluated(packets)

    assert len(problems) == 20
    assert all("0.5 seconds" in str(problem) for problem in problems)


def test_a_hook_cannot_collect_facts_that_are_still_being_declared() -> None:
    with pytest.raises(DeclarationError, match="was called in a hook"):
        DeclaredFacts(1, Deadline(60)).collect()
