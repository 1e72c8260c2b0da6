"""A report as lines that fit a terminal."""

import json
from collections.abc import Iterator
from pathlib import Path

from nlu.evaluation.report import Report

_WEAKEST = 15
_PAIRS = 20


def lines(report: Report) -> Iterator[str]:
    for name in ("messages", "accuracy", "among_three", "macro_f1", "calibration_error", "sharpness_factor"):
        yield f"{name:18} {report[name]}"
    yield f"{'out of scope':18} AUROC {report['out_of_scope_auroc']}"
    for name, found in report["crisis"].items():
        yield f"crisis, {name:10} recall {found['recall']}, false alarms {found['false_alarms']}"
    yield from _entities(report["entities"])
    yield f"{'milliseconds':18} {report['milliseconds']}"
    for kind in ("by_variety", "by_writer"):
        for name, found in report[kind].items():
            yield f"  {name:14} {found['messages']:6} {found['accuracy']} among three {found['among_three']}"
    weakest = sorted(report["by_intent"].items(), key=lambda item: float(item[1]["f1"]))[:_WEAKEST]
    yield "weakest: " + ", ".join(f"{name} {found['f1']}" for name, found in weakest)
    for name, band in report["bands"].items():
        right, wrong = f"right {band['right']}, among three {band['among_three']}", band["wrong_of_all"]
        yield f"band {name:6} {band['share']}: {right}, wrong of all {wrong}"
    for acted in report["acted_above"]:
        yield f"acting from {acted['threshold']}: {acted['acted']}, wrong of all {acted['wrong_of_all']}"
    for meant, understood, times in report["confusions"][:_PAIRS]:
        yield f"  {times:3} {meant} -> {understood}"


def _entities(found: Report) -> Iterator[str]:
    yield f"{'entities':18} recall {found['recall']}, precision {found['precision']}"
    for kind in ("by_name", "by_variety"):
        for name, of in found[kind].items():
            recall, precision = f"{of['recall']} of {of['meant']}", f"{of['precision']} of {of['found']}"
            yield f"  {name:16} recall {recall}, precision {precision}"


def publish(report: Report, out: Path | None) -> None:
    """Print it, and write it as JSON."""
    print("\n".join(lines(report)))  # noqa: T201 - a command's answer goes to standard output
    if out:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
