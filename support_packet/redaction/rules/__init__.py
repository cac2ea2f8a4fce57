"""The rules that find credentials no configuration knows, a module for each family.

Whatever module of this folder has `RULES` takes part: to add a rule, or a family, edit one file.
"""

from importlib import import_module
from pkgutil import iter_modules

from support_packet.redaction.rules.base import BaseRule


def _discovered() -> tuple[BaseRule, ...]:
    names = sorted(module.name for module in iter_modules(__path__))
    families = [import_module(f"{__name__}.{name}") for name in names]
    return tuple(rule for family in families for rule in getattr(family, "RULES", ()))


ALL_RULES = _discovered()

ADDRESS_RULES = tuple(rule for rule in ALL_RULES if rule.kind in ("e-mail address", "IP address"))
"""What is searched for only where the operator asks for it, and gets a pseudonym, not a mask."""

SECRET_RULES = tuple(rule for rule in ALL_RULES if rule not in ADDRESS_RULES)
"""What is always searched for."""
