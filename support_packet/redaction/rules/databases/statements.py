"""Values that are bound to statements on tables with secrets, and those in the statements.

`SqlSettings.Trace` lets the server log every statement with its values. Which of them is the secret
depends on the statement, and a session's token may be looked for as an id: so every value that
looks like a token is masked, ids of users among them.
"""

from support_packet.redaction.expressions.tables_of_secrets import STATEMENT, TOKEN
from support_packet.redaction.rule_kinds.line_rule import LineRule
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule

# A placeholder of any library, or a number.
_PLACE = rb"(?:\$[0-9]|\?|:\w{1,32}|[0-9]{1,4})"
# What people and times are called.
_COLUMN = rb"(?i:userid|expiresat|createat|deleteat|updateat|lastactivityat|isactive)"
_HARMLESS = (
    rb"(?![ ]WHERE "
    + _COLUMN
    + rb" ?[=<>]{1,2} ?"
    + _PLACE
    # More of them.
    + rb"(?: AND "
    + _COLUMN
    + rb" ?[=<>]{1,2} ?"
    + _PLACE
    # How many, and in which order.
    + rb"){0,4}(?: ORDER BY \w{1,32}(?: ASC| DESC)?)?(?: LIMIT "
    + _PLACE
    + rb")?(?: OFFSET "
    + _PLACE
    + rb")?(?:[\"'\\;\n]|\Z))"
)
"""Not if all values are bound to these."""

_VALUES = (
    rb"(?i:\barg[0-9]{1,2}(?:\\{0,7}\")?[ ]?[:=]"  # a field of the server's log
    rb"|\[1:"  # how gorp, and so releases before 6.0, list them
    rb"|\bargs(?:\\{0,7}\")?[ ]?[:=]"  # as other programs do
    rb"|[ ]\[(?=(?:\w{1,32}:)?\\{0,7}\"?[a-z0-9]{26})"  # with or without names
    rb"|\bvalues?[ ]?\((?=[\\']{1,3})|\bstdin;"  # in the statement itself
    # A column that is secret in one of these tables alone.
    rb"|\b(?:code|pvalue|inviteid|token)[\\\"`\])]{0,4}(?:::\w{1,16})?\)?"
    rb" ?(?:=|in) ?\(?(?=[\\']{1,3})"  # what it has to be
    rb"|[pP]arameters:)"  # of PostgreSQL
)

_OTHER_VALUE = rb"'[^'\n]{0,256}'|NULL"

