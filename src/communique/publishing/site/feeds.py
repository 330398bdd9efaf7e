"""What machines ask a site for: sitemap, robots.txt, an Atom feed of meetings.

Sitemap protocol 0.9: https://www.sitemaps.org/protocol.html · Atom: RFC 4287.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from communique.publishing.serialize import well_formed
from communique.publishing.site.overview import Item, Overview
from communique.publishing.site.render import Brand
from communique.vocab import ATOM, SITEMAP


def sitemap(home: str, paths: Iterable[str]) -> bytes:
    """All pages of the site."""
    urls = "".join(f"  <url><loc>{escape(home + path)}</loc></url>\n" for path in paths)
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{SITEMAP}">\n'
    return f"{head}{urls}</urlset>\n".encode()


def robots(home: str) -> bytes:
    """All may read all, and here is the map."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {home}sitemap.xml\n".encode()


def atom(overview: Overview, home: str, brand: Brand, issued: str) -> bytes:
    """The dated meetings, the latest first; one is updated on its own day, whose time no text tells."""
    entries = [i for i in overview.of("meeting") if len(i.date) == 10 and i.date[0].isdigit()]
    entries.sort(key=lambda i: (i.date, i.iri), reverse=True)
    updated = issued or (entries[0].date if entries else "1970-01-01")
    parts = [
        f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="{ATOM}" xml:lang="en">',
        f"  <id>{escape(brand.base)}feed.atom</id>",
        f"  <title>{escape(brand.title)}: meetings</title>",
        f"  <updated>{updated}T00:00:00Z</updated>",
        f"  <author><name>{escape(brand.publisher)}</name></author>",
        f'  <link rel="self" type="application/atom+xml" href="{_quoted(home)}feed.atom"/>',
        f'  <link rel="alternate" type="text/html" href="{_quoted(home)}"/>',
        *(_entry(home, item) for item in entries),
        "</feed>",
    ]
    return well_formed(("\n".join(parts) + "\n").encode())


def _entry(home: str, item: Item) -> str:
    where = f" in {item.place}" if item.place else ""
    return (
        f"  <entry>\n    <id>{escape(item.iri)}</id>\n    <title>{escape(item.value.words)}</title>\n"
        f"    <updated>{item.date}T00:00:00Z</updated>\n"
        f'    <link rel="alternate" type="text/html" href="{_quoted(home + item.value.href)}"/>\n'
        f"    <summary>{escape(f'{item.status}, {item.date}{where}')}</summary>\n  </entry>"
    )


def _quoted(address: str) -> str:
    return escape(address, {'"': "&quot;"})
