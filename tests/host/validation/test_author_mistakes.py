"""The mistakes that authors make, and what they read: a table of both."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from support.distributions.disk import InstalledPackages
from support.distributions.loading import load, state_of
from support.distributions.packets import PacketMaker
from support.tables import for_each

from support_packet import (
    DeclarationError,
    PacketFacts,
    PacketFile,
    PacketFolder,
    PacketNotice,
    PacketOption,
    PacketSetting,
)

FILES = "@hookimpl\ndef packet_files():\n    "

AT_LOAD: Mapping[str, tuple[str, str]] = {
    "hook not marked": ("def packet_files(): return []", "mark packet_files with @hookimpl"),
    "no hook at all": ("x = 1", "It implements no hook. Mark each of packet_files"),
    "misspelt hook": (
        "@hookimpl\ndef packet_flies(): return []",
        "no hook packet_flies. Did you mean packet_files?",
    ),
    "hook of another name": (
        "@hookimpl\ndef files(): return []",
        "There is no hook files. The hooks are packet_files, ",
    ),
    "misspelt argument": (
        "@hookimpl\ndef packet_files(matermost): return []",
        "wants the argument matermost. It may take mattermost, facts, settings, request.",
    ),
    "argument of another hook": (
        "@hookimpl\ndef packet_settings(mattermost): return []",
        "Its hook packet_settings wants the argument mattermost. It takes none.",
    ),
    "any arguments": (
        "@hookimpl\ndef packet_files(**arguments): return []",
        "Its hook packet_files takes **arguments, which gets nothing: name each argument.",
    ),
    "methods of a class": (
        "class Hooks:\n    @hookimpl\n    def packet_files(self): return []",
        "those of the class Hooks are methods. Make them functions of the module.",
    ),
    "marker of another name": (
        "import pluggy\n@pluggy.HookimplMarker('other')\ndef packet_files(): return []",
        "mark packet_files with @hookimpl",
    ),
    "setting declared twice": (
        "@hookimpl\ndef packet_settings(): return [PacketSetting('a'), PacketSetting('a')]",
        "It declares the setting a twice",
    ),
    "file of the machine at import": ("open('/nowhere/a')", "No such file or directory: /nowhere"),
    "variable at import": ("import os\nos.environ['NOWHERE']", "'NOWHERE' (author.py, line 3)"),
    "async hook": ("@hookimpl\nasync def packet_files(): return []", "packet_files is async"),
    "async generator": ("@hookimpl\nasync def packet_files(): yield 1", "packet_files is async"),
    "tryfirst": ("@hookimpl(tryfirst=True)\ndef packet_files(): return []", "has tryfirst=True"),
    "trylast": ("@hookimpl(trylast=True)\ndef packet_files(): return []", "has trylast=True"),
    "wrapper": ("@hookimpl(wrapper=True)\ndef packet_files(): return (yield)", "wrapper=True"),
    "missing dependency": (
        "import no_such_thing",
        "no_such_thing, which is not installed. Install it (the",
    ),
    "newer name": ("from support_packet import Later", "Update support-packet, install"),
    "newer contract": ("SUPPORT_PACKET_CONTRACT = 2", "written for version 2 of the collector"),
    "contract as text": ("SUPPORT_PACKET_CONTRACT = '2'", "is not a whole number"),
    "syntax": ("def broken(:", "SyntaxError"),
    "exit at import": ("raise SystemExit(3)", "SystemExit"),
    "setting of a wrong kind": (
        "@hookimpl\ndef packet_settings(): return PacketSetting('a', 1, dict)",
        "kind of the setting a is dict, not one of the types str, int, float, bool, Path, list",
    ),
    "kind in quotes": (
        "@hookimpl\ndef packet_settings(): return PacketSetting('a', None, 'Path')",
        "is 'Path', not one of the types str, int, float, bool, Path, list. Write kind=Path",
    ),
    "settings hook that returns None": ("@hookimpl\ndef packet_settings(): pass", "returned None"),
}

AT_A_PACKET: Mapping[str, tuple[str, str]] = {
    "hook that returns None": (FILES + "PacketFile('x/a', str)", "a return is missing"),
    "hook that returns text": (FILES + "return 'a.txt'", "It returned str, not PacketFile"),
    "hook that returns the class": (FILES + "return PacketFile", "It returned type, not Pack"),
    "hook that yields a list": (FILES + "yield []", "it is list, not PacketFile"),
    "title by place": (
        FILES + "return PacketFile('x/a', str, 'Title')",
        "takes 3 positional arguments but 4 were given (author.py, line 4)",
    ),
    "misspelt field": (FILES + "return PacketFile('x/a', str, titel='')", "argument 'titel'"),
    "field set later": (
        FILES + "file = PacketFile('x/a', str)\n    file.title = 'x'",
        "cannot assign to field 'title'",
    ),
    "content in place of collect": (
        FILES + "return PacketFile('x/a', 'content')",
        "is str, which cannot be called. Write it without (), or as a lambda",
    ),
    "hook that returns a dict": (FILES + "return {'name': 'a'}", "It returned dict"),
    "a declaration of another hook": (
        FILES + "return [PacketNotice('Do.')]",
        "it is PacketNotice, not PacketFile",
    ),
    "collect that is called": (
        FILES + "return PacketFile('x/a', str())",
        "The collect of x/a is str, which cannot be called. Write it without ()",
    ),
    "collect that wants an argument": (
        FILES + "return PacketFile('x/a', lambda mattermost: 'x')",
        "The collect of x/a wants the argument 'mattermost'",
    ),
    "lambda in a loop": (
        FILES + "for n in 'ab': yield PacketFile(f'x/{n}', lambda: n)",
        "x/a, x/b have the same content",
    ),
    "lambda in a list": (
        FILES + "return [PacketFile(f'x/{n}', lambda: n) for n in 'ab']",
        "x/a, x/b have the same content",
    ),
    "reserved name": (
        FILES + "return PacketFile('metadata.yaml', str)",
        "reserved for a file of Mattermost's own packets",
    ),
    "reserved folder": (FILES + "return PacketFolder('stats.yaml', list)", "reserved for a file"),
    "fact without a prefix": (
        "@hookimpl\ndef packet_facts(): return PacketFacts(('version',), dict)",
        "The key 'version' has no prefix",
    ),
    "fact of Mattermost": (
        "@hookimpl\ndef packet_facts(): return PacketFacts(('server_os',), dict)",
        "their own prefix, such as author.server_os",
    ),
    "two files of one name": (
        FILES + "return [PacketFile('x/a', str), PacketFile('x/A', str)]",
        "Its name conflicts with x/a",
    ),
    "replacing without a setting": (
        FILES + "return PacketFile('x/plugins.json', str, replaces='plugins.json')",
        "add author to SUPPORT_PACKET_REPLACING_COLLECTORS",
    ),
    "option that is not declared": (
        "@hookimpl\ndef packet_files(request): request.option('days')",
        "packet_options declares no such option. It declares: none",
    ),
    "setting that is not declared": (
        "@hookimpl\ndef packet_files(settings): settings['days']",
        "packet_settings declares no such setting. It declares: none",
    ),
    "facts evaluated in a hook": (
        "@hookimpl\ndef packet_files(facts): facts.collect()",
        "call it in the collect of a PacketFile",
    ),
    "one secret as text": ("@hookimpl\ndef packet_secrets(): return 'secret'", "a list of them"),
}


def collect() -> str:
    return "x"


async def later() -> str:
    return "x"


AT_DECLARATION: Mapping[str, tuple[Callable[..., Any], Mapping[str, Any], str]] = {
    "async collect": (PacketFile, {"name": "x/a", "collect": later}, "is async"),
    "path outside": (PacketFile, {"name": "../a", "collect": str}, "not a relative path"),
    "absolute path": (PacketFile, {"name": "/a", "collect": str}, "not a relative path"),
    "backslash": (PacketFile, {"name": "x\\a", "collect": str}, "has a"),
    "warning.txt": (PacketFile, {"name": "warning.txt", "collect": str}, "is reserved"),
    "title not filled": (
        PacketFile,
        {"name": "x/a", "collect": str, "title": "Of %(day)s", "values": {"days": "1"}},
        "do not fit",
    ),
    "value not text": (
        PacketFile,
        {"name": "x/a", "collect": str, "title": "Of %(day)s", "values": {"day": 1}},
        "value 'day' in the values of x/a is int, not str",
    ),
    "seconds as text": (PacketFile, {"name": "x/a", "collect": str, "seconds": "9"}, "is str"),
    "seconds of 0": (PacketFile, {"name": "x/a", "collect": str, "seconds": 0}, "more than 0"),
    "preview as text": (PacketFile, {"name": "x/a", "collect": str, "preview": "no"}, "preview of"),
    "preview with argument": (
        PacketFile,
        {"name": "x/a", "collect": str, "preview": lambda file: file},
        "The preview of x/a wants the argument 'file'",
    ),
    "binary as number": (PacketFile, {"name": "x/a", "collect": str, "binary": 1}, "not bool"),
    "reads as text": (
        PacketFile,
        {"name": "x/a", "collect": str, "reads": "Posts"},
        r'write reads=\("Posts",\)',
    ),
    "reads of SQL": (
        PacketFile,
        {"name": "x/a", "collect": str, "reads": ["Posts; DROP"]},
        "not the name of a table",
    ),
    "group not text": (PacketFolder, {"name": "x", "collect": list, "group": None}, "group of x"),
    "folder of a type": (PacketFolder, {"name": "x", "collect": []}, "cannot be called"),
    "keys as text": (PacketFacts, {"keys": "key", "collect": dict}, "not a tuple"),
    "notice of nothing": (PacketNotice, {"message": None}, "NoneType, not str"),
    "setting in capitals": (PacketSetting, {"name": "DAYS"}, "must begin with a lower-case letter"),
    "setting with a default of another kind": (
        PacketSetting,
        {"name": "days", "default": "7", "kind": int},
        "default of the setting days is str, not int",
    ),
    "limit of a text": (
        PacketSetting,
        {"name": "unit", "minimum": 1},
        "The setting unit is not a number: it has no limits",
    ),
    "limit as text": (
        PacketSetting,
        {"name": "days", "kind": int, "maximum": "9"},
        "A limit of the setting days is str, not a number",
    ),
    "default beyond its limit": (
        PacketSetting,
        {"name": "days", "default": 0, "kind": int, "minimum": 1},
        "The default of the setting days must be at least 1",
    ),
    "kind as text": (PacketSetting, {"name": "days", "kind": "int"}, "kind of the setting days"),
    "choices as text": (
        PacketOption,
        {"name": "days", "choices": "17", "title": "Days", "default": "1"},
        "choices of the option days are str",
    ),
    "choice as number": (
        PacketOption,
        {"name": "days", "choices": [1, 7], "title": "Days", "default": "1"},
        "is int, not str",
    ),
    "choice that an address cannot have": (
        PacketOption,
        {"name": "days", "choices": ["a b"], "title": "Days", "default": "a b"},
        "what people read is its label",
    ),
    "default that is not a choice": (
        PacketOption,
        {"name": "days", "choices": ["1"], "title": "Days", "default": "7"},
        "not one of its choices",
    ),
}

ENTRY_POINTS = {
    "a function": ("author:packet_files", "names the function packet_files. Name the module"),
    "a class": ("author:Hooks", "names the class Hooks. Name the module"),
    "a module that is not there": ("other_author", "names the module other_author, which is not"),
    "an object that is not there": ("author:nothing", "Name the module alone"),
}


@pytest.mark.parametrize(("source", "message"), AT_LOAD.values(), ids=AT_LOAD)
def test_plugins_says_what_to_change(
    packages: InstalledPackages, source: str, message: str
) -> None:
    packages.install("author", source)

    assert message in state_of(load(packages), "author").error


@pytest.mark.parametrize(("source", "message"), AT_A_PACKET.values(), ids=AT_A_PACKET)
def test_the_packet_says_what_to_change(
    packages: InstalledPackages, packets: PacketMaker, source: str, message: str
) -> None:
    packages.install("author", source)

    declared = packets.declarations()

    problems = [*declared.problems, *declared.facts.problems]
    assert any(message in str(problem) for problem in problems), [*map(str, problems)]


@for_each(("kind", "fields", "message"), AT_DECLARATION.values(), ids=AT_DECLARATION)
def test_the_authors_own_test_says_what_to_change(
    kind: Callable[..., Any], fields: Mapping[str, Any], message: str
) -> None:
    with pytest.raises(DeclarationError, match=message):
        kind(**fields)


@pytest.mark.parametrize(("value", "message"), ENTRY_POINTS.values(), ids=ENTRY_POINTS)
def test_an_entry_point_says_what_to_name(
    packages: InstalledPackages, value: str, message: str
) -> None:
    source = "class Hooks: pass\n\n" + FILES + "return []"
    packages.install("author", source, entry_points={"author": value})

    assert message in state_of(load(packages), "author").error
