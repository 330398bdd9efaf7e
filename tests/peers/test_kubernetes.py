"""docs/deploy/kubernetes.yaml against the schemas of Kubernetes' resources, by kubernetes-validate."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def validator(peers: Path) -> Path:
    found = peers / "kubernetes-validate"
    if not found.exists():
        pytest.skip("kubernetes-validate is not installed: `make peers` installs it into .peers")
    return found


@pytest.fixture
def text(root: Path) -> str:
    return (root / "docs/deploy/kubernetes.yaml").read_text(encoding="utf-8")


def validated(validator: Path, file: Path, version: str) -> subprocess.CompletedProcess[str]:
    """What it says of a file; `--strict` refuses fields that there are not."""
    command = (validator, "--strict", "--kubernetes-version", version, file)
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.parametrize("version", ["1.29.0", "1.37.0"])
def test_each_resource_is_as_kubernetes_has_it(validator: Path, root: Path, text: str, version: str) -> None:
    done = validated(validator, root / "docs/deploy/kubernetes.yaml", version)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (done.stdout + done.stderr).count(" passed for resource ") == text.count("\nkind: ") == 4


@pytest.mark.parametrize(
    ("said", "wrong"), [("mountPath", "mountpath"), ("replicas: 1", "replicas: one"), ("[{port:", "[{ports:")]
)
def test_a_field_that_there_is_not_is_seen(
    validator: Path, text: str, tmp_path: Path, said: str, wrong: str
) -> None:
    (tmp_path / "wrong.yaml").write_text(text.replace(said, wrong))
    assert validated(validator, tmp_path / "wrong.yaml", "1.37.0").returncode == 1
