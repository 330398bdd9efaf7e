"""The namespaces of the catalogue, beside those that the dataset itself uses."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from communique import vocab

_AUTHORITY: Final = "http://publications.europa.eu/resource/authority/"

PREFIXES: Final = MappingProxyType(
    {
        **vocab.PREFIXES,
        "accessright": f"{_AUTHORITY}access-right/",
        "authority": _AUTHORITY,
        "availability": f"{_AUTHORITY}planned-availability/",
        "adms": "http://www.w3.org/ns/adms#",
        "dcat": "http://www.w3.org/ns/dcat#",
        "dcatap": "http://data.europa.eu/r5r/",
        "filetype": f"{_AUTHORITY}file-type/",
        "iana": "https://www.iana.org/assignments/media-types/",
        "language": f"{_AUTHORITY}language/",
        "semapv": "https://w3id.org/semapv/vocab/",
        "publishertype": "http://purl.org/adms/publishertype/",
        "sd": "http://www.w3.org/ns/sparql-service-description#",
        "gsp": "http://www.opengis.net/ont/geosparql#",
        "spdx": "http://spdx.org/rdf/terms#",
        "theme": f"{_AUTHORITY}data-theme/",
        "vcard": "http://www.w3.org/2006/vcard/ns#",
        "void": "http://rdfs.org/ns/void#",
    }
)
