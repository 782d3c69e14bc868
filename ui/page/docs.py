"""The API's description as a page of our own, made from its OpenAPI document: nothing is loaded from elsewhere."""

from __future__ import annotations

import json
from typing import Any

from ui.page.html import Content, Markup, tag, text
from ui.server.errors import EVERYWHERE

EXAMPLE = """curl -s {base}/api/ask -H 'content-type: application/json' \\
  -d '{{"question": "Which charge ended in a mistrial?"}}'"""


def described(spec: dict[str, Any], base: str) -> Markup:
    """Every operation with its parameters, body and replies, then every schema; ``base`` is this server's address."""
    everywhere = {str(status): {"description": one["description"]} for status, one in EVERYWHERE.items()}
    operations = [
        _operation(path, method, operation)
        for path, methods in spec["paths"].items()
        for method, operation in methods.items()
    ]
    schemas = [_schema(name, schema) for name, schema in spec.get("components", {}).get("schemas", {}).items()]
    return text(
        [
            tag("h1", "The API", class_="page-title"),
            tag(
                "p",
                "The machine-readable description is ",
                tag("a", "openapi.json", href="/openapi.json"),
                "; MCP clients connect to ",
                tag("code", f"{base}/mcp"),
                ".",
                class_="standfirst",
            ),
            tag("pre", EXAMPLE.format(base=base), tabindex=0),
            tag("section", tag("h2", "Operations"), operations),
            tag("section", tag("h2", "What every operation may answer"), _replies(everywhere), class_="operation"),
            tag("section", tag("h2", "Schemas"), schemas),
        ]
    )


def _operation(path: str, method: str, operation: dict[str, Any]) -> Markup:
    body = operation.get("requestBody", {}).get("content", {})
    rows: list[Content] = [_parameter(one) for one in operation.get("parameters", [])]
    rows += [
        tag("tr", tag("th", "body", scope="row"), tag("td", _type(kind.get("schema", {}))), tag("td", media))
        for media, kind in body.items()
    ]
    own = {key: reply for key, reply in sorted(operation.get("responses", {}).items()) if int(key) not in EVERYWHERE}
    return tag(
        "section",
        tag("h3", tag("span", method.upper(), class_=f"method {method}"), " ", tag("code", path)),
        tag("p", _prose(operation.get("description") or operation.get("summary", ""))),
        tag("table", rows) if rows else None,
        _replies(own),
        class_="operation",
    )


def _replies(replies: dict[str, Any]) -> Markup:
    items = [
        tag("li", tag("code", status), " ", _prose(reply.get("description", "")), _reply_type(reply))
        for status, reply in replies.items()
    ]
    return tag("ul", items, class_="replies")


def _prose(said: str) -> list[Content]:
    """Words between backquotes as code."""
    return [tag("code", part) if place % 2 else part for place, part in enumerate(said.split("`"))]


def _parameter(one: dict[str, Any]) -> Markup:
    needed = "required" if one.get("required") else "optional"
    said = one.get("description") or f"in {one['in']}, {needed}"
    return tag("tr", tag("th", one["name"], scope="row"), tag("td", _type(one.get("schema", {}))), tag("td", said))


def _reply_type(reply: dict[str, Any]) -> Content:
    kinds = [_type(kind["schema"]) for kind in reply.get("content", {}).values() if kind.get("schema")]
    return [" ", kinds[0]] if kinds else None


def _type(schema: dict[str, Any]) -> Markup:
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        return tag("a", name, href=f"#schema-{name}")
    if "anyOf" in schema:
        kinds = [_type(kind) for kind in schema["anyOf"]]
        return text([kind if place == 0 else [" or ", kind] for place, kind in enumerate(kinds)])
    if schema.get("type") == "array":
        return text(["list of ", _type(schema.get("items", {}))])
    if "enum" in schema or "const" in schema:
        return tag("code", " | ".join(json.dumps(one) for one in schema.get("enum", [schema.get("const")])))
    return tag("code", str(schema.get("format") or schema.get("type", "any")))


def _schema(name: str, schema: dict[str, Any]) -> Markup:
    needed = set(schema.get("required", ()))
    rows = [
        tag(
            "tr",
            tag("th", key, scope="row"),
            tag("td", _type(one)),
            tag("td", one.get("description", ""), "" if key in needed else " optional"),
        )
        for key, one in schema.get("properties", {}).items()
    ]
    about = schema.get("description", "").split("\n\n")[0]
    return tag("section", tag("h3", name), tag("p", about), tag("table", rows), class_="operation", id=f"schema-{name}")
