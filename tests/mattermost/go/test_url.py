"""URLs are split as Go splits them."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support_packet.errors import DataSourceError
from support_packet.mattermost.go.url import GoUrl, parse_url

TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("x://", GoUrl("", "", "", "", "", {})),
        ("x://u:p@h:1/a/b?c=d#e", GoUrl("u", "p", "h", "1", "/a/b", {"c": "d"})),
        ("x://u:p:q@h", GoUrl("u", "p:q", "h", "", "", {})),
        ("x://a@b@h", GoUrl("a@b", "", "h", "", "", {})),
        ("x://h/?", GoUrl("", "", "h", "", "/", {})),
        ("x://[::1%25en0]:1", GoUrl("", "", "::1%en0", "1", "", {})),
        ("x://h?a=1&a=2&b&=c&d=%&e=f;g=h", GoUrl("", "", "h", "", "", {"a": "1", "b": ""})),
    ],
)
def test_a_url_is_split(text: str, url: GoUrl) -> None:
    assert parse_url(text) == url


@given(TEXTS, TEXTS, TEXTS)
def test_encoded_parts_come_back(user: str, password: str, value: str) -> None:
    user_info = f"{quote(user, safe='')}:{quote(password, safe='')}"

    url = parse_url(f"x://{user_info}@h/d?k={quote(value, safe='')}")

    assert (url.user, url.password, url.query["k"]) == (user, password, value)


# URL, a part of the message
BROKEN = [
    ("postgres://u:s3cr/et@h/d", "password contains an unescaped"),
    ("postgres://u:123/s3cret@h/d", "password contains an unescaped"),
    ("postgres://u:123?s3cret@h/d", "password contains an unescaped"),
    ("postgres://u:123#s3cret@h/d", "password contains an unescaped"),
    ("postgres://u:s3@1/cret@h/d", "password contains an unescaped"),
    ("postgres://u:1/2?s3cret@h/d", "password contains an unescaped"),
    ("postgres://u:s3cr%et@h/d", "% that two hexadecimal digits do not follow"),
    ("postgres://u:s3cret%@h/d", "% that two hexadecimal digits do not follow"),
    ("postgres://u:s3cret%00@h/d", "null character"),
    ("postgres://u:s3cret%ff@h/d", "not valid UTF-8"),
    ("postgres://u:s3cret ü@h/d", "must be written as %XX"),
    ("postgres://u:s3cret[@h/d", "must be written as %XX"),
    ("postgres://u:s3cret\n@h/d", "Character 20 of the URL is a control character"),
    ("postgres://u:s3cret@h:port/d", "host and port"),
    ("postgres://u:s3cret@h1:1,h2:x/d", "host and port"),
    ("postgres://u:s3cret@[::1/d", "host and port"),
    ("postgres://u:s3cret@%2Frun%2Fpg/d", "socket"),
]


@pytest.mark.parametrize(("text", "message"), BROKEN)
def test_a_broken_url_is_explained_and_not_repeated(text: str, message: str) -> None:
    with pytest.raises(DataSourceError) as refused:
        parse_url(text)

    assert message in str(refused.value)
    assert "s3" not in str(refused.value)
