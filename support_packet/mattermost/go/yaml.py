"""YAML as Go's yaml.v2 reads it, within bounds."""

import math
import re
from dataclasses import dataclass
from typing import Any

from support_packet.mattermost.go.json import MAX_DEPTH
from support_packet.process.late_imports import yaml

_MAX_CHARACTERS = 2**21
"""How large a document may become, with each alias counted in full: aliases of aliases multiply."""

_MAX_DIGITS = 400
# yaml.v2 reads YAML 1.1, but not as PyYAML does: `y` is a boolean, `1:30` is not a number.
_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_TRUE = frozenset(("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"))
_FALSE = frozenset(("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"))
_INTEGER = re.compile(r"[-+]?(0b[01]+|0o?[0-7]+|0x[0-9a-fA-F]+|0|[1-9][0-9]*)")
_OLD_OCTAL = re.compile(r"^([-+]?0)(?=[0-7]+$)")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


@dataclass(frozen=True)
class Plain:
    """A scalar without quotes that YAML takes for a number or boolean, for example `1.10` or `on`.

    Go reads `text` into a string field, as written, and `value` into any other.
    """

    text: str
    value: bool | int | float


def load(content: bytes) -> Any:
    """Return the first document in `content`: dicts, lists, strings, None and `Plain` scalars.

    Tags are ignored, keys are strings. `ValueError` says what is wrong and where.
    """
    # PyYAML's loader in C crashes on deep nesting.
    try:
        node = next(yaml.compose_all(content, Loader=yaml.BaseLoader), None)
        return _Reader().read(node) if node else None
    except yaml.MarkedYAMLError as error:
        raise ValueError(_place(error)) from None
    except (yaml.YAMLError, UnicodeError):
        raise ValueError("it is not text in UTF-8") from None
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def _place(error: "yaml.MarkedYAMLError") -> str:
    mark = error.problem_mark or error.context_mark
    place = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
    return f"{place}{error.problem or error.context}"


class _Reader:
    """Turns nodes into values, up to a maximal size and depth."""

    def __init__(self) -> None:
        self._left = _MAX_CHARACTERS

    def read(self, node: "yaml.Node", depth: int = 0) -> Any:
        if depth > MAX_DEPTH:
            raise ValueError("it is nested too deeply")
        self._left -= 1
        if isinstance(node, yaml.MappingNode):
            return {self._key(key): self.read(value, depth + 1) for key, value in node.value}
        if isinstance(node, yaml.SequenceNode):
            return [self.read(item, depth + 1) for item in node.value]
        return _scalar(self._text(node), plain=node.style is None)  # type: ignore[attr-defined] # not in the stubs

    def _key(self, node: "yaml.Node") -> str:
        if isinstance(node, yaml.ScalarNode):
            return self._text(node)
        raise ValueError(f"line {node.start_mark.line + 1}: a key is not a string")

    def _text(self, node: "yaml.Node") -> str:
        text: str = node.value
        self._left -= len(text)
        if self._left < 0:
            raise ValueError("its aliases make it too large")
        return text


def _scalar(text: str, *, plain: bool) -> str | Plain | None:
    if not plain:
        return text
    if text in _NULL:
        return None
    if text in _TRUE or text in _FALSE:
        return Plain(text, text in _TRUE)
    number = _number(text)
    return text if number is None else Plain(text, number)


def _number(text: str) -> int | float | None:
    if _NOT_FINITE.fullmatch(text):
        raise ValueError("a number is out of range")
    digits = text.replace("_", "") if len(text) <= _MAX_DIGITS else ""
    if _INTEGER.fullmatch(digits):
        return int(_OLD_OCTAL.sub(r"\1o", digits), 0)
    if _FLOAT.fullmatch(digits) and math.isfinite(float(digits)):
        return float(digits)
    return None
