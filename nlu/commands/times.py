"""`python -m nlu times FILE.tsv --out REPORT.json`: how well the times of a file's messages are read."""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from nlu.data_io import UnreadableData, columns
from nlu.evaluation.times import OUTCOMES, Row, judge, report


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="nlu times", description=__doc__)
    parser.add_argument("file", type=Path, help="columns text, now, expected; optional variety")
    parser.add_argument("--out", type=Path)
    given = parser.parse_args(arguments)
    try:
        found = report(judge(read_rows(given.file)))
    except (OSError, UnreadableData) as error:
        print(f"nlu times: {error}", file=sys.stderr)
        return 1
    print("\n".join(lines(found)))
    if given.out:
        given.out.parent.mkdir(parents=True, exist_ok=True)
        given.out.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


def read_rows(path: Path) -> list[Row]:
    """Raises UnreadableData."""
    return [
        Row(row["text"], _moment(path, number, row["now"]), row["expected"].strip(), row.get("variety", ""))
        for number, row in enumerate(columns(path, "text", "now", "expected"), 2)
    ]


def _moment(path: Path, line: int, now: str) -> datetime:
    try:
        return datetime.fromisoformat(now.strip()).replace(tzinfo=None)
    except ValueError as error:
        raise UnreadableData(f"{path}: line {line}: now is no moment: {now}") from error


def lines(found: dict[str, Any]) -> Iterator[str]:
    yield f"{'messages':16} {found['messages']}"
    for outcome in OUTCOMES:
        yield f"{outcome:16} {found[outcome]['messages']:5} {found[outcome]['share']}"
    yield f"{'milliseconds':16} {found['milliseconds']}"
    for group in ("by_variety", "by_kind"):
        for name, counted in found[group].items():
            told = " ".join(f"{outcome} {counted[outcome]['messages']}" for outcome in OUTCOMES)
            yield f"  {name:14} {counted['messages']:5} {told}"
    for each in found["mistakes"]:
        yield f"{each['outcome']}: {each['text']} -> {each['found']}, meant {each['expected']}"
