"""Learning the screen, and choosing its thresholds on writers it has not seen.

It learns all intents, like the classifier of the dialogue engine: what each of them looks like teaches it
what danger does not look like. (Three kinds of crisis against six near intents and a rest caught 94.8 % of
unseen writers' crises at 5 % of ordinary messages; all intents apart, of the same data, 98.)
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from joblib import Parallel, delayed

from nlu.classifier.counting import Blocks, Floats
from nlu.classifier.examples import Example
from nlu.classifier.grams import views
from nlu.classifier.linear import Classifier
from nlu.classifier.training import SHARES, fit
from nlu.crisis.learned import CRISIS, Learned, Thresholds, odds_of
from nlu.text.crisis import DANGER, has_idiom, screen
from nlu.text.message import read

GRAMS = 16_000
"""The weightiest ones are kept, so that the artefact stays small; then the model is learned again."""
ALARMS = {"worrying": 0.05, "danger": 0.01}
"""Of ordinary messages, how many may reach each grade; chosen a little below, as fresh writers differ."""
MARGIN = 0.95
ONLY_TEACH = frozenset({"f", "g"})
"""f wrote short answers to the form; g cries, and what tempts to hear one. They are no sample of what people
write, so no threshold and no figure is read off them."""


@dataclass(frozen=True)
class Lead:
    """How models that were taught without this example's writer see it."""

    example: Example
    odds: float
    guessed: bool = False
    """The dialogue engine's classifier takes it for a crisis."""
    listed: str | None = None
    """The grade that the word list gives it."""
    idiom: bool = False


def learn(examples: Sequence[Example], vectors: Floats, jobs: int = 2) -> tuple[Learned, list[Lead]]:
    """The screen, and how it sees all examples of writers who wrote of everything, each left out in turn."""
    writers = sorted({e.writer for e in examples if e.intent.startswith(CRISIS)} - ONLY_TEACH)
    models, *unseen = Parallel(n_jobs=jobs)(
        [delayed(learn_both)(examples, vectors)]
        + [delayed(_leads_without)(examples, vectors, writer) for writer in writers]
    )
    leads = [lead for of_writer in unseen for lead in of_writer]
    return Learned(models[1], thresholds_of(leads)), leads


def thresholds_of(leads: Sequence[Lead]) -> Thresholds:
    """So that word list and model together trouble as many ordinary messages as they may."""
    ordinary = [lead for lead in leads if not lead.example.intent.startswith(CRISIS)]
    worrying = [np.inf if lead.listed else lead.odds for lead in ordinary]
    danger = [_towards_danger(lead) for lead in ordinary]
    return Thresholds(_cut(worrying, ALARMS["worrying"]), _cut(danger, ALARMS["danger"]))


def _towards_danger(lead: Lead) -> float:
    if lead.listed == DANGER:
        return np.inf
    return -np.inf if lead.idiom else lead.odds


def _cut(values: Sequence[float], share: float) -> float:
    """Above it lies that share of the values, less a margin; never among those that always count."""
    below = np.sort([value for value in values if np.isfinite(value)])[::-1]
    always = sum(value == np.inf for value in values)
    place = max(0, int(share * MARGIN * len(values)) - always)
    return float(below[min(place, len(below) - 1)]) + 1e-6


def learn_both(examples: Sequence[Example], vectors: Floats) -> tuple[Classifier, Classifier]:
    """With all grams, as the dialogue engine has it, and with the weightiest only, learned again."""
    documents = [views(read(example.text)) for example in examples]
    labels = np.array([example.intent for example in examples])
    all_grams = Blocks.learn(documents, SHARES)
    whole = fit(documents, vectors, labels, all_grams, jobs=1)
    kept = _weightiest(all_grams, np.abs(whole.weights[: all_grams.width]).max(axis=1))
    return whole, fit(documents, vectors, labels, kept, jobs=1)


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
    whole, small = learn_both([examples[i] for i in taught], vectors[taught])
    asked = [i for i, example in enumerate(examples) if example.writer == writer]
    return [lead_of(whole, small, examples[i], vectors[i]) for i in asked]


def lead_of(whole: Classifier, small: Classifier, example: Example, vector: Floats) -> Lead:
    guess = whole.ranking(read(example.text), vector)[0][0]
    listed = screen(example.text)
    return Lead(
        example,
        odds_of(small, example.text, vector)[1],
        guess.startswith(CRISIS),
        listed.grade if listed else None,
        has_idiom(example.text),
    )
