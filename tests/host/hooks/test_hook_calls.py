"""Hooks: one that fails or returns nonsense costs what it would have declared."""

import pytest
from support.distributions.disk import InstalledPackages
from support.distributions.loading import settings_for
from support.distributions.packets import PacketMaker, file_names
from support.distributions.sources import GOOD


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        ("raise ValueError('bad')", "ValueError: bad (bad.py, line 4)"),
        ("raise SystemExit(1)", "SystemExit: 1"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
        ("__import__('threading').Event().wait()", "did not respond within 1 seconds"),
        ("return 'text'", "returned str, not PacketFile or several"),
        ("return {'a.txt': str}", "returned dict, not PacketFile or several"),
        ("return 3", "returned int, not PacketFile or several"),
        ("return PacketFile", "returned type, not PacketFile or several"),
        ("return [str]", "it is type, not PacketFile."),
        ("return [None]", "it is NoneType, not PacketFile."),
        ("return iter(int, 1)", "more than 10000 declarations"),
        ("return PacketFile('../a', str)", "file name '../a' is not a relative path"),
        ("return PacketFile('/etc/passwd', str)", "file name '/etc/passwd'"),
        ("return PacketFile('a\\\\b', str)", "has a '\\\\'"),
        ("return PacketFile('a\\x1b', str)", "not printable"),
        ("return PacketFile('warning.txt', str)", "reserved for the host's own file"),
        ("return PacketFile(3, str)", "name of a PacketFile is int, not str."),
        ("return PacketFile('a', 'text')", "collect of a is str"),
        ("facts.collect()", "facts.collect() was called in a hook"),
    ],
)
def test_a_hook_that_fails_is_named_and_the_others_count(
    packages: InstalledPackages, packets: PacketMaker, body: str, cause: str
) -> None:
    packages.install("bad", f"@hookimpl\ndef packet_files(facts):\n    {body}")
    packages.install("good", GOOD)

    packets.settings = settings_for(body, 1)
    declared = packets.declarations()

    assert file_names(declared) == ["good.txt"]
    problem = declared.problems[-1]
    assert str(problem).startswith("Hook packet_files of bad ")
    assert cause in str(problem)
    assert str(problem.origin) == "bad 1.0, entry point bad"


def test_one_wrong_declaration_does_not_cost_the_others(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    source = """
    @hookimpl
    def packet_files():
        yield PacketFile("a.txt", str)
        yield 3
        yield PacketFile("/b.txt", str)
        yield PacketFile("trap.txt", str, order="first")
        yield PacketFile("c.txt", str)
        raise RuntimeError("the end")
    """
    packages.install("mixed", source)

    declared = packets.declarations()

    assert file_names(declared) == ["a.txt", "c.txt"]
    assert len(declared.problems) == 4


def test_a_hook_that_returns_none_is_asked_to_return_a_list(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    packages.install("nothing", "@hookimpl\ndef packet_files(): return None")

    declared = packets.declarations()

    assert declared.files == ()
    [problem] = declared.problems
    assert "packet_files returned None: a return is missing" in str(problem.why)


@pytest.mark.parametrize(
    "body",
    [
        "raise RuntimeError('no')",
        "return 'one text'",
        "return ['good secret', 3]",
        "return ['good secret', None]",
        "return b'bytes'",
        "__import__('threading').Event().wait()",
    ],
)
def test_a_package_that_fails_to_report_its_secrets_declares_nothing_else(
    packages: InstalledPackages, packets: PacketMaker, body: str
) -> None:
    files = GOOD.replace("good.txt", "withheld.txt")
    facts = "\n    @hookimpl\n    def packet_facts(): return PacketFacts(('x.withheld',), dict)\n"
    secrets = f"\n    @hookimpl\n    def packet_secrets(): {body}\n"
    points = {"first": "leaky", "second": "leaky:other"}
    other = """
    class other:
        @hookimpl
        def packet_files(): return PacketFile("other.txt", str)
    """
    packages.install("leaky", files + facts + secrets + other, entry_points=points)
    packages.install("good", GOOD)

    packets.settings = settings_for(body, 1)
    declared = packets.declarations()

    assert file_names(declared) == ["good.txt"]
    assert declared.facts.collect() == {}
    assert "All files and facts of leaky are withheld" in str(declared.problems[-1])


def test_a_package_that_calls_a_whole_file_a_secret_costs_its_own_files_only(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    hook = "\n    @hookimpl\n    def packet_secrets(): return ['0aB!' * 20_000]\n"
    packages.install("careless", GOOD.replace("good.txt", "careless.txt") + hook)
    packages.install("good", GOOD)

    declared = packets.declarations()

    assert file_names(declared) == ["good.txt"]
    assert not any(secret.startswith("0aB!") for secret in declared.secrets)
    assert "more than 65536 characters" in str(declared.problems[0])


@pytest.mark.parametrize("secret", ["short", "password"])
def test_a_secret_that_cannot_be_searched_for_is_reported(
    packages: InstalledPackages, packets: PacketMaker, secret: str
) -> None:
    hook = f"\n    @hookimpl\n    def packet_secrets(): return ['{secret}']\n"
    packages.install("careless", GOOD + hook)

    declared = packets.declarations()

    assert file_names(declared) == ["good.txt"]
    [problem] = declared.problems
    assert "is not searched for: it has fewer than 8 characters" in str(problem)


def test_an_empty_secret_is_that_of_a_setting_that_is_not_set(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    hook = "\n    @hookimpl\n    def packet_secrets(): return ['']\n"
    packages.install("careful", GOOD + hook)

    declared = packets.declarations()

    assert not declared.problems
    assert "" not in declared.secrets


def test_a_wrapper_around_a_packages_own_hook_reaches_no_other(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    source = """
    @hookimpl(wrapper=True)
    def packet_files():
        yield
        return PacketFile("wrapped.txt", str)
    """
    packages.install("aaa-wrapper", source)
    packages.install("good", GOOD)

    assert file_names(packets.declarations()) == ["good.txt", "wrapped.txt"]
