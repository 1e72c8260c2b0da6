"""Actions of the small assistant in `assistant/`: a form that takes several messages, and what can go wrong."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.speech import order, say
from bot.services.dialogue import Choice, ChoiceScope, Command, Payload, Reply, ReplyKind

Events = list[dict[str, Any]]


class ReadAnswer(Action):
    """An answer goes into the draft; for a question it returns nothing, so that the form is rejected."""

    def name(self) -> str:
        return "action_read_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> Events:
        said = tracker.latest_message
        if said["intent"]["name"] == "affirm":
            return [slot("draft", tracker.get_slot("draft")), slot("finished", value=True)]
        if said["intent"]["name"] not in {None, "inform"}:
            return []
        draft = {**(tracker.get_slot("draft") or {}), **entities(said)}
        if said["text"]:
            draft["need"] = [*draft.get("need", []), said["text"]]
        return [slot("draft", draft), slot("finished", value=None)]


class ValidateForm(Action):
    def name(self) -> str:
        return "validate_support_form"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> Events:
        if tracker.get_slot("finished"):
            order(dispatcher, Command("register_request", {"fields": tracker.get_slot("draft")}))
        return []


class AskNext(Action):
    def name(self) -> str:
        return "action_ask_finished"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> Events:
        done = Choice("form.need.done", Payload("affirm"), ChoiceScope.DRAFT)
        say(dispatcher, Reply("form.need.ask", ReplyKind.QUESTION, {}, (done,)))
        return []


class NotUnderstood(Action):
    def name(self) -> str:
        return "action_not_understood"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> Events:
        say(dispatcher, Reply("not_understood", ReplyKind.NOT_UNDERSTOOD))
        return []


class TellFacts(Action):
    """Says what it was given, so that tests see what an action gets."""

    def name(self) -> str:
        return "action_tell_facts"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> Events:
        given = {"facts": tracker.get_slot("facts"), "message": tracker.latest_message}
        say(dispatcher, Reply("facts", values={**given, "events": tracker.events}))
        return []


class Misbehave(Action):
    """Breaks in the way that the message names."""

    def name(self) -> str:
        return "action_misbehave"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> Events:
        match tracker.latest_message["entities"][0]["value"]:
            case "raise":
                raise RuntimeError(f"broken by {tracker.latest_message}")
            case "words":
                dispatcher.utter_message(text="words outside the catalogue")
            case "kind":
                dispatcher.utter_message(json_message={"reply": {"message": "x", "kind": "shout"}})
            case "event":
                return [{"event": "of no known kind"}]
        return []


def slot(name: str, value: Any) -> dict[str, Any]:
    return {"event": "slot", "name": name, "value": value}


def entities(said: dict[str, Any]) -> dict[str, Any]:
    return {entity["entity"]: entity["value"] for entity in said["entities"]}


def skills() -> list[Action]:
    return [ReadAnswer(), ValidateForm(), AskNext(), NotUnderstood(), TellFacts(), Misbehave()]
