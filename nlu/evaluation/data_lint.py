"""What is wrong with the messages that the assistant learns from."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from nlu.classifier.examples import Example
from nlu.text.normalise import strong

FEWEST = 25
"""Messages an intent."""
NEAR = 0.85
"""From this share of common letter triples on, two messages of an intent are near copies."""
NEAR_AT_MOST = 0.03
_TOO_SHORT = 12
"""Letters; shorter messages are alike by nature."""
_MARKUP = ("](", "]{")
"""Rasa would read an entity there."""


def problems(examples: Sequence[Example], intents: Sequence[str]) -> list[str]:
    texts = [strong(example.text).text for example in examples]
    return [
        *_counts(examples, intents),
        *_markup(examples),
        *_without_writer(examples),
        *_twice(examples, texts),
        *_near(examples, texts),
    ]


def _counts(examples: Sequence[Example], intents: Sequence[str]) -> Iterator[str]:
    counts = Counter(example.intent for example in examples)
    for intent in sorted({*intents, *counts}):
        if intent not in intents:
            yield f"{intent} is not in the domain"
        elif counts[intent] < FEWEST:
            yield f"{intent} has {counts[intent]} messages, fewer than {FEWEST}"


def _markup(examples: Sequence[Example]) -> Iterator[str]:
    for example in examples:
        if any(mark in example.text for mark in _MARKUP):
            yield f"{example.intent}: Rasa would read an entity in: {example.text}"


def _without_writer(examples: Sequence[Example]) -> Iterator[str]:
    missing = Counter(example.intent for example in examples if not (example.writer and example.variety))
    for intent, count in missing.items():
        yield f"{intent} has {count} messages without writer or variety"


def _twice(examples: Sequence[Example], texts: Sequence[str]) -> Iterator[str]:
    found: dict[str, list[str]] = defaultdict(list)
    for example, text in zip(examples, texts, strict=True):
        found[text].append(example.intent)
    for text, intents in found.items():
        if len(intents) > 1:
            yield f"twice, in {', '.join(sorted(intents))}: {text}"


def _near(examples: Sequence[Example], texts: Sequence[str]) -> Iterator[str]:
    by_intent: dict[str, list[frozenset[str]]] = defaultdict(list)
    copies = 0
    for example, text in zip(examples, texts, strict=True):
        triples = _triples(text)
        others = by_intent[example.intent]
        copies += len(text) > _TOO_SHORT and any(_alike(triples, other) for other in others)
        others.append(triples)
    if examples and copies / len(examples) >= NEAR_AT_MOST:
        yield f"{copies} of {len(examples)} messages are near copies of others, {NEAR_AT_MOST:.0%} and more"


def _triples(text: str) -> frozenset[str]:
    padded = f" {text} "
    return frozenset(padded[i : i + 3] for i in range(len(padded) - 2))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    common = len(one & other)
    return common >= NEAR * (len(one) + len(other) - common)
