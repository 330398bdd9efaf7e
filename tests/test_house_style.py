"""The house's measures: short modules, short functions, documented public names."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

import pytest

LONGEST_MODULE, MEDIAN_MODULE = 350, 100
LONG_FUNCTION, MEDIAN_FUNCTION = 20, 10

Function = ast.FunctionDef | ast.AsyncFunctionDef


@pytest.fixture(scope="session")
def sources(root: Path) -> dict[str, str]:
    folder = root / "src" / "communique"
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.py"))
        if "_data" not in path.parts
    }


def functions(source: str) -> Iterator[Function]:
    return (node for node in ast.walk(ast.parse(source)) if isinstance(node, Function))


def length(function: Function) -> int:
    """Lines of a function without its docstring: explaining at length is free."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function, clean=False) is not None:
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def test_modules_are_short(sources: dict[str, str]) -> None:
    lines = {name: len(source.splitlines()) for name, source in sources.items()}
    assert {name: count for name, count in lines.items() if count > LONGEST_MODULE} == {}
    assert median(lines.values()) <= MEDIAN_MODULE


def test_functions_are_short(sources: dict[str, str]) -> None:
    lengths = [length(function) for source in sources.values() for function in functions(source)]
    assert median(lengths) <= MEDIAN_FUNCTION
    assert quantiles(lengths, n=10)[-1] <= LONG_FUNCTION


def test_a_long_function_is_measured() -> None:
    source = 'def long() -> None:\n    """Say."""\n' + "    pass\n" * 21
    assert [length(function) for function in functions(source)] == [22]
