"""An installation's license and manifests, and its configuration without its secrets."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from support_packet.errors import LicenseError
from support_packet.mattermost.cached_property import CachedProperty
from support_packet.mattermost.configuration.document import copied
from support_packet.mattermost.installed_data import InstalledData
from support_packet.mattermost.license import License
from support_packet.mattermost.license_search import find_license
from support_packet.mattermost.manifests.installed import Manifests, read_manifests
from support_packet.mattermost.manifests.manifest import own_copy
from support_packet.mattermost.outcome import ProblemOf, attempted
from support_packet.mattermost.secrets.environment_secrets import secret_variables
from support_packet.mattermost.secrets.manifest_secrets import texts_in
from support_packet.mattermost.secrets.sanitize import Sanitized, sanitize
from support_packet.process.memory import collection_paused


class InstalledSecrets(InstalledData):
    """Finds what is secret by its place, each part when it is first needed."""

    @attempted(LicenseError)
    def _license(self) -> License | None:
        rows = None if self.database_problem else self.rows
        return find_license(self.environment, rows, self.config, self.network_timeout)

    license_problem = ProblemOf(_license, "Why what is in the license's place is not a license.")

    @property
    def license(self) -> License | None:
        """The active license: from the environment, else the database, else the file."""
        return None if self.license_problem else self._license

    @CachedProperty
    def manifests(self) -> Manifests:
        """The manifests of the installed Mattermost plugins."""
        shared = self._manifests
        # Copies, as packages may change them; other requests have the same manifests.
        active, inactive = (tuple(map(own_copy, some)) for some in (shared.active, shared.inactive))
        return replace(shared, active=active, inactive=inactive)

    @CachedProperty
    def _manifests(self) -> Manifests:
        return read_manifests(self.config, self._cache)

    @CachedProperty
    def _sanitized(self) -> Sanitized:
        config, manifests = self.config, self._manifests

        def make() -> Sanitized:
            with collection_paused():
                return sanitize(config.document, manifests)

        return self._cache.made("sanitized", (config, manifests), make)

    @CachedProperty
    def sanitized_config(self) -> Mapping[str, Any]:
        """The active configuration with every secret replaced by 32 asterisks."""
        shown: Mapping[str, Any] = copied(self._sanitized.document)
        return shown

    @property
    def stored_masks(self) -> tuple[str, ...]:
        """The settings whose stored value is a mask, so that the server runs with a mask."""
        return self._sanitized.stored_masks

    @CachedProperty
    def secrets(self) -> frozenset[str]:
        """Every known secret of this installation: configuration, license, database, variables.

        Without a configuration, only those in variables are known.
        """
        if self.config_problem:
            return secret_variables(self._all_variables)
        rows = frozenset[str]() if self.database_problem else self.rows.secrets
        licensed = self.license.secrets if self.license else frozenset[str]()
        variables = tuple(sorted(self._all_variables.items()))
        configured = self._cache.made(
            "secrets", (self._sanitized, self.config, variables), self._configured_secrets
        )
        return configured.union(rows, licensed)

    def _configured_secrets(self) -> frozenset[str]:
        shown = texts_in(self._sanitized.document)
        variables = secret_variables(self._all_variables, shown)
        # A value that is overridden is still a secret.
        overridden = [
            sanitize(document, self._manifests, shown) for document in self.config.inactive
        ]
        documents = (self._sanitized, *overridden)
        return variables.union(*(document.secrets for document in documents))
