"""Which variables are Mattermost's, and that any text in them arrives."""

from hypothesis import given
from hypothesis import strategies as st

from support_packet.mattermost.configuration.document import lookup
from support_packet.mattermost.configuration.environment import (
    apply_environment,
    mattermost_variables,
)
from support_packet.mattermost.configuration.known_keys import default_document, known_keys
from support_packet.mattermost.configuration.value_kinds import Kind

DEFAULTS = default_document(after_5_37=False)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
PATHS_OF_TEXTS = [
    key.path
    for key in known_keys().values()
    if key.kind is Kind.TEXT and key.overridable and key.path_in_5
]


def test_variables_are_told_by_their_beginning_without_regard_to_case() -> None:
    environment = {"mm_config": "a", "MMX": "b", "XMM_CONFIG": "c", "M": "d", "Mm_License": "e"}

    assert mattermost_variables(environment) == {"MM_CONFIG": "a", "MMX": "b", "MM_LICENSE": "e"}


def test_bytes_that_are_no_text_are_replaced() -> None:
    assert mattermost_variables({"MM_X": "a\udcffé"}) == {"MM_X": "a\ufffdé"}


@given(st.dictionaries(st.sampled_from(PATHS_OF_TEXTS), TEXTS))
def test_every_text_arrives_verbatim(values: dict[str, str]) -> None:
    variables = {f"MM_{path.replace('.', '_').upper()}": text for path, text in values.items()}

    active, paths = apply_environment(DEFAULTS, variables)

    assert paths == tuple(sorted(values))
    assert {path: lookup(active, path) for path in paths} == values


@given(st.dictionaries(st.text("MLOGSETINFABCR_.\0é"), TEXTS))
def test_applying_twice_is_applying_once(variables: dict[str, str]) -> None:
    named = {f"MM_{name}": text for name, text in variables.items()}

    once = apply_environment(DEFAULTS, named)

    assert apply_environment(once[0], named) == once
