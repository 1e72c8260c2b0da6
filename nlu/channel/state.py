"""The dialogue state that travels with each call: a tracker without all that the next turn does not need.

Kept: the values of slots, and of the last turns the person's text, intent, confidence and entities, the
names of actions, and the events that decide which form is active. Dropped: metadata, rankings, what the
assistant said, timestamps, facts. So its size is bounded however long people write.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    AllSlotsReset,
    Event,
    LoopInterrupted,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from nlu.channel.facts import is_fact
from nlu.channel.failures import CallFailed
from nlu.channel.rows import Row, State, last_turns

VERSION = 1
_ENTITY_FIELDS = ("entity", "value", "role", "group", "start", "end")
_NOT_KEPT = "session_started_metadata"


def compact(tracker: DialogueStateTracker, domain: Domain) -> State:
    """The state after this turn, plain JSON."""
    influencing = _influencing(domain)
    rows = [row for event in tracker.events for row in _row(event, influencing)]
    return {"version": VERSION, "slots": _set_slots(tracker), "events": last_turns(rows)}


def restore(state: State | None, sender_id: str, domain: Domain) -> DialogueStateTracker:
    """The tracker as it was after the turn before; for a new stretch one that has just begun."""
    tracker = DialogueStateTracker.from_events(sender_id, [], domain.slots)
    # Rasa begins a session for a tracker without events and copies the message's metadata into a slot.
    for event in (
        ActionExecuted(ACTION_SESSION_START_NAME),
        SessionStarted(),
        ActionExecuted(ACTION_LISTEN_NAME),
    ):
        tracker.update(event, domain)
    if state is None:
        return tracker
    if state.get("version") != VERSION:
        raise CallFailed("the state is of another version")
    influencing = _influencing(domain)
    for row in state["events"]:
        for event in _event(row, domain.form_names, influencing):
            tracker.update(event, domain)
    for name, value in _differing(tracker, state["slots"]):
        tracker.update(SlotSet(name, value), domain)
    return tracker


def _set_slots(tracker: DialogueStateTracker) -> dict[str, Any]:
    return {
        name: slot.value
        for name, slot in sorted(tracker.slots.items())
        if slot.value != slot.initial_value and not is_fact(name) and name != _NOT_KEPT
    }


def _differing(tracker: DialogueStateTracker, values: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, slot in tracker.slots.items():
        wanted = values.get(name, slot.initial_value)
        if slot.value != wanted:
            yield name, wanted


def _row(event: Event, influencing: set[str]) -> Iterable[Row]:
    """At most one row: the events that later predictions look at, each as short as it can be."""
    if isinstance(event, UserUttered):
        intent = event.intent or {}
        yield ["user", event.text, intent.get("name"), intent.get("confidence"), _entities(event.entities)]
    elif isinstance(event, ActionExecuted):
        if event.action_name != ACTION_SESSION_START_NAME:
            yield ["action", event.action_name]
    elif isinstance(event, ActiveLoop):
        yield ["loop", event.name]
    elif isinstance(event, LoopInterrupted):
        yield ["interrupted", event.is_interrupted]
    elif isinstance(event, ActionExecutionRejected):
        yield ["rejected", event.action_name]
    elif isinstance(event, AllSlotsReset):
        yield ["reset"]
    elif isinstance(event, SlotSet) and event.key in influencing:
        yield ["slot", event.key, event.value]


def _event(row: Row, forms: list[str], influencing: set[str]) -> Iterable[Event]:
    """The event of a row; none for what the present model doesn't know (an older one made the state)."""
    kind, *rest = row
    if kind == "user":
        text, name, confidence, entities = rest
        yield _user(text, name, confidence, entities)
    elif kind == "action":
        yield ActionExecuted(rest[0])
    elif kind == "loop":
        yield ActiveLoop(rest[0] if rest[0] in forms else None)
    elif kind == "interrupted":
        yield LoopInterrupted(rest[0])
    elif kind == "rejected":
        yield ActionExecutionRejected(rest[0])
    elif kind == "reset":
        yield AllSlotsReset()
    elif kind == "slot" and rest[0] in influencing:
        yield SlotSet(*rest)


def _user(
    text: str | None, name: str | None, confidence: float | None, entities: list[dict[str, Any]]
) -> UserUttered:
    intent = {"name": name, "confidence": confidence}
    return UserUttered(text, intent, entities, use_text_for_featurization=False)


def _entities(entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{key: entity[key] for key in _ENTITY_FIELDS if key in entity} for entity in entities]


def _influencing(domain: Domain) -> set[str]:
    return {slot.name for slot in domain.slots if slot.influence_conversation and not is_fact(slot.name)}
