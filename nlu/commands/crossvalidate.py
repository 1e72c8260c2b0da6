"""`python -m nlu crossvalidate --out REPORT.json`: each writer judged by what the others wrote."""

import argparse
from pathlib import Path

from nlu.classifier.examples import Example
from nlu.data_io import training_examples
from nlu.evaluation.answers import Answer, answer_all
from nlu.evaluation.models import trained
from nlu.evaluation.printing import publish
from nlu.evaluation.report import report


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="nlu crossvalidate", description=__doc__)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args(arguments)
    publish(report(crossvalidated(training_examples())), given.out)
    return 0


def crossvalidated(examples: list[Example]) -> list[Answer]:
    """Answers to every message by a classifier that saw nothing of its writer."""
    answers: list[Answer] = []
    for writer in sorted({example.writer for example in examples}):
        others = [example for example in examples if example.writer != writer]
        answers += answer_all(trained(others), [e for e in examples if e.writer == writer])
    return answers
