"""Templates filled: everything that came from a text is escaped, here and nowhere else."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

TEMPLATES = Path(__file__).parent / "templates"
# Marks that turn the direction of what follows; a reader of the page must see what a text holds.
TURNS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F), None)


@dataclass(frozen=True, slots=True)
class Brand:
    """What every page says of the site."""

    base: str
    title: str
    description: str
    publisher: str
    licence: str
    licence_name: str


@lru_cache(maxsize=1)
def _environment() -> Environment:
    found = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=straight,
    )
    found.filters["data_block"] = data_block
    return found


def straight(value: object) -> object:
    """What a page shows, words without marks that change the direction of writing."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return value.translate(TURNS)
    return value


def data_block(content: bytes) -> Markup:
    """JSON that may stand in a script element: no `<` in it can end that or begin another."""
    found = json.dumps(json.loads(content), ensure_ascii=False, separators=(",", ":"))
    return Markup(found.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))


def html(template: str, **values: object) -> bytes:
    """A page from the template of that name."""
    return (_environment().get_template(f"{template}.html").render(**values) + "\n").encode()
