"""The catalogs speak with one voice: one form of address, one word for one thing."""

import re

import pytest
from babel.messages.pofile import read_po

from scripts.messages import LOCALES

AVOIDED = {
    "de": r"\b(?:Für|[A-ZÄÖÜ]\w+en) Sie\b|\bIhrer\b|Break-Glass-Token|Protokolldatei",
    "es": r"\busted\b|\b(?:Elija|Inicie|Pulse|Instale|Compruebe|Inténtelo|Espere)\b|faltará",
    "fr": r"paquet (?:stream-unzip|Python)",
    "it": r"[Rr]accoglitor|\bper lei\b|\bAttenda\b",
    "ko": r"비상 토큰",
    "nl": r"[Vv]erzamelaar|\b(?:uw|Uw)\b|supportpakket",
    "ro": r"jeton de urgență",
    "tr": r"acil durum erişim kodu",
    "vi": r"mã (?:thông báo )?khẩn cấp",
    "zh-TW": r"支援封包|\bToken\b",
}
"""By language: other words for what the rest of the catalog calls differently."""


@pytest.mark.parametrize("language", AVOIDED)
def test_one_thing_has_one_name(language: str) -> None:
    with (LOCALES / f"{language}.po").open("rb") as file:
        messages = list(read_po(file))
    texts = [
        text
        for message in messages
        for text in (message.string if isinstance(message.string, tuple) else [message.string])
    ]

    assert [text for text in texts if re.search(AVOIDED[language], str(text))] == []


def test_no_number_follows_its_noun_and_a_colon() -> None:
    """In texts that have plural forms: they exist so that the number can precede the noun."""
    faults = []
    for path in LOCALES.glob("*.po"):
        with path.open("rb") as file:
            plurals = [message for message in read_po(file) if message.pluralizable]
        texts = [text for message in plurals for text in message.string or ()]
        faults += [(path.stem, text) for text in texts if re.search(r":\s*%\(count\)s", text)]

    assert faults == []
