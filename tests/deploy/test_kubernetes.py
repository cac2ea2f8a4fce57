"""The manifests, laid into pods as charts and operator do, against the published schemas."""

from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

MANIFESTS = Path(__file__).parents[2] / "deploy" / "kubernetes"
VERSIONS = ("1.29", "1.33", "1.37")
"""The first with native sidecars switched on, and newer ones."""

SERVER = {"name": "mattermost", "image": "mattermost/mattermost-team-edition"}

# What the charts and the operator bring themselves: volumes, where the server mounts them, labels.
TEAM = (
    {"mattermost-config": "/mattermost/config", "mattermost-data": "/mattermost/data"},
    {
        "app.kubernetes.io/name": "mattermost-team-edition",
        "app.kubernetes.io/instance": "mattermost",
    },
)
ENTERPRISE = (
    {
        "mattermost-plugins": "/mattermost/plugins/",
        "mattermost-plugins-client": "/mattermost/client/plugins/",
        "mattermost-license": "/mattermost/mattermost.mattermost-license",
    },
    {
        "app.kubernetes.io/name": "mattermost-enterprise-edition",
        "app.kubernetes.io/instance": "mattermost",
        "app.kubernetes.io/component": "server",
    },
)
# The operator has a volume with the license as well, but only where the resource names its secret.
OPERATOR: tuple[dict[str, str], dict[str, str]] = (
    {},
    {"app": "mattermost", "installation.mattermost.com/installation": "mattermost"},
)
BROUGHT = {"team-edition": TEAM, "enterprise-edition": ENTERPRISE, "operator": OPERATOR}
KINDS = list(BROUGHT)


def load(name: str) -> Any:
    return yaml.safe_load((MANIFESTS / name).read_text(encoding="utf-8"))


def deployment(kind: str) -> Any:
    """Return the Deployment that results from the file for `kind`."""
    own, labels = BROUGHT[kind]
    if kind == "operator":
        spec = load("mattermost.yaml")["spec"]
        volumes, mounts = spec["volumes"], spec["volumeMounts"]
        initial, beside = [], spec["podExtensions"]["sidecarContainers"]
    else:
        values = load(f"values-{kind}.yaml")
        values = values.get("mattermostApp", values)
        volumes, mounts = values["extraVolumes"], values["extraVolumeMounts"]
        initial, beside = values["extraInitContainers"], []
    of_server = [{"name": name, "mountPath": place} for name, place in own.items()]
    pod = {
        "initContainers": initial,
        "containers": [{**SERVER, "volumeMounts": [*of_server, *mounts]}, *beside],
        "volumes": [*({"name": name, "emptyDir": {}} for name in own), *volumes],
    }
    return {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": "mattermost"},
        "spec": {
            "selector": {"matchLabels": labels},
            "template": {"metadata": {"labels": labels}, "spec": pod},
        },
    }


def pod_of(kind: str) -> Any:
    return deployment(kind)["spec"]["template"]["spec"]


def sidecar(kind: str) -> Any:
    pod = pod_of(kind)
    [found] = [
        container
        for container in (*pod["initContainers"], *pod["containers"])
        if container["name"] == "support-packet"
    ]
    return found


def mounted(container: Any) -> dict[str, str]:
    """Return the volumes of a container by the place where they are."""
    return {mount["mountPath"].rstrip("/"): mount["name"] for mount in container["volumeMounts"]}


@pytest.mark.parametrize("version", VERSIONS)
def test_the_schemas_accept_all(version: str) -> None:
    plain = [load(path.name) for path in MANIFESTS.glob("*.yaml") if path.name[0] in "si"]
    assert len(plain) == 4

    for manifest in [*plain, *map(deployment, KINDS)]:
        kubernetes_validate.validate(manifest, version, strict=True)


@pytest.mark.parametrize("kind", KINDS)
def test_it_reads_what_the_server_writes(kind: str) -> None:
    server = mounted(pod_of(kind)["containers"][0])
    ours = mounted(sidecar(kind))

    for place in ("/mattermost/logs", "/mattermost/plugins"):
        assert ours[place] == server[place]
    assert ours.items() - server.items() == {("/tmp", "support-packet-tmp")}  # noqa: S108 -- a container's
    writable = [m["mountPath"] for m in sidecar(kind)["volumeMounts"] if not m.get("readOnly")]
    assert writable == ["/tmp"]  # noqa: S108 -- a container's


@pytest.mark.parametrize("kind", KINDS)
def test_every_volume_exists_once(kind: str) -> None:
    pod = pod_of(kind)
    names = [volume["name"] for volume in pod["volumes"]]

    assert len(names) == len(set(names))
    for container in (*pod["initContainers"], *pod["containers"]):
        assert set(mounted(container).values()) <= set(names)
        assert len(mounted(container)) == len(container["volumeMounts"])


@pytest.mark.parametrize("kind", KINDS)
def test_the_data_source_comes_from_the_secret(kind: str) -> None:
    [variable] = [each for each in sidecar(kind)["env"] if each["name"] == "MM_CONFIG"]

    assert set(variable) == {"name", "valueFrom"}
    assert set(variable["valueFrom"]) == {"secretKeyRef"}


@pytest.mark.parametrize("kind", KINDS)
def test_the_server_does_not_wait_for_it(kind: str) -> None:
    container = sidecar(kind)

    assert not {"startupProbe", "readinessProbe"} & set(container)
    assert container.get("restartPolicy") == ("Always" if kind != "operator" else None)


@pytest.mark.parametrize("kind", KINDS)
def test_it_may_do_nothing_but_read(kind: str) -> None:
    rights = sidecar(kind)["securityContext"]

    assert rights["runAsUser"] == 2000
    assert rights["readOnlyRootFilesystem"]
    assert not rights["allowPrivilegeEscalation"]
    assert rights["capabilities"] == {"drop": ["ALL"]}


@pytest.mark.parametrize("kind", KINDS)
def test_the_service_leads_to_the_sidecar(kind: str) -> None:
    service = load(f"service-{kind}.yaml")
    pod_labels = deployment(kind)["spec"]["template"]["metadata"]["labels"]

    assert service["spec"]["selector"] == pod_labels
    ports = [port["containerPort"] for port in sidecar(kind)["ports"]]
    assert [port["targetPort"] for port in service["spec"]["ports"]] == ports == [8066]
    # Kubernetes gives every pod variables named after its services.
    assert not service["metadata"]["name"].startswith("support-packet")


def test_the_ingress_leads_to_the_service() -> None:
    [rule] = load("ingress.yaml")["spec"]["rules"]
    service = load("service-operator.yaml")
    backends = [path["backend"]["service"] for path in rule["http"]["paths"]]

    assert {backend["name"] for backend in backends} == {service["metadata"]["name"]}
    ports = {port["name"] for port in service["spec"]["ports"]}
    assert {backend["port"]["name"] for backend in backends} == ports
    assert {path["path"]: path["pathType"] for path in rule["http"]["paths"]} == {
        "/support_packet": "Prefix",
        "/api4/system/generate_support_packet": "Exact",
        "/api/v4/system/support_packet": "Exact",
    }
