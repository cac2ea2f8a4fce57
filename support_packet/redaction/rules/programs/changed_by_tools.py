"""Secrets in what Puppet and Salt say of changes, and in the settings of SNMP."""

from support_packet.redaction.expressions.fragments import (
    ANY_NAME,
    END_OF_LINE,
    NOT_A_PASSWORD,
    PASSWORD_MARK,
    TOKEN_MARK,
)
from support_packet.redaction.expressions.notation import SIGN_AND_LETTER
from support_packet.redaction.rule_kinds.line_rule import LineRule
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.secret_words import CHANGED_BY_TOOLS

RULES = (
    LineRule(
        id="changed-by-puppet",
        kind="password",
        finds="The old and the new value of a password that Puppet has changed",
        # The name of a property.
        trigger=(CHANGED_BY_TOOLS,),
        # Both in quotes.
        condition=rb"(?=\\{0,3}[\"'][^\n]{0,256}[\"'] to \\{0,3}[\"'])",
        # Each after its word.
        secret=rb"(?:(?<=changed )|(?<= to ))\\{0,3}[\"']" + NOT_A_PASSWORD + rb"([^\"'\\\n]+)",
        examples=(
            "Notice: db_password changed '«val59TIMB»' to '«Ember51saddle!»'",
            'Notice: /Stage[main]/token changed "«y z»" to "«a b»"',
        ),
        counter_examples=(
            "Notice: password changed 'true' to 'false'",
            "password changed 'ops', token changed by 'ops' to the new one",
        ),
    ),
    NextLinesRule(
        id="changed-by-salt",
        kind="password",
        finds="The old and the new value of a secret that Salt has changed",
        detector=(PASSWORD_MARK, TOKEN_MARK),
        ends=b":",
        trigger=ANY_NAME + rb":" + END_OF_LINE,
        # A ruler, and each value on its own line.
        then=rb"[ \t]{1,64}-{10}\r?\n[ \t]{1,64}(?:old|new):\r?\n[ \t]{1,64}([^\n\r]+)"
        # The other one.
        rb"(?:\r?\n[ \t]{1,64}(?:old|new):\r?\n[ \t]{1,64}([^\n\r]+))?",
        examples=(
            "mm.password:\n    ----------\n    new:\n        «tim65COPP925»\n",
            "token:\n  ----------\n  new:\n    «a b»\n  old:\n    «c d»\n",
        ),
        counter_examples=(
            "mm.password_age:\n    ----------\n    new:\n        12\n",
            "password:\n    ----------\n    result:\n        True\n",
        ),
    ),
    LineRule(
        id="community-beside-snmp",
        kind="password",
        finds="A community on a line about SNMP or its programs",
        # Programs that use it.
        trigger=(rb"(?i:snmp|telegraf|smokeping|librenms|trap community)",),
        # The name, its mark, and no word.
        secret=rb"(?:(?<=trap community )[\"']"
        # A setting, in any notation.
        rb"|(?i:community)(?:\.[0-9]{1,2})?[\"'\]})]{0,3} ?(?:=>|[:=]) ?\\{0,3}[\"']?)"
        + SIGN_AND_LETTER
        + NOT_A_PASSWORD
        # No path, no two words.
        + rb"(?!/|[a-z]+-[a-z]+)([^\s\"'\\,;)]{4,})",
        examples=(
            'telegraf: version = 2, community = "«walnut539»"',
            "'snmp.community.0' => '«jungle591»'; {$SNMP_COMMUNITY} = \"«timber842»\"",
            'trap community "«needle494»" from 10.0.0.1 is unknown',
        ),
        counter_examples=(
            "snmp: community = public, community: required",
            'posted in community="walnut539" of the team',
        ),
    ),
)
