"""Texts of packages on the page, in its language if translated, else in English."""

from dataclasses import dataclass, replace

from support_packet.host.origin import CollectorId
from support_packet.host.problems import Problem
from support_packet.values.message import Message, ended
from support_packet.web.i18n.translations import Translator


@dataclass(frozen=True)
class Phrase:
    """A text, in the language of the page if there is a translation."""

    text: str
    translated: bool


def phrase(origin: CollectorId | None, text: str | Message, translator: Translator) -> Phrase:
    """Return a text of the collector `origin`, or of this program."""
    translated = translator.translate_for(origin, text)
    return Phrase(str(text) if translated is None else translated, translated is not None)


def phrases_of(problem: Problem, translator: Translator) -> list[Phrase]:
    """Return what is wrong, and what to do about it."""
    why = phrase(problem.origin, problem.why, translator)
    if problem.remedy is None:
        return [why]
    ended_why = replace(why, text=ended(why.text))
    return [ended_why, phrase(problem.origin, problem.remedy, translator)]
