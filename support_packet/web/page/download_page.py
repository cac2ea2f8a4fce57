"""The pages for authorized requests: the packet's contents, and the installed collectors."""

from dataclasses import replace

from markupsafe import Markup

from support_packet.host.plugins import Collectors
from support_packet.host.preview import preview_packet
from support_packet.host.requested import Requested
from support_packet.settings import Settings
from support_packet.web.access.authorizer import Grant
from support_packet.web.context import Request
from support_packet.web.i18n.translations import Translator
from support_packet.web.page.contents import expected_size, file_views
from support_packet.web.page.groups import group_views
from support_packet.web.page.notices import notice_views
from support_packet.web.page.page_resource import PageRenderer
from support_packet.web.page.removals import KINDS
from support_packet.web.page.templates import Templates

_NETWORK_SECONDS = 1.0
_COLLECTOR_SECONDS = 5.0
_ALL_SECONDS = 10.0
_PATIENCE_SECONDS = 3.0


def download_page(
    collectors: Collectors, settings: Settings, templates: Templates, download_url: str
) -> PageRenderer:
    """Return the page: what a packet would contain, what to do first, and the download button.

    A file whose name is in the parameter `preview` is shown.
    """
    own_collectors = collectors.with_own_runners()
    # People wait for a page less long than for a packet.
    own_settings = replace(
        settings,
        collector_timeout=min(settings.collector_timeout, _COLLECTOR_SECONDS),
        packet_timeout=min(settings.packet_timeout, _ALL_SECONDS),
    )

    def render(request: Request, grant: Grant, translator: Translator) -> str:
        mattermost = grant.mattermost.with_network_timeout(_NETWORK_SECONDS)
        shown = request.get_param("preview")
        preview = preview_packet(
            mattermost,
            own_collectors,
            own_settings,
            # The token is in no text of the page but a preview. Without it all admins share one
            # compiled database of patterns.
            secrets=grant.secrets if shown else (),
            show=shown,
            patience=_PATIENCE_SECONDS,
            requested=Requested("page", request.get_param_as_list("option", default=[])),
        )
        files = list(file_views(preview, translator))
        return templates.render(
            "page.html",
            translator,
            notices=list(notice_views(preview, translator)),
            groups=group_views(files, preview, translator),
            expected_size=Markup('<span id="expected">{}</span>').format(
                expected_size(files, translator)
            ),
            kinds={kind: translator.gettext(label) for kind, label in KINDS.items()},
            download_url=download_url,
            chosen=[f"{option.key}:{option.value}" for option in preview.options],
        )

    return render


def collectors_page(collectors: Collectors, templates: Templates) -> PageRenderer:
    """Return the page that lists each entry point, and whether it was loaded."""

    def render(_request: Request, _grant: Grant, translator: Translator) -> str:
        return templates.render("collectors.html", translator, collectors=collectors.states)

    return render
