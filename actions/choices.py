"""Buttons that several skills offer."""

from collections.abc import Mapping
from typing import Any

from actions.turn import Turn
from bot.domain.article import BUTTON_EVENT, Topic
from bot.domain.request_kinds import KINDS
from bot.services.ask_form import offer_human
from bot.services.dialogue import Choice, ChoiceScope, Payload

_REQUESTS = (
    ("menu.financial", "financial_support"),
    ("menu.psychological", "psychological_support"),
    ("menu.social", "social_support"),
)
MENU = 8
REQUESTS = "requests"
_TOPICS = (
    ("menu.visits", Topic.VISITS),
    ("menu.inmate", Topic.INMATE),
    ("menu.legal", Topic.LEGAL),
    ("menu.support", Topic.SUPPORT),
)


def choice(label: str, intent: str, *, always: bool = True, **entities: Any) -> Choice:
    scope = ChoiceScope.ALWAYS if always else ChoiceScope.STRETCH
    return Choice(label, Payload(intent, entities), scope)


def menu(turn: Turn) -> list[Choice]:
    """At most eight topics, by what people need now."""
    draft = [choice("menu.draft", "affirm", act="resume")] if turn.draft and not turn.queued else []
    topics = [choice(label, BUTTON_EVENT, topic=topic.value) for label, topic in _TOPICS]
    requests = [] if turn.queued else [choice("menu.requests", BUTTON_EVENT, topic=REQUESTS)]
    mine = [choice("menu.status", "check_request_status")] if turn.requests else []
    people = [] if turn.queued else [offer_human("menu.human")]
    chosen = [*draft, *topics[:2], *requests, *_appointment(turn), *topics[2:], *mine, *people]
    if len(chosen) > MENU:
        chosen.remove(topics[-1])
    return chosen


def _appointment(turn: Turn) -> list[Choice]:
    if turn.arranging.get("ahead"):
        return [choice("menu.appointment", "check_appointment")]
    if turn.arranging.get("bookable"):
        return [choice("menu.book", "book_appointment", act="begin")]
    return []


def comfort() -> list[Choice]:
    """For who says that they are afraid or sad."""
    return [choice("menu.psychological", KINDS["psychological_support"].intent), offer_human("menu.human")]


def new_requests(turn: Turn) -> list[Choice]:
    """While people wait for a caseworker no form begins."""
    if turn.queued:
        return []
    return [choice(label, KINDS[kind].intent) for label, kind in _REQUESTS]


def of_draft(kind: str) -> list[Choice]:
    """For an unfinished request. `kind`: what a new beginning would be."""
    return [
        choice("button.draft_resume", "affirm", act="resume"),
        choice("button.draft_anew", KINDS[kind].intent, act="anew"),
        choice("button.draft_erase", "stop", act="erase_draft"),
    ]


def request_row(request: Mapping[str, Any], intent: str, **entities: Any) -> Choice:
    number = request["number"]
    payload = Payload(intent, {"number": number, **entities})
    return Choice("row.request", payload, ChoiceScope.ALWAYS, {"number": number})
