"""What Mattermost's command line prints after it was asked for a secret, on the next line."""

from support_packet.redaction.expressions.mattermost_ids import ID
from support_packet.redaction.expressions.notation import any_case, one_by_one
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.secret_words import CHANGED

_SETTINGS = any_case(CHANGED)

# The name of a hook, and its id in parentheses, on an indented line.
_HOOK = rb"[ \t]{1,8}[^\n(]{0,64}\((" + ID + rb")(?![A-Za-z0-9])[^\n]{0,4}(?:\n|\Z)"

RULES = (
    NextLinesRule(
        id="secret-setting-shown",
        kind="password",
        finds="The value of a secret setting that was asked for",
        detector=(one_by_one(_SETTINGS, rb"\n"),),
        # The command, and the section of the setting.
        before=rb"config get \w{1,48}\.\w{0,48}",
        trigger=rb"(?i:" + b"|".join(CHANGED) + rb")\n",
        # In quotes.
        then=rb"\"((?:[^\"\\\n]|\\[^\n])+)\"",
        lines=1,
        examples=(
            '$ mmctl config get LdapSettings.BindPassword\n"«Bridge.Meadow.45»"\n',
            'mattermost config get SqlSettings.AtRestEncryptKey\n"«k3h5x9w1»"\n',
        ),
        counter_examples=(
            'mmctl config get LdapSettings.BindPassword\n""\n',
            'mmctl config get ServiceSettings.SiteURL\n"x"\n',
        ),
    ),
    NextLinesRule(
        id="token-generated",
        kind="token",
        finds="The token that was made for an account",
        detector=(rb"token generate ",),
        # The account, and what it is for.
        trigger=rb"token generate [^\n]{1,128}(?<!\})\n",
        within_line=True,
        then=rb"(" + ID + rb")(?![A-Za-z0-9])",
        lines=1,
        examples=(
            "$ mmctl token generate ci-bot jenkins\n«kzsbiony31n5j7nhqxg7cm6egx»: jenkins\n",
            "token generate bob x\n«kzsbiony31n5j7nhqxg7cm6egx»\n",
        ),
        counter_examples=("token generate bob x\nError: none\n", "token generate\n"),
    ),
    NextLinesRule(
        id="hooks-listed",
        kind="webhook",
        finds="The ids of webhooks that were listed, with which anyone may post",
        detector=(rb"Incoming:\r?\n", rb"Outgoing:\r?\n"),
        # Alone on its line.
        trigger=rb"(?:Incoming|Outgoing):\r?\n",
        within_line=True,
        then=_HOOK + rb"(?:" + _HOOK + rb")?(?:" + _HOOK + rb")?",
        examples=(
            "ops:\n\tIncoming:\n\t\tGrafana alerts («kzsbiony31n5j7nhqxg7cm6egx»)\n",
            "\tOutgoing:\n\t\tDeploy («y1ndrfg8ejkmcpqxot1uwisza3»)\n",
        ),
        counter_examples=(
            "Incoming:\n\tnone\nOutgoing: 12 (kzsbiony31n5j7nhqxg7cm6e)\n",
            "Incoming:\nposts of user_id kzsbiony31n5j7nhqxg7cm6egx\n",
        ),
    ),
)
