"""`python -m nlu crisis train`: learns the screen for danger from data/nlu and writes it with its figures."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from nlu.classifier.vectors import encoder_mark, vectors_of
from nlu.crisis import training
from nlu.crisis.figures import figures, grades
from nlu.crisis.learned import MODEL
from nlu.data_io import training_examples


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="nlu crisis", description=__doc__)
    parser.add_argument("act", choices=["train"])
    parser.add_argument("--out", type=Path, default=MODEL)
    given = parser.parse_args(arguments)
    examples = training_examples()
    screen, leads = training.learn(examples, vectors_of([example.text for example in examples]))
    screen.classifier.save(given.out)
    found = figures(grades(leads, screen.thresholds))
    _write(given.out / "thresholds.json", asdict(screen.thresholds))
    _write(given.out / "recipe.json", _recipe(len(examples)) | {"writers left out": found})
    print(json.dumps(found, ensure_ascii=False, indent=1))
    return 0


def _recipe(examples: int) -> dict[str, object]:
    return {
        "command": "python -m nlu crisis train",
        "messages": examples,
        "encoder": encoder_mark(),
        "labels apart": sorted(training.NEAR),
        "dense": training.DENSE,
        "strength": training.STRENGTH,
        "grams": training.GRAMS,
        "alarms": training.ALARMS,
    }


def _write(path: Path, what: object) -> None:
    path.write_text(json.dumps(what, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
