"""Runs one action on a tracker made for it, and shows what it said, asked for and set."""

from dataclasses import dataclass, field
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import Skill


@dataclass
class Acted:
    replies: list[dict[str, Any]]
    commands: list[dict[str, Any]]
    events: list[dict[str, Any]]

    @property
    def said(self) -> list[str]:
        return [reply["message"] for reply in self.replies]

    @property
    def labels(self) -> list[str]:
        return [choice["label"] for reply in self.replies for choice in reply["choices"]]

    @property
    def slots(self) -> dict[str, Any]:
        return {event["name"]: event["value"] for event in self.events if event["event"] == "slot"}

    @property
    def next(self) -> list[str]:
        return [event["name"] for event in self.events if event["event"] == "followup"]

    @property
    def ordered(self) -> list[tuple[str, dict[str, Any]]]:
        return [(command["name"], command["args"]) for command in self.commands]


@dataclass
class Scene:
    """What an action finds."""

    facts: dict[str, Any] = field(default_factory=dict)
    slots: dict[str, Any] = field(default_factory=dict)
    form: str | None = None
    set_now: tuple[str, ...] = ()
    """Slots set since the message came."""

    def hears(self, action: Skill, text: str, intent: str, confidence: float = 0.9) -> Acted:
        return self._run(action, text, intent, confidence, {})

    def presses(self, action: Skill, intent: str, **entities: str) -> Acted:
        return self._run(action, None, intent, 1.0, entities)

    def _run(
        self, action: Skill, text: str | None, intent: str, confidence: float, entities: dict[str, str]
    ) -> Acted:
        dispatcher = CollectingDispatcher()
        message = {
            "text": text,
            "intent": {"name": intent, "confidence": confidence},
            "entities": [{"entity": name, "value": value} for name, value in entities.items()],
        }
        now = [{"event": "slot", "name": name, "value": None} for name in self.set_now]
        tracker = Tracker(
            "c.1",
            {"facts": self.facts, **self.slots},
            message,
            [{"event": "slot", "name": "draft", "value": None}, {"event": "user"}, *now],
            False,
            None,
            {"name": self.form} if self.form else {},
            "action_listen",
        )
        events = action.run(dispatcher, tracker, {})
        customs = [message["custom"] for message in dispatcher.messages]
        return Acted(
            [custom["reply"] for custom in customs if "reply" in custom],
            [custom["command"] for custom in customs if "command" in custom],
            events,
        )
