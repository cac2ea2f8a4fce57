"""The example's license has the byte format of a real one."""

import base64
import json

from demo.license import license_text

NOW = 1_795_361_170_000


def test_it_is_a_json_document_and_a_signature_of_256_bytes() -> None:
    content = base64.b64decode(license_text(NOW), validate=True)

    assert json.loads(content[:-256])["expires_at"] > NOW


def test_its_signature_keeps_its_length_when_zero_bytes_are_trimmed() -> None:
    assert not base64.b64decode(license_text(NOW)).endswith(b"\0")
