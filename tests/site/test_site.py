"""The static site: whole, linked, escaped, the same each time, and its own host alone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from communique import resources
from communique.cli import main
from communique.errors import UsageError
from communique.pipeline import Job, build
from communique.publishing import site
from communique.publishing.site.data import Data, file_of
from communique.publishing.site.represent import SUFFIXES
from communique.settings import EvidenceMode, Settings
from communique.texts import read_texts

LOADING = {"script": "src", "img": "src", "iframe": "src", "source": "src", "object": "data"}


class Links(HTMLParser):
    """What a page links to, what it loads, the ids it has, the scripts written in it."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.handlers: list[str] = []
        self.inside = ""
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.inside = tag if tag == "script" and "src" not in found else ""
        self.handlers += [name for name in found if name.startswith("on")]
        if tag == "a" and "href" in found:
            self.links.append(found["href"])
        if tag in LOADING and LOADING[tag] in found:
            self.loads.append(found[LOADING[tag]])
        if tag == "link" and found.get("rel") in ("stylesheet", "icon"):
            self.loads.append(found["href"])

    def handle_endtag(self, tag: str) -> None:
        self.inside = "" if tag == "script" else self.inside

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.scripts.append(data)


def read(path: Path) -> Links:
    found = Links()
    found.feed(path.read_text(encoding="utf-8"))
    return found


