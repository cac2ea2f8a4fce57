"""The two pages for those whom the authorizer lets in."""

from dataclasses import replace

import falcon
from markupsafe import Markup

from support_packet.host.plugins import Collectors
from support_packet.host.preview import preview_packet
from support_packet.settings import Settings
from support_packet.web.access.authorizer import Grant
from support_packet.web.i18n.translations import Translator
from support_packet.web.page.contents import expected_size, file_views
from support_packet.web.page.notices import notice_views
from support_packet.web.page.removals import KINDS
from support_packet.web.page.templates import Templates

_NETWORK_SECONDS = 1.0
_COLLECTOR_SECONDS = 5.0
_ALL_SECONDS = 10.0
_PATIENCE_SECONDS = 3.0


class ContentsPage:
    """What a packet would hold, what to do before, and the button that downloads it."""

    def __init__(
        self, collectors: Collectors, settings: Settings, templates: Templates, download_url: str
    ) -> None:
        self._collectors = collectors.with_own_runners()
        self._templates = templates
        self._download_url = download_url
        # Nobody waits for a page as long as for a packet.
        self._settings = replace(
            settings,
            collector_timeout=min(settings.collector_timeout, _COLLECTOR_SECONDS),
            packet_timeout=min(settings.packet_timeout, _ALL_SECONDS),
        )

    def html(self, request: falcon.Request, grant: Grant, translator: Translator) -> str:
        """Return the page, with a preview of the file that the query may name."""
        mattermost = grant.mattermost
        mattermost.network_timeout = min(mattermost.network_timeout, _NETWORK_SECONDS)
        shown = request.get_param("preview")
        preview = preview_packet(
            mattermost,
            self._collectors,
            self._settings,
            # Without a preview, the same is searched for on behalf of every admin, and is compiled.
            secrets=grant.secrets if shown else (),
            show=shown,
            patience=_PATIENCE_SECONDS,
        )
        files = list(file_views(preview, translator))
        return self._templates.render(
            "page.html",
            translator,
            notices=list(notice_views(preview, translator)),
            files=files,
            expected_size=Markup('<span id="expected">{}</span>').format(
                expected_size(files, translator)
            ),
            kinds={kind: translator.gettext(label) for kind, label in KINDS.items()},
            download_url=self._download_url,
        )


class CollectorsPage:
    """What became of each entry point when the program started."""

    def __init__(self, collectors: Collectors, templates: Templates) -> None:
        self._states = collectors.states
        self._templates = templates

    def html(self, _request: falcon.Request, _admission: Grant, translator: Translator) -> str:
        """Return the page."""
        return self._templates.render("collectors.html", translator, collectors=self._states)
