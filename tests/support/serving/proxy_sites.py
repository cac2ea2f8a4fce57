"""What surrounds the shipped configuration of each reverse proxy: TLS, HTTP/2, compression."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PROGRAM = "127.0.0.1:8066"
MATTERMOST = "127.0.0.1:8065"
"""The addresses in the shipped files."""


@dataclass(frozen=True)
class Ports:
    """Where the proxy listens, and the two servers behind it."""

    proxy: int
    program: int
    mattermost: int


@dataclass(frozen=True)
class Site:
    """A shipped file, what makes it a whole configuration, and how the proxy is started."""

    snippet: str
    surround: Callable[[str], str]
    command: tuple[str, ...]

    def configuration(self, snippet: str, ports: Ports, directory: Path) -> str:
        """Return the whole configuration for these ports, with files in `directory`."""
        whole = self.surround(snippet)
        for old, new in (
            (PROGRAM, f"127.0.0.1:{ports.program}"),
            (MATTERMOST, f"127.0.0.1:{ports.mattermost}"),
            ("@port@", str(ports.proxy)),
            ("@directory@", str(directory)),
        ):
            whole = whole.replace(old, new)
        return whole


def _replaced(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new)


def _nginx(snippet: str) -> str:
    temporary = "\n".join(
        f"    {kind}_temp_path @directory@/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return f"""
daemon off;
pid @directory@/nginx.pid;
worker_processes 1;
events {{}}
http {{
    access_log off;
{temporary}
    gzip on;
    gzip_proxied any;
    gzip_types *;
    server {{
        listen 127.0.0.1:@port@ ssl http2;
        ssl_certificate @directory@/server.crt;
        ssl_certificate_key @directory@/server.key;
        location / {{ proxy_pass http://{MATTERMOST}; }}
{snippet}
    }}
}}
"""


_APACHE_MODULES = (
    *("mpm_event", "authz_core", "env", "filter", "deflate", "ssl", "http2"),
    *("proxy", "proxy_http", "rewrite"),
)


def _apache(snippet: str) -> str:
    modules = "\n".join(
        f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so"
        for name in _APACHE_MODULES
    )
    return f"""
{modules}
ServerRoot @directory@
ServerName localhost
PidFile @directory@/apache.pid
DefaultRuntimeDir @directory@
ErrorLog @directory@/apache.log
Listen 127.0.0.1:@port@
Protocols h2 http/1.1
SetOutputFilter DEFLATE
<VirtualHost *:@port@>
    SSLEngine on
    SSLCertificateFile @directory@/server.crt
    SSLCertificateKeyFile @directory@/server.key
    ProxyPreserveHost On
    # As Mattermost's documentation has it.
    RewriteEngine On
    RewriteCond %{{HTTP:UPGRADE}} ^WebSocket$ [NC]
    RewriteRule .* ws://{MATTERMOST}%{{REQUEST_URI}} [P,QSA,L]
    <Location />
        Require all granted
        ProxyPass http://{MATTERMOST}/
        ProxyPassReverse http://{MATTERMOST}/
    </Location>
{snippet}
</VirtualHost>
"""


def _caddy(snippet: str) -> str:
    site = (
        "https://localhost:@port@ {\n"
        "\tbind 127.0.0.1\n"
        "\ttls @directory@/server.crt @directory@/server.key\n"
        "\tencode gzip"
    )
    options = "{\n\tadmin off\n\tauto_https disable_redirects\n}\n"
    return options + _replaced(snippet, "chat.example.com {", site)


def _haproxy(snippet: str) -> str:
    compression = "defaults\n    compression algo gzip\n"
    bind = "bind 127.0.0.1:@port@ ssl crt @directory@/both.pem"
    found = "bind :443 ssl crt /etc/haproxy/chat.example.com.pem"
    return compression + _replaced(snippet, found, bind)


SITES = {
    "nginx": Site(
        "nginx.conf",
        _nginx,
        ("{binary}", "-p", "{directory}", "-e", "stderr", "-c", "{directory}/site.conf"),
    ),
    "apache": Site(
        "apache.conf", _apache, ("{binary}", "-DFOREGROUND", "-f", "{directory}/site.conf")
    ),
    "caddy": Site(
        "Caddyfile",
        _caddy,
        (
            *("env", "HOME={directory}", "{binary}", "run"),
            *("--adapter", "caddyfile", "--config", "{directory}/site.conf"),
        ),
    ),
    "haproxy": Site("haproxy.cfg", _haproxy, ("{binary}", "-db", "-f", "{directory}/site.conf")),
}
