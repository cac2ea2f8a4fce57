"""Secrets among the variables of the environment."""

import pytest

from support_packet.mattermost.secrets.environment_secrets import secret_variables


def test_the_password_in_the_address_of_the_configuration_is_secret() -> None:
    found = secret_variables({"MM_CONFIG": "postgres://mm:pass%40word-1@db/mm"})

    assert "pass@word-1" in found


def test_the_path_of_the_configuration_is_not_a_secret() -> None:
    assert secret_variables({"MM_CONFIG": "/etc/mattermost/config.json"}) == frozenset()


def test_a_variable_whose_name_says_so_is_secret() -> None:
    assert "key-value-1" in secret_variables({"MM_CLOUD_API_KEY": "key-value-1"})


def test_a_flag_is_not_a_secret_whatever_its_name() -> None:
    assert secret_variables({"MM_SERVICESETTINGS_ENABLEUSERACCESSTOKENS": "true"}) == frozenset()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PWD", "/opt/mattermost"),
        ("OLDPWD", "/var/lib/mattermost"),
        ("CREDENTIALS_DIRECTORY", "/run/credentials/support-packet.service"),
        ("MM_SQLSETTINGS_PRIVATEKEYFILE", "/etc/mattermost/client.key"),
    ],
)
def test_a_path_is_not_a_secret(name: str, value: str) -> None:
    assert secret_variables({name: value}) == frozenset()


def test_the_license_is_secret() -> None:
    assert "bGljZW5zZQ==" in secret_variables({"MM_LICENSE": "bGljZW5zZQ=="})


@pytest.mark.parametrize(
    ("name", "value", "secret"),
    [
        ("SMTP_PASS", "value-of-1", "value-of-1"),
        ("JAVA_OPTS", "-Xmx1g -Dx.password=value-of-1", "value-of-1"),
        ("PROXY_AUTH_TOKEN", "Bearer value-of-1", "value-of-1"),
        ("API_KEYS", "first=value-of-1,second=value-of-2", "value-of-2"),
        ("SENTRY_DSN", "https://value-of-1@sentry.example.com/1", "value-of-1"),
    ],
)
def test_a_secret_of_another_program_is_known(name: str, value: str, secret: str) -> None:
    assert secret in secret_variables({name: value})


def test_the_address_that_issues_tokens_is_not_a_secret() -> None:
    found = secret_variables({"OAUTH_TOKEN_URL": "https://login.example.com/oauth/token"})

    assert found == frozenset()
