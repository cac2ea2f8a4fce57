"""`sanitized_config.json`: the configuration, masked."""

import json
from collections.abc import Callable

import pytest

from collectors.sanitized_config_json import packet_notices, sanitized_config_json
from support_packet import Mattermost

MattermostWith = Callable[..., Mattermost]

MASK = 32 * "*"


def test_secrets_are_masked_and_the_rest_is_not(mattermost_with: MattermostWith) -> None:
    settings = {"BindPassword": "ldap-secret-81", "LdapServer": "directory.example.com"}

    text = sanitized_config_json(mattermost_with(LdapSettings=settings))

    assert "ldap-secret-81" not in text
    assert json.loads(text)["LdapSettings"]["BindPassword"] == MASK
    assert json.loads(text)["LdapSettings"]["LdapServer"] == "directory.example.com"
    assert text.startswith('{\n    "')
    assert text.endswith("\n}")


def test_a_stored_mask_is_a_notice_and_a_warning(mattermost_with: MattermostWith) -> None:
    mattermost = mattermost_with(LdapSettings={"BindPassword": MASK})

    (notice,) = packet_notices(mattermost)

    assert notice.text.endswith("Enter them again: LdapSettings.BindPassword")
    with pytest.warns(UserWarning, match=r"Enter them again: LdapSettings\.BindPassword"):
        sanitized_config_json(mattermost)


def test_without_a_stored_mask_there_is_no_notice(mattermost_with: MattermostWith) -> None:
    assert packet_notices(mattermost_with()) == []
