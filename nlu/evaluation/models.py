"""Where a classifier comes from: trained now, kept from before, or out of Rasa's model file."""

import hashlib
import tarfile
import tempfile
from collections.abc import Sequence
from pathlib import Path

from nlu.classifier.examples import Example
from nlu.classifier.linear import Classifier
from nlu.classifier.training import train
from nlu.classifier.vectors import encoder_mark, vectors_of

CACHE = Path(__file__).parents[2] / ".cache" / "classifiers"
_CODE = [Path(__file__).parents[1] / folder for folder in ("classifier", "text")]
_FILES = ("about.json", "weights.npz")


class NoClassifier(Exception):
    """The model file holds no classifier of ours."""


def trained(examples: Sequence[Example], cache: Path = CACHE) -> Classifier:
    """Learned from the examples, or kept from when the same was learned with the same code."""
    folder = cache / _mark(examples)
    if not (folder / _FILES[-1]).exists():
        train(examples, vectors_of([example.text for example in examples], say=_say)).save(folder)
    return Classifier.load(folder)


def _mark(examples: Sequence[Example]) -> str:
    seen = hashlib.sha256(encoder_mark().encode())
    for path in sorted(path for folder in _CODE for path in folder.rglob("*") if path.suffix in _SUFFIXES):
        seen.update(path.read_bytes())
    for example in examples:
        seen.update(f"{example.intent}\t{example.writer}\t{example.text}\n".encode("utf-8", "surrogatepass"))
    return seen.hexdigest()[:24]


_SUFFIXES = frozenset({".py", ".tsv", ".txt"})


def of_file(path: Path) -> Classifier:
    """From what `nlu train` wrote."""
    with tarfile.open(path) as archive, tempfile.TemporaryDirectory() as folder:
        for member in archive.getmembers():
            name = Path(member.name).name
            if (
                "IntentClassifier" in member.name
                and name in _FILES
                and (inside := archive.extractfile(member))
            ):
                (Path(folder) / name).write_bytes(inside.read())
        if {each.name for each in Path(folder).iterdir()} != {*_FILES}:
            raise NoClassifier(str(path))
        return Classifier.load(Path(folder))


def _say(done: int, of: int) -> None:
    print(f"encoding messages, {done} of {of}", flush=True)  # noqa: T201
