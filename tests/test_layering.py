"""Imports point back along the arrow only: text, reading, identity, graph, checking, publishing, serving."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = "communique"
ROOMS = (
    {"__init__"},
    {"errors", "vocab", "reused", "resources", "settings", "layers", "cells", "terminal", "uncollected"},
    {"model", "entities", "confidence", "marks", "iri"},
    {"texts", "reach", "decoding", "frontmatter", "markup", "spool", "archives", "remote"},
    {"reading"},
    {"identity"},
    {"graph"},
    {"checking"},
    {"publishing"},
    {"linking"},
    {"serving"},
    {"evaluation"},
    {"pipeline"},
    {"cli"},
)
RANK = {name: rank for rank, names in enumerate(ROOMS) for name in names}


def modules(folder: Path) -> dict[str, ast.Module]:
    """Every module under the package's folder by its dotted name within the package."""
    return {
        _dotted(path.relative_to(folder)): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.py"))
        if "_data" not in path.parts
    }


def _dotted(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


def imports(tree: ast.Module, known: set[str]) -> Iterator[str]:
    """The modules of the package that a module imports, wherever in it the import stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.removeprefix(f"{PACKAGE}.") for alias in node.names if _ours(alias.name))
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the package in full"
            if node.module and _ours(node.module):
                yield from _imported_from(node, node.module, known)


def _ours(name: str) -> bool:
    return name == PACKAGE or name.startswith(f"{PACKAGE}.")


def _imported_from(node: ast.ImportFrom, module: str, known: set[str]) -> Iterator[str]:
    inner = module.removeprefix(PACKAGE).removeprefix(".")
    for alias in node.names:
        dotted = f"{inner}.{alias.name}".removeprefix(".")
        yield dotted if dotted in known else inner or "__init__"


def against_the_arrow(folder: Path) -> list[str]:
    """Each import of a later room, as `module imports module`."""
    trees = modules(folder)
    return [
        f"{name} imports {target}"
        for name, tree in trees.items()
        for target in imports(tree, set(trees))
        if RANK[target.split(".")[0]] > RANK[name.split(".")[0]]
    ]


def cycle(folder: Path) -> list[str]:
    """The modules of a circle of imports, or none."""
    trees = modules(folder)
    graph = {name: set(imports(tree, set(trees))) - {name} for name, tree in trees.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


@pytest.fixture
def package(root: Path) -> Path:
    return root / "src" / PACKAGE


def test_every_module_has_its_room(package: Path) -> None:
    assert {name.split(".")[0] for name in modules(package)} <= set(RANK)


def test_imports_point_back_along_the_arrow(package: Path) -> None:
    assert against_the_arrow(package) == []


def test_no_circle_of_imports(package: Path) -> None:
    assert cycle(package) == []


def test_no_import_for_types_alone(package: Path) -> None:
    guarded = [name for name, tree in modules(package).items() if "TYPE_CHECKING" in ast.dump(tree)]
    assert guarded == []


@pytest.mark.parametrize(
    "line",
    [
        "from communique.graph import quads",
        "from communique import graph",
        "import communique.graph",
        "def lazily() -> None:\n    from communique.graph import quads",
    ],
)
def test_an_import_against_the_arrow_is_seen(tmp_path: Path, line: str) -> None:
    (tmp_path / "__init__.py").touch()
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "__init__.py").write_text("def quads() -> None: ...\n")
    (tmp_path / "reading").mkdir()
    (tmp_path / "reading" / "names.py").write_text(f"{line}\n")
    assert against_the_arrow(tmp_path) == ["reading.names imports graph"]


def test_a_circle_is_seen(tmp_path: Path) -> None:
    (tmp_path / "model.py").write_text("import communique.entities\n")
    (tmp_path / "entities.py").write_text("from communique.model import Key\n")
    assert set(cycle(tmp_path)) == {"model", "entities"}
