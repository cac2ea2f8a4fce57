"""The pages for authorized requests: the packet's contents, and the installed collectors."""

from collections.abc import Iterator
from functools import cache

from markupsafe import Markup

from support_packet.host.begun_request import Client, begin_request
from support_packet.host.discovery.collectors import Collectors
from support_packet.host.hooks.requested import Requested
from support_packet.host.preview.node_log import WantedNode
from support_packet.host.preview.packet_preview import Preview, preview_packet
from support_packet.redaction.values import MIN_CHARACTERS
from support_packet.settings import Settings
from support_packet.values.message import ngettext_noop
from support_packet.web.access.authorizer import Grant
from support_packet.web.choice import Choice, read_choice
from support_packet.web.context import Request
from support_packet.web.i18n.removals import kind_labels
from support_packet.web.i18n.translations import Translator
from support_packet.web.page.contents import FileView, expected_size, file_views
from support_packet.web.page.groups import group_views
from support_packet.web.page.hours import HEIGHT, log_picture
from support_packet.web.page.marked_text import marked_text
from support_packet.web.page.notices import notice_views
from support_packet.web.page.page_limits import with_page_limits
from support_packet.web.page.page_resource import PageRenderer
from support_packet.web.page.past_packets import Activity, past_packet_views, running_text
from support_packet.web.page.templates import Templates
from support_packet.web.sub_path import below_site

TICKET_URL = "https://support.mattermost.com/hc/en-us/requests/new"
"""Where Mattermost's own page sends admins with their packet."""

_REMOVAL_DOCUMENT = Markup('<code dir="ltr">redaction.md</code>')

_NETWORK_SECONDS = 1.0
_NODE_SECONDS = 2.0
"""For another node's answer, which is made of a log there."""
_PATIENCE_SECONDS = 3.0

_SUMMARY = ngettext_noop(
    "%(chosen)s of %(count)s file, about %(size)s", "%(chosen)s of %(count)s files, about %(size)s"
)


def download_page(
    collectors: Collectors,
    settings: Settings,
    templates: Templates,
    urls: tuple[str, str],
    activity: Activity,
) -> PageRenderer:
    """Return the page: what a packet would contain, what to do first, and the download button.

    A file whose name is in the parameter `preview` is shown. `urls` are where packets come from:
    for a session, and for a form with a ticket.
    """
    own_collectors = collectors.with_own_runners(settings.collector_timeout)
    own_settings = with_page_limits(settings)

    def look(
        request: Request, grant: Grant, translator: Translator, choice: Choice
    ) -> dict[str, object]:
        shown = request.value("preview", None)
        preview = _preview(grant, choice, own_collectors, own_settings, shown)
        past = activity.past() if grant.is_system_admin else []
        return {
            **_contents(preview, choice, translator),
            "past": list(past_packet_views(past, translator)),
            "running": running_text(activity.running(), translator),
        }

    def render(request: Request, grant: Grant, translator: Translator) -> Iterator[str]:
        choice = read_choice(request)
        page = cache(lambda: look(request, grant, translator, choice))
        if choice.options:
            page()  # an unknown one is refused
        return templates.stream(
            "page.html",
            translator,
            look=page,
            choice=choice,
            picture_height=HEIGHT,
            marked=lambda text: marked_text(text, kind_labels(translator)),
            download_url=below_site(urls[1] if request.context.ticket else urls[0]),
            curl_url=below_site(urls[0]),
            ticket=request.context.ticket,
            login_url=f"{request.context.site_url or ''}/login",
            ticket_url=TICKET_URL,
            least_characters=str(MIN_CHARACTERS),
            removal_document=_REMOVAL_DOCUMENT,
        )

    return render


def _preview(
    grant: Grant, choice: Choice, collectors: Collectors, settings: Settings, shown: str | None
) -> Preview:
    """Return what the packet would contain, with the text of the file that is `shown`."""
    mattermost = grant.mattermost.with_network_timeout(_NETWORK_SECONDS)
    begun = begin_request(
        mattermost.with_log_window(choice.window),
        collectors,
        settings,
        Requested("page", choice.options),
        # The token is in no text of the page but a preview. Without it all admins share one
        # compiled database of patterns.
        Client(secrets=grant.secrets if shown else ()),
    )
    node = WantedNode(choice.node, grant.credential, _NODE_SECONDS) if choice.node else None
    return preview_packet(begun, show=shown, patience=_PATIENCE_SECONDS, node=node)


def _contents(preview: Preview, choice: Choice, translator: Translator) -> dict[str, object]:
    files = list(file_views(preview, translator, choice))
    return {
        "notices": list(notice_views(preview, translator)),
        "groups": group_views(files, preview, translator),
        "picture": log_picture(preview, choice, translator),
        "summary": _summary(files, translator),
    }


def _summary(files: list[FileView], translator: Translator) -> Markup:
    """Return how many files are ticked, and their size, both to be changed by the script."""
    changing = {
        "chosen": (str(sum(file.chosen for file in files)), Markup('<span id="chosen">{}</span>')),
        "size": (
            expected_size(files, translator, chosen=True),
            Markup('<bdi id="expected">{}</bdi>'),
        ),
    }
    # Without a letter, which would be isolated in a language from right to left.
    holes = {name: f"\0{number}\0" for number, name in enumerate(changing)}
    total = sum(not file.missing for file in files)
    text = Markup.escape(translator.ngettext(*_SUMMARY, total, **holes))
    for name, (shown, element) in changing.items():
        text = text.replace(holes[name], element.format(shown))
    return text


def collectors_page(collectors: Collectors, templates: Templates) -> PageRenderer:
    """Return the page that lists each entry point, and whether it was loaded."""

    def render(_request: Request, _grant: Grant, translator: Translator) -> Iterator[str]:
        return templates.stream("collectors.html", translator, collectors=collectors.states)

    return render
