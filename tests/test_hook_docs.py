"""The documentation of the hooks: every one with its exact signature, every example works."""

import inspect
import re
import types
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pluggy
import pytest
from support.tables import for_each

import hookspecs
import support_packet
from demo.installation import build_installation
from support_packet import FactValue, Mattermost, PacketFacts, PacketFile
from support_packet.host.hooks.requested import PacketRequest
from support_packet.testing import open_installation

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/collectors.md").read_text(encoding="utf-8")
HOOKS = [name for name in vars(hookspecs) if name.startswith("packet_")]
PYTHON_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLES = [block for block in PYTHON_BLOCK.findall(PAGE) if "@hookimpl" in block]
"""All but the tests, which tests/testing/test_kit_docs.py runs."""


class NoFacts:
    """Facts of a packet that has none."""

    def collect(self) -> Mapping[str, FactValue]:
        """Return no facts."""
        return {}


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_is_documented_with_its_signature(hook: str) -> None:
    signature = str(inspect.signature(getattr(hookspecs, hook)))
    without_modules = re.sub(r"\b(?:[a-z_]+\.)+(?=[A-Z])", "", signature)

    assert f"\n```\n{hook}{without_modules}\n```\n" in PAGE


@for_each("name", support_packet.__all__)
def test_every_public_name_is_documented(name: str) -> None:
    assert re.search(rf"\b{name}\b", PAGE)


def test_every_hook_has_an_example() -> None:
    implemented = {name for name in HOOKS for example in EXAMPLES if f"def {name}(" in example}

    assert implemented == set(HOOKS)


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_declares_and_collects(example: str, tmp_path: Path) -> None:
    manager = pluggy.PluginManager("support_packet")
    manager.add_hookspecs(hookspecs)
    module = types.ModuleType("example")
    exec(example, vars(module))  # noqa: S102 -- from our own pages

    manager.register(module)
    manager.check_pending()

    assert manager.get_hookcallers(module)
    for declared in declarations(
        manager, open_installation(build_installation(tmp_path).directory)
    ):
        if isinstance(declared, PacketFile | PacketFacts):
            assert exhausted(declared.collect())


def declarations(manager: pluggy.PluginManager, mattermost: Mattermost) -> Iterator[object]:
    """Yield what the collectors of `manager` declare for the installation `mattermost`."""
    settings, options = defaults_of(manager)
    request = PacketRequest("packet", (), options)
    arguments: dict[str, object] = {"mattermost": mattermost, "facts": NoFacts()}
    arguments |= {"settings": settings, "request": request}
    for hook in HOOKS:
        expected = inspect.signature(getattr(hookspecs, hook)).parameters
        for result in getattr(manager.hook, hook)(**{name: arguments[name] for name in expected}):
            yield from result if isinstance(result, Iterable) else [result]


def defaults_of(manager: pluggy.PluginManager) -> tuple[dict[str, object], dict[str, str]]:
    """Return the defaults of the settings and of the options that an example declares."""
    settings = list(manager.hook.packet_settings())
    values = {setting.name: setting.default for setting in settings}
    options = manager.hook.packet_options(mattermost=None, settings=values)
    return values, {option.name: option.default for option in options}


def exhausted(content: object) -> object:
    """Return what a collector made, an iterator as a list."""
    return list(content) if isinstance(content, Iterator) else content
