"""A packet of the example installation, with hundreds of secrets in every place, holds none."""

import sys
from datetime import datetime
from pathlib import Path

import pytest
from support.distributions.disk import InstalledPackages
from support.distributions.loading import PATIENT
from support.distributions.packets import packet_of
from support.examples import examples
from support.planting.generated import generated
from support.planting.places import (
    plant_in_configuration,
    plant_in_database,
    plant_in_environment,
    plant_in_files,
    plant_in_package,
)

from demo.installation import build_installation
from demo.planted import LOGGED
from support_packet.host.begun_request import Client
from support_packet.host.discovery.collectors import load_collectors
from support_packet.mattermost.installation import Mattermost
from support_packet.mattermost.reading_limits import ReadingLimits
from support_packet.testing import find_secrets

NOW = datetime(2026, 11, 22, 14, 18).astimezone()


@pytest.mark.hypothesis  # a thousand in `make thorough`
def test_hundreds_of_secrets_are_hidden(tmp_path: Path, packages: InstalledPackages) -> None:
    installation = build_installation(tmp_path / "mattermost")
    secrets = generated(examples(1040), seed=1)
    own, declared, planted = secrets[:2], secrets[2:20], iter(secrets[20:])
    in_name = "k3jx81mq0zt5wv7y"
    environment = plant_in_environment(planted)
    plant_in_database(installation, planted)
    plant_in_configuration(installation, planted)
    plant_in_package(packages, declared, in_name)
    plant_in_files(installation, [*secrets, in_name])

    packet = packet_of(
        Mattermost(installation.directory, environment, ReadingLimits(rotated_log_days=1)),
        load_collectors(PATIENT, [*packages.search_path, *sys.path]),
        PATIENT,
        client=Client(own),
    )
    body = b"".join(packet.stream())

    everything = [*secrets, in_name, *LOGGED.values()]
    assert next(planted, None) is None
    assert find_secrets(body, everything, depth=2) == []
    files = {file.name: sum(file.removed.values()) for file in packet.report.files}
    # Each of them was written on three lines there, and on two here.
    assert files["mattermost.log"] > 2.88 * len(secrets)
    assert files["notifications.log"] > 1.92 * len(secrets)
    assert {"plugins.json", "leak.txt", "warning.txt"} < {name for name in files if files[name]}
