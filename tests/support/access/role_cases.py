"""Cases of roles: built-in, custom, deleted, and those of session and user that differ."""

from collections.abc import Callable

from support.access.cases import FORBIDDEN, UNLICENSED, Case
from support.access.user_rows import UserRows

CUSTOM_ROLES = {
    "custom_reader": {"sysconsole_read_environment_logging"},
    "custom_writer": {"sysconsole_write_environment_logging", "create_team"},
    "custom_section": {"sysconsole_read_environment"},
    "custom_newest": {"sysconsole_read_ai_recaps"},
    "custom_manager": {"manage_system"},
    "custom_empty": set[str](),
    "custom_deleted": {"manage_system", "sysconsole_read_plugins"},
}


def _with(role: str) -> Callable[[UserRows], object]:
    return lambda rows: rows.user(f"system_user {role}").session()


_RESTRICTED = {"ExperimentalSettings": {"RestrictSystemAdmin": True}}

ROLE_CASES = (
    Case("system admin", _with("system_admin")),
    Case("system manager", _with("system_manager")),
    Case("read-only admin", _with("system_read_only_admin")),
    Case("user manager", _with("system_user_manager")),
    Case("ordinary user", lambda rows: rows.user("system_user").session(), FORBIDDEN),
    Case("guest", lambda rows: rows.user("system_guest").session(), FORBIDDEN),
    Case("custom role that reads one page", _with("custom_reader")),
    Case("custom role that only writes", _with("custom_writer"), FORBIDDEN),
    Case("custom role without permissions", _with("custom_empty"), FORBIDDEN),
    Case("custom role that manages the system", _with("custom_manager")),
    Case("whole section, as before 5.35", _with("custom_section")),
    Case("permission of a newer release", _with("custom_newest")),
    Case("deleted role", _with("custom_deleted"), FORBIDDEN),
    Case("deleted role and another", _with("custom_deleted custom_reader")),
    Case("unknown role", _with("system_emperor"), FORBIDDEN),
    Case("role in capitals", _with("SYSTEM_ADMIN"), FORBIDDEN),
    Case("roles cut off in the middle", _with("system_adm"), FORBIDDEN),
    Case(
        "roles separated by other white space",
        lambda rows: rows.user("system_admin\t\n x").session(),
    ),
    Case("no roles", lambda rows: rows.user("").session(), FORBIDDEN),
    Case("roles are NULL", lambda rows: rows.user("", Roles=None).session(Roles=None), FORBIDDEN),
    Case(
        "admin by session only",
        lambda rows: rows.user("system_user").session(Roles="system_user system_admin"),
        FORBIDDEN,
    ),
    Case("admin by user only", lambda rows: rows.user().session(Roles="system_user"), FORBIDDEN),
    Case("admins only: admin", _with("system_admin"), required="system_admin"),
    Case("admins only: manager", _with("system_manager"), FORBIDDEN, required="system_admin"),
    Case(
        "admins only: custom role that manages",
        _with("custom_manager"),
        required="system_admin",
    ),
    Case(
        "admins only: admins restricted",
        _with("system_admin"),
        FORBIDDEN,
        configured=_RESTRICTED,
        required="system_admin",
    ),
    Case("any role: admins restricted", _with("system_admin"), configured=_RESTRICTED),
    Case("no license", _with("system_admin"), UNLICENSED, features=None),
    Case("neither role nor license", _with("system_post_all"), FORBIDDEN, features=None),
)
