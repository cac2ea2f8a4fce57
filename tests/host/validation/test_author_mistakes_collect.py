"""The mistakes that authors make in `collect`, and what they read: a table of both."""

from collections.abc import Mapping

import pytest
from support.distributions.disk import InstalledPackages
from support.distributions.loading import settings_for
from support.distributions.packets import PacketMaker

HOOK = """

@hookimpl
def packet_files(mattermost):
    return PacketFile("x/a", lambda: collect(mattermost))
"""
IMPORTS = "import sys, threading\nfrom pathlib import Path\n\n"
BODY = f"{IMPORTS}def collect(mattermost):\n    "

AT_COLLECT: Mapping[str, tuple[str, str]] = {
    "no return": ("pass", "NoneType, not str, bytes, a Path or pieces of bytes. A return is"),
    "a path as text": (
        "return str(Path(__file__))",
        "To send the file of that name, return Path('",
    ),
    "a relative path": ("return Path('a.txt')", "the program runs in its own directory"),
    "a path that is not there": ("return Path('/nowhere/a')", "No such file or directory: /nowh"),
    "a directory": ("return Path('/etc')", "It is a directory: /etc"),
    "a dict": ("return {'a': 1}", "Make text of it with dump_yaml or dump_json"),
    "a number": ("return 7", "Make text of it with str or dump_yaml"),
    "rows of a query": ("return mattermost.query('SELECT 1')", "gave a piece of Row, not bytes"),
    "lines": ("return ['a\\n', 'b\\n']", "Return one str, such as ''.join(…)"),
    "a generator of text": ("yield 'a'", "or encode each piece"),
    "a file opened as text": (
        "import io\n    return io.TextIOWrapper(io.BytesIO(b'a'))",
        "open files with 'rb', or return their Path",
    ),
    "a function": ("return lambda: 'x'", "Call it, or give it as collect itself"),
    "a class": ("return str", "Call it, or give it as collect itself"),
    "a declaration": ("return PacketFile('x/b', str)", "collect() returned PacketFile"),
    "a coroutine": (
        "import asyncio\n    return asyncio.sleep(0)",
        "What it calls is async: use a function that is not",
    ),
    "an exception": ("return ValueError('x')", "collect() returned ValueError"),
    "exit": ("sys.exit(3)", "SystemExit: 3 (author.py, line 6)"),
    "an assertion": ("assert False, 'never'", "AssertionError: never (author.py, line 6)"),
    "recursion": ("return collect(mattermost)", "RecursionError: maximum recursion depth"),
    "an error of a library": (
        "import json\n    return json.loads('{')",
        "line 1 column 2 (char 1) (author.py, line 7)",
    ),
    "a hang": ("return threading.Event().wait(60)", "kept the packet waiting for"),
    "an error after the first piece": (
        "yield b'a'\n    raise RuntimeError('late')",
        "RuntimeError: late (author.py, line 7)",
    ),
    "an unknown member": ("return mattermost.db", "has no attribute 'db'"),
    "an unknown column": (
        "return mattermost.query('SELECT 1 AS A')[0].B",
        "no column 'B'; there are A",
    ),
    "a parameter that is missing": (
        "return mattermost.query('SELECT :a')",
        "the query's parameters don't fit: A value is required for bind parameter 'a'",
    ),
    "SQL that is none": ("return mattermost.query('SELEC 1')", "not valid SQL"),
    "a table that is missing": (
        "return mattermost.query('SELECT 1 FROM Nowhere')",
        "no table Nowhere. Either this release doesn't have it, or the database user may not see",
    ),
    "a log by its path": (
        "return mattermost.log('/var/log/syslog', 'LogSettings')",
        "not the name of a log",
    ),
    "a log outside": (
        "return mattermost.log_file('/etc/passwd', setting='LogSettings.FileLocation')",
        "outside the server's log directory and outside what LogSettings.FileLocation names",
    ),
    "a command line in one": ("return run('echo hello')", "by itself: run('echo', 'hello')"),
    "a command as a list": ("return run(['echo', 'a'])", "write run(*words)"),
    "a command that is missing": ("return run('no-such-command')", "no-such-command can't be run"),
    "an address without a scheme": ("return fetch('127.0.0.1')", "must begin with http:// or"),
    "an object as YAML": ("return dump_yaml(object())", "make it text or a number"),
    "a message in an f-string": (
        "raise CollectError(f\"{Message('x')}\")",
        "make it a value of another Message",
    ),
}

IN_A_FOLDER: Mapping[str, tuple[str, str]] = {
    "a dict": ("{'a': 'b'}", "returned dict, not pairs of a name and a content. Return its items"),
    "names only": ("['a', 'b']", "gave str, not a pair of a name and a content"),
    "a Path as name": ("[(Path('a'), 'b')]", "a name of the type PosixPath, not str"),
    "an absolute name": ("[('/a', 'b')]", "is not a relative path"),
    "a name twice": ("[('a', 'b'), ('A', 'b')]", "conflicts with x/d/a of the same folder"),
    "content of a wrong type": ("[('a', 1)]", "collect() returned int, not str"),
    "a folder of the disk": ("Path('/etc')", "returned PosixPath, not pairs"),
}

FACTS: Mapping[str, tuple[str, str]] = {
    "a key that is not declared": ("{'x.b': 1}", "it is not among the declared keys"),
    "a value of a wrong type": ("{'x.a': object()}", "x.a"),
    "a list in place of a mapping": ("[1]", "collect() returned list, not a mapping"),
}


@pytest.mark.parametrize(("body", "message"), AT_COLLECT.values(), ids=AT_COLLECT)
def test_the_packet_says_what_to_change(
    packages: InstalledPackages, packets: PacketMaker, body: str, message: str
) -> None:
    packages.install("author", BODY + body + HOOK)
    packets.settings = settings_for(body, 2)
    packets.database()

    assert message in " ".join(packets.files()["warning.txt"].split())


@pytest.mark.parametrize(("content", "message"), IN_A_FOLDER.values(), ids=IN_A_FOLDER)
def test_the_packet_says_what_to_change_in_a_folder(
    packages: InstalledPackages, packets: PacketMaker, content: str, message: str
) -> None:
    hook = f"\n@hookimpl\ndef packet_files():\n    return PacketFolder('x/d', lambda: {content})"
    packages.install("author", IMPORTS + hook)

    assert message in " ".join(packets.files()["warning.txt"].split())


@pytest.mark.parametrize(("content", "message"), FACTS.values(), ids=FACTS)
def test_facts_say_what_to_change(
    packages: InstalledPackages, packets: PacketMaker, content: str, message: str
) -> None:
    hook = f"\n@hookimpl\ndef packet_facts():\n    return PacketFacts(('x.a',), lambda: {content})"
    packages.install("author", hook)

    facts = packets.declarations().facts
    facts.collect()

    assert any(message in str(problem) for problem in facts.problems), facts.problems
