"""A build as a website that any web host serves: a page, Turtle and JSON-LD for each resource, and the whole.

`files` gives every file of it; `describe` and `page` give one, so that a server answers with the same bytes.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from rdflib import Graph

from communique import resources
from communique.model import Document
from communique.publishing.answers import Question, questions
from communique.publishing.inventory import inventory
from communique.publishing.site import engine, feeds, vocabulary
from communique.publishing.site.data import Data, file_of, load
from communique.publishing.site.overview import Overview
from communique.publishing.site.pages import KIND_NAMES, Desk, Page, link
from communique.publishing.site.proofs import Witness
from communique.publishing.site.redirects import htaccess
from communique.publishing.site.render import Brand, html
from communique.publishing.site.represent import SUFFIXES, represent
from communique.publishing.site.sections import Sections
from communique.settings import Settings
from communique.vocab import HOME, LICENCES

ASSETS: Final = Path(__file__).parent / "assets"
MARKERS: Final = frozenset({"search.json", "sitemap.xml"})
BESIDE: Final = ("ttl", "jsonld")
LISTS: Final = {kind: f"{names[1].lower()}.html" for kind, names in KIND_NAMES.items()}
NAVIGATION: Final = (
    ("browse.html", "Browse"),
    *((LISTS[kind], KIND_NAMES[kind][1]) for kind in ("meeting", "person", "body", "agreement", "release")),
    ("doubts.html", "Doubtful"),
    ("query.html", "Ask"),
)


@dataclass(frozen=True)
class Site:
    """A build as pages; `texts` by their SHA-256 let pages show the sentence behind a fact.

    `address` is where the site lies, if not at the base: a map of pages counts at the host that it names.
    """

    data: Data
    settings: Settings
    texts: Mapping[str, Document]
    engine: Path | None = None
    address: str = ""

    @property
    def home(self) -> str:
        """The address that the paths of pages follow."""
        return f"{self.address.rstrip('/')}/" if self.address else self.data.base

    @cached_property
    def brand(self) -> Brand:
        """The name and terms of the site, from the settings."""
        s = self.settings
        licence = LICENCES.get(s.licence, s.licence)
        return Brand(self.data.base, s.title, s.description, s.publisher, s.licence, licence)

    @cached_property
    def desk(self) -> Desk:
        """What the pages of resources are made from."""
        terms = vocabulary.labels(self._ontology)
        sections = Sections(self.data, resources.queries() / "site")
        return Desk(self.data, Witness(self.data, self.texts), sections, terms)

    @cached_property
    def overview(self) -> Overview:
        """What the pages about the whole are made from."""
        return Overview(self.data, resources.queries() / "site" / "overview")

    @cached_property
    def _ontology(self) -> Graph:
        return vocabulary.parsed(resources.ontology().glob("*.ttl"))

    def describe(self, path: str, suffix: str) -> bytes:
        """The description of the resource that the page at `path` is about, in the format of a suffix."""
        return represent(self.data, self.data.pages[path], SUFFIXES[suffix])

    def page(self, path: str) -> bytes:
        """The page about a resource, by its path without suffix."""
        page = self.desk.page(self.data.pages[path])
        kind = KIND_NAMES[page.kind][0]
        return self._html(
            "resource",
            f"{path}.html",
            title=page.title,
            description=_described(page, kind),
            page=page,
            kind=kind,
            when=[words for words in self.overview.meetings.get(page.iri, ()) if words],
            jsonld=self.describe(path, "jsonld"),
            pages=self.data.page,
        )

    def whole(self, name: str) -> bytes:
        """One of the pages and files about the whole, by its path; `KeyError` where there is none such."""
        return self._whole[name]()

    @property
    def names(self) -> tuple[str, ...]:
        """The paths of the pages and files about the whole."""
        return tuple(self._whole)

    @cached_property
    def _whole(self) -> Mapping[str, Callable[[], bytes]]:
        lists = {LISTS[kind]: self._lister(kind) for kind in KIND_NAMES}
        return {
            "index.html": self._index,
            "browse.html": self._browse,
            **lists,
            "doubts.html": self._doubts,
            "query.html": self._query,
            "data.html": self._data,
            "vocabulary.html": self._vocabulary,
            "shapes.html": self._shapes,
            "search.json": self.overview.search,
            "feed.atom": self._feed,
            "sitemap.xml": self._sitemap,
            "robots.txt": lambda: feeds.robots(self.home),
            ".htaccess": htaccess,
        }

    def _html(self, template: str, address: str, **values: object) -> bytes:
        root = link(address, "")
        return html(template, site=self.brand, address=address, root=root, navigation=NAVIGATION, **values)

    def _index(self) -> bytes:
        counted = [(kind, len(self.overview.of(kind))) for kind in KIND_NAMES]
        counts = [
            (LISTS[kind], KIND_NAMES[kind][count != 1].lower(), count) for kind, count in counted if count
        ]
        return self._html(
            "index",
            "index.html",
            title=self.brand.title,
            description=self.brand.description,
            counts=counts,
            timeline=self.overview.timeline,
            picture=self.overview.picture,
        )

    def _lister(self, kind: str) -> Callable[[], bytes]:
        name = KIND_NAMES[kind][1]
        told = f"{name}: {self.brand.title}"
        return lambda: self._html(
            "list", LISTS[kind], title=name, description=told, items=self.overview.of(kind)
        )

    def _browse(self) -> bytes:
        items = self.overview.items
        facets = (
            ("kind", [KIND_NAMES[kind][0] for kind in KIND_NAMES if self.overview.of(kind)]),
            ("year", sorted({item.year for item in items if item.year})),
            ("body", sorted({body for item in items for body in item.bodies})),
            ("role", sorted({role for item in items for role in item.roles})),
        )
        kinds = {kind: names[0] for kind, names in KIND_NAMES.items()}
        return self._html(
            "browse",
            "browse.html",
            title="Browse",
            description=f"All of {self.brand.title}",
            items=items,
            facets=facets,
            kinds=kinds,
        )

    def _doubts(self) -> bytes:
        return self._html(
            "doubts",
            "doubts.html",
            title="Doubtful",
            description="What disagrees between releases, or cannot be right",
            doubts=self.overview.doubts,
            proofs=self.desk.proofs,
            pages=self.data.page,
        )

    def _query(self) -> bytes:
        asked: list[Question] = [q for q in questions(resources.queries()) if "/" not in q.name]
        shown = [{"words": q.words, "text": _text(q.name)} for q in asked]
        return self._html(
            "query",
            "query.html",
            title="Ask",
            description="SPARQL over the dataset",
            questions=shown,
            engine=self.engine is not None,
        )

    def _data(self) -> bytes:
        found = list(inventory(self.data.out))
        return self._html("data", "data.html", title="Files", description="The dataset's files", files=found)

    def _vocabulary(self) -> bytes:
        title, told = vocabulary.title(self._ontology, HOME)
        groups = vocabulary.ontology(self._ontology, HOME)
        return self._html("vocabulary", "vocabulary.html", title=title, description=told, groups=groups)

    def _shapes(self) -> bytes:
        groups = vocabulary.shapes(vocabulary.parsed(resources.shapes().glob("*.ttl")))
        told = "What the data is checked against"
        return self._html("vocabulary", "shapes.html", title="Shapes", description=told, groups=groups)

    def _feed(self) -> bytes:
        return feeds.atom(self.overview, self.home, self.brand, self.settings.issued)

    def _sitemap(self) -> bytes:
        pages = [name for name in self._whole if name.endswith(".html")]
        return feeds.sitemap(self.home, [*pages, *(f"{path}.html" for path in sorted(self.data.pages))])


def _text(name: str) -> str:
    return (resources.queries() / f"{name}.rq").read_text(encoding="utf-8")


def _described(page: Page, kind: str) -> str:
    tables = ", ".join(f"{table.title.lower()} ({len(table.rows)})" for table in page.tables[:3])
    return f"{kind}: {page.title}" + (f". {tables}" if tables else "")


def opened(
    out: Path,
    settings: Settings,
    texts: Iterable[Document] = (),
    engine: Path | None = None,
    address: str = "",
) -> Site:
    """The build in `out` as a site; `UsageError` where it is none."""
    return Site(load(out), settings, {text.sha256: text for text in texts}, engine, address)


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Every file of the site but for those of the build: its path and content."""
    for path in site.data.pages:
        yield f"{file_of(path)}.html", site.page(path)
        for suffix in BESIDE:
            yield f"{file_of(path)}.{suffix}", site.describe(path, suffix)
    for name in site.names:
        yield name, site.whole(name)
    for asset in sorted(ASSETS.iterdir()):
        yield f"assets/{asset.name}", asset.read_bytes()
    if site.engine is not None:
        yield from engine.files(site.engine)


def write(site: Site, folder: Path, progress: Callable[[str, int, int], None]) -> int:
    """Write the site into a folder, the build's own files under `data/`; how many pages it has."""
    total = len(site.data.pages)
    for number, (path, content) in enumerate(files(site)):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        progress("writing", min(number // 3, total), total)
    shutil.copytree(site.data.out, folder / "data")
    for name in ("catalogue.ttl", "catalogue.jsonld"):
        shutil.copyfile(site.data.out / name, folder / name)
    return total
