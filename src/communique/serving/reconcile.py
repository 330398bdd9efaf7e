"""A reconciliation service over a build's own resources: W3C Entity Reconciliation API 0.2.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, TypeAlias

from rapidfuzz import fuzz, process

from communique.publishing.site import Site
from communique.publishing.site.pages import KIND_NAMES, Page
from communique.reading.names import fold

Json: TypeAlias = dict[str, Any]
MOST_QUERIES: Final = 200  # in one batch
MOST_CANDIDATES: Final = 50
LEAST: Final = 70.0  # the likeness below which a name is no candidate
SURE: Final = 95.0
SUGGESTED: Final = 10


class BadRequestError(ValueError):
    """A request that is not as the specification has it; its words say why."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A resource with its names, folded for comparison."""

    id: str
    name: str
    kind: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Service:
    """Answers about the resources of a site; `address` is where it is asked."""

    site: Site
    address: str

    @cached_property
    def entities(self) -> Mapping[str, Entity]:
        """Every resource that has a page, by its id: what of its IRI follows the identifier space."""
        found = (item for item in self.site.overview.items if self.site.data.page(item.iri))
        ids = ((item.iri.removeprefix(self.site.data.base), item) for item in found)
        return {
            key: Entity(key, item.value.words, item.kind, tuple(map(fold, (item.value.words, *item.aliases))))
            for key, item in ids
        }

    @cached_property
    def _at(self) -> Mapping[str, str]:
        """The id of the resource that a page is about."""
        return {self.site.data.page(self.site.data.base + key): key for key in self.entities}

    def page(self, key: str) -> Page:
        """The page of a resource by its id. Raises KeyError where nothing has it."""
        return self.site.desk.page(self.site.data.base + self.entities[key].id)

    @cached_property
    def _choices(self) -> Mapping[str, Mapping[tuple[str, int], str]]:
        found: dict[str, dict[tuple[str, int], str]] = {"": {}}
        for entity in self.entities.values():
            for number, name in enumerate(entity.names):
                found[""][entity.id, number] = name
                found.setdefault(entity.kind, {})[entity.id, number] = name
        return found

    @property
    def manifest(self) -> Json:
        """What the service is and can do."""
        address = self.address.rstrip("/")
        root = address.removesuffix("/reconcile")
        return {
            "versions": ["0.2"],
            "name": self.site.brand.title,
            "identifierSpace": self.site.data.base,
            "schemaSpace": self.site.data.base + "ontology#",
            "documentation": self.site.data.base,
            "defaultTypes": [_type(kind) for kind in KIND_NAMES],
            "view": {"url": f"{root}/{{{{id}}}}"},
            "preview": {"url": f"{address}/preview?id={{{{id}}}}", "width": 430, "height": 300},
            "suggest": {
                kind: {"service_url": address, "service_path": f"/suggest/{kind}"}
                for kind in ("entity", "property", "type")
            },
            "extend": {
                "propose_properties": {"service_url": address, "service_path": "/properties"},
                "property_settings": [],
            },
        }

    def batch(self, queries: Any) -> Json:
        """The candidates of each query of a batch. Raises BadRequestError."""
        if not isinstance(queries, dict) or len(queries) > MOST_QUERIES:
            raise BadRequestError(f"queries is an object of at most {MOST_QUERIES} queries")
        return {key: {"result": list(self._candidates(key, query))} for key, query in queries.items()}

    def _candidates(self, key: str, query: Any) -> Iterator[Json]:
        if not isinstance(query, dict) or not isinstance(query.get("query", ""), str):
            raise BadRequestError(f"{key} is no query")
        limit, wanted = query.get("limit", SUGGESTED), query.get("type", "")
        kinds = [wanted] if isinstance(wanted, str) else wanted
        properties = query.get("properties", [])
        if not _is_whole(limit) or not _all(kinds, str) or not _all(properties, dict):
            raise BadRequestError(
                f"{key}: limit is a whole number, type one or more strings, properties a list"
            )
        if not all(isinstance(item.get("pid"), str) for item in properties):
            raise BadRequestError(f"{key}: each of properties has a pid and a v")
        words, preferred = fold(str(query.get("query", ""))[:500]), query.get("type_strict") == "should"
        likely = self._likely(words, [""] if preferred else kinds, properties)
        found = [self._candidate(self.entities[id_], score, properties) for id_, score in likely]
        found.sort(key=lambda c: (-c["score"], c["id"]))
        alone = len(found) == 1 or (len(found) > 1 and found[1]["score"] < SURE)
        for number, candidate in enumerate(found[: max(0, min(int(limit), MOST_CANDIDATES))]):
            yield {**candidate, "match": number == 0 and alone and candidate["score"] >= SURE}

    def _likely(
        self, words: str, kinds: Sequence[str], properties: Sequence[Any]
    ) -> Iterator[tuple[str, float]]:
        best: dict[str, float] = {}
        for kind in kinds:
            choices = self._choices.get(kind, {})
            if not words and properties:
                best |= dict.fromkeys((entity for entity, _ in choices), 0.0)
                continue
            ranked = process.extract(
                words, choices, scorer=fuzz.WRatio, score_cutoff=LEAST, limit=MOST_CANDIDATES * 4
            )
            for _, score, (entity, _) in ranked:
                best[entity] = max(best.get(entity, 0.0), round(score, 2))
        yield from best.items()

    def _candidate(self, entity: Entity, score: float, properties: Sequence[Any]) -> Json:
        features: list[Json] = [{"id": "name", "value": score}]
        for item in properties[:20]:
            agreed = self._agrees(entity, item["pid"], item.get("v"))
            features.append({"id": item["pid"], "value": agreed})
        parts = [feature["value"] for feature in features[1:]]
        whole = (2 * score + sum(parts)) / (2 + len(parts)) if score else sum(parts) / max(len(parts), 1)
        return {
            "id": entity.id,
            "name": entity.name,
            "type": [_type(entity.kind)],
            "score": round(whole, 2),
            "features": features,
            "match": False,
        }

    def _agrees(self, entity: Entity, pid: str, wanted: Any) -> float:
        values = [fold(str(cell.get("name", cell.get("str", "")))) for cell in self._cells(entity.id, pid)]
        told = [fold(str(_word(value)))[:500] for value in (wanted if isinstance(wanted, list) else [wanted])]
        return round(max((fuzz.token_sort_ratio(a, b) for a in values for b in told), default=0.0), 2)

    def extend(self, asked: Any) -> Json:
        """The values of properties for some ids: the data extension service. Raises BadRequestError."""
        if not isinstance(asked, dict) or not _all(asked.get("ids"), str):
            raise BadRequestError("extend is an object with ids and properties")
        properties = asked.get("properties", [])
        if not _all(properties, dict) or not all(isinstance(item.get("id"), str) for item in properties):
            raise BadRequestError("each of properties has an id")
        names = {item["id"]: item["id"].replace("_", " ") for item in properties[:50]}
        ids: list[str] = asked["ids"][:MOST_QUERIES]
        return {
            "meta": [{"id": pid, "name": name} for pid, name in names.items()],
            "rows": {key: {pid: list(self._cells(key, pid)) for pid in names} for key in ids},
        }

    def _cells(self, key: str, pid: str) -> Iterator[Json]:
        if key not in self.entities:
            return
        seen: set[tuple[str, str]] = set()
        for words, href in self._values(key, pid):
            if (words, href) in seen:
                continue
            seen.add((words, href))
            target = self._at.get(href.removeprefix("../").removesuffix(".html"))
            yield {"id": target, "name": words} if target else {"str": words}

    def _values(self, key: str, pid: str) -> Iterator[tuple[str, str]]:
        page = self.page(key)
        wanted = pid.replace("_", " ")
        for fact in page.facts:
            if fact.name == wanted:
                yield fact.value.words, fact.value.href
        for table in page.tables:
            if wanted in table.columns:
                at = table.columns.index(wanted)
                yield from ((r.values[at].words, r.values[at].href) for r in table.rows if r.values[at].words)

    def properties(self, kind: str) -> Json:
        """The properties that resources of a type have: those that their pages show."""
        ids = [e.id for e in self.entities.values() if not kind or e.kind == kind][:20]
        names: dict[str, None] = {}
        for key in ids:
            page = self.page(key)
            names |= dict.fromkeys([fact.name for fact in page.facts])
            names |= dict.fromkeys([c for table in page.tables for c in table.columns if c != "how"])
        found = [{"id": name.replace(" ", "_"), "name": name} for name in sorted(names)]
        return {"properties": found, **({"type": kind} if kind else {})}

    def suggest(self, what: str, prefix: str, cursor: int) -> Json:
        """Entities, properties or types whose name begins with some words, or has them."""
        words = fold(prefix[:200])
        if what == "entity":
            scored = [(e, rank) for e in self.entities.values() if (rank := _rank(words, e.names)) < 3]
            scored.sort(key=lambda hit: (hit[1], hit[0].name, hit[0].id))
            result = [{"id": e.id, "name": e.name, "notable": [_type(e.kind)]} for e, _ in scored]
        elif what == "type":
            result = [_type(kind) for kind in KIND_NAMES if words in fold(KIND_NAMES[kind][0])]
        else:
            result = [p for p in self.properties("")["properties"] if words in fold(p["name"])]
        return {"result": result[max(cursor, 0) :][:SUGGESTED]}


def _rank(words: str, names: Sequence[str]) -> int:
    if any(name.startswith(words) for name in names):
        return 0
    return 1 if any(f" {words}" in name for name in names) else 2 if any(words in n for n in names) else 3


def _type(kind: str) -> Json:
    return {"id": kind, "name": KIND_NAMES[kind][0]}


def _is_whole(value: Any) -> bool:
    """Whether a value is a whole number as JSON has it: `1.0` is one, `true` is none."""
    whole = isinstance(value, float) and value.is_integer()
    return whole or (isinstance(value, int) and not isinstance(value, bool))


def _all(values: Any, kind: type) -> bool:
    return isinstance(values, list) and all(isinstance(value, kind) for value in values)


def _word(value: Any) -> Any:
    return value.get("name", value.get("id", "")) if isinstance(value, dict) else value
