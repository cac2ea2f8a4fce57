r"""Keeps YAML valid where a mask begins a plain scalar: there an asterisk would begin an alias.

What a mask is, as far as YAML goes, is decided by its line and at most `CONTEXT` bytes around. A
value that is masked whole becomes a string in double quotes. Parentheses, which mean nothing to
YAML, are around a mask that only begins its scalar, or where double quotes might end a text that
began lines before:

    password: "****"        note: (****) of the admin        [a, "****"]
"""

import re

from support_packet.redaction.json_lines import QUOTED
from support_packet.redaction.spans import MASK, Span
from support_packet.redaction.yaml_flow import OUTSIDE_STRINGS, STRING, UNCLOSED, Flow

CONTEXT = 1024
"""How many bytes before and after a line are looked at."""

_PARENTHESIZED = b"(" + MASK + b")"
_MAX_COLUMN = 4096
"""How far from the start of its line a mask is looked at."""

_NEAR = 256
_MAX_FAR = 64 * 1024
"""How many bytes before masks farther from it are looked at in total: each mask costs as much."""

_BEFORE = frozenset(b" \t\n[{,")
_BEFORE_SPACES = (b":", b"-", b"?", b",", b"[", b"{", b"\n")
_MAX_SPACES = 64
_JSON = (b'"', b'{"', b'["', b"[{")
_KEY = (
    rb"(?!\d{4}-\d\d-\d\d[T ])"  # the start of a log line
    rb"(?:" + STRING + rb"|(?:[^\s\"'\[\]{}&*!|>%@`#,?:-]|[-?:](?=\S))"
    rb"(?>(?:[^:\s]++|:(?!\s)|[ \t]++(?![#:\s]))*)"  # a colon within a word, a space between words
    rb")"
)
_ITEM_HEAD = (
    rb"(?P<indent> *+)(?P<marks>(?>(?:[-?:][ \t]++)*))"  # of sequences, of mappings with long keys
    rb"(?:(?P<key>" + _KEY + rb")[ \t]*+:[ \t]++)?"
    rb"(?>(?:[!&]\S++[ \t]++)*)"  # tags and anchors
)
_HEAD = re.compile(_ITEM_HEAD)
_ITEM = re.compile(_ITEM_HEAD + rb"(?P<flow>[\[{].*)?\Z")
_LINE_OF_FLOW = re.compile(rb"[\[{,][ \t\r]*+\n *+\Z")

_WHOLE = re.compile(rb"[ \t\r]*+(?:(?<=[ \t])#[^\n]*+)?(?:\n|\Z)")
_COLON = re.compile(rb":(?:\s|\Z)")
_KEY_REST = re.compile(rb"[^\n:]{1,200}+:(?:\s|\Z)")
_FLOW_END = re.compile(rb"[ \t]*+(?:[,\]}]|:(?:\s|\Z))")
_NEXT = re.compile(rb"(?>(?:[ \t\r]*+\n)*)( *+)[^\s#]")
_MAX_WORDS = 4
"""A key with more words is the beginning of a sentence."""


def keep_yaml(data: bytes, spans: list[Span]) -> None:
    """Quote the masks that begin a plain scalar of YAML, as far as one line shows it."""
    far = line_start = line_end = last_place = 0
    flow = Flow(data)
    for span in spans:
        start = span.start
        # Most masks are done with after the first two conditions.
        if last_place < start < line_end or (start and data[start - 1] not in _BEFORE):
            continue
        if span.text == MASK and _may_begin(data, start):
            if start >= line_end:
                line_start = data.rfind(b"\n", line_end, start) + 1 or line_end
                line_end = data.find(b"\n", start) + 1 or len(data) + 1
                last_place = _last_place(data, line_start)
            if start <= last_place:
                far += max(0, start - line_start - _NEAR)
                span.text = _text(data, line_start, span, flow, is_quick=far > _MAX_FAR)


def _last_place(data: bytes, line_start: int) -> int:
    """Return where on a line the last scalar may begin: soon, unless there are brackets."""
    last = line_start + _MAX_COLUMN
    head = _HEAD.match(data, line_start, last)
    place = head.end() if head else line_start
    may_have_brackets = data.startswith(b" ", line_start) or data.startswith((b"[", b"{"), place)
    return last if may_have_brackets else place


def _may_begin(data: bytes, start: int) -> bool:
    """Return whether what is right before `start` may be before a scalar: a quick look."""
    window = max(0, start - _MAX_SPACES)
    # A tag or an anchor may come before it as well.
    if data.find(b" !", window, start) >= 0 or data.find(b" &", window, start) >= 0:
        return True
    before = data[window:start].rstrip(b" \t")
    return not before or before.endswith(_BEFORE_SPACES)


