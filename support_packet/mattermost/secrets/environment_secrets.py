"""Secrets among the variables of the environment, Mattermost's and any other program's."""

from collections.abc import Collection, Mapping

from support_packet.mattermost.secrets.embedded import credentials_in
from support_packet.mattermost.secrets.sensitive_keys import names_secret
from support_packet.mattermost.secrets.wanted import Evidence, WantedValues

_MIN_LENGTH = 8
"""The values of flags and numbers are not secrets, whatever their variable is called."""

_WORKING_DIRECTORIES = frozenset({"PWD", "OLDPWD"})
"""What a shell calls the directories that it is and was in, which turn up in every log."""


def secret_variables(variables: Mapping[str, str], shown: Collection[str] = ()) -> frozenset[str]:
    """Return the secret values among `variables`, with the secrets inside them.

    A value that is `shown` in the configuration is not a secret.
    """
    wanted = WantedValues()
    for name, value in variables.items():
        wanted.add_certain(credentials_in(value))
        if name.upper() == "MM_LICENSE":
            wanted.add_certain([value])
        elif _is_secret(name, value):
            wanted.add(value, Evidence.NAME, name)
    return wanted.secrets(shown, public=())


def _is_secret(name: str, value: str) -> bool:
    return name not in _WORKING_DIRECTORIES and names_secret(name) and len(value) >= _MIN_LENGTH
