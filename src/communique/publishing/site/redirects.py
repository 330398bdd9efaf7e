"""Apache's redirects from things to their descriptions, for a static site or for w3id.org before one.

Apache 2.4: https://httpd.apache.org/docs/2.4/mod/mod_rewrite.html. It weighs an Accept header as the server
does (RFC 9110, section 12.5.1), among the three forms that a static site has.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from communique.publishing.inventory import TYPES, WEB_TYPES

FORMS: Final = ("html", "ttl", "jsonld")  # the first of those that a client likes equally
# From the least exact range to the most: what is set later holds.
_RANGES: Final = (
    (r"\*/\*", FORMS),
    (r"text/\*", ("html", "ttl")),
    (r"application/\*", ("jsonld",)),
    ("text/html", ("html",)),
    ("text/turtle", ("ttl",)),
    (r"application/ld\+json", ("jsonld",)),
)
# Other names, which count where none of the above is asked for.
_ALIASES: Final = (
    (r"application/xhtml\+xml", ("html",)),
    ("(?:application/x-turtle|text/n3)", ("ttl",)),
    ("application/json", ("jsonld",)),
)
# A weight as it is written, and in thousandths; without one it is 1.
_WEIGHTS: Final = (
    ("0[.]?", "0"),
    ("0[.]([0-9])", "$100"),
    ("0[.]([0-9][0-9])", "$10"),
    ("0[.]([0-9][0-9][0-9])", "$1"),
)


def htaccess(address: str = "") -> bytes:
    """The `.htaccess` of a static site; with the site's address, the one for the host of the IRIs."""
    return ("\n".join([*_head(), *_choice(), *_redirects(address)]) + "\n").encode()


def _head() -> Iterator[str]:
    yield "# From things to their descriptions: Apache 2.4 with mod_rewrite, mod_setenvif, mod_headers."
    types = {suffix: kind.media_type for suffix, kind in TYPES.items()} | WEB_TYPES
    yield from (f"AddType {types[suffix]} {suffix}" for suffix in sorted(types))
    yield "AddCharset utf-8 .html .ttl .csv .md"
    yield "<IfModule mod_headers.c>"
    yield '  Header always set Access-Control-Allow-Origin "*"'
    yield '  Header always set X-Content-Type-Options "nosniff"'
    yield "  Header always merge Vary Accept"
    yield "</IfModule>"


def _choice() -> Iterator[str]:
    """Lines that leave in `form` which form a client likes best, or `none`."""
    yield "\n# How much the client likes each form, in thousandths."
    for group, ranges in (("like", _RANGES), ("alias", _ALIASES)):
        for media_type, forms in ranges:
            yield _weighed(media_type, r"[;,]|$", group, forms, "1000")
            for written, value in _WEIGHTS:
                yield _weighed(media_type, rf"(?:;[^,]*)?;\s*q={written}\s*(?:[;,]|$)", group, forms, value)
    yield "\nRewriteEngine On"
    yield "RewriteRule ^ - [E=form:none]"
    for group in ("alias", "like"):
        for number, form in reversed(list(enumerate(FORMS))):
            yield f'RewriteCond expr "%{{ENV:{group}_{form}}} -gt 0"'
            for other in FORMS[number + 1 :]:
                yield f'RewriteCond expr "%{{ENV:{group}_{form}}} -ge %{{ENV:{group}_{other}}}"'
            yield f"RewriteRule ^ - [E=form:{form}]"
    yield r"RewriteCond %{HTTP_ACCEPT} ^\s*$"
    yield f"RewriteRule ^ - [E=form:{FORMS[0]}]"


def _weighed(media_type: str, rest: str, group: str, forms: tuple[str, ...], value: str) -> str:
    sets = " ".join(f"{group}_{form}={value}" for form in forms)
    return rf'SetEnvIfNoCase Accept "(?:^|,)\s*{media_type}\s*(?:{rest})" {sets}'


def _redirects(address: str) -> Iterator[str]:
    where = address or "%{ENV:base}"
    if not address:
        yield from _base()
    yield "\n# Things, and documents in the form that is asked for."
    yield "RewriteCond %{ENV:form} =none"
    yield "RewriteRule ^(?:id|doc)/. - [R=406,L]"
    yield f"RewriteRule ^id/([^.].*)$ {where}$1.%{{ENV:form}} [R=303,L]"
    yield f"RewriteRule ^doc/([^.].*)$ {where}release/$1.%{{ENV:form}} [R=303,L]"
    if not address:
        yield from _documents()
    yield "\n# The whole."
    for path, page in (("dataset", "index.html"), ("ontology", "vocabulary.html")):
        yield "RewriteCond %{ENV:form} =html"
        yield f"RewriteRule ^{path}$ {where}{page} [R=303,L]"
    yield f"RewriteRule ^ontology$ {where}data/ontology/communique.ttl [R=303,L]"
    yield 'RewriteCond expr "%{ENV:like_jsonld} -gt %{ENV:like_ttl}"'
    yield f"RewriteRule ^(?:dataset|catalogue|\\.well-known/void)$ {where}catalogue.jsonld [R=303,L]"
    yield f"RewriteRule ^(?:dataset|catalogue|\\.well-known/void)$ {where}catalogue.ttl [R=303,L]"
    if address:
        yield f"RewriteRule ^(.*)$ {where}$1 [R=302,L]"


def _base() -> Iterator[str]:
    """Lines that leave in `base` the path of the site's folder: no RewriteBase is needed."""
    yield "\n# The path of this folder: what of the request's path comes before what rules see of it."
    yield r"RewriteCond %{REQUEST_URI}::$1 ^(.*?/)(.*)::\2$"
    yield "RewriteRule ^(.*)$ - [E=base:%1]"


def _documents() -> Iterator[str]:
    there = "RewriteCond %{REQUEST_FILENAME}.html -f"
    yield from (there, "RewriteCond %{ENV:form} =none", "RewriteRule ^[^/]+/. - [R=406,L]")
    yield from (there, "RewriteRule ^([^/]+/.+)$ %{ENV:base}$1.%{ENV:form} [END]")
