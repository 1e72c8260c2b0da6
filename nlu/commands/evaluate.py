"""`python -m nlu evaluate FILE.tsv --out REPORT.json`: how well the messages of a file are understood."""

import argparse
import sys
import tarfile
from pathlib import Path

from nlu.data_io import UnreadableData, table, training_examples
from nlu.evaluation.answers import answer_all
from nlu.evaluation.models import NoClassifier, of_file, trained
from nlu.evaluation.printing import publish
from nlu.evaluation.report import report


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="nlu evaluate", description=__doc__)
    parser.add_argument("file", type=Path, help="columns text, intent; optional alt, variety, entities")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--model", type=Path, help="a file of `nlu train`; else data/nlu is learned")
    given = parser.parse_args(arguments)
    try:
        examples = table(given.file)
        model = of_file(given.model) if given.model else trained(training_examples())
    except (OSError, tarfile.TarError, UnreadableData, NoClassifier) as error:
        print(f"nlu evaluate: {error}", file=sys.stderr)
        return 1
    publish(report(answer_all(model, examples)), given.out)
    return 0
