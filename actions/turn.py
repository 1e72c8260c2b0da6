"""One turn as an action sees it: what was heard, what the app knows, and how to answer."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.speech import order, say
from bot.domain.commands import CommandName
from bot.services.article_index import DIMENSION
from bot.services.dialogue import Choice, Command, Reply
from bot.services.form_state import Heard
from bot.services.library import Library

Event = dict[str, Any]
Events = list[Event]

REQUEST_FORM = "request_form"
EMPTY = Library(lambda _text: np.zeros(DIMENSION, np.float32))
"""Knows nothing."""
OFFERED = "offered"


def set_slot(name: str, value: Any) -> Event:
    return {"event": "slot", "timestamp": None, "name": name, "value": value}


def follow_up(action: str) -> Event:
    """That action or form comes next, whatever the rules say."""
    return {"event": "followup", "timestamp": None, "name": action}


class Turn:
    def __init__(self, dispatcher: CollectingDispatcher, tracker: Tracker, library: Library) -> None:
        self.library = library
        self._dispatcher = dispatcher
        self._tracker = tracker
        self._offer: Any = None

    @cached_property
    def heard(self) -> Heard:
        said = self._tracker.latest_message
        intent = said.get("intent") or {}
        entities = {each["entity"]: str(each["value"]) for each in said.get("entities") or []}
        pressed = {} if said.get("text") else entities
        return Heard(
            text=said.get("text") or "",
            intent=intent.get("name") or "",
            confidence=intent.get("confidence") or 0.0,
            act=pressed.get("act", ""),
            field=pressed.get("field", ""),
            value=pressed.get("value", ""),
        )

    @property
    def ranking(self) -> list[tuple[str, float]]:
        """What the classifier takes the message for, the likeliest first."""
        ranked = self._tracker.latest_message.get("intent_ranking") or []
        return [(str(each["name"]), float(each["confidence"])) for each in ranked]

    def entity(self, name: str) -> str:
        """The first of this name in typed words."""
        said = self._tracker.latest_message
        entities = said.get("entities") or [] if said.get("text") else []
        return next((str(each["value"]) for each in entities if each["entity"] == name), "")

    def pressed(self, entity: str) -> str:
        """What a button brings along; nothing when the message was typed."""
        said = self._tracker.latest_message
        entities = [] if said.get("text") else said.get("entities") or []
        return next((str(each["value"]) for each in entities if each["entity"] == entity), "")

    @property
    def facts(self) -> Mapping[str, Any]:
        return self.slot("facts") or {}

    @property
    def queued(self) -> bool:
        return bool(self.facts.get("queued"))

    @property
    def draft(self) -> Mapping[str, Any] | None:
        """An unfinished request that the app keeps."""
        return self.facts.get("draft")

    @property
    def requests(self) -> Sequence[Mapping[str, Any]]:
        return self.facts.get("requests") or ()

    @property
    def arranging(self) -> Mapping[str, Any]:
        """Of appointments: the open step, how many lie ahead, how many groups are announced."""
        return self.facts.get("appointments") or {}

    @property
    def form(self) -> str:
        """The active form's name, or nothing."""
        return (self._tracker.active_loop or {}).get("name") or ""

    def slot(self, name: str) -> Any:
        return self._tracker.get_slot(name)

    @property
    def offered(self) -> Any:
        """What the turn before offered, that a yes or no is about."""
        return self.slot(OFFERED)

    def changed(self, slot: str) -> bool:
        """Whether the slot was set since the message came."""
        for event in reversed(self._tracker.events):
            if event["event"] == "user":
                return False
            if event["event"] == "slot" and event["name"] == slot:
                return True
        return False

    def say(self, message: str, *choices: Choice, **values: Any) -> None:
        self.reply(Reply(message, values=values, choices=choices))

    def reply(self, reply: Reply) -> None:
        say(self._dispatcher, reply)

    def order(self, command: CommandName, **args: Any) -> None:
        order(self._dispatcher, Command(command, args))

    def offer(self, what: Any) -> None:
        """A bare yes in the next turn means this."""
        self._offer = what

    def offer_events(self) -> Events:
        return [set_slot(OFFERED, self._offer)] if self._offer != self.offered else []


class Skill(Action):
    """An action of ours: `named` in the domain, `act` says what it does."""

    named: str
    library: Library = EMPTY
    """What is told at present; `all_actions` gives each action the process's own."""

    def name(self) -> str:
        return self.named

    def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> Events:
        turn = Turn(dispatcher, tracker, self.library)
        events = self.prepare(turn)
        if events is None:
            events = self.act(turn)
        return [*events, *turn.offer_events()]

    def prepare(self, turn: Turn) -> Events | None:
        """What comes before; other than None it is all there is to do."""
        return None

    @abstractmethod
    def act(self, turn: Turn) -> Events: ...
