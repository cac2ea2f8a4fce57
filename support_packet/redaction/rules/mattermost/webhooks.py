"""The ids of Mattermost's webhooks in answers of its API and in what its command line prints."""

from support_packet.redaction.expressions.mattermost_ids import ID, ID_ENDS
from support_packet.redaction.expressions.notation import JSON_QUOTE
from support_packet.redaction.expressions.samples import ANY_ID
from support_packet.redaction.rule_kinds.line_rule import LineRule
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.redaction.rule_kinds.rule import Rule

RULES = (
    LineRule(
        id="list-of-webhooks",
        kind="webhook",
        finds="The ids of webhooks in an answer of the API",
        # Where it was asked.
        trigger=(rb"/hooks/(?:incoming|outgoing)",),
        secret=JSON_QUOTE
        + rb"id"
        + JSON_QUOTE
        + rb": ?"
        + JSON_QUOTE
        + rb"("
        + ID
        + rb")(?![A-Za-z0-9])",
        examples=(
            f'"url":"/api/v4/hooks/incoming?page=0","body":"[{{\\"id\\":\\"«{ANY_ID}»\\"}}]"',
            f'GET /api/v4/hooks/outgoing {{"id": "«{ANY_ID}»"}}',
        ),
        counter_examples=(
            f'"url":"/api/v4/hooks/incoming","body":"{{\\"user_id\\":\\"{ANY_ID}\\"}}"',
            f'"url":"/api/v4/posts","body":"{{\\"id\\":\\"{ANY_ID}\\"}}"',
        ),
    ),
    Rule(
        id="webhook-of-command",
        kind="webhook",
        finds="The id of a webhook in a command",
        # What is done with it.
        prefix=rb"webhook (?:show|delete|modify-incoming|modify-outgoing) ",
        lookahead=ID_ENDS,
        secret_start=ID,
        exact_start=True,
        examples=(f"mmctl webhook show «{ANY_ID}»", f"mattermost webhook delete «{ANY_ID}»"),
        counter_examples=("mmctl webhook list", f"webhook show --id {ANY_ID}"),
    ),
    Rule(
        id="webhook-in-list",
        kind="webhook",
        finds="The ids of webhooks in the list that a command prints",
        # Its name.
        prefix=rb"(?:Incoming|Outgoing):\t [^\n(]{1,64}\(",
        lookahead=ID_ENDS,
        secret_start=ID,
        prefilters=(rb"(?:Incoming|Outgoing):\t ",),
        exact_start=True,
        examples=(f"Incoming:\t Alarms of it («{ANY_ID}»\n", f"Outgoing:\t x («{ANY_ID}»)\n"),
        counter_examples=("Incoming:\t none (yet)\n", f"Team:\t x ({ANY_ID})\n"),
    ),
    NextLinesRule(
        id="webhook-created-or-listed",
        kind="webhook",
        finds="The id of a webhook that a command has made or lists",
        # What is done with it.
        detector=(rb"webhook (?:create-incoming|create-outgoing|list)[ \n]",),
        # The rest of the command.
        trigger=rb"webhook (?:create-incoming|create-outgoing|list)[^\n]{0,256}(?<!\})\n",
        within_line=True,
        # In text, or in JSON.
        then=rb"(?:\[\n[ ]{0,8}\{\n)?[ ]{0,8}\"?[Ii]d\"?: \"?(" + ID + rb")(?![A-Za-z0-9])",
        examples=(
            f"$ mmctl webhook create-incoming --user bob\nId: «{ANY_ID}»\nDisplay Name: x\n",
            f'mmctl webhook list eng --json\n[\n  {{\n    "id": "«{ANY_ID}»",\n',
        ),
        counter_examples=(
            "mmctl webhook list eng\nError: none\n",
            f"mmctl team list\nId: {ANY_ID}\n",
        ),
    ),
)