def pages(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*.html")) if "data" not in path.relative_to(folder).parts)


def test_every_resource_has_a_page_and_its_descriptions(made: site.Site, written: Path) -> None:
    kinds = set(made.data.kinds.values())
    assert {
        "meeting",
        "series",
        "person",
        "post",
        "body",
        "agreement",
        "initiative",
        "place",
        "topic",
    } <= kinds
    for path in made.data.pages:
        for suffix in ("html", "ttl", "jsonld"):
            assert (written / f"{file_of(path)}.{suffix}").stat().st_size


def test_links_within_the_site_lead_somewhere(written: Path) -> None:
    checked = 0
    for page in pages(written):
        for link in read(page).links:
            parts = urlsplit(link)
            if not parts.scheme and parts.path:
                assert (page.parent / unquote(parts.path)).resolve().is_file(), (page, link)
                checked += 1
    assert checked > 1000


def test_no_page_loads_anything_from_elsewhere(written: Path) -> None:
    for page in pages(written):
        assert not [load for load in read(page).loads if urlsplit(load).netloc]
    for asset in sorted((written / "assets").iterdir()):
        assert not re.search(rb"(?:import|fetch|url)\W*\(?\W*https?:", asset.read_bytes())


def test_a_page_says_where_it_belongs_and_what_describes_it(made: site.Site, written: Path) -> None:
    path = next(path for path in made.data.pages if path.startswith("person/"))
    page = (written / f"{file_of(path)}.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{made.data.base}{path}.html">' in page
    assert f'<link rel="alternate" type="text/turtle" href="../{path}.ttl">' in page
    assert f'<link rel="alternate" type="application/ld+json" href="../{path}.jsonld">' in page
    assert '<link rel="describedby"' in page
    assert '<meta property="og:title"' in page


def test_the_data_in_a_page_is_the_description_beside_it(made: site.Site, written: Path) -> None:
    path = next(path for path in made.data.pages if path.startswith("meeting/"))
    scripts = read(written / f"{file_of(path)}.html").scripts
    assert json.loads(scripts[0]) == json.loads(
        (written / f"{file_of(path)}.jsonld").read_text(encoding="utf-8")
    )


def test_a_fact_shows_the_sentence_that_proves_it(written: Path) -> None:
    page = (written / "person/gilles-de-kerchove.html").read_text(encoding="utf-8")
    assert "<mark>Gilles de Kerchove</mark>" in page
    assert "Posts held, and when that is attested" in page
    assert 'class="how stated"' in page


def test_a_sum_reads_as_one(written: Path) -> None:
    shown = [path.read_text(encoding="utf-8") for path in (written / "agreement").glob("*.html")]
    assert any("<dd>EUR 5,000,000 " in page for page in shown)


def test_a_date_and_a_doubt_show_theirs(written: Path) -> None:
    page = (written / "meeting/eu-un-leaders-dialogue-on-counter-terrorism-3.html").read_text(
        encoding="utf-8"
    )
    held = page.partition("<dt>held on</dt>")[2].partition("<dt>")[0]
    assert 'class="how stated"' in held
    assert "<mark>2 December 2020</mark>" in held
    doubts = (written / "doubts.html").read_text(encoding="utf-8")
    assert doubts.count("<mark>") >= doubts.count("<dd>") > 0


def test_a_meeting_stands_once_whatever_releases_say_became_of_it(made: site.Site) -> None:
    said: dict[str, set[str]] = {}
    for quad in made.data.quads:
        if quad.predicate.endswith("meetingStatus>"):
            said.setdefault(quad.subject[1:-1], set()).add(quad.object.rsplit("/", 1)[-1][:-1])
    several = {iri for iri, statuses in said.items() if len(statuses) > 1}
    assert several
    assert not {iri for iri in several if made.overview.meetings[iri][1] == "planned"}
    series = made.desk.page(f"{made.data.base}id/series/eu-un-leaders-dialogue-on-counter-terrorism")
    (editions,) = (table for table in series.tables if table.title == "Editions")
    meetings = [row.values[editions.columns.index("meeting")].href for row in editions.rows]
    assert len(meetings) == len(set(meetings)) > 3


def test_the_vocabulary_is_called_by_its_name_and_begins_with_its_contents(written: Path) -> None:
    page = (written / "vocabulary.html").read_text(encoding="utf-8")
    assert "<h1>Communique ontology 0." in page
    assert page.index('<a href="#ontology-Meeting">meeting</a>') < page.index('id="ontology-Meeting"')


def test_descriptions_hold_the_same_triples_in_every_format(made: site.Site) -> None:
    path = next(path for path in made.data.pages if path.startswith("person/"))
    found = set()
    for suffix, media_type in SUFFIXES.items():
        form = ox.RdfFormat.from_media_type(media_type)
        assert form is not None
        quads = ox.parse(made.describe(path, suffix), form, base_iri=made.data.base)
        found.add(frozenset(str(quad.triple) for quad in quads))
    assert len(found) == 1, [len(triples) for triples in found]
    assert next(iter(found))


def test_what_a_description_says_the_dataset_says(made: site.Site) -> None:
    whole = {" ".join(quad[:3]) for quad in made.data.quads}
    for path in list(made.data.pages)[::10]:
        lines = made.describe(path, "nt").decode().splitlines()
        assert {line.removesuffix(" .") for line in lines} <= whole


def test_feed_and_map_are_well_formed(made: site.Site, written: Path) -> None:
    feed = ElementTree.parse(written / "feed.atom").getroot()
    atom = "{http://www.w3.org/2005/Atom}"
    ids = [entry.findtext(f"{atom}id") for entry in feed.findall(f"{atom}entry")]
    assert len(ids) == len(set(ids)) > 3
    assert feed.findtext(f"{atom}updated")
    urls = ElementTree.parse(written / "sitemap.xml").getroot()
    assert len(urls) == len(made.data.pages) + sum(name.endswith(".html") for name in made.names)
    assert f"Sitemap: {made.data.base}sitemap.xml" in (written / "robots.txt").read_text()


def test_what_harvesters_read_names_the_address_of_the_site(built: Path) -> None:
    away = site.opened(built, Settings(), address="https://data.example.org/releases")
    assert b"Sitemap: https://data.example.org/releases/sitemap.xml" in away.whole("robots.txt")
    listed = re.findall("<loc>(.*?)</loc>", away.whole("sitemap.xml").decode())
    assert listed
    assert all(address.startswith("https://data.example.org/releases/") for address in listed)
    feed = away.whole("feed.atom").decode()
    assert 'rel="self" type="application/atom+xml" href="https://data.example.org/releases/feed.atom"' in feed
    assert f"<id>{away.data.base}feed.atom</id>" in feed
    assert f'<link rel="canonical" href="{away.data.base}index.html">'.encode() in away.whole("index.html")


def test_the_search_knows_names_and_other_names(written: Path) -> None:
    rows = json.loads((written / "search.json").read_text(encoding="utf-8"))
    assert any(row[0] == "European Union" and "EU" in row[3:] for row in rows)


def test_the_site_is_the_same_each_time(root: Path, built: Path, written: Path) -> None:
    settings = Settings()
    again = site.opened(built, settings, read_texts([str(root / "examples/texts")], settings))
    for path, content in site.files(again):
        assert (written / path).read_bytes() == content, path


HOSTILE = """---
title: '<script>alert(1)</script> "></a><img src=x onerror=alert(2)> Talks'
date: 2021-03-03
---

Minister of Trade <script>alert(3)</script> John "></a> Smith met with Foreign Minister Anna \u202eevil Berg
in Geneva on 3 March 2021. "We </script><script>alert(4)</script> agree," said Mr. Smith. See
javascript:alert(5) and https://example.org/"onmouseover="alert(6).
"""


def test_what_a_text_holds_is_shown_harmless(tmp_path: Path) -> None:
    text = tmp_path / "hostile.md"
    text.write_text(HOSTILE, encoding="utf-8")
    out = tmp_path / "build"
    build(Job((str(text),), out, Settings(evidence=EvidenceMode.QUOTE), resources.mappings()))
    for path, content in site.files(site.opened(out, Settings(), read_texts([str(text)], Settings()))):
        if not path.endswith(".html"):
            continue
        found = Links()
        found.feed(content.decode())
        assert not found.handlers, path
        assert not [script for script in found.scripts if "alert" in script and "\\u003c" not in script]
        assert not [link for link in found.links if link.strip().lower().startswith("javascript:")]
        assert b"<img" not in content
        assert "\u202e" not in re.sub(
            r'<script type="application/ld.json">.*?</script>', "", content.decode()
        )


@pytest.mark.parametrize(
    "path", ["../x", "a/../../x", "/etc/passwd", "a//b", "a\\b", "a/%2e%2e/b", "a\0b", "."]
)
def test_no_path_leads_out_of_the_site(path: str) -> None:
    with pytest.raises(UsageError):
        file_of(path)


def test_the_command_writes_a_site_and_refuses_what_is_none(built: Path, tmp_path: Path) -> None:
    there = tmp_path / "public"
    done = CliRunner().invoke(main, ["site", str(built), "--to", str(there)])
    assert done.exit_code == 0, done.output
    assert (there / "index.html").is_file()
    assert (there / "data/communique.nq").is_file()
    assert CliRunner().invoke(main, ["site", str(built), "--to", str(there)]).exit_code == 0
    (tmp_path / "other").mkdir()
    (tmp_path / "other/letter.txt").write_text("mine")
    refused = CliRunner().invoke(main, ["site", str(built), "--to", str(tmp_path / "other")])
    assert refused.exit_code == 2
    assert "--force" in refused.output
    assert CliRunner().invoke(main, ["site", str(tmp_path), "--to", str(there)]).exit_code == 2


def test_another_engine_is_refused(built: Path, tmp_path: Path) -> None:
    archive = tmp_path / "engine.tgz"
    archive.write_bytes(b"not it")
    done = CliRunner().invoke(
        main, ["site", str(built), "--to", str(tmp_path / "s"), "--engine", str(archive)]
    )
    assert done.exit_code == 2
    assert "oxigraph" in done.output


def test_a_base_that_ends_in_a_hash_has_no_pages(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "build"
    settings = Settings(base="https://example.org/data#")
    build(Job((str(root / "examples/texts/01-first-dialogue.txt"),), out, settings, resources.mappings()))
    done = CliRunner().invoke(main, ["site", str(out), "--to", str(tmp_path / "s")])
    assert done.exit_code == 2
    assert "ends in" in done.output


def test_kinds_are_found_by_class_alone(made: site.Site) -> None:
    data: Data = made.data
    assert all(data.pages[data.page(iri)] == iri for iri in data.kinds)
