"""Passwords of any word in variables of shells, services and images: exported, traced, set."""

from functools import partial

from support_packet.redaction.expressions.fragments import (
    ANY_NAME,
    NOT_A_PASSWORD,
    SHORT_MARK,
    SHORT_SPACE,
)
from support_packet.redaction.expressions.marks_after_names import (
    OTHER_SHORT_SPACE,
    SHORT_NAME_OF_VARIABLE,
)
from support_packet.redaction.expressions.notation import one_by_one
from support_packet.redaction.expressions.owners import ENDS_WITH_OWNER
from support_packet.redaction.expressions.placeholders import NO_STATE
from support_packet.redaction.expressions.words_as_passwords import NO_LABEL
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.secret_names import Text, spelled_out
from support_packet.secret_phrases import READ_BY_SHELLS, SET_IN_SHELLS, SHORT_VARIABLES

# Also as Make does it; with spaces, and after quotes, before quotes only.
_ASSIGNS = (
    # A variable.
    rb"(?:[ ]?[:?]=[ ]?|=|[ ]=[ ](?=[\"'])"
    # A member of an object.
    rb"|\\{0,3}[\"'][ ]?(?::|=>)[ ]?(?=\\{0,3}[\"']))"
)

_NO_VALUE = (
    NO_STATE
    + NOT_A_PASSWORD
    # No path, no variable, no address.
    + rb"(?![/$`~(<{\[|&%-]|[.]{1,2}/|[A-Za-z]:[\\/]|[a-z]{2,8}:/"
    # No number, no result of a test.
    + rb"|[0-9.:/%]+[a-z]{0,2}(?:[\s\"'\\,;)]|\Z)"
    # What was done.
    + rb"|(?i:[a-z]{2,24}ed|first|second|build|tests?)(?:[\s\"'\\,;)]|\Z)|Test[A-Z])"
)
_VALUE = (
    # In quotes, which may be escaped.
    rb"(?:\\{0,3}\""
    + _NO_VALUE
    + NO_LABEL
    # To the quote.
    + rb"([^\"\\\n]{3,128})\\{0,3}\"|'"
    + _NO_VALUE
    + NO_LABEL
    + rb"([^'\\\n]{3,128})'|"
    + _NO_VALUE
    # Or a word.
    + rb"([^\s\"'`\\;|&()<>,\]}]{3,128})(?=[\s\"'`\\;|&)<>,\]}]|\Z))"
)

_variable = partial(
    NextLinesRule,
    kind="password",
    within_line=True,
    then=_VALUE,
    detector=(SHORT_MARK, SHORT_SPACE, OTHER_SHORT_SPACE),
    ends=b"=: \"'\\",
    trigger=SHORT_NAME_OF_VARIABLE + _ASSIGNS,
)

