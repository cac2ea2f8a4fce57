"""The mistakes that authors make when they call a function, and what they read: tables of both."""

import json
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import support_packet
from support_packet import CollectError, hookimpl, log_files
from support_packet.testing import Author, Installation, check_conformance, find_secrets

sp: Any = support_packet
"""Without its types: these calls are wrong."""

FUNCTIONS: Mapping[str, tuple[Callable[[], object], str]] = {
    "log: a path as text": (
        lambda: list(sp.log_files("/x")),
        "log_files() takes a log, not str: log_files(mattermost.log_file('/x', setting=",
    ),
    "log: a Path": (lambda: list(sp.log_files(Path("/x"))), "log_file('/x', setting="),
    "log: None": (lambda: list(sp.log_files(None)), "takes a log, not NoneType"),
    "command: none": (sp.run, "takes the command and its arguments: run('df', '-k')"),
    "command: None": (lambda: sp.run(None), "The command of run() is None, not str or a Path."),
    "command: number": (lambda: sp.run("echo", 3), "The argument 1 of run() is int, not str"),
    "command: bytes": (lambda: sp.run(b"echo"), "The command of run() is bytes"),
    "command: list inside": (lambda: sp.run("echo", ["a"]), "write run(*words)"),
    "command: seconds as text": (
        lambda: sp.run("echo", seconds="3"),
        "The seconds of run() is str, not a number.",
    ),
    "command: environment as list": (
        lambda: sp.run("echo", environment=["A=b"]),
        "The environment of run() is list, not a mapping, such as",
    ),
    "command: variable as number": (
        lambda: sp.run("echo", environment={"A": 1}),
        "The value of A in the environment of run() is int, not str.",
    ),
    "url: None": (lambda: sp.fetch(None), "The url of fetch() is None, not str."),
    "url: Path": (lambda: sp.fetch(Path("/a")), "not str: write str(…)."),
    "url: seconds": (lambda: sp.fetch("http://a", seconds="3"), "The seconds of fetch() is str"),
    "url: headers as list": (
        lambda: sp.fetch("http://a", headers=[("a", "b")]),
        "The headers of fetch() is list, not a mapping",
    ),
    "url: header as number": (
        lambda: sp.fetch("http://a", headers={"a": 1}),
        "The value of a in the headers of fetch() is int",
    ),
    "node: None": (
        lambda: sp.fetch_packet(None),
        "The node of fetch_packet() is None, not one of mattermost.nodes(), or a name.",
    ),
    "node: a list": (lambda: sp.fetch_packet(["chat-2"]), "not one of mattermost.nodes()"),
    "node: one name in only": (
        lambda: sp.fetch_packet("a", only="mattermost.log"),
        'not a list of names: write only=["mattermost.log"].',
    ),
    "node: seconds as text": (lambda: sp.fetch_packet("a", seconds="3"), "not a number"),
    "file name: Path": (lambda: sp.as_file_name(Path("/a")), "The text of as_file_name() is"),
    "JSON: an object": (
        lambda: sp.dump_json({"a": [object()]}),
        "dump_json takes no object; make it text, a number, a list or a mapping",
    ),
    "JSON: a set": (lambda: sp.dump_json({1}), "dump_json takes no set"),
    "JSON: a Path": (lambda: sp.dump_json(Path("/a")), "dump_json takes no PosixPath"),
    "JSON: a key": (lambda: sp.dump_json({(1, 2): 3}), "dump_json takes no tuple"),
    "YAML: a Path": (lambda: sp.dump_yaml(Path("/a")), "takes no PosixPath; make it text"),
    "YAML: a generator": (lambda: sp.dump_yaml(x for x in "a"), "generator; make it a list"),
    "message: a number": (lambda: sp.Message(3), "The template of a Message is int, not str."),
    "error: two texts": (
        lambda: sp.CollectError("No such file: %s", "a"),
        "CollectError takes one text; name all else: remedy='…'",
    ),
    "cut: two texts": (lambda: sp.ContentCut("a", "b"), "ContentCut takes one text"),
    "TLS: a number": (
        lambda: sp.client_tls_context(certificate=3),
        "The certificate of client_tls_context() is int, not str or a Path.",
    ),
    "timer: seconds as text": (
        lambda: sp.shut_down_after("3", lambda: None).__enter__(),
        "The seconds of shut_down_after() is str, not a number.",
    ),
    "timer: a socket": (
        lambda: sp.shut_down_after(3, object()).__enter__(),
        "shut_down_after() takes a function: lambda: connection.sock",
    ),
}

