"""Messages through classifier, rules and actions in this process, without Rasa: to judge answers by hundreds.

Forms are left out: a question is asked outside of them, or one message after another.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import all_actions
from actions.turn import Skill
from bot.seed_files import DATA
from bot.services.library import Library
from nlu.text.entities import entities

Classify = Callable[[str], list[tuple[str, float]]]
"""Intents with their confidence, the likeliest first."""

_OTHERWISE = "action_not_understood"


@dataclass
class Rehearsal:
    """One conversation."""

    classify: Classify
    actions: Mapping[str, Skill]
    slots: dict[str, Any] = field(default_factory=dict)
    replies: list[dict[str, Any]] = field(default_factory=list)
    """Of the last message."""
    ranking: list[tuple[str, float]] = field(default_factory=list)

    def says(self, text: str) -> None:
        self.ranking = self.classify(text)
        message = {
            "text": text,
            "intent": _named(*self.ranking[0]),
            "intent_ranking": [_named(*each) for each in self.ranking],
            "entities": [{"entity": e.name, "value": e.value, "start": e.start} for e in entities(text)],
        }
        slots = {"facts": {}, **self.slots}
        tracker = Tracker("rehearsal", slots, message, [{"event": "user"}], False, None, {}, "action_listen")
        dispatcher = CollectingDispatcher()
        action = self.actions[rules().get(self.ranking[0][0], _OTHERWISE)]
        events = action.run(dispatcher, tracker, {})
        self.slots |= {event["name"]: event["value"] for event in events if event["event"] == "slot"}
        said = (message["custom"] for message in dispatcher.messages)
        self.replies = [custom["reply"] for custom in said if "reply" in custom]

    @property
    def told(self) -> list[str]:
        """Articles that the last message was answered with."""
        subject = self.slots.get("subject") or {}
        answered = [r for r in self.replies if r["message"].startswith("article.answer")]
        return list(subject.get("told", ())) if answered else []

    @property
    def offered(self) -> list[str]:
        which = [r for r in self.replies if r["message"] == "article.which"]
        payloads = [choice["payload"]["entities"] for reply in which for choice in reply["choices"]]
        return [entities["article"] for entities in payloads if "article" in entities]


def begin(classify: Classify, library: Library) -> Rehearsal:
    return Rehearsal(classify, {action.name(): action for action in all_actions(library)})


@cache
def rules(folder: Path = DATA / "rules") -> Mapping[str, str]:
    """The action that each intent's rule runs."""
    found = {}
    for file in sorted(folder.glob("*.yml")):
        for rule in yaml.safe_load(file.read_text(encoding="utf-8"))["rules"]:
            steps = {name: value for step in rule["steps"] for name, value in step.items()}
            if "intent" in steps and "action" in steps:
                found[steps["intent"]] = steps["action"]
    return found


def _named(name: str, confidence: float) -> dict[str, Any]:
    return {"name": name, "confidence": confidence}
