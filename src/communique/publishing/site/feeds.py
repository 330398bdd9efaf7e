"""What machines ask a site for: sitemap, robots.txt, an Atom feed of meetings.

Sitemap protocol 0.9: https://www.sitemaps.org/protocol.html · Atom: RFC 4287.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from communique.publishing.serialize import well_formed
from communique.publishing.site.overview import Item, Overview
from communique.vocab import ATOM, SITEMAP


def sitemap(base: str, paths: Iterable[str]) -> bytes:
    """All pages of the site."""
    urls = "".join(f"  <url><loc>{escape(base + path)}</loc></url>\n" for path in paths)
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{SITEMAP}">\n'
    return f"{head}{urls}</urlset>\n".encode()


def robots(base: str) -> bytes:
    """All may read all, and here is the map."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n".encode()


def atom(overview: Overview, title: str, publisher: str, issued: str) -> bytes:
    """The dated meetings, the latest first; one is updated on its own day, whose time no text tells."""
    base = overview.data.base
    entries = [i for i in overview.of("meeting") if len(i.date) == 10 and i.date[0].isdigit()]
    entries.sort(key=lambda i: (i.date, i.iri), reverse=True)
    updated = issued or (entries[0].date if entries else "1970-01-01")
    parts = [
        f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="{ATOM}" xml:lang="en">',
        f"  <id>{escape(base)}feed.atom</id>",
        f"  <title>{escape(title)}: meetings</title>",
        f"  <updated>{updated}T00:00:00Z</updated>",
        f"  <author><name>{escape(publisher)}</name></author>",
        f'  <link rel="self" type="application/atom+xml" href="{_quoted(base)}feed.atom"/>',
        f'  <link rel="alternate" type="text/html" href="{_quoted(base)}"/>',
        *(_entry(base, item) for item in entries),
        "</feed>",
    ]
    return well_formed(("\n".join(parts) + "\n").encode())


def _entry(base: str, item: Item) -> str:
    where = f" in {item.place}" if item.place else ""
    return (
        f"  <entry>\n    <id>{escape(item.iri)}</id>\n    <title>{escape(item.value.words)}</title>\n"
        f"    <updated>{item.date}T00:00:00Z</updated>\n"
        f'    <link rel="alternate" type="text/html" href="{_quoted(base + item.value.href)}"/>\n'
        f"    <summary>{escape(f'{item.status}, {item.date}{where}')}</summary>\n  </entry>"
    )


def _quoted(address: str) -> str:
    return escape(address, {'"': "&quot;"})
