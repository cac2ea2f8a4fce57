"""What rules for passwords among the arguments of commands have in common."""

from functools import partial

from support_packet.redaction.expressions.notation import ARGUMENT
from support_packet.redaction.rule_kinds.rule import Rule

argument_rule = partial(
    Rule,
    kind="password",
    secret_start=ARGUMENT + rb"{6}",
    secret_rest=ARGUMENT + rb"*+",
    exact_start=True,
)
"""The rule for an argument that is a password; it has to be given what it is recognized by."""
