"""Keys of other products, each known by its prefix: for work, sites, programs and devices."""

from functools import partial

from support_packet.redaction.expressions.fragments import run_of
from support_packet.redaction.expressions.samples import HEX, MIXED, UPPER, UUID
from support_packet.redaction.rule_kinds.prefixed_rule import PrefixedRule, Token

_GROUP = rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-"
"""The beginning of a UUID."""

_rule = partial(PrefixedRule, kind="cloud key", secret_rest=run_of(rb"[\w!+/=-]++", rb"\.(?=\w)"))

RULES = (
    _rule(
        id="key-of-work-tool",
        finds="Keys of YouTrack, Phabricator, Rancher, NetBox, Weblate, incident.io and others",
        tokens=(
            # YouTrack: the person and the service in base64, the secret
            Token(rb"perm[-:]", rb"[A-Za-z0-9+/=]{2,64}\.[A-Za-z0-9+/=_-]{2,64}\.[A-Za-z0-9]{20}"),
            Token(rb"(?:api|cli)-[a-z0-9]{12}", rb"[a-z0-9]{16}(?![\w.-])"),  # Phabricator
            Token(rb"token-[a-z0-9]{5}:", rb"[a-z0-9]{50}"),  # Rancher
            Token(rb"kubeconfig-", rb"[a-z0-9-]{2,40}:[a-z0-9]{50}"),  # the same
            Token(rb"nbt_", rb"[A-Za-z0-9]{8,16}\.[A-Za-z0-9]{30}"),  # NetBox
            Token(rb"wl[up]_", rb"[A-Za-z0-9]{36}"),  # Weblate
            Token(rb"inc_(?:live|test)_", rb"[A-Za-z0-9]{30}"),  # incident.io
            Token(rb"cal_(?:live_|test_)?", rb"[0-9a-f]{32}"),  # Cal.com
            Token(rb"bit_[pw]at_", rb"[A-Za-z0-9]{30}"),  # Bitrise
            Token(rb"hbp_", rb"[A-Za-z0-9]{30}"),  # Honeybadger
            Token(rb"hawk\.", rb"[0-9A-Za-z_-]{20}\.[0-9A-Za-z_-]{20}"),  # StackHawk
            Token(rb"endr\+", rb"[A-Za-z0-9-]{16}"),  # Endor
            Token(rb"cxt[hp]_", rb"[A-Za-z0-9]{30}"),  # Coralogix
            Token(rb"tr_(?:dev|prod|stg|preview|pat)_", rb"[A-Za-z0-9]{20}"),  # Trigger.dev
            Token(rb"dnkey-", rb"[A-Za-z0-9=_-]{26}-[A-Za-z0-9=_-]{20}"),  # Defined Networking
        ),
        examples=(
            f"youtrack «perm-RHDqjEbnrGyO=.NUs/BsuK=.{MIXED}aB3dE5gH» 401",
            f"conduit «api-{'abcd12' * 4}ab12» «token-uic6k:{HEX * 3}abc» refused",
            f"«kubeconfig-u-abcde12345:{HEX * 3}abc» «nbt_{MIXED[:12]}.{MIXED * 3}»",
            f"«wlu_{MIXED * 3}» «inc_live_{HEX * 4}» «cal_live_{HEX * 2}» «cal_{HEX * 2}»",
            f"«bit_pat_{MIXED * 3}» «hbp_{MIXED * 2}» «hawk.{MIXED}aB3d.{MIXED}aB3d»",
            f"«endr+{MIXED}» «cxth_{MIXED * 2}» «tr_prod_{MIXED}aB3dE5gH»",
            f"«dnkey-{HEX}0123456789-{HEX}0123456789»",
        ),
        counter_examples=(
            "perm-gen.space.of.it, api-the-usual-way-of-the-server-1, token-uic6k:short",
            "kubeconfig-of-the-cluster: missing, nbt_short cal_of_the_team_and_of_others",
            f"api-{'abcd12' * 4}ab12.example.com, tr_prod_short",
        ),
    ),
    _rule(
        id="key-of-site",
        finds="Keys of LinkedIn, Pinterest, TikTok, eBay, PubNub, Telnyx, ntfy and others",
        # The prefix, and one digit soon after it.
        lookahead=rb"(?=[^\s\"']{3,56}?[0-9])",
        tokens=(
            Token(rb"WPL_AP[01]\.", rb"[A-Za-z0-9]{16}"),  # LinkedIn
            Token(rb"pin[ar]_", rb"[A-Z0-9]{60}"),  # Pinterest
            # TikTok, to use and to renew
            Token(rb"(?:act|rft)\.[A-Za-z0-9]{16}", rb"[A-Za-z0-9]{32}(?:[A-Za-z0-9]{0,64}!)?"),
            Token(rb"(?:PRD|SBX)-", rb"[0-9a-f]{8,12}-[0-9a-f]{4}-[0-9a-f]{4}"),  # eBay
            Token(rb"sec-c-", rb"[A-Za-z0-9-]{30}"),  # PubNub
            Token(rb"KEY01", rb"[0-9A-F]{28,31}_[A-Za-z0-9]{20}"),  # Telnyx
            Token(rb"tk_", rb"[a-z0-9]{29}"),  # ntfy
            Token(rb"5Aep", rb"[A-Za-z0-9._]{60}"),  # Salesforce, to renew
            Token(rb"pk_prod_", rb"[A-Z0-9]{28}"),  # Courier
            Token(rb"cflt[A-Za-z0-9+/]{16}", rb"[A-Za-z0-9+/]{44}"),  # Confluent
            Token(rb"xau_", rb"[A-Za-z0-9]{30}"),  # Xata
            Token(rb"y[0-3]_", rb"[A-Za-z0-9_-]{50}"),  # Yandex, of a person
            Token(rb"s-s4t2(?:ud|af)-", rb"[0-9a-f]{60}"),  # 42
            Token(rb"RGAPI-", _GROUP),  # Riot
            Token(rb"BB(?:FF|US)-", rb"[A-Za-z0-9]{30}"),  # Ubidots
            Token(rb"aio_[A-Za-z0-9]{12}", rb"[A-Za-z0-9]{16}"),  # Adafruit
            Token(rb"tss_", rb"[A-Za-z0-9]{32}"),  # Thunderstore
            Token(rb"CfDJ8", rb"[A-Za-z0-9_-]{60}"),  # what ASP.NET protects: cookies
        ),
        examples=(
            f"linkedin: «WPL_AP1.{MIXED}.kQO9CX==» «pina_{UPPER * 4}»",
            f"ebay Cert ID «PRD-{HEX[:12]}-0123-4567-89ab», then «RGAPI-{UUID}».",
            f"«act.{MIXED * 3}!5915.u1» «sec-c-{UUID}» «KEY01{'0A1B' * 7}_{MIXED}aB3dE5»",
            f"ntfy «tk_k5v8rya4r5ih6w4glrkuuv66darpp» «5Aep861{MIXED * 4}»",
            f"courier «pk_prod_{UPPER}AB3DE5GH7JK9»",
            f"«cflt{MIXED * 2}/{MIXED * 2}» «xau_{MIXED * 2}» «y0_AgAAAA{MIXED * 3}»",
            f"«s-s4t2ud-{HEX * 4}» «BBFF-{MIXED * 2}» «aio_{MIXED}aB3dE5gH7jK9»",
            f"«tss_{MIXED * 2}» .AspNetCore.Identity.Application=«CfDJ8{MIXED * 5}»",
        ),
        counter_examples=(
            "PRD-1234 and SBX-12345678-1234, tk_the_usual_way_of_naming_it_2",
            "act.internationalizationofthechannels pk_prod_of_the_shop sec-c-of",
            f"CfDJ8{MIXED} RGAPI-2 conflict{MIXED} KEY01",
        ),
    ),
    _rule(
        id="key-of-model-tool",
        finds="Keys of Cody, LangChain, Mem0, Voiceflow, Qianfan, Luma, Friendli and others",
        tokens=(
            Token(rb"slk_", rb"[0-9a-f]{64}"),  # Sourcegraph's Cody
            Token(rb"VF\.(?:DM|WS)\.", rb"[0-9a-f]{24}\.[A-Za-z0-9]{16}"),  # Voiceflow
            Token(rb"as-[A-Za-z0-9]{6}", rb"[A-Za-z0-9]{16}(?![\w.-])"),  # Modal
            Token(rb"ls__", rb"[0-9a-f]{32}"),  # LangChain, of old
            Token(rb"m0-", rb"[A-Za-z0-9]{40}"),  # Mem0
            Token(rb"bce-v3/ALTAK-", rb"[A-Za-z0-9]{16,24}/[0-9a-f]{40}"),  # Baidu's Qianfan
            Token(rb"flp_", rb"[A-Za-z0-9]{40}"),  # Friendli
            Token(rb"up_[A-Za-z0-9]{12}", rb"[A-Za-z0-9]{16,18}(?!\w)"),  # Upstage
            Token(rb"luma-", _GROUP),  # Luma
        ),
        # A digit.
        lookahead=rb"(?=[^\s\"']{3,40}?[0-9])",
        examples=(
            f"cody «slk_{HEX * 4}» «VF.DM.{HEX}01234567.{MIXED}» / «as-{MIXED}aB3dE5»",
            f"«ls__{HEX * 2}» «m0-{MIXED * 3}» «bce-v3/ALTAK-{MIXED}aB3dE/{HEX * 2}01234567»",
            f"«flp_{MIXED * 3}» «up_{MIXED}aB3dE5gH7jK9m» «luma-{UUID}-{UUID}»",
        ),
        counter_examples=(
            "slk_short VF.DM.short as-internationalization luma-of m0-eth1",
            f"up_{HEX * 3} backup_{MIXED}aB3dE5gH7jK9m",
        ),
    ),
    _rule(
        id="paseto-or-wallet-key",
        finds="Tokens of PASETO, private keys of Nostr and of wallets",
        tokens=(
            Token(rb"v[1-4]\.(?:local|public)\.", rb"[A-Za-z0-9_-]{40}"),  # PASETO
            Token(rb"nsec1", rb"[a-z0-9]{58}"),  # Nostr
            Token(rb"[xyztuv]prv[A-Za-z0-9]{16}", rb"[A-Za-z0-9]{64}"),  # a wallet
        ),
        examples=(
            f"bearer: «v4.local.{MIXED * 5}» «v2.public.{MIXED * 5}.{MIXED}»",
            f"«nsec1{'ab3c7d2e' * 7}ab»",
            f"«xprv9s21ZrQH143K{MIXED * 5}»",
        ),
        counter_examples=(
            "v4.local.network of v2.public.example",
            "nsec1short xprv and tprv",
        ),
    ),
)
