"""`dist/` is what a build of the five releases gives, byte for byte, with positions and no wording."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from communique.cli import main

LARGEST = 1_000_000


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_dist_is_what_a_build_gives_but_for_large_files(root: Path, shared: Path, tmp_path: Path) -> None:
    arguments = ["build", str(shared / "corpus"), "--out", str(tmp_path / "dist")]
    result = CliRunner().invoke(main, [*arguments, "--settings", str(root / "dist.toml")])
    assert result.exit_code == 0, result.output
    built = {name: content for name, content in files(tmp_path / "dist").items() if len(content) <= LARGEST}
    committed = files(root / "dist")
    assert sorted(built) == sorted(committed)
    assert [name for name in built if built[name] != committed[name]] == [], "run `make dist`"


def test_dist_repeats_no_wording(root: Path) -> None:
    assert b"oa:exact" not in (root / "dist" / "communique.trig").read_bytes()


def test_dist_can_be_asked(root: Path) -> None:
    result = CliRunner().invoke(main, ["query", str(root / "dist"), "releases", "-f", "csv"])
    assert result.exit_code == 0, result.output
    assert len(result.output.splitlines()) == 6
