"""YAML as Go's yaml.v2 reads it, within bounds."""

import math
import re
from dataclasses import dataclass
from typing import Any

import yaml

from support_packet.mattermost.go.json import MAX_DEPTH

_MOST_CHARACTERS = 2**21
"""How large a document may become, each use of an alias counted in full."""

_MOST_DIGITS = 400
_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_TRUE = frozenset(("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"))
_FALSE = frozenset(("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"))
_INTEGER = re.compile(r"[-+]?(0b[01]+|0o?[0-7]+|0x[0-9a-fA-F]+|0|[1-9][0-9]*)")
_OLD_OCTAL = re.compile(r"^([-+]?0)(?=[0-7]+$)")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


@dataclass(frozen=True)
class Plain:
    """A scalar without quotes that is no text by itself, such as `1.10` or `on`.

    Go takes it for the text as written where it wants a text, else for the value.
    """

    text: str
    value: bool | int | float


def load(content: bytes) -> Any:
    """Return the first document of `content`: dicts, lists, texts, None and `Plain` scalars.

    Tags are ignored, keys are texts. `ValueError` says why it cannot be read and where.
    """
    # The loader in C crashes on deep nesting.
    try:
        node = next(yaml.compose_all(content, Loader=yaml.BaseLoader), None)
        return _Reader().read(node) if node else None
    except yaml.MarkedYAMLError as error:
        raise ValueError(_place(error)) from None
    except (yaml.YAMLError, UnicodeError):
        raise ValueError("it is no text in UTF-8") from None
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def _place(error: yaml.MarkedYAMLError) -> str:
    mark = error.problem_mark or error.context_mark
    place = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
    return f"{place}{error.problem or error.context}"


class _Reader:
    """Turns nodes into values, as long as they stay within bounds."""

    def __init__(self) -> None:
        self._left = _MOST_CHARACTERS

    def read(self, node: yaml.Node, depth: int = 0) -> Any:
        if depth > MAX_DEPTH:
            raise ValueError("it is nested too deeply")
        self._left -= 1
        if isinstance(node, yaml.MappingNode):
            return {self._key(key): self.read(value, depth + 1) for key, value in node.value}
        if isinstance(node, yaml.SequenceNode):
            return [self.read(item, depth + 1) for item in node.value]
        return _scalar(self._text(node), plain=node.style is None)  # type: ignore[attr-defined] # not in the stubs

    def _key(self, node: yaml.Node) -> str:
        if isinstance(node, yaml.ScalarNode):
            return self._text(node)
        raise ValueError(f"line {node.start_mark.line + 1}: a key is no text")

    def _text(self, node: yaml.Node) -> str:
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
    digits = text.replace("_", "") if len(text) <= _MOST_DIGITS else ""
    if _INTEGER.fullmatch(digits):
        return int(_OLD_OCTAL.sub(r"\1o", digits), 0)
    if _FLOAT.fullmatch(digits) and math.isfinite(float(digits)):
        return float(digits)
    return None