RULES = (
    LineRule(
        id="sql-value",
        kind="token",
        finds="Values that look like tokens, bound to SQL on tables that hold secrets",
        effort=20,
        trigger=STATEMENT,
        condition=_HARMLESS,
        begin=_VALUES,
        secret=TOKEN,
        examples=(
            '{"msg":"SELECT * FROM Tokens WHERE Token = $1","arg0":["«aBcDeFgHiJkLmN0123456789»"]}',
            '{"msg":"UPDATE Users SET MfaSecret = $1 WHERE Id = $2","arg0":["«ABCDEFGHIJKLMNO2»"]}',
            'insert into \\"Sessions\\" values ($1,$2); [1:\\"«y1ndrfg8ejkmcpqxot1uwisza3»\\" 2:5]',
            "DELETE FROM OAuthAuthData WHERE Code = '«y1ndrfg8ejkmcpqxot1uwisza3»'",
            "FROM Sessions WHERE Token IN ('«y1ndrfg8ejkmcpqxo»','«aBcDeFgHiJkLmN0123456789»')",
            "DELETE FROM Sessions WHERE Id = ? arg0=«y1ndrfg8ejkmcpqxot1uwisza3»",
            'SELECT * FROM Sessions WHERE Id = :Id [Id:\\"«y1ndrfg8ejkmcpqxot1uwisza3»\\"]',
        ),
        counter_examples=(
            '{"msg":"SELECT * FROM Channels WHERE Id = $1","arg0":["y1ndrfg8ejkmcpqxot1uwisza3"]}',
            '{"msg":"SELECT COUNT(*) FROM Sessions WHERE ExpiresAt > $1","arg0":[1795361170123]}',
            "SELECT id FROM sessions WHERE userid = $1 LIMIT 5, caller=y1ndrfg8ejkmcpqxot1uwisza3",
            '"FROM Tokens WHERE UserId = $1 LIMIT $2","args":"[y1ndrfg8ejkmcpqxot1uwisza3 60]"',
        ),
    ),
    NextLinesRule(
        id="sql-parameter-on-next-line",
        within_line=True,
        kind="token",
        finds="Parameters that PostgreSQL logs after a statement on tables that hold secrets",
        detector=STATEMENT,
        trigger=rb"(?:" + rb"|".join(STATEMENT) + rb")",
        needs=b"arameters: ",
        # The rest of the statement, and up to eight parameters.
        then=rb"[^\n]{0,900}\n(?:[^\n]{0,512}\n){0,3}?[^\n]{0,128}[pP]arameters: "
        # Tokens, other values, or none.
        + (rb"(?:\$[0-9]{1,2} = (?:'(" + TOKEN + rb")'|" + _OTHER_VALUE + rb"),? ?)?") * 8,
        examples=(
            "LOG:  UPDATE Users SET MfaSecret=$1\nx:  parameters: $1 = '«BOELUWMFAZLNJOC2»'\n",
            "LOG: x\nFROM Sessions\n\tWHERE 1\nparameters: $1 = '5', $2 = '«ydrfg8ejkmcpqxot»'\n",
        ),
        counter_examples=(
            "SELECT * FROM Channels\nDETAIL:  parameters: $1 = 'y1ndrfg8ejkmcpqxot1uwisza3'\n",
            "SELECT * FROM Sessions\nDETAIL:  parameters: $1 = '1795361170123', $2 = NULL\n",
        ),
    ),
    NextLinesRule(
        id="sql-parameter-of-next-line",
        within_line=True,
        kind="token",
        finds="Parameters that PostgreSQL logs on the line before the statement that failed",
        detector=(rb"[pP]arameters: \$1 = ",),
        trigger=rb"[pP]arameters: ",
        needs=b"STATEMENT: ",
        # Six parameters, and the statement.
        then=(rb"(?>(?:\$[0-9]{1,2} = (?>'(" + TOKEN + rb")'|" + _OTHER_VALUE + rb"),? ?)?)") * 6
        # The next line.
        + rb"[^\n]*+\n[^\n]{0,128}STATEMENT: [^\n]{0,512}?"
        + STATEMENT[0],
        examples=(
            "x:  parameters: $1 = '«y1ndrfg8ejkmcpqxo»'\nSTATEMENT:  SELECT * FROM Sessions x\n",
            "x:  Parameters: $1 = '5', $2 = '«y1ndrfg8ejkmcpqx»'\ny STATEMENT:  update tokens\n",
        ),
        counter_examples=(
            "x parameters: $1 = 'y1ndrfg8ejkmcpqxo'\nSTATEMENT:  SELECT * FROM Posts\n",
            "x parameters: $1 = NULL\nSTATEMENT:  SELECT * FROM Sessions\n",
        ),
    ),
    LineRule(
        id="sql-parameter",
        kind="token",
        finds="Parameters that PostgreSQL logs before a statement on tables that hold secrets",
        trigger=(rb"[pP]arameters: \$1 = '",),
        condition=rb"(?=[^\n]{0,1024}" + STATEMENT[0] + rb")",
        secret=TOKEN,
        examples=(
            "parameters: $1 = '«y1ndrfg8ejkmcpqxot1uwisza3»' of SELECT * FROM Sessions",
            "Parameters: $1 = '5', $2 = '«y1ndrfg8ejkmcpqxot1uwisza3»' of update tokens",
        ),
        counter_examples=(
            "parameters: $1 = 'y1ndrfg8ejkmcpqxot1uwisza3' of SELECT * FROM Channels",
            "parameters: $1 = '1795361170123' of DELETE FROM Sessions",
        ),
    ),
)
