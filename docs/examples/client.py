"""Asks a server with its own client: TLS as Mattermost has it, and an end to waiting."""

from http.client import HTTPConnection, HTTPSConnection

from support_packet import (
    CollectError,
    Config,
    Mattermost,
    PackageSettings,
    PacketFile,
    PacketSetting,
    client_tls_context,
    hookimpl,
    shut_down_after,
)

ADDRESS = "127.0.0.1:9200"


def connection_to(config: Config, seconds: float, *, tls: bool) -> HTTPConnection:
    if not tls:
        return HTTPConnection(ADDRESS, timeout=seconds)
    verify = not config.flag("ElasticsearchSettings.SkipTLSVerification")
    return HTTPSConnection(ADDRESS, timeout=seconds, context=client_tls_context(verify=verify))


def status(mattermost: Mattermost, *, tls: bool) -> str:
    seconds = mattermost.network_timeout
    connection = connection_to(mattermost.config, seconds, tls=tls)
    # The timeout of the connection is that of each step, this one that of all together.
    with shut_down_after(2 * seconds, lambda: connection.sock) as timer:
        try:
            connection.request("GET", "/_cluster/health")
            return f"{connection.getresponse().status}\n"
        except OSError:
            if not timer.expired:
                raise
            raise CollectError("%(address)s was too slow.", address=ADDRESS) from None
        finally:
            connection.close()


@hookimpl
def packet_settings() -> PacketSetting:
    return PacketSetting("tls", default=False, kind=bool, description="Ask over TLS.")


@hookimpl
def packet_files(mattermost: Mattermost, settings: PackageSettings) -> PacketFile:
    tls = bool(settings["tls"])
    return PacketFile("my-package/status.txt", lambda: status(mattermost, tls=tls), preview=False)
