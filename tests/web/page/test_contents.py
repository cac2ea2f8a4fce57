"""The files as the page shows them."""

from dataclasses import replace

from support_packet.host.origin import CollectorId
from support_packet.host.preview.file_preview import FilePreview
from support_packet.host.preview.packet_preview import NoticePreview, Preview
from support_packet.host.preview.text_preview import MAX_BYTES
from support_packet.host.problems import Kind, Problem, file_problem
from support_packet.values.message import Message
from support_packet.values.reason import Reason
from support_packet.web.i18n.phrases import Phrase
from support_packet.web.i18n.translations import Translator
from support_packet.web.page.contents import FileView, expected_size, file_views

ORIGIN = CollectorId("example", "1.0", "point")
FILE = FilePreview(
    name="a.txt",
    title=Message("Reactor"),
    description=Message("How hot it is."),
    origin=ORIGIN,
    default=True,
    size=2_000_000,
    missing=False,
    problems=(),
)
GERMAN = Translator("de", {"It is off.": "Er ist aus."}, {ORIGIN: {"Reactor": "Reaktor"}})


def view(file: FilePreview, translator: Translator = GERMAN) -> FileView:
    [shown] = file_views(Preview((file,), (), ()), translator)
    return shown


def problem_of(message: Message, remedy: Message | None = None) -> Problem:
    return file_problem(Kind.WARNING, "a.txt", Reason(message, remedy), ORIGIN)


def test_texts_are_translated_by_the_package() -> None:
    shown = view(FILE)

    assert shown.title == Phrase("Reaktor", translated=True)
    assert shown.description == Phrase("How hot it is.", translated=False)
    assert shown.package == "example 1.0"
    assert shown.size == "2 MB"


def test_a_file_of_unknown_size_can_be_previewed() -> None:
    assert view(replace(FILE, size=None)).previewable
    assert view(replace(FILE, size=MAX_BYTES)).previewable
    assert view(replace(FILE, size=None)).size == ""


def test_a_large_or_missing_file_cannot_be_previewed() -> None:
    assert not view(FILE).previewable
    assert not view(replace(FILE, size=10, missing=True)).previewable


def test_a_missing_file_says_why() -> None:
    problem = problem_of(Message("It is off."), Message("Switch it on."))

    shown = view(replace(FILE, missing=True, problems=(problem,)))

    assert shown.problems == [
        Phrase("Er ist aus.", translated=True),
        Phrase("Switch it on.", translated=False),
    ]


def test_what_is_filled_in_stays_as_it_is() -> None:
    german = Translator("de", {}, {ORIGIN: {"%(path)s is gone.": "%(path)s ist fort."}})
    gone = problem_of(Message("%(path)s is gone.", path="/logs/100 %"))
    cut = problem_of(Message(str(gone.why)))

    shown = view(replace(FILE, problems=(gone, cut)), german)

    assert shown.problems == [
        Phrase("/logs/100 % ist fort.", translated=True),
        Phrase("/logs/100 % is gone.", translated=False),
    ]


def test_what_a_notice_says_is_not_said_again() -> None:
    message = Message("Enter %(key)s again.", key="it")
    file = replace(FILE, problems=(problem_of(message),))

    [shown] = file_views(Preview((file,), (NoticePreview(message, None, ORIGIN),), ()), GERMAN)

    assert shown.problems == []


def test_only_what_is_sent_by_default_is_expected() -> None:
    english = Translator("en", {}, {})
    files = [view(FILE), view(replace(FILE, default=False)), view(replace(FILE, missing=True))]

    assert expected_size(files, english) == expected_size(files[:1], english) == "500 kB"


def test_what_to_do_is_not_repeated_next_to_a_notice_of_the_same_collector() -> None:
    problem = problem_of(Message("It is off."), Message("Switch it on."))
    file = replace(FILE, problems=(problem,))
    notice = NoticePreview(Message("Switch it on [here]."), "/x", ORIGIN)

    [alone] = file_views(Preview((file,), (), ()), GERMAN)
    [advised] = file_views(Preview((file,), (notice,), ()), GERMAN)

    assert [text.text for text in alone.problems] == ["Er ist aus.", "Switch it on."]
    assert [text.text for text in advised.problems] == ["Er ist aus."]


def test_a_reason_without_a_period_gets_one_before_its_remedy() -> None:
    problem = problem_of(Message("OSError: no (a.py, line 2)"), Message("Update it."))

    assert [text.text for text in view(replace(FILE, problems=(problem,))).problems] == [
        "OSError: no (a.py, line 2).",
        "Update it.",
    ]
