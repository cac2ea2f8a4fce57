"""The rules that find credentials no configuration knows, a module for each family.

Whatever module below this folder has `RULES` takes part: to add a rule, or a family, edit one file.
What rules are made of is in `rule_kinds` and `expressions`.
"""

from importlib import import_module
from pkgutil import walk_packages

from support_packet.redaction.rule_kinds.base import BaseRule
from support_packet.redaction.rule_kinds.kind import ADDRESSES, EMAILS


def _discovered() -> tuple[BaseRule, ...]:
    modules = walk_packages(__path__, f"{__name__}.")
    families = [import_module(name) for name in sorted(module.name for module in modules)]
    return tuple(rule for family in families for rule in getattr(family, "RULES", ()))


ALL_RULES = _discovered()

ADDRESS_RULES = tuple(rule for rule in ALL_RULES if rule.kind in (EMAILS, ADDRESSES))
"""What is searched for only where the operator asks for it, and gets a pseudonym, not a mask."""

SECRET_RULES = tuple(rule for rule in ALL_RULES if rule not in ADDRESS_RULES)
"""What is always searched for."""
