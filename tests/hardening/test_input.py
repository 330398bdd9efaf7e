"""What a text, a file name or a file of mappings may hold without doing harm."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from communique.cli import main
from communique.errors import MappingError
from communique.identity import sssom, wording
from communique.reading import yamlfile
from communique.terminal import printable

DEEP = "a: " + "[" * 20_000


def test_a_file_name_forges_no_line_and_moves_no_cursor(tmp_path: Path) -> None:
    source = tmp_path / "texts"
    source.mkdir()
    (source / "bad\x1b[31m\nviolation: forged.txt").write_bytes(b"\xff\xfe\x00\x01")
    (source / "good.txt").write_text(
        "Foreign Minister Jane Doe of Austria met with officials.", encoding="utf-8"
    )
    done = CliRunner().invoke(main, ["build", str(source), "--out", str(tmp_path / "out")])
    assert "\x1b" not in done.output
    assert not [line for line in done.output.splitlines() if line.startswith("violation: forged")]
    assert "bad\\x1b[31m\\nviolation: forged.txt" in done.output


@pytest.mark.parametrize("words", ["plain", "Åsa – “x”", "日本"])
def test_words_stay_as_they_are(words: str) -> None:
    assert printable(words) == words


def test_nesting_without_end_is_refused_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "identity.yaml"
    path.write_text(DEEP, encoding="utf-8")
    with pytest.raises(MappingError, match=r"identity\.yaml"):
        wording.load(path)
    with pytest.raises(MappingError, match=r"identity\.yaml"):
        list(yamlfile.sections(path))


def test_a_deep_header_of_a_mapping_table_is_refused(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "identity.sssom.tsv"
    shutil.copy(root / "mappings/identity.sssom.tsv", path)
    path.write_text(f"# {DEEP}\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(MappingError, match=r"identity\.sssom\.tsv"):
        sssom.read(path)