OF_MATTERMOST: Mapping[str, tuple[Callable[[Any], object], str]] = {
    "query: None": (lambda m: m.query(None), "The query is None, not str."),
    "query: seconds as text": (lambda m: m.query("SELECT 1", seconds="3"), "not a number"),
    "query: a mapping of parameters": (
        lambda m: m.query("SELECT :x", {"x": 1}),
        'query() takes parameters by name: query("… = :id", id="x").',
    ),
    "query: a Path": (
        lambda m: m.query("SELECT :x", x=Path("/a")),
        "The parameter x of a query is PosixPath; make it text or a number.",
    ),
    "query: an object in a list": (
        lambda m: m.query("SELECT 1 WHERE 1 IN :x", x=[object()]),
        "The parameter x of a query is object",
    ),
    "query: text for IN": (
        lambda m: m.query("SELECT 1 WHERE 'a' IN :x", x="a"),
        "The parameter x is for IN: make it a list.",
    ),
    "query: a parameter without a place": (
        lambda m: m.query("SELECT %s", x=1),
        "The query has no :x; write the place of a value as :x.",
    ),
    "row: a position": (
        lambda m: m.query("SELECT 1 AS A")[0][3],
        "no column 3, counted from 0; there are A",
    ),
    "columns: a list": (lambda m: m.columns(["Posts"]), "The table of columns() is list"),
    "config: None": (
        lambda m: m.config.text(None),
        'The path of a setting is None, not str, such as "LdapSettings.Enable".',
    ),
    "config: a tuple": (lambda m: m.config.get(("A", "B")), "The path of a setting is tuple"),
    "config: no path": (lambda m: m.config.resolve(None), "path of config.resolve() is None"),
    "log: no section": (
        lambda m: m.log("ldap.log"),
        'mattermost.log() takes a section, too: mattermost.log("ldap.log", "LogSettings")',
    ),
    "log: a list of sections": (
        lambda m: m.log("a", ["LogSettings"]),
        'The section of mattermost.log() is list, not str, such as "LogSettings".',
    ),
    "log: None": (lambda m: m.log(None, "LogSettings"), "The name of mattermost.log() is None"),
    "log_file: None": (
        lambda m: m.log_file(None, setting="LogSettings.FileLocation"),
        "The path of log_file() is None, not str or a Path.",
    ),
    "log_file: no setting": (
        lambda m: m.log_file("/x", setting=None),
        'The setting of log_file() is None, not str, such as "LogSettings.FileLocation".',
    ),
    "log_file: the name of a setting": (
        lambda m: m.log_file("/x", setting="log"),
        "The setting of log_file() is 'log', which is neither a path of the configuration",
    ),
    "log_file: one place": (
        lambda m: m.log_file("/x", setting="LogSettings.FileLocation", below="/var/log"),
        'The below of log_file() is str, not a list of paths: write below=["/var/log/nginx"].',
    ),
    "log_file: a place that is not set": (
        lambda m: m.log_file("/x", setting="LogSettings.FileLocation", below=[None]),
        "The place in below of log_file() is None",
    ),
    "rotated: text": (
        lambda m: list(m.log("a", "LogSettings").rotated("7")),
        "The days of rotated() is str, not a whole number.",
    ),
    "rotated: negative": (
        lambda m: list(m.log("a", "LogSettings").rotated(-1)),
        "The days of rotated() is -1; it must be 0 to 365000.",
    ),
    "rotated: forever": (
        lambda m: list(log_files(m.log("a", "LogSettings"), days=10**9)),
        "The days of log_files() is 1000000000; it must be 0 to 365000.",
    ),
    "once: a list": (
        lambda m: m.once([1], dict),
        "The key of once() is list: use a text or a tuple of texts.",
    ),
    "once: a value": (
        lambda m: m.once("counts", 3),
        'once() takes a function: once("counts", lambda: count(mattermost))',
    ),
}

