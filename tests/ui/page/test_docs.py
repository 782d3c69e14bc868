"""The API's description as a page."""

from typing import Any

import pytest

from tests.ui.page.markup import parsed
from ui.page.docs import described

EVERYWHERE: dict[int | str, dict[str, Any]] = {429: {"description": "Too many requests."}}


def page(operation: dict[str, Any], schemas: dict[str, Any] | None = None) -> Any:
    spec = {"paths": {"/api/ask": {"post": operation}}, "components": {"schemas": schemas or {}}}
    return parsed(described(spec, "http://here", EVERYWHERE))


def test_an_operation_is_told_with_its_parameters_and_its_own_replies() -> None:
    made = page(
        {
            "description": "Answer with `stream`.",
            "parameters": [{"name": "limit", "in": "query", "schema": {"type": "integer"}}],
            "responses": {"200": {"description": "The answer."}, "429": {"description": "Too many requests."}},
        }
    )
    (operation, everywhere) = made.xpath("//section[@class='operation']")
    assert operation.xpath("string(h3)") == "POST /api/ask"
    assert operation.xpath("p/code/text()") == ["stream"]
    assert operation.xpath("table//td//text()") == ["integer", "in query, optional"]
    assert [one.text_content().strip() for one in operation.xpath(".//li")] == ["200 The answer."]
    assert [one.text_content().strip() for one in everywhere.xpath(".//li")] == ["429 Too many requests."]
    assert "http://here/api/ask" in made.xpath("string(//pre)")


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        ({"type": "string"}, "string"),
        ({"type": "string", "format": "date"}, "date"),
        ({"enum": ["right", "wrong"]}, '"right" | "wrong"'),
        ({"const": 1}, "1"),
        ({"type": "array", "items": {"$ref": "#/components/schemas/Result"}}, "list of Result"),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, "string or null"),
        ({}, "any"),
    ],
)
def test_a_type_is_told_in_words(schema: dict[str, Any], said: str) -> None:
    made = page({}, {"Asked": {"properties": {"x": schema}, "description": "A question."}})
    (asked,) = made.xpath("//section[@id='schema-Asked']")
    assert asked.xpath("string(.//td[1])") == said
