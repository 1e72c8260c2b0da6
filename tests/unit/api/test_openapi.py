import json
from typing import Any

import pytest

from bot.api.openapi import describe
from bot.api.operations import OPERATIONS
from bot.api.problems import STATUS, Refused
from bot.words import Catalogues

DESCRIBED = describe(OPERATIONS)


def references(node: Any) -> set[str]:
    if isinstance(node, dict):
        own = {node["$ref"]} if "$ref" in node else set()
        return own.union(*(references(value) for value in node.values()))
    if isinstance(node, list):
        return set().union(*(references(value) for value in node))
    return set()


def test_every_operation_is_described() -> None:
    described = {(method.upper(), path) for path, methods in DESCRIBED["paths"].items() for method in methods}
    assert described == {(o.method, o.path.replace(":uuid", "")) for o in OPERATIONS}


def test_every_reference_leads_somewhere() -> None:
    schemas = {f"#/components/schemas/{name}" for name in DESCRIBED["components"]["schemas"]}
    assert references(DESCRIBED) <= schemas


def test_operation_ids_are_unique() -> None:
    ids = [o["operationId"] for methods in DESCRIBED["paths"].values() for o in methods.values()]
    assert len(ids) == len(set(ids))


def test_messages_say_from() -> None:
    message = DESCRIBED["components"]["schemas"]["Message"]["properties"]
    assert {"id", "from", "text", "at", "delivery"} <= message.keys()
    assert "author" not in message


def test_it_is_json() -> None:
    assert json.loads(json.dumps(DESCRIBED))["openapi"] == "3.1.0"


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("code", STATUS)
def test_every_refusal_has_words(code: str, language: str) -> None:
    words = Catalogues.load(area="web")
    body = Refused(code, field="text", holder="Samira").body(words, language)
    assert body["message"].strip()
    assert not body["message"].startswith("desk.")
