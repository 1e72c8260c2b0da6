"""Journeys in chat on a real database: the worker's part, with what the dialogue engine orders."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.appointment import CalendarException, ExceptionKind, Gender, Reply, Span, Status
from bot.domain.channel import Channel
from tests.support.booker import Visitor
from tests.support.calendar import SUNDAY, at, booked, change, opened, workshop
from tests.support.world import World


@pytest.fixture
async def mother(world: World) -> Visitor:
    await opened(world)
    return Visitor(world)


async def test_before_anything_is_set_up_the_answer_is_honest(world: World) -> None:
    visitor = await Visitor(world).says("بدي موعد")
    assert visitor.heard == ["appointment.not_yet"]
    assert visitor.labels == ["button.ask_human"]


async def test_a_booking_from_the_first_word_to_the_file(mother: Visitor) -> None:
    await mother.says("بدي موعد")
    assert mother.heard == ["appointment.which_service"]
    await mother.presses("row.service {'name': {'key': 'service.psychological'}}")
    assert mother.heard == ["appointment.offer"]
    assert mother.slots == ["2026-11-29T08:00", "2026-11-29T08:30", "2026-11-29T09:00"]
    assert mother.labels[3:] == ["button.more_times", "button.other_day"]
    await mother.presses("row.slot", 1)
    assert mother.heard == ["appointment.confirm"]
    await mother.presses("button.book_yes")
    assert mother.heard == ["appointment.booked", "appointment.file"]
    assert "مقر الجمعية" in mother.answers[0].text
    assert mother.answers[1].media is not None
    assert mother.answers[1].media.data.startswith(b"BEGIN:VCALENDAR")
    assert [(b.status, b.start) for b in await mother.booked()] == [(Status.BOOKED, at(8, 30))]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("بدي جلسة نفسية يوم الاثنين بعد الظهر", "2026-11-30T12:00"),
        ("bdi jalse nafsiye bukra el sobo7", "2026-11-29T08:00"),
        ("أريد حجز جلسة نفسية يوم الثلاثاء الساعة العاشرة صباحاً", "2026-12-01T09:30"),
        ("I need a psychologist next week in the afternoon", "2026-11-29T12:00"),
        ("بدي جلسة نفسية الأحد، لا مش الأحد، الاثنين", "2026-11-30T08:00"),
    ],
)
async def test_service_and_time_are_understood(mother: Visitor, text: str, first: str) -> None:
    await mother.says(text)
    assert mother.heard == ["appointment.offer_wished"]
    assert mother.slots[0] == first


async def test_a_correction_while_choosing_keeps_the_service(mother: Visitor) -> None:
    await mother.says("بدي استشارة قانونية يوم الأحد")
    await mother.says("لا مش الاحد، الاثنين", intent="deny", act="say")
    assert mother.slots[0] == "2026-11-30T08:00"
    await mother.says("بعد الظهر", intent="inform", act="say")
    assert mother.slots[0] == "2026-11-30T12:00"


async def test_more_times_and_another_day(mother: Visitor) -> None:
    await mother.says("بدي استشارة قانونية يوم الأحد")
    await mother.presses("button.more_times")
    assert mother.slots[0] == "2026-11-29T09:30"
    await mother.presses("button.other_day")
    assert mother.heard == ["appointment.which_day"]
    await mother.says("الأربعاء", intent="inform", act="say")
    assert mother.slots[0] == "2026-12-02T08:00"


async def test_a_day_off_offers_the_nearest_and_the_waiting_list(mother: Visitor) -> None:
    await mother.says("بدي استشارة قانونية يوم الجمعة")
    assert mother.heard == ["appointment.none_then"]
    assert mother.slots[0] == "2026-12-06T08:00"
    await mother.presses("button.waiting_list")
    assert mother.heard == ["waiting.on"]


async def test_an_hour_that_is_taken_is_said_and_the_nearest_of_that_day_offered(mother: Visitor) -> None:
    await mother.says("بدي استشارة قانونية يوم الأحد الساعة 5 العصر")
    assert mother.heard == ["appointment.none_then"]
    assert mother.slots == ["2026-11-29T14:00", "2026-11-29T14:30", "2026-11-29T15:00"]


async def test_an_unclear_time_is_asked_again(mother: Visitor) -> None:
    await mother.says("بدي استشارة قانونية بعد العيد")
    assert mother.heard == ["appointment.which_day"]


async def test_a_woman_is_given_a_woman(world: World) -> None:
    await opened(world, "Omar", Gender.MALE)
    hana = await opened(world, "Hana", Gender.FEMALE)
    visitor = await Visitor(world).says("بدي استشارة قانونية يوم الأحد مع موظفة")
    await visitor.presses("row.slot")
    await visitor.presses("button.book_yes")
    assert [b.session.staff_id for b in await visitor.booked()] == [hana.id]


async def test_a_wish_for_a_man_that_cannot_be_met_is_said_and_times_are_offered(mother: Visitor) -> None:
    await mother.says("بدي استشارة قانونية يوم الأحد مع رجل")
    assert mother.heard == ["appointment.no_man", "appointment.offer_wished"]


async def test_for_somebody_else_their_name_is_asked_and_kept(mother: Visitor) -> None:
    await mother.says("بدي موعد استشارة قانونية لابني يوم الأحد")
    assert mother.heard == ["appointment.for_whom"]
    await mother.says("أحمد سالم", intent="inform", act="say")
    assert mother.heard == ["appointment.offer_wished"]
    await mother.presses("row.slot")
    await mother.presses("button.book_yes")
    assert [b.for_whom for b in await mother.booked()] == ["أحمد سالم"]
    assert "أحمد سالم" in mother.answers[0].text


async def test_who_comes_second_is_offered_the_next_at_once(world: World, mother: Visitor) -> None:
    other = Visitor(world, "father")
    for visitor in (mother, other):
        await visitor.says("بدي استشارة قانونية يوم الأحد")
    await mother.presses("row.slot")
    await other.presses("row.slot")
    assert other.heard == ["appointment.taken", "appointment.offer_wished"]
    assert other.slots[0] == "2026-11-29T09:00"


async def test_choosing_another_time_lets_the_first_go(mother: Visitor) -> None:
    await mother.says("بدي استشارة قانونية يوم الأحد")
    await mother.presses("row.slot")
    await mother.presses("button.other_time")
    assert "2026-11-29T08:30" not in mother.slots
    await mother.presses("row.slot")
    await mother.says("خلص بطلت", act="stop")
    assert mother.heard == ["appointment.stopped"]
    await mother.says("بدي استشارة قانونية يوم الأحد")
    assert mother.slots[0] == "2026-11-29T08:00"


async def test_confirming_after_the_time_went_to_another(world: World, mother: Visitor) -> None:
    await mother.says("بدي استشارة قانونية يوم الأحد")
    await mother.presses("row.slot")
    offered = mother.answers
    await world.pass_time(timedelta(minutes=11))
    other = await Visitor(world, "father").says("بدي استشارة قانونية يوم الأحد")
    await other.presses("row.slot")
    mother.answers = offered
    await mother.presses("button.book_yes")
    assert mother.heard == ["appointment.gone", "appointment.offer_wished"]
    assert await mother.booked() == []


async def one(mother: Visitor, *hours: int) -> None:
    await mother.says("hi", intent="greet")
    for hour in hours:
        await booked(mother.world, at(hour), mother.conversation_id)


async def test_when_where_and_moving_it(mother: Visitor) -> None:
    await one(mother, 10)
    await mother.says("متى موعدي؟", intent="check_appointment")
    assert mother.heard == ["appointment.details"]
    assert "مقر الجمعية" in mother.answers[0].text
    await mother.presses("button.move")
    await mother.says("الاثنين الساعة 11", intent="inform", act="say")
    assert mother.slots[1] == "2026-11-30T11:00"
    await mother.presses("row.slot", 1)
    assert mother.heard == ["appointment.move_confirm"]
    await mother.presses("button.book_yes")
    assert mother.heard[0] == "appointment.moved"
    assert [b.start for b in await mother.booked()] == [at(11, day=SUNDAY + timedelta(days=1))]


async def test_another_service_while_moving_is_another_appointment(mother: Visitor) -> None:
    await one(mother, 10)
    await mother.says("أجلوا موعدي ليوم الاثنين", intent="reschedule_appointment")
    await mother.says("وبدي جلسة نفسية يوم الثلاثاء", act="say")
    await mother.presses("row.slot")
    assert mother.heard == ["appointment.confirm"]
    await mother.presses("button.book_yes")
    assert len(await mother.booked()) == 2


async def test_shortly_before_there_are_buttons_for_the_way(world: World, mother: Visitor) -> None:
    await one(mother, 10)
    await mother.says("متى موعدي", intent="check_appointment")
    assert mother.labels == ["button.move", "button.cancel_it"]
    world.now = at(9)
    await mother.says("متى موعدي بالهجري", intent="check_appointment")
    assert "time.with_hijri" in mother.answers[0].text
    await mother.presses("button.late")
    assert mother.heard == ["appointment.late"]


async def test_moving_in_one_sentence(mother: Visitor) -> None:
    await one(mother, 10)
    await mother.says("أجلوا موعدي ليوم الاثنين بعد الظهر", intent="reschedule_appointment")
    assert mother.heard == ["appointment.offer_wished"]
    assert mother.slots[0] == "2026-11-30T12:00"
    assert [b.start for b in await mother.booked()] == [at(10)]


async def test_cancelling_is_asked_once_and_frees_the_time(mother: Visitor) -> None:
    await one(mother, 10)
    await mother.says("بدي ألغي الموعد", intent="cancel_appointment")
    assert mother.heard == ["appointment.cancel_sure"]
    await mother.says("نعم", intent="affirm", act="cancel_yes")
    assert mother.heard == ["appointment.cancelled"]
    assert await mother.booked() == []
    await booked(mother.world, at(10), mother.conversation_id)


async def test_two_appointments_which_one(mother: Visitor) -> None:
    await one(mother, 10, 12)
    await mother.says("الغوا موعدي", intent="cancel_appointment")
    assert mother.heard == ["appointment.cancel_which"]
    await mother.presses("row.slot", 1)
    await mother.presses("button.cancel_yes")
    assert [b.start for b in await mother.booked()] == [at(10)]
    await mother.says("شو مواعيدي", intent="check_appointment")
    assert mother.heard == ["appointment.details"]


@pytest.mark.parametrize("reply", [Reply.LATE, Reply.LOST, Reply.COMING])
async def test_late_lost_coming_are_on_the_appointment(mother: Visitor, reply: Reply) -> None:
    await one(mother, 10)
    await mother.says("...", intent="inform", act=reply)
    assert mother.heard == [f"appointment.{reply}"]
    assert [b.reply for b in await mother.booked()] == [reply]


async def test_nothing_booked_is_said_so(mother: Visitor) -> None:
    await mother.says("متى موعدي", intent="check_appointment")
    assert mother.heard == ["appointment.none"]
    await mother.says("أجلوا موعدي", intent="reschedule_appointment")
    assert mother.heard == ["appointment.which_service"]


async def test_another_contact_point_learns_nothing(world: World, mother: Visitor) -> None:
    """Not by asking, and not by somebody else's button either."""
    await one(mother, 10)
    await mother.says("متى موعدي", intent="check_appointment")
    stranger = await Visitor(world, "stranger").says("متى موعدي", intent="check_appointment")
    assert stranger.heard == ["appointment.none"]
    mine = (await mother.booked())[0]
    stranger.act = ""
    world.dialogue.script = lambda turn: replace(
        stranger._answer(turn),
        commands=[replace(c, args={**c.args, "act": "cancel_yes", "appointment": str(mine.id)})
                  for c in stranger._answer(turn).commands],
    )  # fmt: skip
    await world.say("x", who="stranger")
    assert len(await mother.booked()) == 1


