"""The syntax of Docker Compose's `.env` and `env_file`, with variables in values.

The documentation of Compose describes it, under "Set, use, and manage variables in a Compose file";
its library compose-go defines it, in `dotenv/parser.go` and `template/template.go`.
"""

import re
from collections.abc import Callable, Iterator, Mapping

_BETWEEN = re.compile(r"(?:\s+|#[^\n]*)*")
_NAME = re.compile(r"(?:export\s+)?([^\s=:]*)[ \t]*(?:([=:])|(?=\r?\n|\Z))")
_BLANKS = re.compile(r"[ \t]*")
_VARIABLE = re.compile(r"[\w.\[\]-]+")
_SINGLE = re.compile(r"'((?>(?:[^'\\]|\\.)*))'", re.DOTALL)
_DOUBLE = re.compile(r'"((?>(?:[^"\\]|\\.)*))"', re.DOTALL)
_BARE = re.compile(r"[^\n]*")
_COMMENT = re.compile(r"\s#.*", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}

# ${NAME}, ${NAME:-default} and the like, $NAME, or $$ for a dollar sign.
_REFERENCE = re.compile(
    r"\$(?:(\$)|([A-Za-z_][A-Za-z0-9_]*)|\{([A-Za-z_][A-Za-z0-9_]*)(?:(:?[-+?])((?:[^{}]|\{[^{}]*\})*))?\})"
)
_MAX_DEPTH = 8


def compose_assignments(
    text: str, own: Mapping[str, str], report: Callable[[str], None]
) -> Iterator[tuple[str, str]]:
    """Yield name and value of every line, with variables in the values expanded.

    They are those of `own`, the environment in which Compose would run, then those of the lines
    before. `report` is called with what is unset, which is empty to Compose. `ValueError` names a
    line that Compose refuses.
    """
    text = text.removeprefix("\ufeff")
    known: dict[str, str] = {}
    position = _end_of(_BETWEEN, text, 0)
    while position < len(text):
        line = text.count("\n", 0, position) + 1
        match = _NAME.match(text, position)
        if not match or not _VARIABLE.fullmatch(match[1]):
            raise ValueError(f"line {line}: no valid name before '=', Compose refuses it")
        name, position = match[1], match.end()
        if match[2]:
            raw, is_literal, position = _raw_value(text, position, line)
            expand = _Expansion(own, known, f"line {line}", report)
            known[name] = raw if is_literal else expand(raw)
            yield name, known[name]
        elif name in own:
            yield name, own[name]
        position = _end_of(_BETWEEN, text, position)


def _end_of(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position


def _raw_value(text: str, position: int, line: int) -> tuple[str, bool, int]:
    """Return the value before expansion, whether it has none, and where it ends."""
    start = _end_of(_BLANKS, text, position)
    if single := _SINGLE.match(text, start):
        return single[1].replace("\\'", "'"), True, single.end()
    if double := _DOUBLE.match(text, start):
        value = _ESCAPE.sub(lambda escape: _CONTROLS.get(escape[1], escape[0]), double[1])
        return value, False, double.end()
    if text[start : start + 1] in ("'", '"'):
        raise ValueError(f"line {line}: a quote is never closed, Compose refuses it")
    bare = _BARE.match(text, position)
    value = _COMMENT.sub("", bare[0] if bare else "").strip()
    return value, False, bare.end() if bare else position


class _Expansion:
    """Expands the variables of one value."""

    def __init__(
        self,
        own: Mapping[str, str],
        known: Mapping[str, str],
        place: str,
        report: Callable[[str], None],
    ) -> None:
        self._own = own
        self._known = known
        self._place = place
        self._report = report

    def __call__(self, text: str, depth: int = 0) -> str:
        """Return `text` with its variables; `ValueError` for one that has to be set."""
        if depth > _MAX_DEPTH:
            raise ValueError(f"{self._place}: variables are nested too deeply")
        return _REFERENCE.sub(lambda found: self._value(found, depth), text)

    def _value(self, found: re.Match[str], depth: int) -> str:
        if found[1]:
            return "$"
        name, operator, word = found[2] or found[3], found[4] or "", found[5] or ""
        value = self._own.get(name, self._known.get(name))
        is_set = bool(value) if operator.startswith(":") else value is not None
        if operator.endswith("+"):
            return self(word, depth + 1) if is_set else ""
        if is_set:
            return value or ""
        if operator.endswith("-"):
            return self(word, depth + 1)
        if operator.endswith("?"):
            raise ValueError(f"{self._place}: {name} must be set, says the file")
        if value is None:
            self._report(f"{self._place}: {name} is set nowhere, Compose takes nothing for it")
        return value or ""
