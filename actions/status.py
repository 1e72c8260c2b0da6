"""Requests on file: what became of them, more to say about one, withdrawing one."""

from collections.abc import Mapping, Sequence
from typing import Any

from actions.choices import choice, new_requests, request_row
from actions.drafts import resume, wants_to_resume
from actions.human import OFFER_HUMAN
from actions.turn import Events, Skill, Turn, follow_up, set_slot
from bot.domain.commands import CommandName
from bot.domain.request import RequestStatus
from bot.services.ask_form import offer_human
from nlu.text.phrases import acts

OFFER_WITHDRAW = "withdraw"
FOLLOW_UP_FORM = "follow_up_form"
CODE, ADDITION = "code", "addition"
_SHOWN = 8
_OVER = frozenset({RequestStatus.CLOSED, RequestStatus.WITHDRAWN})


class RequestStatusOf(Skill):
    """The list; of one request what can be done; and on its way to details or an addition."""

    named = "action_request_status"

    def act(self, turn: Turn) -> Events:
        if wants_to_resume(turn):
            return resume(turn)
        if wants_to_add(turn):
            return add(turn)
        chosen, wish = _chosen(turn), turn.pressed("act")
        if chosen and wish in (CODE, ADDITION):
            return await_reply(wish, chosen["number"])
        if chosen or len(turn.requests) == 1:
            _show_one(turn, chosen or turn.requests[0])
        elif turn.requests:
            _show_all(turn)
        else:
            turn.say("status.none", *([] if turn.queued else [offer_human()]), *new_requests(turn)[:1])
            turn.offer(OFFER_HUMAN)
        return []


class WithdrawRequest(Skill):
    named = "action_withdraw_request"

    def act(self, turn: Turn) -> Events:
        open_ones = [each for each in turn.requests if each["status"] not in _OVER]
        chosen = _chosen(turn)
        if chosen and turn.pressed("sure"):
            turn.order(CommandName.WITHDRAW_REQUEST, number=chosen["number"])
        elif chosen or len(open_ones) == 1:
            _make_sure(turn, chosen or open_ones[0])
        elif open_ones:
            rows = [request_row(each, "withdraw_request") for each in open_ones[:_SHOWN]]
            turn.say("request.withdraw_which", *rows)
        else:
            turn.say("request.withdraw_none", *([] if turn.queued else [offer_human()]))
            turn.offer(OFFER_HUMAN)
        return []


def wants_to_add(turn: Turn) -> bool:
    return bool(turn.requests) and "add" in acts(turn.heard.text)


def add(turn: Turn) -> Events:
    """To the only request, or to which."""
    if len(turn.requests) == 1:
        return await_reply(ADDITION, turn.requests[0]["number"])
    rows = [request_row(each, "check_request_status", act=ADDITION) for each in turn.requests[:_SHOWN]]
    turn.say("request.add_which", *rows)
    return []


def await_reply(what: str, number: str) -> Events:
    """The next message is the code, or what is to be added."""
    return [set_slot("awaited", {"what": what, "number": number, "tries": 0}), follow_up(FOLLOW_UP_FORM)]


def _chosen(turn: Turn) -> Mapping[str, Any] | None:
    """The request of the pressed row, if it is one of this person's."""
    number = turn.pressed("number")
    return next((each for each in turn.requests if each["number"] == number), None)


def _show_one(turn: Turn, request: Mapping[str, Any]) -> None:
    number = request["number"]
    choices = [
        choice("button.details", "check_request_status", number=number, act=CODE),
        choice("button.add", "check_request_status", number=number, act=ADDITION),
    ]
    if request["status"] not in _OVER:
        choices.append(choice("button.withdraw", "withdraw_request", number=number))
    turn.say("status.list", *choices, lines={"lines": _lines([request])})


def _show_all(turn: Turn) -> None:
    shown = turn.requests[:_SHOWN]
    rows = [request_row(each, "check_request_status") for each in shown]
    turn.say("status.list", lines={"lines": _lines(shown)})
    turn.say("status.choose", *rows)


def _lines(requests: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "key": "status.line",
            "values": {
                "number": each["number"],
                "kind": {"key": f"kind.{each['kind']}"},
                "status": {"key": f"status.{each['status']}"},
            },
        }
        for each in requests
    ]


def _make_sure(turn: Turn, request: Mapping[str, Any]) -> None:
    number = request["number"]
    choices = (
        choice("button.withdraw_yes", "withdraw_request", number=number, sure="yes"),
        choice("button.withdraw_no", "deny"),
    )
    turn.say("request.withdraw_sure", *choices, number=number, kind={"key": f"kind.{request['kind']}"})
    turn.offer({OFFER_WITHDRAW: number})
