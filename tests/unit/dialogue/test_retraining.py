"""What staff taught as training data, and a model's figures out of a report."""

import json
import os
import sys
from pathlib import Path

import pytest
import yaml

from bot.dialogue.learned_data import data_beside, learned_yaml
from bot.dialogue.retraining import figures_of, measure, train_with
from bot.services.retrain import TrainingBroke
from nlu.data_io import training_examples

CRISIS = {"classifier": {"recall": 0.9, "false_alarms": None}}
REPORT = {"accuracy": 0.8, "macro_f1": 0.7, "crisis": CRISIS}
PAIRS = [("متى الزيارة [هذا](x)", "ask_visit_times"), ("- hi", "greet"), ("كم يوم", "ask_visit_times")]
WRITES = "import sys; print('training: reading'); open(sys.argv[-1], 'wb').write(' '.join(sys.argv).encode())"


def test_what_was_taught_is_read_as_examples(tmp_path: Path) -> None:
    (tmp_path / "learned.yml").write_text(learned_yaml(PAIRS), encoding="utf-8")
    found = [(e.text, e.intent, e.writer) for e in training_examples(tmp_path)]
    assert found == [
        ("متى الزيارة هذا x", "ask_visit_times", "staff"),
        ("كم يوم", "ask_visit_times", "staff"),
        ("- hi", "greet", "staff"),
    ]


def test_without_anything_taught_the_usual_data_is_all() -> None:
    with data_beside([]) as more:
        assert more == []


async def test_training_gets_the_file_and_tells_how_far_it_is() -> None:
    told = []

    async def tell(line: str) -> None:
        told.append(line)

    archive = await train_with([sys.executable, "-c", WRITES], dict(os.environ), PAIRS, tell)
    assert b"learned.yml" in archive
    assert told == ["reading"]


async def test_a_training_that_fails_says_why() -> None:
    async def tell(_: str) -> None: ...

    with pytest.raises(TrainingBroke, match="no rules"):
        await train_with(
            [sys.executable, "-c", "import sys; sys.exit('no rules')"], dict(os.environ), [], tell
        )


async def test_figures_come_out_of_the_report() -> None:
    says = f"import sys; open(sys.argv[-1], 'w').write({json.dumps(REPORT)!r})"
    figures = await measure([sys.executable, "-c", says], dict(os.environ), b"model")
    assert figures == {"crisis_recall": 0.9, "crisis_false_alarms": 0.0, "accuracy": 0.8, "macro_f1": 0.7}
    assert figures == figures_of(yaml.safe_load(json.dumps(REPORT)))


async def test_measuring_that_fails_says_why() -> None:
    with pytest.raises(TrainingBroke, match="no classifier"):
        await measure([sys.executable, "-c", "import sys; sys.exit('no classifier')"], dict(os.environ), b"")
