"""The text of a preview in HTML, each mask marked with the kind of what it replaces."""

from collections.abc import Mapping

from markupsafe import Markup

from support_packet.host.preview.text_preview import TextPreview
from support_packet.redaction.counts import KIND_OF
from support_packet.redaction.rule_kinds.kind import Kind

_MARK = Markup('<mark tabindex="-1" title="{}">{}</mark>')


def marked_text(preview: TextPreview, labels: Mapping[Kind, str]) -> Markup:
    """Return the text; `labels` are what kinds of secrets are called."""
    parts, position = [], 0
    for mark in preview.marks:
        parts.append(Markup.escape(preview.text[position : mark.start]))
        label = labels.get(KIND_OF[mark.rule], "")
        parts.append(_MARK.format(label, preview.text[mark.start : mark.end]))
        position = mark.end
    parts.append(Markup.escape(preview.text[position:]))
    return Markup("").join(parts)
