"""Puts secrets into an installation, at every place where Mattermost or a package has one."""

import json
import random
from urllib.parse import quote

from support_packet.host.discovery.collector import Collector
from support_packet.host.discovery.package_settings import variable_of
from support_packet.mattermost.configuration.known_keys import known_keys
from support_packet.mattermost.configuration.value_kinds import Kind
from support_packet.mattermost.secrets.sensitive_keys import SECRET_KEYS
from support_packet.testing.author import Author

_PLUGIN = "com.example.conformance"
_ALPHABETS = (
    "abcdefghijkmnopqrstuvwxyz0123456789",
    "ABCDEFxyz0189+/=_-.~",
    "aZ9!#$%&'()*+,./:;<=>?@[]^_`{|}~\"\\",
    "äöüßéñçøłşğžλж中文字aZ1",
)
_DATA_SOURCES = "sqlsettings.datasource"

_ROWS = (
    ("Sessions", {"Id": "planted"}, ("Token",)),
    ("UserAccessTokens", {"Id": "planted"}, ("Token",)),
    ("Users", {"Id": "planted", "Username": "planted"}, ("Password", "MfaSecret")),
    ("OAuthApps", {"Id": "planted"}, ("ClientSecret",)),
    ("OAuthAccessData", {"ClientId": "planted"}, ("Token", "RefreshToken")),
    ("Commands", {"Id": "planted"}, ("Token",)),
    ("OutgoingWebhooks", {"Id": "planted"}, ("Token",)),
    ("PluginKeyValueStore", {"PluginId": _PLUGIN, "PKey": "token"}, ("PValue",)),
)
"""Columns with secrets, in tables with a row for them."""

_SYSTEMS = ("LicenseRenewalToken", "ClusterEncryptionKey", "PushProxyAuthToken")


class Planter:
    """Plants secrets; `planted` says where each is."""

    def __init__(self) -> None:
        self.planted: dict[str, str] = {}
        self._chance = random.Random(11)  # noqa: S311 -- repeatable, not secret

    def plant(self, author: Author, collectors: list[Collector]) -> None:
        """Plant secrets in the installation, and in the settings of the packages."""
        self._in_configuration(author)
        self._in_plugin(author)
        variable = "MM_GITLABSETTINGS_SECRET"
        author.installation.environment[variable] = self._new(f"the variable {variable}")
        # Those that the program knows without the database. Collectors may send a log otherwise.
        shown = json.dumps(list(self.planted), ensure_ascii=False)
        author.installation.log("mattermost.log", f'{{"level":"info","msg":{json.dumps(shown)}}}')
        self._in_database(author)
        for collector in collectors:
            self._in_settings(author, collector)

    def data_source(self, port: int) -> str:
        """Return the data source of a PostgreSQL server on this machine, with a password."""
        password = quote(self._new("the password in SqlSettings.DataSource"), safe="")
        return f"postgres://mmuser:{password}@127.0.0.1:{port}/mattermost?sslmode=disable"

    def _in_configuration(self, author: Author) -> None:
        for key in known_keys().values():
            if key.path.casefold() in SECRET_KEYS and key.kind is Kind.TEXT:
                section, _, name = key.path.rpartition(".")
                if not key.path.casefold().startswith(_DATA_SOURCES):
                    author.installation.set(section, **{name: self._new(key.path)})
        replica = quote(self._new("a password in SqlSettings.DataSourceReplicas"), safe="")
        author.installation.set(
            "SqlSettings", DataSourceReplicas=[f"postgres://mmuser:{replica}@db.example.com/mm"]
        )
        search = quote(self._new("the password in ElasticsearchSettings.ConnectionUrl"), safe="")
        author.installation.set(
            "ElasticsearchSettings", ConnectionUrl=f"https://u:{search}@search.example.com:9200"
        )

    def _in_plugin(self, author: Author) -> None:
        author.installation.plugin({"id": _PLUGIN, "name": "Conformance", "version": "1.0.0"})
        token = self._new("a setting of a plugin")
        author.installation.set("PluginSettings", Plugins={_PLUGIN: {"apitoken": token}})

    def _in_database(self, author: Author) -> None:
        if not author.installation.has_own_database:
            return
        for name in _SYSTEMS:
            row = {"Name": name, "Value": self._token(f"the row {name} of Systems")}
            author.installation.table("Systems", row)
        for table, row, columns in _ROWS:
            secrets = {column: self._token(f"{table}.{column}") for column in columns}
            author.installation.table(table, row | secrets)

    def _in_settings(self, author: Author, collector: Collector) -> None:
        for setting in collector.declared_settings:
            if setting.secret and setting.kind in (str, list):
                variable = variable_of(collector.origin.entry_point, setting)
                author.environment[variable] = self._token(f"the setting {setting.name}")

    def _new(self, place: str) -> str:
        alphabet = _ALPHABETS[len(self.planted) % len(_ALPHABETS)]
        return self._kept(place, "".join(self._chance.choices(alphabet, k=24)))

    def _token(self, place: str) -> str:
        return self._kept(place, "".join(self._chance.choices(_ALPHABETS[0], k=26)))

    def _kept(self, place: str, secret: str) -> str:
        self.planted[secret] = place
        return secret
