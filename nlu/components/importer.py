"""Reads the messages once. Rasa's own importer reads all files again for each of its three passes."""

from typing import Any

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.training_data import TrainingData


class OnceImporter(RasaFileImporter):
    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._messages: TrainingData | None = None

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """Whoever merges it makes copies, so one reading serves them all."""
        if self._messages is None:
            self._messages = super().get_nlu_data(language)
        return self._messages
