"""Secrets that are said again on the lines after them, without a name."""

from support_packet.redaction.expressions.fragments import ANY_NAME, PASSWORD_MARK, TOKEN_MARK
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.redaction.rule_kinds.rule import Rule

RULES = (
    NextLinesRule(
        id="assigned-value-again",
        kind="password",
        finds="A secret that the trace of a shell repeats after it was assigned",
        within_line=True,
        detector=(PASSWORD_MARK, TOKEN_MARK),
        ends=b"=",
        trigger=ANY_NAME + rb"=",
        needs=b"\n+",
        needs_within=256,
        # Traced lines, the second or a later one of which has the value again.
        then=rb"[\"']?([^\s\"'$]{6,128})[\"']?\r?\n(?:\+[^\n]{0,128}\n){0,2}?"
        # The same value once more.
        rb"\+{1,4} (?:[^\n]{0,64}?[\s\"'=:])(\1)(?![\w-])",
        examples=(
            "+ PGPASSWORD=«FQ0dtg3S8GC4Z3FZ»\n+ [[ -z «FQ0dtg3S8GC4Z3FZ» ]]\n+ export PGPASSWORD\n",
            "++ TOKEN=«k3h5x9w1qf7tbn8y»\n+ set +x\n+ echo «k3h5x9w1qf7tbn8y»\n",
        ),
        counter_examples=(
            "+ PASSWORD=\n+ [[ -z '' ]]\n",
            "+ PASSWORD=$1\n+ PASSWORD_FILE=/run/secrets/x1\n+ test -f /run/secrets/x1\n",
        ),
    ),
    Rule(
        id="part-after-comma",
        kind="password",
        finds="What Helm says has no value: the part of a secret after a comma",
        # How it complains.
        prefix=rb"failed parsing --set(?:-string)? data: key \\{0,3}\"",
        # No name of a setting.
        lookahead=rb"(?=[^\"\\]{0,64}[0-9!#$%^&*])(?![a-z]+(?:[A-Z.-][a-z]+)*[0-9]{0,2}\\{0,3}\")",
        secret_start=rb"[^\s\"\\]",
        secret_rest=rb"[^\"\\\n]*+",
        prefilters=(rb"failed parsing --set",),
        exact_start=True,
        examples=(
            'failed parsing --set data: key "«gFSb8O»" has no value',
            '{"msg":"failed parsing --set-string data: key \\"«a!b c»\\" has no value"}',
        ),
        counter_examples=(
            'failed parsing --set data: key "replicas" has no value',
            'failed parsing --set data: key "image.tag2" has no value (cannot end with ,)',
        ),
    ),
)
