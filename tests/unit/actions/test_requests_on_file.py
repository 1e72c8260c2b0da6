"""Status, additions, withdrawing: only what was registered from here, details only by code."""

import pytest

from actions.follow_up import AskFollowUp, EndFollowUp, ReadFollowUp
from actions.status import RequestStatusOf, WithdrawRequest
from tests.unit.actions.acting import Acted, Scene

ONE = {"number": "482910", "kind": "financial_support", "status": "in_progress"}
TWO = {"number": "731465", "kind": "job", "status": "closed"}
CODE = {"what": "code", "number": "482910", "tries": 0}
ADDITION = {"what": "addition", "number": "482910", "tries": 0}


def awaiting(awaited: dict[str, object], text: str, intent: str = "inform", confidence: float = 0.9) -> Acted:
    return Scene(slots={"awaited": awaited}, form="follow_up_form").hears(
        ReadFollowUp(), text, intent, confidence
    )


def test_nothing_on_file() -> None:
    assert Scene().hears(RequestStatusOf(), "شو صار بطلبي", "check_request_status").said == ["status.none"]
    assert Scene().hears(WithdrawRequest(), "بدي اسحب طلبي", "withdraw_request").said == [
        "request.withdraw_none"
    ]


def test_several_are_listed_to_choose_from() -> None:
    acted = Scene({"requests": [ONE, TWO]}).hears(RequestStatusOf(), "شو صار بطلبي", "check_request_status")
    assert acted.said == ["status.list", "status.choose"]
    assert acted.labels == ["row.request", "row.request"]


def test_a_closed_one_cannot_be_withdrawn() -> None:
    scene = Scene({"requests": [TWO]})
    assert (
        "button.withdraw"
        not in scene.presses(RequestStatusOf(), "check_request_status", number="731465").labels
    )
    assert scene.hears(WithdrawRequest(), "بدي اسحب طلبي", "withdraw_request").said == [
        "request.withdraw_none"
    ]


def test_a_number_that_is_not_theirs_opens_nothing() -> None:
    acted = Scene({"requests": [ONE]}).presses(
        RequestStatusOf(), "check_request_status", number="999999", act="code"
    )
    assert (acted.next, acted.labels[0]) == ([], "button.details")


def test_withdrawing_asks_first() -> None:
    scene = Scene({"requests": [ONE, TWO]})
    asked = scene.hears(WithdrawRequest(), "بدي اسحب طلبي", "withdraw_request")
    assert (asked.said, asked.ordered) == (["request.withdraw_sure"], [])
    done = scene.presses(WithdrawRequest(), "withdraw_request", number="482910", sure="yes")
    assert done.ordered == [("withdraw_request", {"number": "482910"})]


@pytest.mark.parametrize("text", ["4821", "٤٨٢١", "الرمز 4821", "4 8 2 1"])
def test_a_code_is_read(text: str) -> None:
    assert awaiting(CODE, text).slots == {"given": "4821"}


def test_other_digits_are_another_try() -> None:
    slots = awaiting(CODE, "482").slots
    assert (slots["given"], slots["awaited"]["tries"]) == (None, 1)


def test_words_are_no_code() -> None:
    assert awaiting(CODE, "ضيعت الرمز").events == []
    assert awaiting(CODE, "صار لي 4821 دينار دين على المحل من زمان").events == []


@pytest.mark.parametrize("text", ["بطلت", "لا", "stop"])
def test_the_wait_can_be_given_up(text: str) -> None:
    assert awaiting(CODE, text).slots == {"given": "stopped"}


def test_an_addition_is_taken_as_it_is_but_not_a_question() -> None:
    assert awaiting(ADDITION, "قطعوا الكهربا", "request_financial_support").slots == {
        "given": "قطعوا الكهربا"
    }
    assert awaiting(ADDITION, "متى الزيارة؟", "ask_visit_times").events == []
    assert awaiting(ADDITION, "متى الزيارة؟", "ask_visit_times", 0.4).slots == {"given": "متى الزيارة؟"}


@pytest.mark.parametrize("intent", ["report_mistreatment", "crisis_violence"])
def test_danger_is_no_addition(intent: str) -> None:
    assert awaiting(ADDITION, "ضربوه", intent).events == []


def test_the_wait_is_silent_after_something_else() -> None:
    scene = Scene(slots={"awaited": CODE}, form="follow_up_form")
    assert scene.hears(AskFollowUp(), "مرحبا", "greet").said == []
    scene.set_now = ("awaited",)
    assert scene.presses(AskFollowUp(), "check_request_status").said == ["request.code_ask"]


@pytest.mark.parametrize(
    ("awaited", "given", "ordered"),
    [
        (CODE, "4821", [("show_request", {"number": "482910", "code": "4821"})]),
        (ADDITION, "قطعوا الكهربا", [("add_to_request", {"number": "482910", "text": "قطعوا الكهربا"})]),
        (CODE, "stopped", []),
    ],
)
def test_what_comes_of_it(awaited: dict[str, object], given: str, ordered: list[object]) -> None:
    acted = Scene(slots={"awaited": awaited, "given": given}).presses(EndFollowUp(), "inform")
    assert acted.ordered == ordered
    assert (acted.slots["awaited"], acted.slots["given"]) == (None, None)
