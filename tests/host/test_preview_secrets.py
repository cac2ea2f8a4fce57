"""What the preview shows holds no secret."""

from support.distributions.disk import InstalledPackages
from support.distributions.fixtures import SECRET
from support.distributions.loading import preview

from support_packet.mattermost.installation import Mattermost
from support_packet.redaction.spans import MASK


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
    assert file.name == f"a/{MASK.decode()}.txt"
