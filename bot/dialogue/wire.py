"""Turns and answers as the JSON that goes between the app and Rasa."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from bot.services.dialogue import (
    Answer,
    Choice,
    ChoiceScope,
    Command,
    Payload,
    Reply,
    ReplyKind,
    Turn,
    Understood,
)

_Json = Mapping[str, Any]


def write_turn(turn: Turn) -> dict[str, Any]:
    return {
        "conversation": str(turn.conversation),
        "stretch": turn.stretch,
        "message_id": turn.message_id,
        "text": turn.text,
        "payload": asdict(turn.payload) if turn.payload else None,
        "vector": None if turn.vector is None else [float(number) for number in turn.vector],
        "state": turn.state,
        "facts": asdict(turn.facts),
    }


def read_answer(given: _Json) -> Answer:
    """Raises ValueError, KeyError or TypeError on another shape."""
    return Answer(
        replies=tuple(_reply(reply) for reply in given["replies"]),
        commands=tuple(Command(command["name"], command["args"]) for command in given["commands"]),
        state=given["state"],
        understood=_understood(given["understood"]),
    )


def _reply(given: _Json) -> Reply:
    choices = tuple(_choice(choice) for choice in given["choices"])
    return Reply(given["message"], ReplyKind(given["kind"]), given["values"], choices)


def _choice(given: _Json) -> Choice:
    payload = Payload(given["payload"]["intent"], given["payload"]["entities"])
    return Choice(given["label"], payload, ChoiceScope(given["scope"]), given["values"])


def _understood(given: _Json) -> Understood:
    ranking = tuple((str(intent), float(confidence)) for intent, confidence in given["ranking"])
    entities, also = tuple(given["entities"]), given.get("also")
    return Understood(given["intent"], float(given["confidence"]), ranking, entities, also and str(also))
