"""Learning the classifier: a linear support vector machine, its sharpness fitted on unseen writers.

Settings were chosen on messages of writers left out; see the decision records.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix, hstack
from sklearn.svm import LinearSVC

from nlu.classifier.counting import Blocks, Floats
from nlu.classifier.examples import Example
from nlu.classifier.grams import views
from nlu.classifier.linear import Classifier, Standard, softmax
from nlu.text.message import Message, read

SHARES = {"words": 0.6, "pieces": 1.4, "bones": 1.0, "concepts": 0.5}
DENSE = 0.05
"""Times the standardised vector: 384 features then weigh about as much as one block."""
STRENGTH = 0.5
DEFAULT_SHARPNESS = 4.0
"""Where there are too few messages to fit it."""
_FEWEST_TO_FIT = 200
_FOLDS = 4

Labels = NDArray[np.str_]


def train(examples: Sequence[Example], vectors: Floats, jobs: int = 2) -> Classifier:
    """Needs at least two intents."""
    messages = [read(example.text) for example in examples]
    intents = np.array([example.intent for example in examples])
    folds = list(_held_out(examples)) if len(examples) >= _FEWEST_TO_FIT else []
    answers = Parallel(n_jobs=jobs)(
        [delayed(_fit)(messages, vectors, intents)]
        + [delayed(_scores_of_held_out)(messages, vectors, intents, held) for held in folds]
    )
    model: Classifier = answers[0]
    return Classifier(**{**vars(model), "sharpness": _sharpness(answers[1:])})


def _held_out(examples: Sequence[Example]) -> Iterator[NDArray[np.bool_]]:
    """Masks of messages to leave out: those of one writer each time, or random quarters of one writer's."""
    writers = np.array([example.writer for example in examples])
    names = sorted(set(writers))
    if len(names) < 2:
        writers = np.random.default_rng(0).integers(_FOLDS, size=len(examples)).astype(str)
        names = sorted(set(writers))
    for name in names:
        yield writers == name


def _fit(messages: Sequence[Message], vectors: Floats, intents: Labels) -> Classifier:
    documents = [views(message) for message in messages]
    blocks = Blocks.learn(documents, SHARES)
    standard = Standard(vectors.mean(axis=0), vectors.std(axis=0) + 1e-6, DENSE)
    features = hstack([matrix(blocks, documents), csr_matrix(standard(vectors))]).tocsr()
    machine = LinearSVC(C=STRENGTH, class_weight="balanced", tol=1e-2, random_state=0)
    machine.fit(features, intents)
    weights, bias = machine.coef_, machine.intercept_
    if len(machine.classes_) == 2:
        weights, bias = np.concatenate([-weights, weights]), np.concatenate([-bias, bias])
    return Classifier(
        labels=[str(label) for label in machine.classes_],
        blocks=blocks,
        standard=standard,
        weights=weights.T.astype(np.float16),
        bias=bias.astype(np.float32),
        sharpness=DEFAULT_SHARPNESS,
    )


def matrix(blocks: Blocks, documents: Sequence[dict[str, list[str]]]) -> csr_matrix:
    rows = [blocks.features(document) for document in documents]
    ends = np.cumsum([0, *(len(columns) for columns, _ in rows)])
    columns = np.concatenate([columns for columns, _ in rows])
    values = np.concatenate([values for _, values in rows])
    return csr_matrix((values, columns, ends), shape=(len(rows), blocks.width))


def _scores_of_held_out(
    messages: Sequence[Message], vectors: Floats, intents: Labels, held: NDArray[np.bool_]
) -> tuple[Floats, NDArray[np.int64]]:
    """Scores of the messages left out, and the column of the right intent, where it was learned."""
    kept = np.flatnonzero(~held).tolist()
    model = _fit([messages[i] for i in kept], vectors[kept], intents[kept])
    column = {label: i for i, label in enumerate(model.labels)}
    tested = [i for i in np.flatnonzero(held).tolist() if intents[i] in column]
    scores = [model.scores(messages[i], vectors[i]) for i in tested]
    return np.array(scores, np.float32), np.array([column[intents[i]] for i in tested], np.int64)


def _sharpness(answers: Sequence[tuple[Floats, NDArray[np.int64]]]) -> float:
    """The one number that makes the right intents of unseen writers likeliest."""
    answers = [(scores, right) for scores, right in answers if len(right)]
    if not answers:
        return DEFAULT_SHARPNESS

    def surprise(logarithm: float) -> float:
        return float(sum(_surprise(scores * np.exp(logarithm), right) for scores, right in answers))

    return float(np.exp(minimize_scalar(surprise, bounds=(-2, 4), method="bounded").x))


def _surprise(scores: Floats, right: NDArray[np.int64]) -> float:
    return float(-np.log(softmax(scores)[np.arange(len(right)), right] + 1e-12).sum())
