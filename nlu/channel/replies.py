"""Collects what actions and rules say, as replies and commands.

They say it in the `custom` part of a response: `{"reply": {...}}` or `{"command": {...}}`. Anything else is a
mistake in a skill and fails the call, since words outside the catalogue would reach nobody.
"""

from collections.abc import Mapping
from typing import Any

from rasa.core.channels.channel import OutputChannel

from nlu.channel.failures import CallFailed

KINDS = frozenset({"answer", "question", "repeated_question", "not_understood"})
SCOPES = frozenset({"always", "stretch", "draft"})


class Collector(OutputChannel):
    def __init__(self) -> None:
        self.replies: list[dict[str, Any]] = []
        self.commands: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        return "rafeeq"

    async def send_response(self, _recipient: str, message: dict[str, Any]) -> None:
        custom = message.get("custom") or {}
        if message.get("text") or custom.keys() not in ({"reply"}, {"command"}):
            raise CallFailed("a response was neither a reply nor a command")
        if "reply" in custom:
            self.replies.append(_reply(custom["reply"]))
        else:
            self.commands.append(_command(custom["command"]))


def _reply(given: Mapping[str, Any]) -> dict[str, Any]:
    kind, message = given.get("kind", "answer"), given.get("message")
    if kind not in KINDS or not isinstance(message, str):
        raise CallFailed("a reply without a message or of no known kind")
    return {
        "kind": kind,
        "message": message,
        "values": dict(given.get("values") or {}),
        "choices": [_choice(choice) for choice in given.get("choices") or []],
    }


def _choice(given: Mapping[str, Any]) -> dict[str, Any]:
    label, payload, scope = given.get("label"), given.get("payload") or {}, given.get("scope", "stretch")
    if not isinstance(label, str) or not isinstance(payload.get("intent"), str) or scope not in SCOPES:
        raise CallFailed("a choice without a label or an intent, or of no known scope")
    return {
        "label": label,
        "values": dict(given.get("values") or {}),
        "payload": {"intent": payload["intent"], "entities": dict(payload.get("entities") or {})},
        "scope": scope,
    }


def _command(given: Mapping[str, Any]) -> dict[str, Any]:
    if not isinstance(given.get("name"), str):
        raise CallFailed("a command without a name")
    return {"name": given["name"], "args": dict(given.get("args") or {})}
