"""`python -m nlu crisis train`: learns the screen for danger from data/nlu and writes it with its figures.
`python -m nlu crisis evaluate FILE.tsv --out REPORT.json`: how word list and model grade the file's messages
(columns text, kind and variety; kind self_harm, violence or medical, else empty or none)."""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from nlu.classifier.examples import Example
from nlu.classifier.vectors import encoder_mark, vectors_of
from nlu.crisis import artefact, training
from nlu.crisis.figures import Graded, figures, grades
from nlu.crisis.learned import CRISIS, MODEL, Learned
from nlu.data_io import UnreadableData, table, training_examples
from nlu.encoder import encode
from nlu.text.crisis import screen

_ORDINARY = frozenset({"", "none"})


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="nlu crisis", description=__doc__)
    parser.add_argument("act", choices=["train", "evaluate"])
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--out", type=Path)
    given = parser.parse_args(arguments)
    if given.act == "train":
        found = _train(given.out or MODEL)
    elif given.file is None:
        parser.error("evaluate needs a file")
    else:
        try:
            found = _evaluate(given.file)
        except (OSError, UnreadableData) as error:
            print(f"nlu crisis: {error}", file=sys.stderr)
            return 1
        if given.out:
            _write(given.out, found)
    print("\n".join(_lines(found)))
    return 0


def _train(out: Path) -> dict[str, Any]:
    examples = training_examples()
    learned, leads = training.learn(examples, vectors_of([example.text for example in examples]))
    artefact.save(learned.classifier, out)
    found = figures(grades(leads, learned.thresholds))
    _write(out / "thresholds.json", asdict(learned.thresholds))
    _write(out / "recipe.json", _recipe(len(examples)) | {"writers left out": found})
    return found


def _evaluate(path: Path) -> dict[str, Any]:
    """Word list and model, without the dialogue engine's guess."""
    learned = Learned.load()
    rows = table(path, intent="kind")
    labelled = [replace(row, intent="" if row.intent in _ORDINARY else CRISIS + row.intent) for row in rows]
    return figures([_graded(learned, example) for example in labelled])


def _graded(learned: Learned, example: Example) -> Graded:
    signs = (screen(example.text), learned(example.text, encode([example.text])[0].tolist()))
    return example, min((sign.grade for sign in signs if sign), default=None)  # "danger" < "worrying"


def _lines(found: dict[str, Any]) -> Iterator[str]:
    """Of each group: messages, percent with either grade, percent in danger."""
    for name in ("crises", "ordinary"):
        yield _line(name, found[name])
    for group in (name for name in found if name not in {"crises", "ordinary"}):
        yield group
        yield from (_line(f"  {name or '-'}", shares) for name, shares in found[group].items())


def _line(name: str, shares: dict[str, float]) -> str:
    return f"{name:34} {shares['messages']:6} {shares['either']:6} {shares['danger']:6}"


def _recipe(examples: int) -> dict[str, object]:
    return {
        "command": "python -m nlu crisis train",
        "messages": examples,
        "encoder": encoder_mark(),
        "only teach": sorted(training.ONLY_TEACH),
        "grams": training.GRAMS,
        "alarms": training.ALARMS,
        "margin": training.MARGIN,
    }


def _write(path: Path, what: object) -> None:
    path.write_text(json.dumps(what, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
