"""`make docs`: writes into `docs/redaction.md` what the rules and the table of names say."""

import ast
import inspect
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from support_packet.redaction.rule_kinds.base import BaseRule
from support_packet.redaction.rules import ALL_RULES
from support_packet.redaction.rules.vendors import vaults
from support_packet.secret_names import SECRET_NAMES
from support_packet.web.i18n.removals import KINDS

PAGE = Path(__file__).parents[1] / "docs/redaction.md"
_GENERATED = re.compile(
    r"(?P<begin><!-- (?P<name>[a-z ]+), by `make docs` -->\n).*?(?P<end><!-- end -->)", re.DOTALL
)
_EXAMPLE = "okta-token"


def main() -> None:
    """Write the page."""
    PAGE.write_text(current_page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


def current_page(page: str) -> str:
    """Return the text of `page` with each generated part as it has to be."""
    parts = {
        "rules": "\n".join(_rules()),
        "names": "\n".join(_names()),
        "rule": f"```python\n{_source_of_rule()}\n```",
    }
    return _GENERATED.sub(
        lambda part: f"{part['begin']}\n{parts[part['name']]}\n\n{part['end']}", page
    )


def _rules() -> Iterator[str]:
    """Yield a table of all rules, those of one kind together."""
    yield "| id | kind | finds | for example |"
    yield "| --- | --- | --- | --- |"
    kinds = list(KINDS)
    for rule in sorted(ALL_RULES, key=lambda rule: kinds.index(rule.kind)):
        yield _row([f"`{rule.id}`", rule.kind, rule.finds, _code(_example(rule))])


def _example(rule: BaseRule) -> str:
    """Return the shortest example, if there is one on one line; a line end of another is shown."""
    examples = [text.strip() for text in rule.examples]
    shortest = min(examples, key=lambda text: ("\n" in text, len(text)))
    return shortest.replace("\r", "").replace("\n", "⏎").replace("\t", "⇥").replace("\x1b", "␛")


def _names() -> Iterator[str]:
    yield "| name | in keys | in pairs | in data sources | in any text |"
    yield "| --- | --- | --- | --- | --- |"
    for row in SECRET_NAMES:
        answers = [answer.value for answer in (row.key, row.pair, row.data_source, row.text)]
        yield _row([_code(row.name), *answers])


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _code(text: str) -> str:
    return f"`{text}`"


def _source_of_rule() -> str:
    """Return how one of the rules is written."""
    source = inspect.getsource(vaults)
    return next(
        inspect.cleandoc("    " + (ast.get_source_segment(source, node) or ""))
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and f'id="{_EXAMPLE}"' in ast.unparse(node).replace("'", '"')
        if isinstance(node.func, ast.Name) and node.func.id == "Rule"
    )


if __name__ == "__main__":
    main()