async def test_an_old_button_of_a_time_that_is_past(world: World, mother: Visitor) -> None:
    await mother.says("بدي استشارة قانونية يوم الأحد")
    await world.pass_time(timedelta(days=10))
    await mother.presses("row.slot")
    assert mother.heard[0] == "appointment.taken"


async def test_a_workshop_is_told_and_joined(world: World, mother: Visitor) -> None:
    group = await workshop(world, seats=1)
    await mother.says("شو في ورشات", intent="ask_workshops", act="workshops")
    assert mother.heard == ["workshop.list"]
    await mother.presses("row.workshop")
    await mother.presses("button.book_yes")
    assert [b.session.id for b in await mother.booked()] == [group.id]
    other = await Visitor(world, "father").says("شو في ورشات", intent="ask_workshops", act="workshops")
    assert "workshop.line_full" in other.answers[-1].text
    assert other.labels == []


async def test_whatsapp_gets_its_times_as_a_list_and_no_file(world: World) -> None:
    await opened(world)
    visitor = Visitor(world, "962790000001", Channel.WHATSAPP)
    await visitor.says("بدي استشارة قانونية يوم الأحد")
    assert visitor.answers[-1].text.startswith("appointment.offer_wished")
    await visitor.says("1", act="")
    assert visitor.heard == ["appointment.confirm"]
    await visitor.presses("button.book_yes")
    assert visitor.heard == ["appointment.booked"]


async def test_holidays_and_leave_are_not_offered(world: World) -> None:
    hana = await opened(world)
    await change(world, "legal", horizon_days=200)
    leave = Span(at(0), at(0, day=SUNDAY + timedelta(days=3)))
    async with world.begin() as tx:
        exception = CalendarException(hana.id, ExceptionKind.AWAY, leave, hana.id)
        await tx.calendar.add_exception(exception)
    visitor = await Visitor(world).says("بدي استشارة قانونية")
    assert visitor.slots[0] == "2026-12-02T08:00"
    assert date(2026, 12, 25).weekday() == 4
    await visitor.says("بدي استشارة قانونية يوم 1/1/2027", act="say")
    assert visitor.heard == ["appointment.none_then"]
