"""What holds for every command: help with an example, light to start, plain colours where asked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import communique
from communique.cli import COMMANDS
from communique.settings import names
from tests.cli.conftest import Run


def test_each_command_is_a_module(root: Path) -> None:
    folder = root / "src" / "communique" / "cli"
    with_command = {
        path.stem for path in folder.glob("*.py") if "def command(" in path.read_text(encoding="utf-8")
    }
    assert with_command == set(COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_each_help_has_an_example(run: Run, name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"Example:\n    communique {name}" in result.stdout


def test_help_lists_the_commands(run: Run) -> None:
    result = run("--help")
    assert all(f"{name} " in result.stdout and line in result.stdout for name, line in COMMANDS.items())


def test_help_loads_no_library_but_click() -> None:
    code = (
        "import sys; from communique.cli import main; main(['--help'], standalone_mode=False);"
        "print(sorted({'rdflib', 'pyoxigraph', 'yaml', 'regex', 'pyshacl'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code]
    source = str(Path(communique.__file__).parent.parent)
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={"PYTHONPATH": source})
    assert done.stdout.endswith("[]\n")


def test_version(run: Run) -> None:
    assert communique.__version__ in run("--version").stdout


def test_an_unknown_command_or_option(run: Run) -> None:
    assert run("bild").exit_code == 2
    assert run("build", "--oout", "x").exit_code == 2


def test_settings_are_shown_with_their_origin(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("communique.toml").write_text('\nbase = "https://data.example/"\n')
    result = run("settings", env={"COMMUNIQUE_EVIDENCE": "quote"})
    assert 'base = "https://data.example/"  # communique.toml:2\n' in result.stdout
    assert 'evidence = "quote"  # COMMUNIQUE_EVIDENCE\n' in result.stdout
    assert all(f"\n{name} = " in result.stdout for name in names())


def test_what_settings_shows_is_a_settings_file(run: Run, tmp_path: Path) -> None:
    shown = run("settings").stdout
    (tmp_path / "mine.toml").write_text(shown)
    again = run("settings", "--settings", tmp_path / "mine.toml")
    assert again.exit_code == 0, again.output
    assert [line.partition("  #")[0] for line in again.stdout.splitlines()] == [
        line.partition("  #")[0] for line in shown.splitlines()
    ]


def test_a_wrong_setting_is_named_with_its_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('\n\nevidense = "quote"\n')
    result = run("settings", "--settings", path)
    assert result.exit_code == 2
    assert f"{path}:3: unknown setting 'evidense'; did you mean evidence?" in result.stderr


def test_colours_yield_to_no_color(run: Run) -> None:
    assert "\x1b[" in run("settings", color=True).stdout
    assert "\x1b[" not in run("settings", color=True, env={"NO_COLOR": "1"}).stdout
