"""One turn: a message and its state in, replies, commands and the new state out."""

import re
from collections.abc import Mapping
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.trackers import DialogueStateTracker

from nlu.channel import facts, state
from nlu.channel.failures import CallFailed, watch
from nlu.channel.replies import Collector
from nlu.channel.rows import State, unchanged
from nlu.channel.store import hold

CHANNEL = "rafeeq"
RANKING_GIVEN = 5
# What reaches the rules when nothing was typed or pressed.
ATTACHMENT_INTENT = "event_attachment"
STALE_CHOICE_INTENT = "event_stale_choice"
# Rasa takes typed text that begins with a slash as an order (`/restart`).
_ORDER_SIGNS = re.compile(r"^[\s/]+")

Parsed = dict[str, Any]


async def run_turn(agent: Agent, call: Mapping[str, Any]) -> dict[str, Any]:
    """Raises CallFailed, or whatever Rasa raises; nothing of the call is kept either way."""
    processor: MessageProcessor = agent.processor
    domain = processor.domain
    sender = f"{call['conversation']}.{call['stretch']}"
    tracker = state.restore(call.get("state"), sender, domain)
    tracker.update_with_events(facts.as_events(call.get("facts") or {}, domain), domain)
    collector = Collector()
    with watch(), hold(tracker):
        parsed = await _understand(processor, call, sender)
        await processor.handle_message(
            UserMessage(parsed["text"], collector, sender, parsed, CHANNEL, call["message_id"], {})
        )
    return _answer(call.get("state"), tracker, collector, parsed, state.compact(tracker, domain))


async def _understand(processor: MessageProcessor, call: Mapping[str, Any], sender: str) -> Parsed:
    """The vector goes to the classifiers as metadata, and no further."""
    if call.get("payload"):
        return _pressed(call["payload"])
    text = _ORDER_SIGNS.sub("", call.get("text") or "")
    if not text:
        return _nothing_said(call.get("facts") or {})
    message = UserMessage(text, None, sender, metadata={"vector": call.get("vector")})
    return dict(await processor.parse_message(message))


def _pressed(payload: Mapping[str, Any]) -> Parsed:
    entities = [{"entity": name, "value": value} for name, value in (payload.get("entities") or {}).items()]
    return _parsed(payload["intent"], entities)


def _nothing_said(given: Mapping[str, Any]) -> Parsed:
    if given.get("stale_choice"):
        return _parsed(STALE_CHOICE_INTENT, [])
    if given.get("attachment"):
        return _parsed(ATTACHMENT_INTENT, [])
    return _parsed(None, [])


def _parsed(intent: str | None, entities: list[dict[str, Any]]) -> Parsed:
    certain = {"name": intent, "confidence": 1.0 if intent else 0.0}
    return {
        "text": None,
        "intent": certain,
        "entities": entities,
        "intent_ranking": [certain] if intent else [],
    }


def _answer(
    before: State | None,
    tracker: DialogueStateTracker,
    collector: Collector,
    parsed: Parsed,
    after: State,
) -> dict[str, Any]:
    if tracker.latest_action_name != ACTION_LISTEN_NAME:
        raise CallFailed("the rules did not come to an end")
    if not collector.replies and not collector.commands and unchanged(before, after):
        raise CallFailed("no reply, no command, nothing changed")
    return {
        "replies": collector.replies,
        "commands": collector.commands,
        "state": after,
        "understood": {
            "intent": parsed["intent"].get("name"),
            "confidence": parsed["intent"].get("confidence") or 0.0,
            "ranking": [
                [guess["name"], guess["confidence"]]
                for guess in parsed.get("intent_ranking", [])[:RANKING_GIVEN]
            ],
            "also": (parsed.get("also") or {}).get("name"),
            "entities": parsed["entities"],
        },
    }
