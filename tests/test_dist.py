"""`dist/` is what a build of the five releases gives, byte for byte, with positions and no wording."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from communique.cli import main


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_dist_is_what_a_build_gives(root: Path, shared: Path, tmp_path: Path) -> None:
    arguments = ["build", str(shared / "corpus"), "--out", str(tmp_path / "dist")]
    result = CliRunner().invoke(main, [*arguments, "--settings", str(root / "dist.toml")])
    assert result.exit_code == 0, result.output
    built, committed = files(tmp_path / "dist"), files(root / "dist")
    assert sorted(built) == sorted(committed)
    assert [name for name in built if built[name] != committed[name]] == [], "run `make dist`"


def test_dist_is_small(root: Path) -> None:
    assert {name for name, content in files(root / "dist").items() if len(content) > 1_000_000} == set()


def test_dist_repeats_no_wording(root: Path) -> None:
    assert b"oa#exact" not in (root / "dist" / "communique.nq").read_bytes()
