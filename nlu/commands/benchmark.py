"""`python -m nlu benchmark --train A.tsv --test B.tsv --out REPORT.json`: the same pipeline on any set."""

import argparse
import sys
import time
from pathlib import Path

from nlu.data_io import UnreadableData, table
from nlu.evaluation.answers import answer_all
from nlu.evaluation.models import trained
from nlu.evaluation.printing import publish
from nlu.evaluation.report import report


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="nlu benchmark", description=__doc__)
    parser.add_argument("--train", type=Path, required=True, help="columns text, label")
    parser.add_argument("--test", type=Path, required=True, help="columns text, label")
    parser.add_argument("--out", type=Path)
    given = parser.parse_args(arguments)
    try:
        learned, tested = (table(path, intent="label") for path in (given.train, given.test))
    except (OSError, UnreadableData) as error:
        print(f"nlu benchmark: {error}", file=sys.stderr)
        return 1
    begin = time.monotonic()
    model = trained(learned)
    seconds = round(time.monotonic() - begin, 1)
    publish({**report(answer_all(model, tested)), "training_seconds": seconds}, given.out)
    return 0
