"""The pipeline's entity extractor: `nlu.text.entities` in Rasa's shape."""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.text.entities import entities


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class EntityExtractor(GraphComponent, EntityExtractorMixin):
    """Adds what rules and word lists find; nothing is learned."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "EntityExtractor":
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if message.get(TEXT):
                self._process(message)
        return messages

    @staticmethod
    def _process(message: Message) -> None:
        found = [
            {"entity": each.name, "value": each.value, "start": each.start, "end": each.end}
            for each in entities(message.get(TEXT))
        ]
        message.set(ENTITIES, [*message.get(ENTITIES, []), *found], add_to_output=True)
