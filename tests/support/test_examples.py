"""Tests of properties try the same examples in each run, whatever the tests before have done."""

import os
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


def drawn() -> list[str]:
    """Return what a test of a property tries."""
    tried: list[str] = []

    @settings(max_examples=300)
    @given(st.text())
    def try_it(text: str) -> None:
        tried.append(text)

    try_it()
    return tried


@pytest.mark.skipif("THOROUGH" in os.environ, reason="a thorough run tries others each time")
def test_a_loaded_module_changes_no_example(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = drawn()
    module = ModuleType("full_of_texts")
    module.__file__ = str(tmp_path / "full_of_texts.py")
    texts = [f"of a module: {number}" for number in range(500)]
    Path(module.__file__).write_text(f"TEXTS = {texts}", encoding="utf-8")
    monkeypatch.setitem(sys.modules, module.__name__, module)

    assert drawn() == before
