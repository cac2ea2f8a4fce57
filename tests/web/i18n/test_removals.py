"""What the redactor removes has a name for people, and is listed as their language lists things."""

import re

from support_packet.redaction.counts import DENSE_LINE, KIND_OF, KNOWN_VALUE, MASKED_BEFORE
from support_packet.web.i18n.languages import LANGUAGES
from support_packet.web.i18n.removals import KINDS, removed_text
from support_packet.web.i18n.translations import Translations

COUNTS = {KNOWN_VALUE: 15, MASKED_BEFORE: 1234, DENSE_LINE: 2}


def test_every_kind_has_a_name_and_no_name_is_left_over() -> None:
    assert set(KIND_OF.values()) == set(KINDS)


def test_every_language_separates_what_was_removed() -> None:
    translations = Translations()
    for language in LANGUAGES:
        translator = translations.for_language(language)

        text = removed_text(COUNTS, translator)

        kinds = [(KIND_OF[rule], count) for rule, count in COUNTS.items()]
        items = [translator.ngettext(*KINDS[kind], count) for kind, count in kinds]
        between = re.split("|".join(map(re.escape, items)), text)
        assert between[0] == between[-1] == "", language
        assert all(part.strip() for part in between[1:-1]), (language, text)
        assert len(between) == len(items) + 1, (language, text)


def test_no_language_has_the_number_behind_its_noun() -> None:
    translations = Translations()
    for language in LANGUAGES:
        translator = translations.for_language(language)
        for forms in KINDS.values():
            text = translator.ngettext(*forms, 5)
            assert re.search("5.*\\w", text), (language, text)
