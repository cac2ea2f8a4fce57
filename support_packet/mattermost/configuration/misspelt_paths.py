"""Paths that no release's configuration has: a misspelt one would look like a setting unset."""

import logging
import warnings

from support_packet.mattermost.configuration.known_keys import is_known, known_keys
from support_packet.values.warning import current_warn

logger = logging.getLogger(__name__)


def has_known_place(path: str) -> bool:
    """Return whether any release has `path`, or a key that it is below, such as a plugin's."""
    names = path.split(".")
    keys = known_keys()
    prefixes = (".".join(names[:count]).casefold() for count in range(1, len(names)))
    return is_known(path) or any(prefix in keys for prefix in prefixes)


def report_misspelt(path: str, stacklevel: int) -> None:
    """Report it to the author: a warning in tests, a line of the log at DEBUG in a packet.

    `stacklevel` is how many calls away from here the author's code is.
    """
    in_packet = current_warn.get() is not None
    if in_packet and not logger.isEnabledFor(logging.DEBUG):
        return
    from difflib import get_close_matches  # noqa: PLC0415 -- hardly ever needed

    close = get_close_matches(path.casefold(), known_keys(), n=1)
    hint = f" Did you mean {known_keys()[close[0]].path}?" if close else ""
    text = f"{path} is not a setting of any known release of Mattermost.{hint}"
    if in_packet:
        logger.debug("%s", text)
    else:
        warnings.warn(text, UserWarning, stacklevel=stacklevel + 1)
