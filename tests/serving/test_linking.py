"""One build reconciled against another: `communique link` asks `communique serve`."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.linking import proposals
from communique.linking.run import QUEUE
from tests.cli.conftest import Run, run, write_texts
from tests.serving.running import served

__all__ = ["run"]

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

THEIRS = """# Rivers in Oslo

Oslo, 9 June 2021 – Ms. Jane Doe, Director for Water Policy at the European Commission, and Mr. John Roe,
Under-Secretary-General of the United Nations, met in Oslo on 8 June 2021.
"""


def test_one_build_finds_its_people_in_another(run: Run, tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    (tmp_path / "text.txt").write_text(THEIRS, encoding="utf-8")
    (tmp_path / "theirs.toml").write_text('base = "https://rivers.example.org/"\n', encoding="utf-8")
    (tmp_path / "quick.toml").write_text("reconcile_interval = 0\n", encoding="utf-8")
    assert run("build", write_texts(tmp_path / "texts"), "--out", ours).exit_code == 0
    other = ("--settings", tmp_path / "theirs.toml")
    assert run("build", tmp_path / "text.txt", "--out", theirs, *other).exit_code == 0
    review = tmp_path / "review"
    with served(theirs, tmp_path / "serve.log", *other) as address:
        options = (
            "--review",
            review,
            "--endpoint",
            f"{address}/reconcile",
            "--settings",
            tmp_path / "quick.toml",
        )
        asked = run("link", ours, *options, "--kind", "person")
    assert asked.exit_code == 0, asked.output
    found = {(p.label, p.object, p.object_label, p.page) for p in proposals.read(review / QUEUE) if p.best}
    assert found == {
        (name, f"https://rivers.example.org/id/{path}", name, f"{address}/id/{path}")
        for name, path in (("Jane Doe", "person/jane-doe"), ("John Roe", "person/john-roe"))
    }