RULES = (
    _variable(
        id="variable-of-owner",
        effort=10,
        finds="A password of any word in a variable whose short name says whose it is",
        before=rb"(?<![\w.{%-])\w{2,44}"
        + ENDS_WITH_OWNER
        # Not where nginx passes a request on.
        + rb"(?<!(?i:proxy_))(?<!(?i:proxy))",
        before_bytes=48,
        examples=(
            "env SMTP_PASS=«kettle» MM_PW=«Magpie» /opt/mattermost/bin/mattermost\n",
            '{"db_pass":"«kettle»"} $ldap_pass = "«two nests»";\n',
            'docker run -e "DB_PASS=«two-nests»" x; $env:LDAP_PWD="«two nests»"\n',
        ),
        counter_examples=(
            '{"smtp_pass":"SMTP password","db_pass":"required"} "${DB_PASS=kettle}"\n',
            "SMTP_PASS=$PASS DB_PASS=${X} DB_PASS=required DB_PASS=**** LDAP_PASS=/run/x\n",
            "user_pass=true ci_pass=1234 proxy_pass=http://x bypass=kettle first_pass=kettle\n",
        ),
    ),
    _variable(
        id="variable-that-is-set",
        # Not `ASKPASS`.
        trigger=rb"(?<![A-Za-z])" + SHORT_NAME_OF_VARIABLE + _ASSIGNS,
        finds="The same in any variable that a command sets, or that a trace of a shell shows",
        # The command, or the mark of a trace; other variables.
        before=rb"(?<![\w-])(?:(?:" + SET_IN_SHELLS + rb")[ =]|\+{1,8} |-D(?=[\w.]{2}))[\"'(]?"
        # Others before it.
        rb"(?:\w{1,32}=[^\s\"']{0,32} \"?){0,2}[\w.]{0,48}",
        examples=(
            "java -Ddb.pass=«kettle» -jar x\n",
            "++ PASS=«kettle»\n$ export MY_PW='«two nests»'\ndeclare -x JOB_PASS=\"«kettle»\"\n",
            "docker run --env=JOB_PASS=«kettle» x\nStep 4/9 : ARG PASS=«Two-nests»\n",
        ),
        counter_examples=(
            "++ PASS=5\n+ PWD=/opt\nexport OLDPWD=x-1\n+ PASS=true\n+ pass=$PW\nexport PASS=\n",
            "the local test pass=kettle\nreset PASS=kettle\n+ PASS=PASSED\n",
            "export SSH_ASKPASS=ksshaskpass\n+ COMPASS=north\nmvn -DskipPass=kettle\n",
        ),
    ),
    NextLinesRule(
        id="variable-read-from-text",
        kind="password",
        finds="A secret of any word that a shell reads into a variable from a text",
        within_line=True,
        detector=(rb"<<<[ '\"$]",),
        # The name of the variable.
        before=rb"\bread (?:-\w{1,3} ){0,3}\w{0,48}" + READ_BY_SHELLS,
        trigger=rb"<<< ?",
        then=_VALUE,
        examples=(
            "+ read -r TOKEN <<< «kettle9nest»\n",
            "read -rs DB_PASS <<< '«two nests»'\n",
        ),
        counter_examples=('read -r TOKEN <<< "$X"\n', "read -r NAME <<< kettle\n"),
    ),
    NextLinesRule(
        id="default-of-variable",
        kind="password",
        finds="A secret of any word that a file of Make sets unless it is set",
        within_line=True,
        detector=(
            one_by_one(
                (
                    b"(?i:" + spelled_out(Text.PASSWORD) + b")",
                    b"(?i:" + spelled_out(Text.SHORT_NAME) + b")",
                ),
                rb" ?\?=",
            ),
        ),
        # At the beginning of a line.
        before=rb"(?:(?<![^\n])|\\n)(?:export |override )?[\w.-]{0,48}",
        trigger=rb"(?:" + ANY_NAME + rb"|" + SHORT_NAME_OF_VARIABLE + rb")[ ]?\?=[ ]?",
        then=_VALUE,
        examples=(
            "DB_PASSWORD?=«kettle»\nexport DB_PASS ?= «Two-nests»\n",
            'client_secret ?= "«kettle»"\n',
        ),
        counter_examples=(
            "DB_PASSWORD ?= $(shell cat x)\nDB_PASS ?=\n",
            "GET /x?password?=kettle\nDB_PASS ?= required\n",
        ),
    ),
    NextLinesRule(
        id="variable-set-to",
        kind="password",
        finds="A secret of any word that a script says it sets a variable to",
        within_line=True,
        detector=(rb"(?:" + SHORT_VARIABLES + rb") to ",),
        # A variable, whose name has capitals only.
        before=rb"(?i:setting|updating|changing|exporting)"
        # Words between them.
        rb"(?: (?:the|env|environment|variable|var|value|of)){0,4} [\"'`]?[A-Z0-9_]{0,48}",
        trigger=rb"(?:" + SHORT_VARIABLES + rb") to ",
        # To the end of the line, or of a text.
        then=_VALUE + rb"(?=[.\"]?(?:\s*\n|\Z|\\[rn]|\"))",
        examples=(
            "Setting DB_PASSWORD to «kettle»\n",
            "INFO setting env SMTP_PASS to '«Two nests»'\n",
        ),
        counter_examples=(
            "Setting DB_PASSWORD to required\nSet DB_PASSWORD to $PW\n",
            "set DB_PASSWORD to override\nDB_PASSWORD to kettle\n",
        ),
    ),
)
