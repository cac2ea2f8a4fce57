"""The preview shows no secret, and no address that the packet replaces."""

from dataclasses import replace

import pytest
from support.distributions.disk import InstalledPackages
from support.distributions.fixtures import SECRET
from support.distributions.loading import PATIENT, load, preview, preview_of
from support.distributions.packets import packet_of, unpack
from support.distributions.sources import GOOD

from support_packet.mattermost.installation import Mattermost
from support_packet.redaction.spans import MASK
from support_packet.settings import Settings


def test_nothing_secret_is_shown(packages: InstalledPackages, mattermost: Mattermost) -> None:
    source = """
    @hookimpl
    def packet_files(mattermost):
        def fail():
            raise CollectError(mattermost.config.text("SqlSettings.AtRestEncryptKey"))

        return PacketFile("a.txt", fail)
    """
    packages.install("leaky", source)

    assert SECRET not in repr(preview(packages, mattermost))


def test_what_a_file_is_called_holds_no_secret(
    packages: InstalledPackages, mattermost: Mattermost
) -> None:
    source = """
    @hookimpl
    def packet_secrets(): return ["correct-h0rse"]

    @hookimpl
    def packet_files():
        return PacketFile("a/correct-h0rse.txt", str, title="My correct-h0rse")
    """
    packages.install("careless", source)

    [file] = preview(packages, mattermost).files

    assert "correct-h0rse" not in repr(file)
    assert file.name == f"a/{'_' * len(MASK)}.txt"


@pytest.mark.parametrize(
    ("settings", "text", "pseudonym"),
    [
        (replace(PATIENT, pseudonymize_emails=True), "ada@example.com", "@pseudonym.invalid"),
        (replace(PATIENT, pseudonymize_addresses=True), "192.0.2.7", "ip-"),
    ],
)
def test_the_preview_replaces_what_the_packet_replaces(
    packages: InstalledPackages,
    mattermost: Mattermost,
    settings: Settings,
    text: str,
    pseudonym: str,
) -> None:
    packages.install("good", GOOD.replace('"good\\n"', f'"from {text}\\n"'))
    collectors = load(packages)

    [shown] = preview_of(mattermost, collectors, settings, show="good.txt").files
    sent = unpack(packet_of(mattermost, collectors, settings))["good.txt"]
    [plain] = preview_of(mattermost, collectors, PATIENT, show="good.txt").files

    assert shown.text_preview
    assert shown.text_preview.text == sent
    assert text not in sent
    assert pseudonym in sent
    assert plain.text_preview
    assert plain.text_preview.text == f"from {text}\n"


def test_the_preview_replaces_addresses_in_titles_too(
    packages: InstalledPackages, mattermost: Mattermost
) -> None:
    packages.install("good", GOOD.replace("order=1", 'title="Of ada@example.com"'))
    settings = replace(PATIENT, pseudonymize_emails=True)

    [file] = preview_of(mattermost, load(packages), settings).files

    assert "ada@example.com" not in str(file.title)


WITH_OPTION = """
    @hookimpl
    def packet_secrets(): return ["firstSecret77aa"]

    @hookimpl
    def packet_options():
        return [
            PacketOption("node", {"of-firstSecret77aa": "A"}, title="N",
                default="of-firstSecret77aa"),
            PacketOption("size", {"s": "like firstSecret77aa", "l": "large"},
                title="Not firstSecret77aa", default="s"),
        ]

    @hookimpl
    def packet_notices():
        return PacketNotice("See [there].", url="https://example.com/firstSecret77aa")
"""


def test_options_and_links_give_nothing_away(
    packages: InstalledPackages, mattermost: Mattermost
) -> None:
    packages.install("good", GOOD + WITH_OPTION)

    seen = preview_of(mattermost, load(packages), PATIENT)

    [size] = seen.options
    assert size.option.title == f"Not {32 * '*'}"
    assert size.option.labels == {"s": f"like {32 * '*'}", "l": "large"}
    assert [notice.url for notice in seen.notices] == [None]
    [problem] = seen.problems
    assert str(problem.why).startswith("The option node is not offered: one of its values")
    assert "firstSecret77aa" not in str(seen)
