"""Random values after names that say little else: of codes, of schemes, of sessions."""

from support_packet.redaction.expressions.notation import any_case, one_by_one
from support_packet.redaction.expressions.random_values import LOOKS_MIXED, PATH
from support_packet.redaction.expressions.relations import ANY_RELATION
from support_packet.redaction.expressions.samples import ANY_ID, MIXED
from support_packet.redaction.rule_kinds.related_rule import token_rule
from support_packet.secret_words import LONG_CODES, NAMES_OF_RANDOM_VALUES

_MARKS = rb"[=:\"'\\ %&]"
# A space.
_AUTHORIZED = rb"|(?<=(?i:authorization code)) "
_NEXT = rb"(?=" + _MARKS + rb")"
# After a space, something else than the value, which `bearer-token` finds.
_DETECTED_MARKS = (rb"[=:\"'\\%&]", rb" [ =:\"'\\(<\[{-]")

RULES = (
    token_rule(
        id="long-code",
        finds="A code that a program exchanges for a session, in any relation to its name",
        # In a sentence, a space relates some.
        prefix=rb"(?i:"
        + b"|".join(LONG_CODES)
        + rb")"
        + _NEXT
        + rb"(?:"
        + ANY_RELATION
        + _AUTHORIZED
        + rb")",
        prefilters=(one_by_one(any_case(LONG_CODES), _MARKS),),
        examples=(
            f"app://callback?srv=x&login_code=«{ANY_ID}»&y",
            f'{{"authCode":"«{MIXED}»"}} authorization code: «{MIXED}»',
            f"authorization code «{ANY_ID}» expired",
        ),
        counter_examples=(
            "login_code=invalid_or_expired_code auth code: the_usual_way_of_it",
            f"login_codes={MIXED}",
        ),
    ),
    token_rule(
        id="random-value-of-scheme",
        lookahead=LOOKS_MIXED + rb"(?!" + PATH + rb"|[A-Za-z_.-]{1,48}=[^=\s])",
        finds="A value that looks random, named after the way in which it authorizes",
        effort=6,
        # A separate word.
        prefix=rb"(?<![A-Za-z])(?i:"
        + b"|".join(NAMES_OF_RANDOM_VALUES)
        + rb")"
        + _NEXT
        + ANY_RELATION,
        prefilters=tuple(
            one_by_one(any_case(NAMES_OF_RANDOM_VALUES), mark) for mark in _DETECTED_MARKS
        ),
        examples=(
            f'{{"basic":"«{MIXED}»"}} des_jwt=«{MIXED}»',
            f'bearer: «{MIXED}» "authelia_remember":"«{MIXED}»"',
        ),
        counter_examples=(
            f"basic: the_usual_way_of_it_2 basics={MIXED}",
            "jwt=required bearer: 2026-11-28T10h11m12s13",
        ),
    ),
)
