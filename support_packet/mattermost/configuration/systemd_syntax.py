"""The syntax of systemd's environment files, as of release 254 (systemd.exec, EnvironmentFile=)."""

import re
from collections.abc import Iterator

_BETWEEN = re.compile(r"(?:[ \t\n\r]+|[#;][^\n\r]*)*")
_NAME = re.compile(r"[^\n\r][^=\n\r]*")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_QUOTED = re.compile(
    r"""[ \t]*+(?:'(?P<single>[^']*+)'|"(?P<double>(?>(?:[^"\\]|\\.)*))")""", re.DOTALL
)
# Blanks at the end do not count, unless there is a backslash before them.
_BARE = re.compile(r"[ \t]*+(?P<bare>(?>(?:[ \t]*+(?:[^\\\n\r \t]|\\.|\\\Z))*))[ \t]*+", re.DOTALL)
_ESCAPE = re.compile(r"\\(.?)", re.DOTALL)


def assignments(text: str) -> Iterator[tuple[str, str]]:
    """Yield name and value of every assignment in `text`.

    `ValueError` names the line that systemd would drop, because it has no "=" or no name before
    it, or the line of the quote that would swallow the rest of the file.
    """
    position = _end(_BETWEEN, text, 0)
    while position < len(text):
        end = _end(_NAME, text, position)
        if text[end : end + 1] != "=":
            raise ValueError(f"line {_line(text, position)}: no '=', systemd ignores it")
        name = text[position:end].rstrip(" \t")
        if not _VARIABLE.fullmatch(name):
            raise ValueError(
                f"line {_line(text, position)}: no name before '=', systemd ignores it"
            )
        value, after = _value(text, end + 1)
        yield name, value
        position = _end(_BETWEEN, text, after)


def _end(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _value(text: str, position: int) -> tuple[str, int]:
    """Return the value that begins at `position`, and where it ends.

    Quoted pieces may follow each other; from the first character outside quotes on, quotes are
    characters like others.
    """
    pieces = []
    while quoted := _QUOTED.match(text, position):
        double = quoted["double"]
        pieces.append(quoted["single"] if double is None else _unescape_quoted(double))
        position = quoted.end()
    bare = _BARE.match(text, position)
    if bare is None or bare["bare"].startswith(("'", '"')):
        raise ValueError(f"line {_line(text, position)}: a quote is never closed")
    return "".join(pieces) + _unescape(bare["bare"]), bare.end()


def _unescape(text: str) -> str:
    return _ESCAPE.sub(lambda escape: escape[1].strip("\n\r"), text)


def _unescape_quoted(text: str) -> str:
    """Take backslashes as the shell does: before four characters and a line's end."""

    def unescape(escape: re.Match[str]) -> str:
        if escape[1] == "\n":
            return ""
        return escape[1] if escape[1] in '"\\`$' else escape[0]

    return _ESCAPE.sub(unescape, text)
