"""Which messages are about an appointment, and what is ordered for them."""

from typing import Any

import pytest

from actions.appointment_skill import Appointment
from actions.questions import AnswerQuestion
from actions.talk import Affirm, Deny, Greet, Help, Inform
from tests.unit.actions.acting import Acted, Scene


def scene(**arranging: Any) -> Scene:
    return Scene(facts={"appointments": {"step": "", "ahead": 0, "announced": 0, **arranging}})


def act_of(acted: Acted) -> str:
    return str(acted.ordered[0][1]["act"]) if acted.ordered else ""


def test_a_wish_goes_to_the_worker_with_its_words() -> None:
    acted = scene().hears(Appointment(), "بدي موعد بكرا الصبح", "book_appointment")
    ((name, args),) = acted.ordered
    assert (name, args["intent"], args["text"]) == ("appointment", "book_appointment", "بدي موعد بكرا الصبح")
    assert (args["act"], args["follows"], acted.said) == ("say", False, [])


def test_a_button_brings_what_it_is_about() -> None:
    acted = scene().presses(Appointment(), "book_appointment", act="slot", start="2026", service="s")
    ((_, args),) = acted.ordered
    assert (args["act"], args["start"], args["service"]) == ("slot", "2026", "s")


@pytest.mark.parametrize(
    ("step", "text", "intent", "act"),
    [
        ("slot", "لا مش الأحد، الاثنين", "deny", "say"),
        ("slot", "الساعة ١١", "inform", "say"),
        ("service", "نفسية", "inform", "say"),
        ("service", "نفسية", "request_psychological_support", "say"),
        ("service", "بدي دعم نفسي لابني لو سمحتوا", "request_psychological_support", ""),
        ("confirm", "نعم", "affirm", "confirm"),
        ("confirm", "لا", "deny", "stop"),
        ("confirm", "لا، الاثنين أحسن", "deny", "say"),
        ("cancel", "نعم", "affirm", "cancel_yes"),
        ("cancel", "لا", "deny", "keep"),
        ("reminded", "اه", "affirm", "coming"),
        ("reminded", "لا", "deny", "not_coming"),
        ("offered", "نعم", "affirm", "wait_take"),
        ("offered", "لا", "deny", "wait_pass"),
        ("reminded", "الأحد", "inform", ""),
        ("whom", "أحمد سالم", "inform", "say"),
        ("whom", "تخطي", "deny", "no_name"),
        ("slot", "خلص", "stop", "stop"),
        ("", "الأحد الصبح", "inform", ""),
        ("cancel", "الأحد", "inform", ""),
    ],
)
def test_an_answer_while_something_is_arranged(step: str, text: str, intent: str, act: str) -> None:
    assert act_of(scene(step=step).hears(Inform(), text, intent)) == act


def test_another_wish_in_between_is_answered_as_such() -> None:
    acted = scene(step="slot").hears(AnswerQuestion(), "متى الزيارة يوم الأحد", "ask_visit_times")
    assert acted.ordered == [] or acted.ordered[0][0] != "appointment"


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("رح اتأخر شوي", "late"),
        ("i am running late", "late"),
        ("مش لاقي المكان", "lost"),
        ("مش جاي اليوم", "not_coming"),
        ("ما بقدر أجي", "not_coming"),
        ("جاي ان شاء الله", "coming"),
    ],
)
def test_words_on_the_day_count_only_when_something_is_booked(text: str, act: str) -> None:
    assert act_of(scene(ahead=1).hears(Inform(), text, "inform")) == act
    assert act_of(scene().hears(Inform(), text, "inform")) == ""


def test_a_wish_to_move_is_no_message_of_coming() -> None:
    for text in ("خلوها للأحد الجاي", "ما بقدر أجي الأحد خلوها الاثنين"):
        assert act_of(scene(ahead=1).hears(Appointment(), text, "reschedule_appointment")) == "say"
    acted = scene(ahead=1).hears(Appointment(), "ما بقدر أجي على الموعد", "reschedule_appointment")
    assert act_of(acted) == "not_coming"


def test_workshops_are_told_when_some_are_announced() -> None:
    told = scene(announced=2).hears(AnswerQuestion(), "شو في ورشات؟", "ask_workshops")
    none = scene().hears(AnswerQuestion(), "شو في ورشات؟", "ask_workshops")
    assert act_of(told) == "workshops"
    assert all(name != "appointment" for name, _ in none.ordered)


def test_yes_and_no_mean_something_else_without_a_booking() -> None:
    assert scene().hears(Affirm(), "نعم", "affirm").said == ["affirm.nothing"]
    assert scene().hears(Deny(), "لا", "deny").said == ["deny.nothing"]


def test_the_menu_offers_booking_or_shows_what_is_booked_within_eight() -> None:
    bookable = scene(bookable=True).hears(Greet(), "مرحبا", "greet")
    ahead = scene(bookable=True, ahead=1).hears(Greet(), "مرحبا", "greet")
    assert "menu.book" in bookable.labels
    assert "menu.appointment" in ahead.labels
    request = {"number": "1", "kind": "job", "status": "new"}
    draft = {"kind": "job", "fields": {}, "step": "", "age_days": 0}
    full = scene(bookable=True)
    full.facts |= {"requests": [request], "draft": draft}
    assert len(full.hears(Help(), "شو بتعمل", "help").labels) == 8