def _text(data: bytes, line_start: int, span: Span, flow: Flow, *, is_quick: bool) -> bytes:
    """Return what replaces `span`, the mask itself where it does not begin a scalar.

    With `is_quick`, what is valid in any place but in the strings of JSON.
    """
    if data.startswith(_JSON, line_start) and _is_in_json_string(data[line_start : span.start]):
        return MASK
    if is_quick:
        return _PARENTHESIZED
    if line_start == flow.line:
        return _in_flow(data, line_start, span, flow)
    item = _ITEM.match(data, line_start, span.start)
    if item is None or _is_sentence(item):
        return _in_lines_of_flow(data, line_start, span)
    if item["flow"]:
        flow.begin(line_start, len(item["indent"]), item.start("flow"))
        return _in_flow(data, line_start, span, flow)
    if item["marks"] or item["key"]:
        text = _value(data, item, span)
    else:
        text = _at_line_start(data, line_start, span)
    return _unless_in_string(data, line_start, len(item["indent"]), text)


def _is_in_json_string(before: bytes) -> bool:
    """Return whether the number of quotes is odd; with escapes the number proves nothing."""
    return b"\\" not in before and before.count(b'"') % 2 == 1


def _is_sentence(item: re.Match[bytes]) -> bool:
    """Return whether what looks like a key is rather the beginning of a line of text."""
    if not item["key"] or item["indent"] or item["marks"]:
        return False
    return not item["key"].startswith((b'"', b"'")) and item["key"].count(b" ") >= _MAX_WORDS


def _value(data: bytes, item: re.Match[bytes], span: Span) -> bytes:
    if not item["key"] and _COLON.match(data, span.end):
        return QUOTED
    if whole := _WHOLE.match(data, span.end):
        column = len(item["indent"] + item["marks"]) if item["key"] else _last_mark(item)
        following = _NEXT.match(data, whole.end(), whole.end() + CONTEXT)
        goes_on = following and len(following[1]) > column
        return _PARENTHESIZED if goes_on else QUOTED
    return _PARENTHESIZED


def _last_mark(item: re.Match[bytes]) -> int:
    return len((item["indent"] + item["marks"]).rstrip()) - 1


def _in_flow(data: bytes, line_start: int, span: Span, flow: Flow) -> bytes:
    """Return what replaces a mask after a bracket on its line, which may be closed already."""
    if not _begins_in_flow(data, flow.start, span):
        return MASK
    depth = flow.depth(span.start)
    if depth is None:
        return _PARENTHESIZED
    if depth <= 0:
        return _in_lines_of_flow(data, line_start, span)
    is_end = _FLOW_END.match(data, span.end)
    if is_end and OUTSIDE_STRINGS.match(data, flow.start, span.start):
        return _unless_in_string(data, line_start, flow.indent, QUOTED)
    return _PARENTHESIZED


def _in_lines_of_flow(data: bytes, line_start: int, span: Span) -> bytes:
    """Return what replaces a mask on a line that may continue what an earlier bracket began."""
    goes_on = data.startswith(b" ", line_start) and _begins_in_flow(data, line_start, span)
    return _PARENTHESIZED if goes_on else MASK


def _begins_in_flow(data: bytes, start: int, span: Span) -> bool:
    before = data[start : span.start].strip(b" \t")
    if not before.endswith((b"[", b"{", b",", b":")):
        return False
    # Only JSON is sure to have no quotes within words, and no line that begins within a string.
    return not before.startswith(_JSON) or bool(OUTSIDE_STRINGS.match(before))


def _at_line_start(data: bytes, line_start: int, span: Span) -> bytes:
    if _COLON.match(data, span.end):
        return QUOTED
    if _KEY_REST.match(data, span.end):
        return _PARENTHESIZED
    if span.start == line_start:
        return MASK
    in_flow = _LINE_OF_FLOW.search(data, max(0, line_start - CONTEXT), span.start)
    return _PARENTHESIZED if in_flow or _FLOW_END.match(data, span.end) else MASK


def _unless_in_string(data: bytes, line_start: int, indent: int, text: bytes) -> bytes:
    """Return `text`, but without quotes where they would end a text that began lines before."""
    is_open = text == QUOTED and _is_in_string(data, line_start, indent)
    return _PARENTHESIZED if is_open else text


def _is_in_string(data: bytes, line_start: int, indent: int) -> bool:
    """Return whether a line with less indentation opened double quotes that it did not close."""
    window = max(0, line_start - CONTEXT)
    if not indent or data.find(b'"', window, line_start) < 0:
        return False
    before = data[window:line_start].splitlines()
    for line in reversed(before[1:] if window else before):
        if line.strip() and len(line) - len(line.lstrip(b" ")) < indent:
            return UNCLOSED.match(line) is not None
    return False
