"""Unfinished requests: offered again, gone on with, kept."""

from dataclasses import replace

from actions.choices import choice, new_requests, of_draft
from actions.turn import REQUEST_FORM, Events, Turn, follow_up, set_slot
from bot.services.form_state import Form, Note
from nlu.text.phrases import acts

OFFER_RESUME = "resume"
OFFER_KEEP = "keep_draft"


def offer_draft(turn: Turn, new_kind: str = "") -> None:
    """Only while there is one. `new_kind`: what a new beginning would be, where it is another."""
    kept = str((turn.draft or {})["kind"])
    turn.say("draft.offer", *of_draft(new_kind or kept), kind={"key": f"kind.{kept}"})
    turn.offer(OFFER_RESUME)


def wants_to_resume(turn: Turn) -> bool:
    said = acts(turn.heard.text) if turn.heard.text else frozenset()
    return turn.form != REQUEST_FORM and (turn.heard.act == "resume" or "resume" in said)


def came_back(turn: Turn) -> bool:
    """The draft has waited for a day or more."""
    return turn.draft is not None and turn.draft["age_days"] >= 1


def resume(turn: Turn) -> Events:
    draft = turn.draft
    if draft is None:
        turn.say("draft.none", *new_requests(turn))
        return []
    form = Form.of_draft(draft["kind"], draft["fields"], draft["step"] or "")
    return [set_slot("draft", replace(form, note=Note.RESUMED).dump()), follow_up(REQUEST_FORM)]


def keep_draft(turn: Turn) -> None:
    """It is kept anyway, unless it was erased meanwhile."""
    if turn.draft:
        turn.say("draft.kept")
    else:
        turn.say("draft.none", *new_requests(turn))


def offer_to_keep(turn: Turn) -> None:
    choices = (
        choice("button.draft_keep", "affirm", act="keep_draft"),
        choice("button.draft_erase", "stop", act="erase_draft"),
    )
    turn.say("draft.stopped", *choices)
    turn.offer(OFFER_KEEP)
