"""Appointments through the trained model and the real services: a journey in each way of writing."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.dialogue.client import RasaClient
from bot.domain.appointment import Reply
from tests.support.booker import Visitor
from tests.support.calendar import SUNDAY, at, booked, opened
from tests.support.rasa import TOKEN, RasaServer
from tests.support.world import World


@pytest.fixture
async def mother(world: World, assistant: RasaServer) -> AsyncIterator[Visitor]:
    await opened(world)
    async with RasaClient([assistant.url], TOKEN) as client:
        yield Visitor(world, understood_by=client)


async def known(mother: Visitor, *hours: int) -> None:
    """Somebody who has written before, and has appointments."""
    await mother.says("مرحبا")
    for hour in hours:
        await booked(mother.world, at(hour), mother.conversation_id)


async def test_in_dialect_with_a_change_of_mind(mother: Visitor) -> None:
    await mother.says("السلام عليكم بدي موعد مع الأخصائية النفسية الاسبوع الجاي بعد الظهر")
    assert mother.heard == ["appointment.offer_wished"]
    assert mother.slots[0] == "2026-11-29T12:00"
    await mother.says("لا مش الاحد، الاثنين")
    assert mother.slots[0].startswith("2026-11-30")
    await mother.presses("row.slot", 1)
    await mother.says("اه تمام")
    assert mother.heard[0] == "appointment.booked"
    assert [one.start.date() for one in await mother.booked()] == [SUNDAY + timedelta(days=1)]


async def test_in_arabizi_up_to_being_late(mother: Visitor) -> None:
    await mother.says("bdi maw3ed ma3 el mo7ami bukra el sobo7")
    assert mother.heard == ["appointment.offer_wished"]
    assert mother.slots[0] == "2026-11-29T08:00"
    await mother.presses("row.slot")
    await mother.says("ah")
    assert mother.heard[0] == "appointment.booked"
    await mother.says("ra7 at2a5ar")
    assert [one.reply for one in await mother.booked()] == [Reply.LATE]


async def test_in_standard_arabic_moving(mother: Visitor) -> None:
    await known(mother, 10)
    await mother.says("أود تأجيل موعدي إلى يوم الثلاثاء القادم بعد الظهر")
    assert mother.heard == ["appointment.offer_wished"]
    assert mother.slots[0] == "2026-12-01T12:00"
    await mother.presses("row.slot")
    await mother.says("نعم")
    assert mother.heard[0] == "appointment.moved"
    assert [one.start for one in await mother.booked()] == [at(12, day=SUNDAY + timedelta(days=2))]


async def test_in_english_asking_and_cancelling(mother: Visitor) -> None:
    await known(mother, 10)
    await mother.says("when is my appointment?")
    assert mother.heard == ["appointment.details"]
    await mother.says("please cancel my appointment")
    assert mother.heard == ["appointment.cancel_sure"]
    await mother.says("yes")
    assert mother.heard == ["appointment.cancelled"]
    assert await mother.booked() == []


async def test_asked_for_the_service_answered_in_a_word_and_questions_in_between(mother: Visitor) -> None:
    await mother.says("احجزولي موعد لو سمحتوا")
    assert mother.heard == ["appointment.which_service"]
    await mother.says("نفسية")
    assert mother.heard == ["appointment.offer"]
    await mother.says("شكرا كتير")
    assert mother.heard == ["thank.welcome"]
    await mother.says("الأربعاء الساعة 11")
    assert mother.slots[1] == "2026-12-02T11:00"


async def test_not_coming(mother: Visitor) -> None:
    await known(mother, 10)
    await mother.says("ما بقدر اجي على الموعد")
    assert mother.heard == ["appointment.cancel_sure"]
    await mother.says("لا خلص رح اجي")
    assert len(await mother.booked()) == 1
