"""What packets make is not kept for good: only what is loaded once is."""

import gc

import falcon.testing
from support.serving.program import PATH

from demo.installation import Installation
from support_packet.settings import Settings
from support_packet.web.app import create_app
from support_packet.web.download.downloads import Downloads


def test_packets_do_not_freeze_what_was_made_since(installation: Installation) -> None:
    app = create_app(Settings(), installation.directory, {}, Downloads(2))
    client = falcon.testing.TestClient(app)
    headers = {"Authorization": f"Bearer {installation.tokens['admin']}"}

    frozen = []
    for _ in range(10):
        assert client.simulate_get(PATH, headers=headers).status_code == 200
        frozen.append(gc.get_freeze_count())

    # What is made ahead of the first one may end during a later one. What is freed is not counted.
    assert frozen[-1] <= frozen[len(frozen) // 2]
