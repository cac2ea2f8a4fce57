"""The notices of the page."""

from collections.abc import Mapping

import pytest

from support_packet.host.hooks.facts import Service
from support_packet.host.origin import CollectorId
from support_packet.host.preview.packet_preview import NoticePreview, Preview
from support_packet.host.problems import Kind, Problem
from support_packet.values.message import Message
from support_packet.values.reason import Reason
from support_packet.web.i18n.phrases import Phrase
from support_packet.web.i18n.translations import Translator
from support_packet.web.page.notices import NoticeView, notice_views

EXAMPLE = CollectorId("example", "1.0", "point")
BROKEN = Reason(Message("It broke."), Message("Fix it."))


def notice_of(template: str, url: str | None = None, **values: str) -> NoticePreview:
    return NoticePreview(Message(template, **values), url, EXAMPLE)


def views(
    *notices: NoticePreview, translations: Mapping[str, str] | None = None
) -> list[NoticeView]:
    language = "en" if translations is None else "de"
    translator = Translator(language, {}, {EXAMPLE: translations or {}})
    return list(notice_views(Preview((), notices, ()), translator))


def test_the_brackets_become_a_link() -> None:
    [view] = views(notice_of("Go [there] now.", "/there"))

    assert (view.before, view.label, view.after, view.url) == ("Go ", "there", " now.", "/there")


@pytest.mark.parametrize("message", ["Go.", "Go ] there [.", "Go [].", "a [b] [c]", "[[a]]"])
def test_a_text_without_one_pair_of_brackets_stays_as_it_is(message: str) -> None:
    [view] = views(notice_of(message, "/there"))

    assert (view.before, view.label, view.after) == (message, "", "")


def test_the_brackets_of_a_value_are_not_a_link() -> None:
    [view] = views(notice_of("See %(path)s.", "/x", path="/a/[b]/c"))

    assert (view.before, view.label) == ("See /a/[b]/c.", "")


def test_a_notice_is_translated_by_its_package() -> None:
    notice = notice_of("Open %(path)s [here].", "/x", path="/a")

    [view] = views(notice, translations={notice.message.template: "Öffne [hier] %(path)s."})

    assert view == NoticeView("Öffne ", "hier", " /a.", "/x", translated=True)


@pytest.mark.parametrize("broken", ["Öffne %(ort)s.", "Öffne %(path)d.", "100 %"])
def test_a_translation_that_does_not_fit_is_not_used(broken: str) -> None:
    notice = notice_of("Open %(path)s.", path="/a")

    [view] = views(notice, translations={notice.message.template: broken})

    assert view == NoticeView("Open /a.", translated=False)


def test_a_notice_without_a_translation_is_marked() -> None:
    [view] = views(notice_of("Open it."), translations={})

    assert not view.translated


def test_a_problem_has_its_headline_and_details() -> None:
    problem = Problem(Kind.HOOK, Message("Hook x of example failed"), BROKEN, EXAMPLE)

    [view] = notice_views(Preview((), (), (problem,)), Translator("en", {}, {}))

    assert (view.before, view.translated) == ("Hook x of example failed", True)
    assert view.details == (
        Phrase("It broke.", translated=True),
        Phrase("Fix it.", translated=True),
    )


def test_the_headline_of_a_service_is_translated_with_the_title_that_its_package_gives_it() -> None:
    """Any package may declare it: no service is known by name."""
    template = "%(service)s information is incomplete"
    headline = Message(template, service=Message("Cache"))
    problem = Problem(Kind.FACTS, headline, BROKEN, EXAMPLE)
    own = {template: "Angaben zu %(service)s unvollständig"}
    german = Translator("de", own, {EXAMPLE: {"Cache": "Zwischenspeicher"}})
    service = Service("Cache", EXAMPLE, enabled=True, problems=(problem,))

    [view] = notice_views(Preview((), (), (), (service,)), german)

    assert view.before == "Angaben zu Zwischenspeicher unvollständig"
    assert view.details == (
        Phrase("It broke.", translated=False),
        Phrase("Fix it.", translated=False),
    )


def test_a_problem_of_no_package_is_shown_too() -> None:
    problem = Problem(Kind.CONFIGURATION, Message("Nothing works"), BROKEN)

    [view] = notice_views(Preview((), (), (problem,)), Translator("en", {}, {}))

    assert view.before == "Nothing works"
