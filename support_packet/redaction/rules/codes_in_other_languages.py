"""Codes that messages to people contain, in the languages that a server's users speak."""

from support_packet.redaction.rules.fragments import run_of
from support_packet.redaction.rules.other_languages import CODE_IS, CODE_WORD
from support_packet.redaction.rules.rule import Rule

RULES = (
    Rule(
        id="code-in-other-languages",
        kind="password",
        finds="A code of six digits or more after the word for it in other languages",
        # A word of its own, or the last of one.
        prefix=CODE_WORD + CODE_IS,
        # In one group or two, and no time or fraction.
        lookahead=rb"(?=[0-9]{3}[ -]?[0-9]{3,5}(?![0-9:.,-]*[0-9]))",
        secret_start=rb"[0-9]{3}",
        secret_rest=run_of(rb"[0-9]++", rb"[ -](?=[0-9])"),
        prefilters=(CODE_WORD,),
        exact_start=True,
        examples=(
            'to=+372 body="Mattermost kood: «338 912», kehtib 10 minutit"',
            "Ihr Bestätigungscode lautet: «338912». 您的验证码是«338912» 请勿泄露",
        ),
        counter_examples=(
            "kod: 404, код ошибки: 338912, codice: 2026-11-28",
            "kood 12345, code: 338912, kod=1",
        ),
    ),
)
