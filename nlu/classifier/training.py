"""Learning the classifier: one linear support vector machine an intent, against all others.

Settings were chosen on messages of writers left out; see the decision records.
"""

from collections.abc import Sequence

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.svm import LinearSVC

from nlu.classifier.counting import Blocks, Floats
from nlu.classifier.examples import Example
from nlu.classifier.grams import views
from nlu.classifier.linear import Classifier, Standard
from nlu.text.message import read

SHARES = {"words": 0.6, "pieces": 1.4, "bones": 1.0, "concepts": 0.5}
DENSE = 0.05
"""Times the standardised vector: 384 features then weigh about as much as one block."""
STRENGTH = 0.5
SHARPNESS = 6.2
"""Of scores, before they become probabilities: what makes the right intents of five writers likeliest, each
judged by a model that saw nothing of theirs (5.7 to 6.7 by writer). `nlu crossvalidate` fits it anew."""
_OTHERS = "\0others"

Labels = NDArray[np.str_]


def train(examples: Sequence[Example], vectors: Floats, jobs: int = 2) -> Classifier:
    """Needs at least two intents."""
    documents = [views(read(example.text)) for example in examples]
    intents = np.array([example.intent for example in examples])
    return fit(documents, vectors, intents, Blocks.learn(documents, SHARES), jobs)


def fit(
    documents: Sequence[dict[str, list[str]]], vectors: Floats, intents: Labels, blocks: Blocks, jobs: int
) -> Classifier:
    standard = Standard(vectors.mean(axis=0), vectors.std(axis=0) + 1e-6, DENSE)
    features = hstack([matrix(blocks, documents), csr_matrix(standard(vectors))]).tocsr().astype(np.float64)
    features.sort_indices()  # here, since the processes share it and may not write
    labels = sorted(set(intents.tolist()))
    shares = [labels[i::jobs] for i in range(jobs) if labels[i::jobs]]
    parts = Parallel(n_jobs=jobs)(delayed(_against_others)(features, intents, share) for share in shares)
    found = {label: row for part in parts for label, row in part.items()}
    rows = np.stack([found[label] for label in labels])
    return Classifier(
        labels=labels,
        blocks=blocks,
        standard=standard,
        weights=rows[:, :-1].T.astype(np.float16),
        bias=rows[:, -1].astype(np.float32),
        sharpness=SHARPNESS,
    )


def _against_others(features: csr_matrix, intents: Labels, labels: Sequence[str]) -> dict[str, Floats]:
    """Of each of the labels its weights and its bias. Rare intents weigh as much as common ones."""
    mine = np.where(np.isin(intents, labels), intents, _OTHERS)
    weights = {label: len(intents) / (len(set(intents)) * (intents == label).sum()) for label in labels}
    known = {_OTHERS: 1.0, **weights} if _OTHERS in mine else weights
    machine = LinearSVC(C=STRENGTH, class_weight=known, tol=1e-2, random_state=0).fit(features, mine)
    rows = np.column_stack([machine.coef_, machine.intercept_])
    if len(machine.classes_) == 2:
        rows = np.concatenate([-rows, rows])
    return {label: row for label, row in zip(machine.classes_, rows, strict=True) if label != _OTHERS}


def matrix(blocks: Blocks, documents: Sequence[dict[str, list[str]]]) -> csr_matrix:
    rows = [blocks.features(document) for document in documents]
    ends = np.cumsum([0, *(len(columns) for columns, _ in rows)])
    columns = np.concatenate([columns for columns, _ in rows])
    values = np.concatenate([values for _, values in rows])
    return csr_matrix((values, columns, ends), shape=(len(rows), blocks.width))
