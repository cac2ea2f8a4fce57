"""Credentials inside harmless texts."""

import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from support.tables import for_each

from support_packet.mattermost.secrets.embedded import mask_embedded
from support_packet.mattermost.secrets.sensitive_keys import MASK


@for_each(
    ("text", "shown", "secret"),
    [
        ("https://user:hunter2x@es:9200/i", f"https://{MASK}@es:9200/i", "hunter2x"),
        ("https://a%40b:p%2Fq%40r@es:9200", f"https://{MASK}@es:9200", "p/q@r"),
        ("https://tokentoken@host/x", f"https://{MASK}@host/x", "tokentoken"),
        ("redis://:hunter2x@cache:6379/0", f"redis://{MASK}@cache:6379/0", "hunter2x"),
        ("postgres://u:p@ss/w@rd@db/mm?x=1", f"postgres://{MASK}@db/mm?x=1", "p@ss/w@rd"),
        ("u:p@ss@tcp(db:3306)/mm?x=y", f"{MASK}@tcp(db:3306)/mm?x=y", "p@ss"),
        ("https://h/p?token=abc%20def&x=1", f"https://h/p?token={MASK}&x=1", "abc def"),
        ("https://h/p?x=1&api_key=abcdef", f"https://h/p?x=1&api_key={MASK}", "abcdef"),
        ("https://h/?sig=a%2Bb#top", f"https://h/?sig={MASK}#top", "a+b"),
        (
            "host=db user=mm password=abc dbname=x",
            f"host=db user=mm password={MASK} dbname=x",
            "abc",
        ),
        ('https://elastic:pa"s <w@es:9200', f"https://{MASK}@es:9200", 'pa"s <w'),
        ("https://e:pass-1@a,https://e:pass-2@b:9200", f"https://{MASK}@b:9200", "pass-1"),
        ("https://e:pass-1@a,https://e:pass-2@b:9200", f"https://{MASK}@b:9200", "pass-2"),
        ("//u:hunter2x@host/x", f"//{MASK}@host/x", "hunter2x"),
        ("u:hunter2x@smtp.example.com:25", f"{MASK}@smtp.example.com:25", "hunter2x"),
        ("u:it is@tcp(db:3306)/mm", f"{MASK}@tcp(db:3306)/mm", "it is"),
        ('u:a"b@tcp4(db:3306)/mm', f"{MASK}@tcp4(db:3306)/mm", 'a"b'),
        ("https://h/#token=abcdef", f"https://h/#token={MASK}", "abcdef"),
        ("https://h/?X-Amz-Signature=abcdef", f"https://h/?X-Amz-Signature={MASK}", "abcdef"),
        ("https://h/x;jsessionid=abcdef", f"https://h/x;jsessionid={MASK}", "abcdef"),
        ("host=db pass=abcdef", f"host=db pass={MASK}", "abcdef"),
        ("password = abcdef user=mm", f"password = {MASK} user=mm", "abcdef"),
        ("password='it is' user=mm", f"password={MASK} user=mm", "it is"),
        ("dblink('host=db password=abcdef')", f"dblink('host=db password={MASK}", "abcdef"),
        ("options='-c password=abcdef' x=y", f"options='-c password={MASK} x=y", "abcdef"),
    ],
)
def test_credentials_are_masked_and_reported(text: str, shown: str, secret: str) -> None:
    masked, found = mask_embedded(text)

    assert masked == shown
    assert secret in found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://chat.example.com:8065/sub?lang=en#top",
        "https://example.com/@alice",
        "https://[2001:db8::1]:9200/path@2",
        "mmauth://",
        "someone@example.com",
        "(&(objectClass=person)(mail=*@example.com))",
        "cn=admin,dc=example,dc=com",
        "10.0.0.0/8 host.example.com:443",
        "ECDHE-RSA-AES128-GCM-SHA256",
        "#2389D7",
        "mailto:support@example.com",
        "https://example.com: write to me@example.com",
        "Contact: ann@example.com",
        "(&(objectClass=person)(!(pwdLastSet=0)))",
        "bypass=1 compass=2 password= dbname=mm",
    ],
)
def test_harmless_text_stays(text: str) -> None:
    assert mask_embedded(text) == (text, frozenset())


def test_a_private_key_is_masked_whole() -> None:
    key = "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----"

    assert mask_embedded(key) == (MASK, frozenset({key}))


@example("0,?")
@given(st.text(st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="\"'<>")))
def test_no_password_of_a_url_is_left(password: str) -> None:
    # As good as a port, and what comes after it.
    assume(not re.match(r"[0-9]{1,5}(?:[/?#]|,[A-Za-z0-9+.-]{1,100}:(?://|[0-9]))", password))

    masked, _ = mask_embedded(f"https://someone:{password}@host.example.com/path")

    assert masked == f"https://{MASK}@host.example.com/path"


def test_a_megabyte_of_schemes_is_quick() -> None:
    text = "a://b:c" * 150_000

    assert mask_embedded(text)[0] == text
