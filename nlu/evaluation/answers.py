"""Answers of a classifier to labelled messages."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from nlu.classifier.examples import Example
from nlu.classifier.linear import Classifier
from nlu.crisis.learned import Learned
from nlu.encoder.encoder import encode
from nlu.text.crisis import screen
from nlu.text.entities import Entity, entities
from nlu.text.message import read

Ranking = list[tuple[str, float]]
RANKED = 3


@dataclass(frozen=True)
class Answer:
    example: Example
    ranking: Ranking
    """All intents, the likeliest first."""
    entities: Sequence[Entity] = ()
    alarmed: bool = False
    """The word list for danger fired."""
    learned: bool = False
    """The learned screen for danger fired."""
    milliseconds: float = 0.0

    @property
    def intent(self) -> str:
        return self.ranking[0][0]

    @property
    def confidence(self) -> float:
        return self.ranking[0][1]

    @property
    def right(self) -> bool:
        return self.intent in {self.example.intent, self.example.also}

    @property
    def offered(self) -> bool:
        """Whether a right intent is among the first three."""
        return not {self.example.intent, self.example.also}.isdisjoint(
            name for name, _ in self.ranking[:RANKED]
        )

    def probability(self, among: Callable[[str], bool]) -> float:
        return sum(probability for name, probability in self.ranking if among(name))


def answer_all(model: Classifier, examples: Sequence[Example]) -> list[Answer]:
    """Each message as in serving: encoded by itself, then classified; the first one is not timed."""
    if examples:
        _answer(model, examples[0])
    return [_answer(model, example) for example in examples]


def _answer(model: Classifier, example: Example) -> Answer:
    begin = time.perf_counter()
    alarmed = screen(example.text) is not None
    vector = encode([example.text])[0]
    learned = _learned()(example.text, vector.tolist()) is not None
    ranking = model.ranking(read(example.text), vector)
    found = entities(example.text)
    return Answer(example, ranking, found, alarmed, learned, (time.perf_counter() - begin) * 1000)


@cache
def _learned() -> Learned:
    return Learned.load()
