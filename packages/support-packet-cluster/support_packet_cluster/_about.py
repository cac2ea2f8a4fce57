"""What a node says about itself: its name, and the versions of what makes its packet."""

import platform
from collections.abc import Mapping
from importlib.metadata import entry_points
from ipaddress import ip_address
from typing import Any

import support_packet
import yaml
from support_packet import N_, dump_yaml, warn

NAME = "node.yaml"
"""The file of a node's folder that holds it."""

_OTHER_NAME = N_("%(node)s calls itself %(name)s.")
_OTHER_VERSION = N_("%(node)s runs support-packet %(version)s, this node %(own)s.")
_MAX_SHOWN = 100


def about_this_node() -> dict[str, Any]:
    """Return the name of this machine, and the versions of the program and its packages."""
    found = entry_points(group="support_packet")
    packages = {each.dist.name: each.dist.version for each in found if each.dist}
    return {
        "hostname": platform.node(),
        "support_packet": support_packet.__version__,
        "packages": dict(sorted(packages.items())),
    }


def node_yaml() -> str:
    """Return the same as YAML."""
    return dump_yaml(about_this_node())


def warn_of_differences(hostname: str, content: bytes) -> None:
    """Say how the node `hostname`, which sent `content`, differs from what was expected."""
    about = _read(content)
    name, version = (_text_of(about, key) for key in ("hostname", "support_packet"))
    if name and not _same_name(hostname, name):
        warn(_OTHER_NAME, node=hostname, name=name)
    own = support_packet.__version__
    if version and version != own:
        warn(_OTHER_VERSION, node=hostname, version=version, own=own)


def _read(content: bytes) -> Mapping[str, Any]:
    """Return the mapping that a node has sent, in which no short text can expand."""
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(content)):
            return {}
        found = yaml.safe_load(content)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _text_of(about: Mapping[str, Any], key: str) -> str:
    value = about.get(key)
    return value[:_MAX_SHOWN] if isinstance(value, str) else ""


def _same_name(hostname: str, name: str) -> bool:
    """Return whether the machine `hostname` may be called `name`; at an address, any may be."""
    try:
        ip_address(hostname)
    except ValueError:
        first, other = (text.casefold().partition(".")[0] for text in (hostname, name))
        return first == other
    return True
