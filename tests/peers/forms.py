"""For Schemathesis: fields of a form as JSON, which our OpenAPI says and it does not yet do by itself.

https://spec.openapis.org/oas/v3.1.0#encoding-object
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import schemathesis

FORM = "application/x-www-form-urlencoded"


@schemathesis.hook  # type: ignore[untyped-decorator]
def before_load_schema(_: Any, schema: dict[str, Any]) -> None:
    """Keep it from taking the objects in a form apart: no way of doing that is known for this style."""
    for operations in schema["paths"].values():
        for operation in operations.values():
            fields = operation.get("requestBody", {}).get("content", {}).get(FORM, {}).get("encoding", {})
            for field in fields.values():
                field["style"] = "spaceDelimited"


@schemathesis.serializer(FORM)  # type: ignore[untyped-decorator]
def form(_: Any, value: Any) -> bytes:
    """A form whose fields are JSON; what is no object is sent as it is, to be refused."""
    if not isinstance(value, dict):
        return str(value).encode()
    return urlencode({key: json.dumps(each) for key, each in value.items()}).encode()
