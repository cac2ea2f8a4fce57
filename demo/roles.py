"""Mattermost's built-in system roles and their System Console permissions in 5.37."""

_SECTIONS = {
    "about": "edition_and_license",
    "": "billing plugins",
    "reporting": "site_statistics team_statistics server_logs",
    "user_management": "users groups teams channels permissions system_roles",
    "environment": (
        "web_server database elasticsearch file_storage image_proxy smtp push_notification_server"
        " high_availability rate_limiting logging session_lengths performance_monitoring developer"
    ),
    "site": (
        "customization localization users_and_teams notifications announcement_banner emoji posts"
        " file_sharing_and_downloads public_links notices"
    ),
    "authentication": "signup email password mfa ldap saml openid guest_access",
    "integrations": "integration_management bot_accounts gif cors",
    "compliance": (
        "data_retention_policy compliance_export compliance_monitoring custom_terms_of_service"
    ),
    "experimental": "features feature_flags bleve",
}
_ALL = frozenset(
    "_".join(filter(None, ("sysconsole_read", section, name)))
    for section, names in _SECTIONS.items()
    for name in names.split()
)
_READ_ONLY = _ALL - {"sysconsole_read_billing", "sysconsole_read_user_management_system_roles"}
_MANAGER = frozenset(
    name
    for name in _READ_ONLY - {"sysconsole_read_user_management_users"}
    if not name.startswith(("sysconsole_read_compliance_", "sysconsole_read_experimental_"))
)
_USER_MANAGER = frozenset(
    name
    for name in _MANAGER
    if name.startswith(("sysconsole_read_user_management_", "sysconsole_read_authentication_"))
)

ROLES = {
    "system_admin": _ALL | {"manage_system", "manage_jobs", "create_team"},
    "system_manager": _MANAGER | {"manage_jobs"},
    "system_read_only_admin": _READ_ONLY,
    "system_user_manager": _USER_MANAGER,
    "system_user": frozenset({"create_team", "list_public_teams", "view_members"}),
    "system_guest": frozenset({"create_direct_channel", "create_group_channel"}),
}
"""The permissions of each role."""
