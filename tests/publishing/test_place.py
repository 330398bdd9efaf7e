"""A build takes its place whole or not at all."""

from __future__ import annotations

import sys
from errno import ENOSPC
from pathlib import Path

import pytest

from communique.errors import OutputError
from communique.publishing import place
from communique.publishing.place import replacing
from communique.texts import MARKERS


def build(folder: Path, word: str) -> None:
    for name in (*MARKERS, "word.txt"):
        (folder / name).write_text(word)


def word(out: Path) -> str:
    return (out / "word.txt").read_text()


def test_a_new_build_takes_the_place_of_the_old(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    for text in ("old", "new"):
        with replacing(out) as folder:
            build(folder, text)
    assert word(out) == "new"
    assert [path.name for path in out.parent.iterdir()] == ["out"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_work_that_ends_early_leaves_the_old_build(tmp_path: Path, error: type[BaseException]) -> None:
    out = tmp_path / "out"
    with replacing(out) as folder:
        build(folder, "old")
    with pytest.raises(error), replacing(out) as folder:  # noqa: PT012
        build(folder, "half")
        raise error
    assert word(out) == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_move_that_fails_puts_the_old_build_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    with replacing(out) as folder:
        build(folder, "old")
    rename = Path.rename

    def fail(path: Path, target: Path) -> Path:
        if path.name == "new":
            raise KeyboardInterrupt
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail)
    monkeypatch.setattr(place, "_exchanged", lambda *_: False)
    with pytest.raises(KeyboardInterrupt), replacing(out) as folder:
        build(folder, "new")
    assert word(out) == "old"


def test_a_folder_that_is_no_build_is_left_alone_unless_forced(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.doc").write_text("years of work")
    with pytest.raises(OutputError, match="no build made"), replacing(out):
        pass
    assert (out / "thesis.doc").exists()
    with replacing(out, force=True) as folder:
        build(folder, "new")
    assert word(out) == "new"


def test_a_file_is_no_place(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.write_text("a file")
    with pytest.raises(OutputError, match="is a file"), replacing(out):
        pass


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file")
    with (
        pytest.raises(OutputError, match="cannot be written"),
        replacing(tmp_path / "file" / "out"),
    ):
        pass


def test_a_full_disk_is_said_of_the_place(tmp_path: Path) -> None:
    with (
        pytest.raises(OutputError, match="cannot be written: No space left"),
        replacing(tmp_path / "out") as folder,
    ):
        raise OSError(ENOSPC, "No space left on device", str(folder / "communique.nq"))


def test_an_error_about_another_file_stays_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), replacing(tmp_path / "out"):
        (tmp_path / "elsewhere").read_text()


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    with replacing(tmp_path / "out") as folder:
        build(folder, "new")
    assert (tmp_path / "out").is_symlink()
    assert word(tmp_path / "real") == "new"


def test_what_a_killed_run_took_away_is_put_back(tmp_path: Path) -> None:
    out = tmp_path / "out[1]"
    left = tmp_path / ".out[1]-abcd1234"
    (left / "old").mkdir(parents=True)
    for marker in MARKERS:
        (left / "old" / marker).write_text("earlier")
    with pytest.raises(KeyboardInterrupt), replacing(out):
        raise KeyboardInterrupt
    assert {path.read_text() for path in out.iterdir()} == {"earlier"}
    assert [path.name for path in tmp_path.iterdir()] == ["out[1]"]


def test_what_killed_runs_left_is_cleared_and_nothing_else(tmp_path: Path) -> None:
    for name in (".out-abcd1234/new", ".out-abcd1235/old", ".out-abcd1236", "out"):
        (tmp_path / name).mkdir(parents=True)
        for marker in MARKERS:
            (tmp_path / name / marker).write_text(name)
    kept = (".out-abcd1236", ".out-x-abcd1234/new", ".out-abcd12345/new", ".out-abcd1237")
    for name in kept:
        (tmp_path / name).mkdir(parents=True, exist_ok=True)
    (tmp_path / ".out-abcd1237" / "my diary").write_text("mine")
    with replacing(tmp_path / "out") as folder:
        build(folder, "new")
    assert {path.name for path in tmp_path.iterdir()} == {"out", *(name.split("/")[0] for name in kept)}
    assert word(tmp_path / "out") == "new"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="renameat2 is Linux's")
def test_two_folders_change_places_in_one_step(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "word").write_text(name)
    assert place._exchanged(tmp_path / "one", tmp_path / "other")
    assert [(tmp_path / name / "word").read_text() for name in ("one", "other")] == ["other", "one"]
    assert not place._exchanged(tmp_path / "one", tmp_path / "absent")
