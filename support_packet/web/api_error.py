"""What the client of a request that failed is told."""

from support_packet.message import as_message


class ApiError(Exception):
    """An answer in the shape of Mattermost's API.

    `status` is the HTTP status, `error_id` Mattermost's id for it, such as
    `api.context.permissions.app_error`. Placeholders in `template`, `%(name)s`, are filled with
    `values`, after it was translated.
    """

    def __init__(self, status: int, error_id: str, template: object, /, **values: object) -> None:
        self.status = status
        self.error_id = error_id
        self.message = as_message(template, **values)
        super().__init__(self.message)
