"""A reconciliation service's manifest (Reconciliation Service API 0.2, section 3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from communique.errors import ServiceError

VERSION: Final = "0.2"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a service says of itself. `space` begins the IRI of everything it knows, `view` is a
    template of addresses for people, with `{{id}}` in it."""

    name: str
    space: str
    schema: str
    view: str = ""

    def iri(self, identifier: str) -> str:
        """The IRI of one of the service's entities."""
        return self.space + identifier

    def page(self, identifier: str) -> str:
        """Where a person can look at an entity; its IRI where the service gives no such place."""
        return self.view.replace("{{id}}", identifier) if self.view else self.iri(identifier)


def manifest(url: str, value: Any) -> Manifest:
    """The manifest that JSON from `url` holds; `ServiceError` where it is none or of another version."""
    if not isinstance(value, dict) or not {"name", "identifierSpace", "schemaSpace"} <= value.keys():
        raise ServiceError(f"{url}: this is no manifest of a reconciliation service")
    versions = value.get("versions")
    if not isinstance(versions, list) or VERSION not in versions:
        said = ", ".join(map(str, versions)) if isinstance(versions, list) else "none"
        raise ServiceError(f"{url}: does not speak version {VERSION} of the API (it names {said})")
    parts = [value["name"], value["identifierSpace"], value["schemaSpace"], _view(value)]
    if not all(isinstance(part, str) for part in parts):
        raise ServiceError(f"{url}: the manifest gives something else than words for its name or spaces")
    return Manifest(*parts)


def _view(value: dict[str, Any]) -> Any:
    view = value.get("view")
    return view.get("url", "") if isinstance(view, dict) else ""
