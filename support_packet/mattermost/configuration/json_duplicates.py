"""Where in a JSON text a key stands for the second time in its object."""

import json
import re

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],]')


def find_duplicate(text: str) -> tuple[int, int]:
    """Return line and column of the first repeated key, from 1; (0, 0) if there is none.

    `text` is valid JSON otherwise: it has been parsed before.
    """
    seen: list[set[str] | None] = []
    key_comes_next = False
    for token in _TOKEN.finditer(text):
        symbol = token[0]
        if symbol in "{[":
            seen.append(set() if symbol == "{" else None)
        elif symbol in "}]":
            seen.pop()
        elif key_comes_next and (keys := seen[-1]) is not None:
            key = json.loads(symbol)
            if key in keys:
                return _place(text, token.start())
            keys.add(key)
        key_comes_next = symbol == "{" or (symbol == "," and seen[-1] is not None)
    return 0, 0


def _place(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
