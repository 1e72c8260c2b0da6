"""The figures, as a table for people and a file for programs."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

LATEST = Path(__file__).parent / "latest.json"


@dataclass(frozen=True)
class Row:
    name: str
    unit: str
    ours: float | None
    stock: float | None = None
    aim: str = ""
    kept: bool | None = None

    @property
    def ratio(self) -> float | None:
        return round(self.ours / self.stock, 3) if self.ours is not None and self.stock else None


@dataclass
class Report:
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(
        self,
        name: str,
        unit: str,
        ours: float | None,
        stock: float | None = None,
        *,
        most: float | None = None,
        least: float | None = None,
        most_ratio: float | None = None,
    ) -> None:
        row = Row(name, unit, ours, stock)
        aim, kept = _judge(row, most, least, most_ratio)
        self.rows.append(Row(name, unit, ours, stock, aim, kept))

    def table(self) -> str:
        head = f"{'':44} {'ours':>9} {'stock':>9} {'ratio':>7}  aim"
        lines = [head, "-" * (len(head) + 16), *map(_line, self.rows), *(f"* {note}" for note in self.notes)]
        return "\n".join(lines)

    def write(self, path: Path = LATEST) -> None:
        machine = {"processors": os.cpu_count(), "load": [round(load, 2) for load in os.getloadavg()]}
        rows = [row.__dict__ | {"ratio": row.ratio} for row in self.rows]
        content: Mapping[str, Any] = {"machine": machine, "figures": rows, "notes": self.notes}
        path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _judge(
    row: Row, most: float | None, least: float | None, most_ratio: float | None
) -> tuple[str, bool | None]:
    if row.ours is not None and most is not None:
        return f"<= {most:g} {row.unit}", row.ours <= most
    if row.ours is not None and least is not None:
        return f">= {least:g} {row.unit}", row.ours >= least
    if row.ratio is not None and most_ratio is not None:
        return f"<= {most_ratio:g} x", row.ratio <= most_ratio
    return "", None


def _line(row: Row) -> str:
    numbers = [("" if value is None else f"{value:.1f}") for value in (row.ours, row.stock)]
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
    verdict = {None: "", True: "kept", False: "MISSED"}[row.kept]
    name = f"{row.name}, {row.unit}"
    return f"{name:44} {numbers[0]:>9} {numbers[1]:>9} {ratio:>7}  {row.aim} {verdict}".rstrip()
