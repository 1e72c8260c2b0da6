from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.speech import say
from bot.services.dialogue import Reply, ReplyKind


class NotUnderstood(Action):
    """Rasa predicts it where no rule fits."""

    def name(self) -> str:
        return "action_not_understood"

    def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        say(dispatcher, Reply("not_understood.first", ReplyKind.NOT_UNDERSTOOD))
        return []
