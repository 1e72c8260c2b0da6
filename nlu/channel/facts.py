"""What the app knows at the moment of a message, as slots.

The slot `facts` holds all of them. A fact that a rule wants as a condition has a slot of its own besides,
`fact_<name>`. They come anew with each call and are never part of the state.
"""

from collections.abc import Mapping
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet

FACTS_SLOT = "facts"
FACT_PREFIX = "fact_"


def is_fact(slot: str) -> bool:
    return slot == FACTS_SLOT or slot.startswith(FACT_PREFIX)


def as_events(facts: Mapping[str, Any], domain: Domain) -> list[SlotSet]:
    values = {FACTS_SLOT: dict(facts), **{FACT_PREFIX + name: value for name, value in facts.items()}}
    return [SlotSet(slot.name, values[slot.name]) for slot in domain.slots if slot.name in values]