OF_THE_KIT: Mapping[str, tuple[Callable[[Any, Any], object], str]] = {
    "set: a value by place": (
        lambda i, _: i.set("LdapSettings.Enable", True),
        'set() takes settings by name: set("LdapSettings", Enable=True).',
    ),
    "set: an object": (lambda i, _: i.set("A", B=object()), "The B of set() is object, not JSON."),
    "set: None": (lambda i, _: i.set(None, B=1), 'not str, such as "LdapSettings".'),
    "table: a list": (
        lambda i, _: i.table("Jobs", [{"Id": "a"}]),
        'is list, not a mapping: table("Jobs", {"Id": "a"}, {"Id": "b"}).',
    ),
    "table: None": (lambda i, _: i.table(None), 'The name of table() is None, not str, such as "J'),
    "log: a list": (
        lambda i, _: i.log("mattermost.log", ["a", "b"]),
        'The line of log() is list, not str: log("mattermost.log", "one", "two").',
    ),
    "plugin: a name": (lambda i, _: i.plugin("playbooks"), 'plugin({"id": "playbooks", "version"'),
    "plugin: no id": (lambda i, _: i.plugin({"name": "x"}), "plugin() takes a manifest"),
    "node: a name twice": (lambda i, _: [i.node("b"), i.node("b")], "There is a node b already."),
    "packet: one name": (
        lambda _, author: author.packet(include="a/b.txt"),
        'The include of packet() is str, not a list: write include=["my-package/a.txt"].',
    ),
    "packet: options as a list": (
        lambda _, author: author.packet(options=["a.b:c"]),
        'The options is list, not a mapping: {"hello.days": "7"}.',
    ),
    "preview: another purpose": (
        lambda _, author: author.preview("pages"),
        "The purpose of a preview is 'pages', not one of ('packet', 'page', 'check').",
    ),
    "use: a class": (lambda _, author: author.use(Empty), "use(Empty())"),
    "use: a function": (lambda _, author: author.use(print), "a module or an object with hooks"),
    "hides: a list": (
        lambda _, author: author.use(Empty()).packet().assert_hides(["a"]),
        "assert_hides() takes each secret by itself: assert_hides(*secrets).",
    ),
    "find: a packet of a test": (
        lambda _, author: find_secrets(author.use(Empty()).packet(), ["a"]),
        "The packet of find_secrets() is Made, not bytes (made.data) or a Path.",
    ),
    "conformance: an installation": (
        lambda i, _: check_conformance(i),
        "is Installation, not the fixture author.",
    ),
    "conformance: one rule": (
        lambda _, author: check_conformance(author, without="titles"),
        'The without is str, not a list of rules: write without=["titles"].',
    ),
}


class Empty:
    """A collector without files."""

    @hookimpl
    def packet_files(self) -> list[Any]:
        """Declare none."""
        return []


def unexpected(call: Callable[[], object], message: str) -> str:
    """Return what is wrong with the error of a call, nothing if it has `message`."""
    try:
        call()
    except (TypeError, ValueError, LookupError) as error:
        return "" if message in str(error) else str(error)
    return "there was no error"


def test_functions_say_what_to_write() -> None:
    seen = {name: unexpected(*case) for name, case in FUNCTIONS.items()}

    assert {name: text for name, text in seen.items() if text} == {}


def test_what_hooks_get_says_what_to_write(installation: Installation) -> None:
    mattermost = installation.mattermost()

    seen = {
        name: unexpected(partial(call, mattermost), message)
        for name, (call, message) in OF_MATTERMOST.items()
    }

    assert {name: text for name, text in seen.items() if text} == {}


def test_the_kit_says_what_to_write(installation: Installation, author: Author) -> None:
    seen = {
        name: unexpected(partial(call, installation, author), message)
        for name, (call, message) in OF_THE_KIT.items()
    }

    assert {name: text for name, text in seen.items() if text} == {}


def test_no_time_left_is_not_a_mistake(installation: Installation) -> None:
    """The time of a package may be over when it asks."""
    with pytest.raises(CollectError, match="did not end within 0 seconds"):
        support_packet.run("sleep", "1", seconds=0)
    assert installation.mattermost().query("SELECT 1", seconds=-1)[0][0] == 1


def test_the_name_of_a_missing_certificate_is_given(tmp_path: Path) -> None:
    missing = tmp_path / "ca.crt"

    with pytest.raises(FileNotFoundError, match=r"ca\.crt"):
        support_packet.client_tls_context(ca_file=missing)


def test_keys_of_json_become_text() -> None:
    text = support_packet.dump_json({1: 2, 2.5: 3, None: 4, False: 5})

    assert json.loads(text) == {"1": 2, "2.5": 3, "null": 4, "false": 5}


def test_a_path_is_a_setting_of_mattermost(installation: Installation, tmp_path: Path) -> None:
    installation.set("LogSettings", FileLocation=tmp_path)

    config = installation.mattermost().config
    assert config.text("LogSettings.FileLocation") == str(tmp_path)
