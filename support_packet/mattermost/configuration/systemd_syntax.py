"""The syntax of systemd's environment files, as of release 254.

`EnvironmentFile=` in the manual page systemd.exec describes it; `parse_env_file_internal` in
systemd's `src/basic/env-file.c`, a state machine, defines it. The expressions below are its
states. They never backtrack: a file of a megabyte is read in milliseconds, whatever it contains.
"""

import re
from collections.abc import Callable, Iterator

# Blank lines and comments. A comment ends with its line.
_BETWEEN = re.compile(r"(?:[ \t\n\r]+|[#;][^\n\r]*)*")
# Whatever comes before the "=". Whether it is a valid name is checked afterwards.
_NAME = re.compile(r"[^\n\r][^=\n\r]*")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
# In single quotes everything is literal, in double quotes there are escapes; both may span lines.
_QUOTED = re.compile(
    r"""[ \t]*+(?:'(?P<single>[^']*+)'|"(?P<double>(?>(?:[^"\\]|\\.)*))")""", re.DOTALL
)
# Without quotes, a backslash makes the next character literal; before a line end, it continues the
# line. Blanks at the end do not count unless they are escaped.
_BARE = re.compile(r"[ \t]*+(?P<bare>(?>(?:[ \t]*+(?:[^\\\n\r \t]|\\.|\\\Z))*))[ \t]*+", re.DOTALL)
_ESCAPE = re.compile(r"\\(.?)", re.DOTALL)


def assignments(text: str, report: Callable[[str], None]) -> Iterator[tuple[str, str]]:
    """Yield name and value of every assignment in `text`, as systemd takes them.

    `report` is called with what systemd itself only logs, or reads differently from how it looks: a
    line without an assignment, and a quote that makes the rest of the file one value. `ValueError`
    for text that is not UTF-8, with which systemd does not start the server.
    """
    position = _end(_BETWEEN, text, 0)
    while position < len(text):
        line = _line(text, position)
        end = _end(_NAME, text, position)
        if text[end : end + 1] != "=":
            report(f"line {line}: no '=', systemd ignores it")
            position = _end(_BETWEEN, text, end)
            continue
        name = text[position:end].rstrip(" \t")
        value, after = _value(text, end + 1, report)
        if not _is_utf8(name + value):
            raise ValueError(f"line {line}: not valid UTF-8. Save it as UTF-8")
        if _VARIABLE.fullmatch(name):
            yield name, value
        else:
            report(f"line {line}: no valid name before '=', systemd ignores it")
        position = _end(_BETWEEN, text, after)


def _end(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _is_utf8(text: str) -> bool:
    """Return whether no byte had to be replaced by half a surrogate."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def _value(text: str, position: int, report: Callable[[str], None]) -> tuple[str, int]:
    """Return the value that begins at `position`, and where it ends.

    It may begin with several quoted pieces. After the first character outside quotes, quotes have
    no meaning. A quote that is never closed ends with the text.
    """
    pieces = []
    while quoted := _QUOTED.match(text, position):
        double = quoted["double"]
        pieces.append(quoted["single"] if double is None else _unescape_quoted(double))
        position = quoted.end()
    bare = _BARE.match(text, position)
    # A quote that is still at the start did not match above, so its end is missing.
    if bare is None or bare["bare"].startswith(("'", '"')):
        line = _line(text, position)
        report(
            f"line {line}: a quote is never closed, systemd takes all that follows for the value"
        )
        pieces.append(_unclosed(text[position:].lstrip(" \t")))
        return "".join(pieces), len(text)
    return "".join(pieces) + _unescape(bare["bare"]), bare.end()


def _unclosed(text: str) -> str:
    return text[1:] if text[0] == "'" else _unescape_quoted(text[1:])


def _unescape(text: str) -> str:
    return _ESCAPE.sub(lambda escape: escape[1].strip("\n\r"), text)


def _unescape_quoted(text: str) -> str:
    """Resolve backslashes as a shell does: before four characters and a line end only."""

    def unescape(escape: re.Match[str]) -> str:
        if escape[1] == "\n":
            return ""
        return escape[1] if escape[1] in '"\\`$' else escape[0]

    return _ESCAPE.sub(unescape, text)
