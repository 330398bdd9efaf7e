"""Things lead to their descriptions, documents answer in the form that is asked for.

Cool URIs for the Semantic Web, section 4.1 (https://www.w3.org/TR/cooluris/): a thing is answered by 303, a
document by 200.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from mimetypes import guess_type
from pathlib import Path
from typing import Final
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from communique.errors import UsageError
from communique.publishing.inventory import TYPES, WEB_TYPES
from communique.publishing.site import ASSETS, engine
from communique.publishing.site.data import file_of
from communique.publishing.site.represent import SUFFIXES, represent
from communique.serving.http import OPEN, Content, answered, said, see_other
from communique.serving.negotiate import choose
from communique.serving.requests import current_of, reads, root_of
from communique.serving.state import Current, Serving

FORMS: Final = {"text/html": "html", **{media_type: suffix for suffix, media_type in SUFFIXES.items()}}
CATALOGUE: Final = {"text/turtle": "catalogue.ttl", "application/ld+json": "catalogue.jsonld"}


async def resource(request: Request) -> Response:
    """A thing, a page, a description, or a file."""
    if (answer := reads(request)) is not None:
        return answer
    return await run_in_threadpool(_resource, request)


def _resource(request: Request) -> Response:
    current, path = current_of(request), _path(request)
    if path.startswith(("id/", "doc/")):
        return _thing(request, current, path)
    if path in ("", "dataset", "ontology", "catalogue", ".well-known/void"):
        return _whole(request, current, path)
    if path in current.names:
        return _page(request, current, current.whole(path), path)
    stem, _, suffix = path.rpartition(".")
    if stem and suffix in ("html", *SUFFIXES) and (found := _document(current, stem, suffix)):
        return _described(request, current, found, stem, suffix, {})
    if path in current.site.data.pages:
        return _negotiated(request, current, path)
    return _file(request, current, path)


def _path(request: Request) -> str:
    """The path as it was sent, percent-encoded as IRIs are."""
    raw = request.scope.get("raw_path") or quote(request.scope["path"]).encode()
    path: str = raw.decode("ascii", "replace").partition("?")[0]
    root = root_of(request)
    return (path[len(root) :] if path == root or path.startswith(f"{root}/") else path).lstrip("/")


def _thing(request: Request, current: Current, path: str) -> Response:
    """303 from a thing to its description in the form that is asked for."""
    data = current.site.data
    iri = data.base + path
    if f"<{iri}>" not in data.by_subject:
        raise HTTPException(404, f"Nothing here is called {iri}.", headers=OPEN)
    page = data.page(iri)
    stem = page or (f"release/{path[4:]}" if path.startswith("doc/") else path[3:])
    offers = [name for name in FORMS if page or name != "text/html"]
    chosen = choose(request.headers.get("accept", ""), offers)
    links = {"Link": _links(current, stem, offers), "Vary": "Accept"}
    if not chosen:
        return _not_acceptable(stem, offers, links)
    return see_other(f"{root_of(request)}/{stem}.{FORMS[chosen]}", links)


def _not_acceptable(stem: str, offers: Sequence[str], headers: Mapping[str, str]) -> Response:
    listed = "\n".join(f"{stem}.{FORMS[name]}  {name}" for name in offers)
    return said(406, f"It can be had as\n{listed}", headers)


def _links(current: Current, stem: str, offers: Sequence[str]) -> str:
    base, licence = current.site.data.base, current.site.brand.licence
    first = FORMS[offers[0]]
    found = [f'<{base}{stem}.{first}>; rel="canonical"']
    found += [f'<{base}{stem}.{FORMS[name]}>; rel="alternate"; type="{name}"' for name in offers]
    found += [f'<{base}{stem}.ttl>; rel="describedby"; type="text/turtle"', f'<{licence}>; rel="license"']
    return ", ".join(found)


def _document(current: Current, stem: str, suffix: str) -> bytes:
    """The page or description at a path; empty where there is none."""
    return current.kept.get((stem, suffix), lambda: _made(current, stem, suffix))


def _made(current: Current, stem: str, suffix: str) -> bytes:
    data = current.site.data
    if stem in data.pages:
        return current.site.page(stem) if suffix == "html" else current.site.describe(stem, suffix)
    iri = f"{data.base}doc/{stem[8:]}" if stem.startswith("release/") else f"{data.base}id/{stem}"
    return b"" if suffix == "html" else represent(data, iri, SUFFIXES[suffix])


def _described(
    request: Request, current: Current, body: bytes, stem: str, suffix: str, headers: Mapping[str, str]
) -> Response:
    media_type = "text/html" if suffix == "html" else SUFFIXES[suffix]
    offers = [name for name in FORMS if stem in current.site.data.pages or name != "text/html"]
    links = {"Link": _links(current, stem, offers), **headers}
    return answered(request, Content(body, media_type, current.changed, links))


def _negotiated(request: Request, current: Current, path: str) -> Response:
    """The document at a path without suffix, in the form that is asked for."""
    chosen = choose(request.headers.get("accept", ""), list(FORMS))
    if not chosen:
        return _not_acceptable(path, list(FORMS), {"Vary": "Accept"})
    suffix = FORMS[chosen]
    headers = {"Vary": "Accept", "Content-Location": f"{root_of(request)}/{path}.{suffix}"}
    return _described(request, current, _document(current, path, suffix), path, suffix, headers)


def _whole(request: Request, current: Current, path: str) -> Response:
    """The front page, the dataset, the ontology, the catalogue: as a page or as RDF."""
    accept, root = request.headers.get("accept", ""), root_of(request)
    pages = {"": "index.html", "dataset": "index.html", "ontology": "vocabulary.html"}
    offers = [*(["text/html"] if path in pages else []), *CATALOGUE]
    chosen = choose(accept, offers)
    if not chosen:
        return said(406, f"It can be had as {', '.join(offers)}.", {"Vary": "Accept"})
    if chosen == "text/html":
        if path:
            return see_other(f"{root}/{pages[path]}", {"Vary": "Accept"})
        return _page(request, current, current.whole("index.html"), "index.html", {"Vary": "Accept"})
    target = "data/ontology/communique.ttl" if path == "ontology" else CATALOGUE[chosen]
    if path == "catalogue":
        content = (current.site.data.out / target).read_bytes()
        return answered(request, Content(content, chosen, current.changed, {"Vary": "Accept"}))
    return see_other(f"{root}/{target}", {"Vary": "Accept"})


def _page(
    request: Request, current: Current, body: bytes, name: str, headers: Mapping[str, str] | None = None
) -> Response:
    base, licence = current.site.data.base, current.site.brand.licence
    links = f'<{base}{name}>; rel="canonical", <{base}catalogue.ttl>; rel="describedby"'
    links += f', <{licence}>; rel="license"'
    return answered(request, Content(body, _type(name), current.changed, {"Link": links, **(headers or {})}))


def _type(name: str) -> str:
    suffix = Path(name).suffix
    if suffix in TYPES:
        return TYPES[suffix].media_type
    return WEB_TYPES.get(suffix) or guess_type(name)[0] or "application/octet-stream"


def _file(request: Request, current: Current, path: str) -> Response:
    """A file of the build, or one that pages need."""
    try:
        name = file_of(path)
    except UsageError as error:
        raise HTTPException(404, "There is no such page.", headers=OPEN) from error
    content = _read(current, request.app.state.serving, name)
    if content is None:
        raise HTTPException(404, "There is no such page.", headers=OPEN)
    return answered(request, Content(content, _type(name), current.changed))


def _read(current: Current, serving: Serving, name: str) -> bytes | None:
    if name in ("catalogue.ttl", "catalogue.jsonld"):
        return _within(current.site.data.out, name)
    if name.startswith("data/"):
        return _within(current.site.data.out, name.removeprefix("data/"))
    if name.startswith("assets/oxigraph/") and serving.engine is not None:
        return dict(engine.files(serving.engine)).get(name)
    return _within(ASSETS, name.removeprefix("assets/")) if name.startswith("assets/") else None


def _within(folder: Path, name: str) -> bytes | None:
    """A file of a folder; None where there is none, or a link leads out of the folder."""
    path = (folder / name).resolve()
    return path.read_bytes() if path.is_file() and path.is_relative_to(folder.resolve()) else None
