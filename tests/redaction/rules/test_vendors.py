"""Credentials of vendors within lines of a server, and harmless lines that come close to them."""

from collections.abc import Callable

from support.tables import for_each

HEX = "0123456789abcdef"
MIXED = "aB3dE5gH7jK9mN1p"
UUID = "01234567-89ab-4cde-8f01-23456789abcd"
ID = "y1ndrfg8ejkmcpqxot1uwisza3"

SECRETS = [
    f'{{"level":"error","msg":"jira: 401 for «ATATT3xFfGF0{MIXED * 10}=0A1B2C3D»"}}',
    f'{{"level":"error","msg":"gitlab: 401 for «gldt-{MIXED}aB3d»"}}',
    f'{{"msg":"Get \\"https://x.example.com/v1/x?key=«pplx-{MIXED * 3}»\\u0026limit=5\\": EOF"}}',
    f'{{"err":"Post \\"https://api.telegram.org/bot«1102015430:AAH{MIXED * 2}»/sendMessage\\""}}',
    f"map[id:{ID} value:«xkeysib-{HEX * 4}-{MIXED}»] loaded",
    f"VALUE='«hvb.{MIXED * 6}»'",
    f"2026/01/02 01:52:11 401 Unauthorized for «sntryu_{HEX * 4}»",
    f"please use «dop_v1_{HEX * 4}», «npm_{MIXED * 2}aB3d» or «figd_{MIXED * 2}aB3dE5gH»",
    f"remote write: «glsa_{MIXED * 2}_0a1b2c3d» is revoked",
    f"datadog DD_APP_KEY: «{HEX * 2}01234567»",
    f"Cloudflare API token '«{MIXED * 2}aB3dE5gH»' is not valid",
]

HARMLESS = [
    f"trace_id={HEX * 2} span_id={HEX} traceparent: 00-{HEX * 2}-{HEX}-01",
    f"commit {HEX * 2}01234567 sha256:{HEX * 4} etag W/{HEX}",
    f'{{"id":"{UUID}","heroku_app":"{UUID}","request_id":"{ID}"}}',
    f"jenkins build {HEX * 2} by {ID}, datadog trace {HEX * 2}, snowflake host {ID}",
    f'"integrity": "sha512-{MIXED * 5}aB3dE5=="',
    f"/static/{HEX * 2}.js /api/v4/users/{ID}/image?_=1626194102451",
    "glibc-2.36 gldt glft ATTACHMENT API-GATEWAY-2 pat-1 sk-learn re_compile fw_rule r8_core",
    "store_aB3dE5gH_0123456789abcdefghij handlers.go:101 this.aB3dE5gH7jK9mN1paB3dE5gH",
    "pod app-5d4f8c7b9-x2x7q of key-value-store, dp.example.com:8065, st.example.com:443",
    "model=xai-grok-2 model=pplx-70b-online image nvapi-cuda:12.4 host hf-mirror.example.com",
    "K001 EAAC 00D 1//0 100.2.3.4 MTIzNDU2 A3-PAPER v1.0-rc1 s.theConnectionOfTheClient1",
]


@for_each("line", [*SECRETS, *HARMLESS])
def test_the_secret_is_masked_and_nothing_else(
    line: str, check_marked: Callable[[str], None]
) -> None:
    check_marked(line)
