"""The one intent classifier of the pipeline."""

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier as RasaIntentClassifier
from rasa.shared.nlu.constants import INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.classifier.counting import Floats
from nlu.classifier.examples import Example
from nlu.classifier.linear import Classifier
from nlu.classifier.second import second
from nlu.classifier.training import train
from nlu.classifier.vectors import vectors_of
from nlu.encoder.encoder import DIMENSION, encode
from nlu.text.message import read

RANKED = 10
VECTOR = "vector"
ALSO = "also"
"""A second thing that the message plainly asks, beside `intent`; None as a rule."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(GraphComponent, RasaIntentClassifier):
    """Fills `intent` and `intent_ranking`. The vector comes with the message (metadata `vector`, taken out
    of it here so that no tracker keeps it); without one the text is encoded."""

    def __init__(self, storage: ModelStorage, resource: Resource, model: Classifier | None = None) -> None:
        self._storage = storage
        self._resource = resource
        self._model = model

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "IntentClassifier":
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "IntentClassifier":
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, Classifier.load(folder))

    def train(self, training_data: TrainingData) -> Resource:
        examples = [_example(message) for message in training_data.intent_examples if message.get(TEXT)]
        vectors = vectors_of([example.text for example in examples], say=_say)
        self._model = train(examples, vectors)
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing after this one learns from what it found."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if self._model and message.get(TEXT):
                self._process(self._model, message)
        return messages

    @staticmethod
    def _process(model: Classifier, message: Message) -> None:
        text, vector = message.get(TEXT), _vector(message)
        ranking = [_guess(*pair) for pair in model.ranking(read(text), vector)[:RANKED]]
        also = second(model, text, vector, ranking[0]["name"])
        message.set(INTENT, ranking[0], add_to_output=True)
        message.set("intent_ranking", ranking, add_to_output=True)
        message.set(ALSO, also and _guess(*also), add_to_output=True)


def _guess(name: str, confidence: float) -> dict[str, Any]:
    return {"name": name, "confidence": confidence}


def _example(message: Message) -> Example:
    about = (message.get(METADATA) or {}).get(INTENT) or {}
    return Example(
        message.get(TEXT), message.get(INTENT), str(about.get("writer", "")), str(about.get("variety", ""))
    )


def _vector(message: Message) -> Floats:
    about = message.get(METADATA)
    given = about.pop(VECTOR, None) if isinstance(about, dict) else None
    if given is not None and len(given) == DIMENSION:
        return np.asarray(given, np.float32)
    encoded: Floats = encode([message.get(TEXT)])[0]
    return encoded


def _say(done: int, of: int) -> None:
    print(f"training: encoding messages, {done} of {of}", flush=True)  # noqa: T201 - progress is the answer
