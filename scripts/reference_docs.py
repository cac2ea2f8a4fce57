"""`make docs`: writes `docs/reference.md`, all that a collector is given, from the docstrings."""

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import Any

import support_packet

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/reference.md"
EXAMPLES = ROOT / "docs/examples"

_HEAD = """\
# What a collector is given

Written by `make docs` from the program's own docstrings; the guide is
[collectors.md](collectors.md). Only what is described here is the contract: an object may have
more, which can change in any release. All types, functions and errors are imported from
`support_packet`. Each example that begins with a docstring is a whole collector module; the tests
run them, and no member is without one. Shorter ones show a call.
"""


@dataclass(frozen=True)
class Section:
    """One part of the page: a heading, what it describes, and the example that uses it."""

    title: str
    example: str
    described: tuple[Any, ...]


SECTIONS = (
    Section(
        "`mattermost`: the installation",
        "installation",
        (support_packet.Mattermost, support_packet.Rows),
    ),
    Section(
        "`mattermost.config`: the configuration",
        "config",
        (support_packet.Config, support_packet.LogTarget),
    ),
    Section(
        "`mattermost.query`: the database",
        "database",
        (support_packet.Row, support_packet.warn),
    ),
    Section(
        "`mattermost.log`: logs",
        "logs",
        (support_packet.Log, support_packet.RotatedLog, support_packet.log_files),
    ),
    Section(
        "`mattermost.server`, `license`, `server_process()`, `nodes()`",
        "server",
        (
            support_packet.Server,
            support_packet.License,
            support_packet.Process,
            support_packet.Node,
        ),
    ),
    Section(
        "`mattermost.manifests`: plugins of Mattermost",
        "plugins",
        (support_packet.Manifests, support_packet.Manifest),
    ),
    Section(
        "`request` and `facts`",
        "request",
        (support_packet.Request, support_packet.Facts),
    ),
    Section(
        "Commands and web servers",
        "services",
        (support_packet.run, support_packet.fetch, support_packet.Response),
    ),
    Section(
        "Clients of other servers",
        "client",
        (support_packet.client_tls_context, support_packet.shut_down_after),
    ),
    Section(
        "Other nodes",
        "nodes",
        (
            support_packet.fetch_packet,
            support_packet.check_node,
            support_packet.NodeState,
            support_packet.configured_nodes,
        ),
    ),
    Section(
        "Text that stays valid",
        "database",
        (support_packet.dump_yaml, support_packet.dump_json),
    ),
)
_SHOWN_ELSEWHERE = "The example is the one above, `{}.py`."


def main() -> None:
    """Write the page."""
    PAGE.write_text(current_page(), encoding="utf-8")


def current_page() -> str:
    """Return the text of the page as it has to be."""
    shown: set[str] = set()
    parts = [_HEAD]
    for section in SECTIONS:
        parts.append(f"## {section.title}\n")
        parts += [_described(each) for each in section.described]
        if section.example in shown:
            parts.append(_SHOWN_ELSEWHERE.format(section.example) + "\n")
        else:
            source = (EXAMPLES / f"{section.example}.py").read_text(encoding="utf-8")
            parts.append(f"```python\n{source}```\n")
        shown.add(section.example)
    return re.sub(r"\n{3,}(?=```python\n\"\"\")", "\n\n", "\n".join(parts))


def public_name(described: object) -> str:
    """Return the name under which authors import a function."""
    return next(
        name for name in support_packet.__all__ if getattr(support_packet, name) is described
    )


def members(kind: type) -> Iterator[tuple[str, Any]]:
    """Yield the names of what `kind` promises, and what is behind each."""
    for name, value in vars(kind).items():
        if not name.startswith("_") and (isinstance(value, property) or inspect.isfunction(value)):
            yield name, value


def _described(described: Any) -> str:
    if not isinstance(described, type):
        return f"### `{_signature(public_name(described), described)}`\n\n{_text(described)}\n"
    rows = [
        f"| `{_cell(_signature(name, member))}` | {_cell(_text(member))} |"
        for name, member in members(described)
    ]
    table = ["", "| member | what it is |", "| --- | --- |", *rows] if rows else []
    return "\n".join([f"### `{described.__name__}`", "", _text(described), *table, ""])


def _signature(name: str, member: Any) -> str:
    """Return how `member` is used, with its types; those of other modules by their last name."""
    if isinstance(member, property):
        returned = inspect.signature(_getter(member)).return_annotation
        return f"{name}: {_short(returned)}"
    signature = inspect.signature(member)
    own = [each for each in signature.parameters.values() if each.name != "self"]
    return f"{name}{_short(signature.replace(parameters=own))}"


def _getter(member: property) -> Callable[..., Any]:
    if member.fget is None:
        raise TypeError("a property of the contract can be read")
    return member.fget


def _short(annotation: object) -> str:
    """Return an annotation as an author writes it."""
    text = annotation if isinstance(annotation, str) else None
    if text is None and isinstance(annotation, type) and not hasattr(annotation, "__args__"):
        text = annotation.__name__
    text = str(annotation) if text is None else text
    without_modules = re.sub(r"\b(?:[a-z_]+\.)+(?=[A-Z])", "", text).replace("~", "")
    return re.sub(r"'([A-Z][a-z][^']*)'", r"\1", without_modules)


def _text(described: Any) -> str:
    """Return a docstring, its examples as Markdown."""
    text = inspect.getdoc(described) or ""
    return re.sub(r"(?m)(?:^ {4}.*\n?)+", lambda code: _fenced(dedent(code[0]).rstrip()), text)


def _fenced(code: str) -> str:
    """Return a block of code: of Python, or else of what Python makes, which is YAML."""
    language = "yaml" if code.startswith('"') else "python"
    return f"```{language}\n{code}\n```\n"


def _cell(text: str) -> str:
    """Return `text` without its examples, on one line, for a table."""
    prose = re.sub(r"(?s)```\w+\n.*?```", "", text)
    return " ".join(prose.split()).replace("|", "\\|")


if __name__ == "__main__":
    main()
