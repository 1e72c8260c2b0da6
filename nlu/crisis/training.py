"""Learning the screen, and choosing its thresholds on writers it has not seen.

Beside the kinds of crisis stand the intents that look most like one, each by itself: a complaint of beating
inside, a sick inmate, a mind that hurts. All else is one label.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.svm import LinearSVC

from nlu.classifier.counting import Blocks, Floats
from nlu.classifier.examples import Example
from nlu.classifier.grams import views
from nlu.classifier.linear import Classifier, Standard
from nlu.classifier.training import SHARES, matrix
from nlu.crisis.learned import CRISIS, Learned, Thresholds, lead_of
from nlu.text.message import read

NEAR = frozenset({
    "report_mistreatment",
    "ask_inmate_healthcare",
    "request_psychological_support",
    "request_legal_aid",
    "request_human",
    "complain",
})  # fmt: skip
REST = "rest"
DENSE = 0.1
"""Times the standardised vector: twice as much as for intents; oblique words share a sense, not letters."""
STRENGTH = 0.2
GRAMS = 16_000
"""The weightiest ones are kept, so that the artefact stays small; then the model is learned again."""
ALARMS = {"worrying": 0.05, "danger": 0.01}
"""Of ordinary messages, how many may reach each grade; chosen a little below, as fresh writers differ."""
MARGIN = 0.9

Labels = NDArray[np.str_]


@dataclass(frozen=True)
class Lead:
    """How the model, taught without this example's writer, sees it."""

    example: Example
    lead: float


def label_of(intent: str) -> str:
    return intent if intent.startswith(CRISIS) or intent in NEAR else REST


def learn(examples: Sequence[Example], vectors: Floats, jobs: int = 2) -> tuple[Learned, list[Lead]]:
    """The screen, and the leads of all examples of writers who wrote every label, each left out in turn."""
    writers = sorted({example.writer for example in examples if example.intent.startswith(CRISIS)})
    model, *unseen = Parallel(n_jobs=jobs)(
        [delayed(fit)(examples, vectors)]
        + [delayed(_leads_without)(examples, vectors, writer) for writer in writers]
    )
    leads = [lead for of_writer in unseen for lead in of_writer]
    return Learned(model, thresholds_of(leads)), leads


def thresholds_of(leads: Sequence[Lead]) -> Thresholds:
    ordinary = np.sort([lead.lead for lead in leads if not lead.example.intent.startswith(CRISIS)])[::-1]
    return Thresholds(**{
        grade: float(ordinary[int(share * MARGIN * len(ordinary))]) + 1e-6 for grade, share in ALARMS.items()
    })  # fmt: skip


def fit(examples: Sequence[Example], vectors: Floats) -> Classifier:
    documents = [views(read(example.text)) for example in examples]
    labels = np.array([label_of(example.intent) for example in examples])
    all_grams = Blocks.learn(documents, SHARES)
    first = _fit(documents, vectors, labels, all_grams)
    kept = _weightiest(all_grams, np.abs(first.weights[: all_grams.width]).max(axis=1))
    return _fit(documents, vectors, labels, kept)


def _fit(
    documents: Sequence[dict[str, list[str]]], vectors: Floats, labels: Labels, blocks: Blocks
) -> Classifier:
    standard = Standard(vectors.mean(axis=0), vectors.std(axis=0) + 1e-6, DENSE)
    features = hstack([matrix(blocks, documents), csr_matrix(standard(vectors))]).tocsr()
    machine = LinearSVC(C=STRENGTH, class_weight="balanced", tol=1e-2, random_state=0)
    machine.fit(features, labels)
    return Classifier(
        labels=[str(label) for label in machine.classes_],
        blocks=blocks,
        standard=standard,
        weights=machine.coef_.T.astype(np.float16),
        bias=machine.intercept_.astype(np.float32),
        sharpness=1.0,
    )


def _weightiest(blocks: Blocks, weights: Floats) -> Blocks:
    least = float(np.sort(weights)[-min(GRAMS, len(weights))])
    kept, offset = {}, 0
    for name, block in blocks.blocks.items():
        grams = [gram for gram, column in block.columns.items() if weights[offset + column] >= least]
        rarity = block.rarity[[block.columns[gram] for gram in grams]]
        kept[name] = replace(block, columns={gram: i for i, gram in enumerate(grams)}, rarity=rarity)
        offset += len(block.columns)
    return Blocks(kept)


def _leads_without(examples: Sequence[Example], vectors: Floats, writer: str) -> list[Lead]:
    taught = [i for i, example in enumerate(examples) if example.writer != writer]
    model = fit([examples[i] for i in taught], vectors[taught])
    asked = [i for i, example in enumerate(examples) if example.writer == writer]
    return [Lead(examples[i], lead_of(model, examples[i].text, vectors[i])[1]) for i in asked]
