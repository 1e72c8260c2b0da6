"""What the next message should be: a request's code, words to add to it, or what an answer lacked."""

from actions.choices import request_row
from actions.turn import Events, Turn, follow_up, set_slot
from nlu.text.phrases import acts

FOLLOW_UP_FORM = "follow_up_form"
CODE, ADDITION, MISSING = "code", "addition", "missing"
SHOWN = 8
"""Requests listed at most."""


def wants_to_add(turn: Turn) -> bool:
    return bool(turn.requests) and "add" in acts(turn.heard.text)


def add(turn: Turn) -> Events:
    """To the only request, or to which."""
    if len(turn.requests) == 1:
        return await_reply(ADDITION, turn.requests[0]["number"])
    rows = [request_row(each, "check_request_status", act=ADDITION) for each in turn.requests[:SHOWN]]
    turn.say("request.add_which", *rows)
    return []


def await_reply(what: str, number: str) -> Events:
    return [set_slot("awaited", {"what": what, "number": number, "tries": 0}), follow_up(FOLLOW_UP_FORM)]
