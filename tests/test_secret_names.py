"""A table says which names make a value secret; only the lists of single rules are outside it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from support.tables import for_each

import support_packet
from support_packet.mattermost.secrets.embedded import mask_embedded
from support_packet.mattermost.secrets.sensitive_keys import names_secret
from support_packet.mattermost.sql.dsn import secrets_in
from support_packet.secret_names import SECRET_NAMES, DataSource, Key, Pair

PACKAGE = Path(support_packet.__file__).parent
TABLE = PACKAGE / "secret_names.py"
OTHER_LISTS = (PACKAGE / "secret_words.py", PACKAGE / "secret_phrases.py")
WORDS = {word for row in SECRET_NAMES for word in re.split(r"\W+", row.name) if len(word) > 1}
MIN_LIST = 3
"""So many of the names together are a list of them."""


def lists_of_words(path: Path) -> Iterator[set[str]]:
    """Yield the words of each alternation, and of each collection of texts, in a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Tuple | ast.List | ast.Set):
            values = [item.value for item in node.elts if isinstance(item, ast.Constant)]
            yield {value.lower() for value in values if isinstance(value, str)}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
            text = node.value if isinstance(node.value, str) else node.value.decode("latin-1")
            if "|" in text:
                yield set(re.split(r"[^a-z]+", text.lower()))


@for_each(
    "path",
    [path for path in sorted(PACKAGE.rglob("*.py")) if path not in (TABLE, *OTHER_LISTS)],
    ids=lambda path: path.relative_to(PACKAGE).as_posix(),
)
def test_no_other_module_lists_secret_names(path: Path) -> None:
    assert not [words & WORDS for words in lists_of_words(path) if len(words & WORDS) >= MIN_LIST]


def test_the_test_above_finds_a_list() -> None:
    assert any(len(words & WORDS) >= MIN_LIST for words in lists_of_words(TABLE))


def spelled(name: str) -> str:
    """Return a name that a row's expression matches."""
    first = re.sub(r"\(\?:(\w+)\|[^)]*\)", r"\1", name).split("|")[0]
    return re.sub(r".\?", "", first.replace("[-_]?", "-"))


@for_each("row", SECRET_NAMES, ids=lambda row: spelled(row.name))
def test_each_use_follows_its_column(row: tuple[str, Key, Pair, DataSource, object]) -> None:
    expression, key, pair, data_source, *_ = row
    name = spelled(expression)

    assert names_secret(f"my{name}") == (key is not Key.NO)
    assert bool(mask_embedded(f"a=b {name}=hunter2x")[1]) == (pair is not Pair.NO)
    assert bool(secrets_in(f"a=b {name}=hunter2x")) == (data_source is not DataSource.NO)


@for_each("row", SECRET_NAMES, ids=lambda row: spelled(row.name))
def test_a_row_matches_the_name_it_was_tried_with(row: tuple[str, object]) -> None:
    assert re.fullmatch(row[0], spelled(row[0]))


def test_a_harmless_word_may_end_with_a_secret_name() -> None:
    assert not names_secret("EnableBypass")
    assert not names_secret("Compass")
