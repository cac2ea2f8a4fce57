"""The notices of the page."""

from collections.abc import Mapping

import pytest

from support_packet.contract import PacketNotice
from support_packet.host.origin import CollectorId
from support_packet.host.plugins import Collectors, CollectorState
from support_packet.host.preview import NoticePreview, Preview
from support_packet.host.problems import Problem
from support_packet.web.i18n.translations import Translator
from support_packet.web.page.notices import NoticeView, notice_views
from support_packet.web.page.phrases import Phrase

EXAMPLE = CollectorId("example", "1.0", "point")
NONE = Collectors((), (), ())


def views(
    *notices: PacketNotice, translations: Mapping[str, str] | None = None
) -> list[NoticeView]:
    told = tuple(NoticePreview(notice, EXAMPLE) for notice in notices)
    language = "en" if translations is None else "de"
    translator = Translator(language, {}, {EXAMPLE: translations or {}})
    return list(notice_views(Preview((), told, ()), NONE, translator))


def headline(origin: CollectorId | None, collectors: Collectors = NONE) -> NoticeView:
    problem = Problem("It broke.", origin=origin, remedy="Mend it.", doing="Hook x: ")
    [view] = notice_views(Preview((), (), (problem,)), collectors, Translator("en", {}, {}))
    return view


def test_the_brackets_become_a_link() -> None:
    [view] = views(PacketNotice("Go [there] now.", "/there"))

    assert (view.before, view.label, view.after, view.url) == ("Go ", "there", " now.", "/there")


@pytest.mark.parametrize("message", ["Go.", "Go ] there [.", "Go [].", "a [b] [c]", "[[a]]"])
def test_a_text_without_one_pair_of_brackets_stays_as_it_is(message: str) -> None:
    [view] = views(PacketNotice(message, "/there"))

    assert (view.before, view.label, view.after) == (message, "", "")


def test_the_brackets_of_a_value_are_no_link() -> None:
    [view] = views(PacketNotice("See %(path)s.", "/x", {"path": "/a/[b]/c"}))

    assert (view.before, view.label) == ("See /a/[b]/c.", "")


def test_a_notice_is_translated_by_its_package() -> None:
    notice = PacketNotice("Open %(path)s [here].", "/x", {"path": "/a"})

    [view] = views(notice, translations={notice.message: "Öffne [hier] %(path)s."})

    assert view == NoticeView("Öffne ", "hier", " /a.", "/x", translated=True)


@pytest.mark.parametrize("broken", ["Öffne %(ort)s.", "Öffne %(path)d.", "100 %"])
def test_a_translation_that_does_not_fit_is_not_used(broken: str) -> None:
    notice = PacketNotice("Open %(path)s.", None, {"path": "/a"})

    [view] = views(notice, translations={notice.message: broken})

    assert view == NoticeView("Open /a.", translated=False)


def test_a_notice_that_nobody_translated_is_marked() -> None:
    [view] = views(PacketNotice("Open it."), translations={})

    assert not view.translated


@pytest.mark.parametrize(
    ("entry_point", "begin"),
    [
        ("database_facts", "Mattermost's database does not answer"),
        ("ldap_facts", "The LDAP server does not answer"),
        ("elasticsearch_facts", "The search server does not answer"),
        ("other", "other of support-packet 1 cannot collect everything."),
    ],
)
def test_a_problem_says_what_it_is_about(entry_point: str, begin: str) -> None:
    view = headline(CollectorId("support-packet", "1", entry_point))

    assert view.before.startswith(begin)
    assert view.details == (
        Phrase("Hook x:", translated=False),
        Phrase("It broke.", translated=True),
        Phrase("Mend it.", translated=True),
    )


def test_a_package_that_did_not_load_is_named() -> None:
    state = CollectorState("point", "example", "1.0", "failed")

    view = headline(EXAMPLE, Collectors((), (state,), ()))

    assert view.before == "example 1.0 could not be loaded, so what it collects will be missing."


def test_a_problem_of_nobody_is_told_too() -> None:
    assert headline(None).before == "Not everything can be collected."
