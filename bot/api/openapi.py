"""The description of the desk for programs, made from its table of operations."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic.json_schema import models_json_schema

from bot.api.gate import Operation
from bot.api.shapes import Problem

_PARAMETER = re.compile(r"\{(\w+)(?::(\w+))?\}")
_REF = "#/components/schemas/{model}"
_REFUSALS = {
    "401": "No valid token.",
    "403": "Not open to this token's owner, or a read-only token.",
    "404": "There is no such thing, or not for you.",
    "409": "A colleague was faster (`holder` says who), or the state does not allow it.",
    "422": "A field is missing or wrong (`field` says which).",
}


def describe(operations: Sequence[Operation]) -> Mapping[str, Any]:
    models = {o.answer for o in operations} | {o.body for o in operations if o.body} | {Problem}
    ordered = sorted(models, key=lambda model: model.__name__)
    _, definitions = models_json_schema(
        [(model, "serialization") for model in ordered], ref_template=_REF, by_alias=True
    )
    paths: dict[str, dict[str, Any]] = {}
    for operation in operations:
        paths.setdefault(_PARAMETER.sub(r"{\1}", operation.path), {})[operation.method.lower()] = _operation(
            operation
        )
    return {
        "openapi": "3.1.0",
        "info": {"title": "Rafeeq: the desk for programs", "version": "1"},
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "schemas": definitions["$defs"],
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(operation: Operation) -> dict[str, Any]:
    described: dict[str, Any] = {
        "summary": operation.summary,
        "operationId": operation.handler.__module__.rpartition(".")[2] + "_" + operation.handler.__name__,
        "x-scope": operation.scope,
        "parameters": [*_in_path(operation.path), *_in_query(operation.query)],
        "responses": {
            str(operation.status): _json("Done.", operation.answer.__name__),
            **{status: _json(words, Problem.__name__) for status, words in _REFUSALS.items()},
        },
    }
    if operation.body is not None:
        described["requestBody"] = {"required": True, **_json("", operation.body.__name__)}
        described["requestBody"].pop("description")
    return described


def _in_path(path: str) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "string", **({"format": kind} if kind else {})},
        }
        for name, kind in _PARAMETER.findall(path)
    ]


def _in_query(query: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "query", "description": words, "schema": {"type": "string"}}
        for name, words in query.items()
    ]


def _json(words: str, model: str) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": _REF.format(model=model)}}}
    return {"description": words, "content": content}
