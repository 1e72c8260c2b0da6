"""Requests on file: what became of them, more to say about one, withdrawing one."""

from collections.abc import Mapping, Sequence
from typing import Any

from actions.awaiting import ADDITION, CODE, SHOWN, await_reply
from actions.choices import choice, new_requests, request_row
from actions.people import OFFER_HUMAN
from actions.rule_skill import RuleSkill
from actions.turn import Events, Turn
from bot.domain.commands import CommandName
from bot.domain.request import RequestStatus
from bot.services.ask_form import offer_human

OFFER_WITHDRAW = "withdraw"
_OVER = frozenset({RequestStatus.CLOSED, RequestStatus.WITHDRAWN})


class RequestStatusOf(RuleSkill):
    """The list; of one request what can be done; and on its way to details or an addition."""

    named = "action_request_status"

    def act(self, turn: Turn) -> Events:
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


class WithdrawRequest(RuleSkill):
    named = "action_withdraw_request"

    def act(self, turn: Turn) -> Events:
        open_ones = [each for each in turn.requests if each["status"] not in _OVER]
        chosen = _chosen(turn)
        if chosen and turn.pressed("sure"):
            turn.order(CommandName.WITHDRAW_REQUEST, number=chosen["number"])
        elif chosen or len(open_ones) == 1:
            _make_sure(turn, chosen or open_ones[0])
        elif open_ones:
            rows = [request_row(each, "withdraw_request") for each in open_ones[:SHOWN]]
            turn.say("request.withdraw_which", *rows)
        else:
            turn.say("request.withdraw_none", *([] if turn.queued else [offer_human()]))
            turn.offer(OFFER_HUMAN)
        return []


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
    shown = turn.requests[:SHOWN]
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
