"""Secrets of Mattermost in what Go prints of its structures: changed settings, sessions."""

from support_packet.redaction.expressions.mattermost_ids import ID
from support_packet.redaction.expressions.samples import ANY_ID
from support_packet.redaction.rule_kinds.line_rule import LineRule
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_words import CHANGED

RULES = (
    LineRule(
        id="setting-with-both-values",
        kind="password",
        finds="The old and the new value of a secret setting behind its path, in braces",
        # The end of the path.
        trigger=(rb"Settings\.[A-Za-z]{0,40}(?i:" + b"|".join(CHANGED) + rb") ",),
        # One word or two, or none before the second; not the names of both values.
        condition=rb"(?!base_val|BaseVal)(?=[^\s{}]{0,512}(?: [^\s{}]{1,512})?\})",
        end=rb"\}",
        # No mask.
        secret=rb"(?<= )(?!\*+(?:[ ]|\Z))([^\s{}]{3,512})",
        examples=(
            "[{EmailSettings.SMTPPassword «alt-Relay1» «neu-Relay2»} {X.Y a b}]",
            "{MessageExportSettings.GlobalRelaySettings.SMTPPassword «alt-Relay1» «neu-Relay2»}",
        ),
        counter_examples=(
            "[{EmailSettings.SMTPServer smtp-1 smtp-2}]",
            "{EmailSettings.SMTPPassword  }",
            "[{path:LdapSettings.BindPassword base_val:**** actual_val:****}]",
        ),
    ),
    Rule(
        id="csrf-in-dump",
        kind="token",
        finds="The token against forged requests in a dump of a session's properties",
        # The key of a map, and the value's type and length.
        prefix=rb"csrf\\{0,3}\": \(string\) \(len=26\) \\{0,3}\"",
        secret_start=ID,
        prefilters=(rb"csrf\\{0,3}\": \(string\)",),
        exact_start=True,
        examples=(
            f'(string) (len=4) "csrf": (string) (len=26) "«{ANY_ID}»",',
            f'\\"csrf\\": (string) (len=26) \\"«{ANY_ID}»\\"',
        ),
        counter_examples=(
            '(string) (len=4) "csrf": (string) ""',
            '"csrf": (bool) true',
        ),
    ),
)
