"""Who may download a support packet."""

from typing import Literal

from support_packet.mattermost.access.sessions import Principal
from support_packet.mattermost.configuration.config import Config

Requirement = Literal["any_system_console_role", "system_admin"]
"""What a packet takes: a role that may read some part of the System Console, as in Mattermost
5.38, or to manage the whole system, as in 11.x."""

_READ = "sysconsole_read_"
_MANAGE = "manage_system"


def may_download(principal: Principal, required: Requirement, config: Config) -> bool:
    """Return whether the roles of `principal` allow a packet.

    Any permission to read a part of the System Console counts, not only the 54 that 5.38 lists:
    databases of older releases hold whole sections (`sysconsole_read_environment`), those of
    newer ones parts that 5.38 does not have. Where `RestrictSystemAdmin` is set, the rule of 11.x
    lets nobody in.
    """
    if required == "system_admin":
        restricted = config.flag("ExperimentalSettings.RestrictSystemAdmin")
        return _MANAGE in principal.permissions and not restricted
    return any(name == _MANAGE or name.startswith(_READ) for name in principal.permissions)
