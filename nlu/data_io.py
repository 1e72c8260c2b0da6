"""Reading messages: `data/nlu/*.yml` to learn from, tab-separated files to be measured on."""

import json
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

import yaml

from nlu.classifier.examples import Example

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data" / "nlu"
DOMAIN = ROOT / "data" / "domain"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class UnreadableData(Exception):
    """A data file is not as it should be; the message names file and place."""


def _load(path: Path) -> dict[str, Any]:
    try:
        loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UnreadableData(f"{path}: {error}") from error
    if not isinstance(loaded, dict):
        raise UnreadableData(f"{path}: not a mapping")
    return loaded


def training_examples(folder: Path = DATA) -> list[Example]:
    """Every example of the folder's files, in their order."""
    return [
        example
        for path in sorted(folder.glob("*.yml"))
        for block in _load(path).get("nlu", [])
        if "intent" in block
        for example in _of_block(path, block)
    ]


def _of_block(path: Path, block: dict[str, Any]) -> Iterator[Example]:
    about = block.get("metadata") or {}
    for line in str(block.get("examples", "")).splitlines():
        if not line.startswith("- "):
            raise UnreadableData(f"{path}: {block['intent']}: an example does not begin with '- ': {line}")
        text = line[2:].strip()
        yield Example(text, block["intent"], str(about.get("writer", "")), str(about.get("variety", "")))


def intents(folder: Path = DOMAIN) -> list[str]:
    """The label set: every intent of the domain but events that nobody types."""
    found = [intent for path in sorted(folder.glob("*.yml")) for intent in _load(path).get("intents", [])]
    names = [next(iter(intent)) if isinstance(intent, dict) else str(intent) for intent in found]
    return [name for name in names if not name.startswith("event_")]


def table(path: Path, text: str = "text", intent: str = "intent") -> list[Example]:
    """A tab-separated file with a header that names at least the two columns. Cells may be quoted as
    spreadsheets quote them."""
    return list(_of_rows(path, columns(path, text, intent), text, intent))


def columns(path: Path, *needed: str) -> list[dict[str, str]]:
    """The rows of a tab-separated file by the names in its header."""
    lines = [line for line in path.read_text(encoding="utf-8-sig").split("\n") if line.strip()]
    header, *cells = [[_unquoted(cell) for cell in line.rstrip("\r").split("\t")] for line in lines] or [[]]
    missing = set(needed) - set(header)
    if missing:
        raise UnreadableData(f"{path}: no column {', '.join(sorted(missing))}")
    return [dict(zip_longest(header, row, fillvalue="")) for row in cells]


def _unquoted(cell: str) -> str:
    inner = cell[1:-1]
    quoted = len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in inner.replace('""', "")
    return inner.replace('""', '"') if quoted else cell


def _of_rows(path: Path, rows: Iterable[dict[str, str]], text: str, intent: str) -> Iterator[Example]:
    for number, row in enumerate(rows, 2):
        if not row[text]:
            raise UnreadableData(f"{path}: line {number} has no text")
        try:
            entities = json.loads(row.get("entities") or "{}")
        except json.JSONDecodeError as error:
            raise UnreadableData(f"{path}: line {number}: entities are not JSON") from error
        yield Example(
            text=row[text],
            intent=row[intent],
            variety=row.get("variety") or "",
            also=row.get("alt") or "",
            entities=tuple(_named(entities)),
        )


def _named(entities: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """A name's value is one substring of the text, or a list of them."""
    for name, values in entities.items():
        for value in values if isinstance(values, list) else [values]:
            yield str(name), str(value)
