"""Namesakes from the terminal: proposed by a release, decided in a table, kept in later builds."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from communique import resources
from communique.identity import sssom
from tests.cli.conftest import Run
from tests.linking.conftest import reconciling, serving

TEXTS = {
    "one.txt": "OSLO, 3 May 2021\n\nMinister Ida Falk met Minister Olaf Berg in Oslo today.\n",
    "two.txt": "OSLO, 9 June 2021\n\nMs. Falk met Mr. Olaf Berg in Bergen today.\n",
    "three.txt": "OSLO, 2 July 2021\n\nMs. Falk met Mr. Olaf Berg in Hamar today.\n",
}
EARLIER = "OSLO, 1 April 2021\n\nMs. Falk met Mr. Olaf Berg in Moss today.\n"


@dataclass(frozen=True)
class Desk:
    """One who builds, reviews and builds again."""

    run: Run
    folder: Path

    def __post_init__(self) -> None:
        shutil.copytree(resources.mappings(), self.folder / "mappings")
        (self.folder / "texts").mkdir()
        for name, words in TEXTS.items():
            (self.folder / "texts" / name).write_text(words, encoding="utf-8")

    def build(self) -> dict[str, str]:
        """The key of Falk in each release."""
        out = self.folder / "out"
        earlier = ("--with", out) if out.exists() else ()
        options = ("--out", out, "--mappings", self.folder / "mappings")
        done = self.run("build", self.folder / "texts", *earlier, *options)
        assert done.exit_code == 0, done.output
        rows = (line.split("\t") for line in (out / "keys.tsv").read_text(encoding="utf-8").splitlines())
        return {
            row[1].removeprefix("doc/"): row[0]
            for row in rows
            if "person/" in row[0] and "falk" in row[0] and row[1]
        }

    def propose(self) -> str:
        folders = ("--review", self.folder / "review", "--mappings", self.folder / "mappings")
        return self.run("link", self.folder / "out", "--within", *folders).output

    def review(self, verdicts: dict[str, str]) -> None:
        table, review = self.folder / "open.tsv", self.folder / "review"
        self.run("review", review, "--export", table)
        head, *lines = (line.split("\t") for line in table.read_text(encoding="utf-8").splitlines())
        subject, verdict = head.index("subject_id"), head.index("verdict")
        for cells in lines:
            cells[verdict] = verdicts.get(cells[subject], "")
        table.write_text("".join("\t".join(cells) + "\n" for cells in [head, *lines]), encoding="utf-8")
        options = ("--author", "Jane Example", "--mappings", self.folder / "mappings")
        done = self.run("review", review, "--import", table, *options)
        assert done.exit_code == 0, done.output

    def rows(self, name: str) -> set[tuple[str, str]]:
        path = self.folder / "mappings" / f"{name}.sssom.tsv"
        return {(row.cell("subject_id"), row.cell("object_id")) for row in sssom.read(path).rows}


@pytest.fixture
def desk(run: Run, tmp_path: Path) -> Desk:
    return Desk(run, tmp_path)


def test_namesakes_are_decided_and_stay_so(desk: Desk) -> None:
    assert desk.build() == {
        "one": "person/ida-falk",
        "two": "person/falk",
        "three": "person/falk-2",
    }
    assert "2 proposals within" in desk.propose()
    desk.review({"id:person/falk/in/two": "reject", "id:person/falk/in/three": "accept"})
    assert ("id:person/falk/in/three", "id:person/ida-falk") in desk.rows("identity")
    assert ("id:person/falk/in/two", "id:person/ida-falk") in desk.rows("identity-negative")

    decided = {"one": "person/ida-falk", "two": "person/falk", "three": "person/ida-falk"}
    assert desk.build() == decided
    moved = (desk.folder / "out" / "keys.tsv").read_text(encoding="utf-8")
    assert "person/falk-2\t\t\tperson/ida-falk\n" in moved
    assert "0 proposals within" in desk.propose()

    (desk.folder / "texts" / "zero.txt").write_text(EARLIER, encoding="utf-8")
    # Nobody takes a number that led elsewhere.
    assert desk.build() == decided | {"zero": "person/falk-3"}


def test_a_decision_on_nobody_is_told(desk: Desk) -> None:
    how = "semapv:ManualMappingCuration\t0.9\tJane Example\t2026-11-26\t"
    with (desk.folder / "mappings" / "identity.sssom.tsv").open("a", encoding="utf-8") as file:
        for name, release in (("falck", "two"), ("falk", "three"), ("falk", "elsewhere")):
            file.write(
                f"id:person/{name}/in/{release}\tFalk\towl:sameAs\tid:person/ida-falk\tIda Falk\t{how}\n"
            )
    assert desk.build()["three"] == "person/ida-falk"
    report = (desk.folder / "out" / "report.md").read_text(encoding="utf-8")
    assert "A decision is on id:person/falck/in/two, and the release prints nobody's name so." in report
    assert report.count("A decision is on") == 1


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_service_is_asked_about_each_and_the_link_stays_with_whom_it_is_for(desk: Desk) -> None:
    desk.build()
    (desk.folder / "quick.toml").write_text("reconcile_interval = 0\n")
    folders = ("--review", desk.folder / "review", "--mappings", desk.folder / "mappings")
    with serving(reconciling) as server:
        options = ("--endpoint", server.url, "--settings", desk.folder / "quick.toml", "--kind", "person")
        desk.run("link", desk.folder / "out", *folders, *options)
    desk.review({"id:person/falk/in/three": "accept"})
    assert [subject for subject, _ in desk.rows("wikidata") if "falk" in subject] == [
        "id:person/falk/in/three"
    ]
    (desk.folder / "texts" / "zero.txt").write_text(EARLIER, encoding="utf-8")
    shutil.rmtree(desk.folder / "out")
    found = desk.build()
    nt = (desk.folder / "out" / "communique.nt").read_text(encoding="utf-8")
    linked = re.findall(r"/id/(person/[a-z0-9-]+)> <http://www.w3.org/2002/07/owl#sameAs> ", nt)
    # Its number is another one by now, for an earlier release came, and nothing tells of the build before.
    assert linked == [found["three"]] == ["person/falk-3"]
