"""The service laid over compose files as Mattermost publishes them, by docker-compose itself."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from support.servers.packages import required_program

DEPLOY = Path(__file__).parents[2] / "deploy"
OVERLAY = DEPLOY / "compose.support-packet.yaml"

# The names in Mattermost's own files: services, volumes, variables.
OFFICIAL = """\
services:
  mattermost:
    image: mattermost/${MATTERMOST_IMAGE}:${MATTERMOST_IMAGE_TAG}
    restart: ${RESTART_POLICY}
    read_only: ${MATTERMOST_CONTAINER_READONLY}
    volumes:
      - ${MATTERMOST_CONFIG_PATH}:/mattermost/config:rw
      - ${MATTERMOST_DATA_PATH}:/mattermost/data:rw
      - ${MATTERMOST_LOGS_PATH}:/mattermost/logs:rw
      - ${MATTERMOST_PLUGINS_PATH}:/mattermost/plugins:rw
      - ${MATTERMOST_CLIENT_PLUGINS_PATH}:/mattermost/client/plugins:rw
      - ${MATTERMOST_BLEVE_INDEXES_PATH}:/mattermost/bleve-indexes:rw
    environment:
      - TZ
      - MM_SQLSETTINGS_DRIVERNAME
      - MM_SQLSETTINGS_DATASOURCE
      - MM_BLEVESETTINGS_INDEXDIR
      - MM_SERVICESETTINGS_SITEURL
      - MM_SUPPORTSETTINGS_SUPPORTEMAIL
    ports:
      - ${APP_PORT}:8065
"""
VOLUMES = "./volumes/app/mattermost"
ENV = f"""\
TZ=Europe/Berlin
RESTART_POLICY=unless-stopped
POSTGRES_USER=mmuser
POSTGRES_PASSWORD=mmuser_password
MATTERMOST_CONFIG_PATH={VOLUMES}/config
MATTERMOST_DATA_PATH={VOLUMES}/data
MATTERMOST_LOGS_PATH={VOLUMES}/logs
MATTERMOST_PLUGINS_PATH={VOLUMES}/plugins
MATTERMOST_CLIENT_PLUGINS_PATH={VOLUMES}/client/plugins
MATTERMOST_BLEVE_INDEXES_PATH={VOLUMES}/bleve-indexes
MM_BLEVESETTINGS_INDEXDIR=/mattermost/bleve-indexes
MATTERMOST_IMAGE=mattermost-enterprise-edition
MATTERMOST_IMAGE_TAG=9.11.6
MATTERMOST_CONTAINER_READONLY=false
APP_PORT=8065
MM_SQLSETTINGS_DRIVERNAME=postgres
MM_SQLSETTINGS_DATASOURCE=postgres://${{POSTGRES_USER}}:${{POSTGRES_PASSWORD}}@postgres:5432/mattermost
MM_SERVICESETTINGS_SITEURL=https://mm.example.com
MM_SUPPORTSETTINGS_SUPPORTEMAIL=feedback@mattermost.com
"""


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return the services that docker-compose makes of both files."""
    program = required_program("docker-compose", "docker-compose")
    directory = tmp_path_factory.mktemp("compose")
    (directory / "docker-compose.yml").write_text(f'version: "2.4"\n\n{OFFICIAL}')
    (directory / ".env").write_text(ENV)
    shutil.copy(OVERLAY, directory)
    files = ("-f", "docker-compose.yml", "-f", OVERLAY.name)
    done = subprocess.run(
        [program, *files, "config"], cwd=directory, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return yaml.safe_load(done.stdout.replace(str(directory), "."))["services"]


def written(volume: Any) -> str:
    """Return a volume in its short form; newer releases of docker-compose write the long one."""
    if isinstance(volume, str):
        return volume
    mode = "ro" if volume.get("read_only") else "rw"
    return f"{volume['source']}:{volume['target']}:{mode}"


def test_it_mounts_the_volumes_of_the_server_to_be_read(services: Any) -> None:
    servers = [written(volume) for volume in services["mattermost"]["volumes"]]
    ours = [written(volume) for volume in services["support-packet"]["volumes"]]

    assert {volume.rpartition(":")[2] for volume in ours} == {"ro"}
    assert {volume.removesuffix(":ro") + ":rw" for volume in ours} < set(servers)
    folders = {volume.split(":")[1] for volume in ours}
    assert folders == {f"/mattermost/{name}" for name in ("config", "data", "logs", "plugins")}


def test_it_gets_the_variables_of_the_server(services: Any) -> None:
    variables = services["support-packet"]["environment"]

    assert variables == services["mattermost"]["environment"]
    assert "mmuser:mmuser_password@postgres:5432" in variables["MM_SQLSETTINGS_DATASOURCE"]


def test_it_may_do_nothing_but_read(services: Any) -> None:
    service = services["support-packet"]

    assert service["read_only"] is True
    assert service["user"] == "2000:2000"
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert [("127.0.0.1" in str(port)) for port in service["ports"]] == [True]


def test_nginx_accepts_the_location_for_containers(tmp_path: Path) -> None:
    nginx = required_program("nginx", "nginx")
    location = (DEPLOY / "proxies/nginx-compose.conf").read_text(encoding="utf-8")
    # The log of the system's own server only the administrator can open.
    site = f"events {{}}\nhttp {{ access_log off; server {{\n{location}\n}} }}\n"
    (tmp_path / "site.conf").write_text(site)

    done = subprocess.run(
        [nginx, "-t", "-p", tmp_path, "-e", "stderr", "-g", "pid nginx.pid;", "-c", "site.conf"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr


def test_the_location_for_containers_differs_in_the_address_only() -> None:
    def rules(name: str) -> list[str]:
        lines = (DEPLOY / "proxies" / name).read_text(encoding="utf-8").splitlines()
        kept = [line.strip() for line in lines if not line.startswith("#")]
        return [line for line in kept if not line.startswith(("proxy_pass", "resolver", "set "))]

    assert rules("nginx-compose.conf") == rules("nginx.conf")
