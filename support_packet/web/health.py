"""Whether this program runs; says nothing of Mattermost."""

import falcon


class HealthResource:
    """Answers anybody, without touching Mattermost."""

    def on_get(self, _request: falcon.Request, response: falcon.Response) -> None:
        """Answer that the program is there."""
        response.media = {"status": "OK"}

    on_head = on_get
