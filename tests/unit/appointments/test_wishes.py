"""What is read from messages about appointments."""

from datetime import date, datetime, time
from uuid import uuid4

import pytest

from bot.domain.appointment import USUAL, Gender, Service, Wish
from bot.services.appointments.offers import heard
from bot.services.appointments.state import Booking, Step
from bot.services.appointments.wishes import hear, speaks_of
from tests.support.calendar import AMMAN

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=AMMAN)
SERVICES = [Service(uuid4(), code) for code in USUAL]
SUNDAY, MONDAY = date(2026, 11, 29), date(2026, 11, 30)


def service_in(text: str) -> str | None:
    found = hear(text, SERVICES, NOW).service
    return found.code if found else None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("بدي جلسة مع الأخصائية النفسية", "psychological"),
        ("احجزولي عند المحامي", "legal"),
        ("بدي ارشاد مهني", "vocational"),
        ("بدي تزورونا بالبيت", "home_visit"),
        ("موعد متابعة لو سمحتوا", "follow_up"),
        ("i want a phone call appointment", "phone_call"),
        ("bdi maw3ed 3nd el mo7ami", "legal"),
        ("احجزولي مع الأخصائية", None),
        ("بدي موعد", None),
    ],
)
def test_services(text: str, code: str | None) -> None:
    assert service_in(text) == code


def test_a_service_of_the_association_by_its_own_name() -> None:
    own = Service(uuid4(), "sport", {"ar": "نادي الأمهات"})
    assert hear("بدي احجز نادي الأمهات", [*SERVICES, own], NOW).service == own


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("الأحد", Wish(SUNDAY, SUNDAY)),
        ("الأحد الساعة 10", Wish(SUNDAY, SUNDAY, near=time(10))),
        ("الأحد بعد الظهر", Wish(SUNDAY, SUNDAY, time(12), time(15, 59))),
        ("الساعة ١١", Wish(near=time(11))),
        ("قبل ال11", Wish(earliest=time(8), latest=time(10, 59))),
        ("الأسبوع الجاي بعد الظهر", Wish(SUNDAY, date(2026, 12, 3), time(12), time(15, 59))),
        ("يوم الأحد أو الاثنين", Wish(SUNDAY, MONDAY)),
        ("بأقرب وقت", None),
    ],
)
def test_times(text: str, wish: Wish | None) -> None:
    assert hear(text, SERVICES, NOW).wish == wish


def test_what_is_no_time_to_look_for_is_unclear() -> None:
    said = hear("بعد العيد", SERVICES, NOW)
    assert (said.wish, said.unclear is not None) == (None, True)


def test_with_whom_for_whom_and_the_hijri_date() -> None:
    said = hear("بدي موعد لأمي مع موظفة وبدي التاريخ هجري", SERVICES, NOW)
    assert (said.gender, said.for_somebody, said.hijri) == (Gender.FEMALE, True, True)
    assert not hear("بدي موعد الأحد", SERVICES, NOW).for_somebody


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("مع موظفة", Gender.FEMALE),
        ("with a woman please", Gender.FEMALE),
        ("مع رجل", Gender.MALE),
        ("مع الأخصائية النفسية", None),
        ("عند المحامي", None),
        ("المرة الجاي", None),
    ],
)
def test_a_title_is_no_wish_for_a_woman_or_a_man(text: str, gender: Gender | None) -> None:
    assert hear(text, SERVICES, NOW).gender is gender


def test_a_new_time_replaces_the_old_and_keeps_the_rest() -> None:
    begun = heard(Booking(), hear("بدي جلسة نفسية الأحد مع موظفة", SERVICES, NOW))
    later = heard(begun, hear("لا مش الأحد، الاثنين", SERVICES, NOW))
    assert later.service == begun.service
    assert later.wish == Wish(MONDAY, MONDAY, gender=Gender.FEMALE)
    hours = heard(later, hear("بعد الظهر", SERVICES, NOW))
    assert hours.wish == Wish(MONDAY, MONDAY, time(12), time(15, 59), gender=Gender.FEMALE)
    assert len(hours.told) == 2


@pytest.mark.parametrize("text", ["الاثنين", "bukra", "مع موظفة", "نفسية", "at 11"])
def test_what_a_booking_can_use(text: str) -> None:
    assert speaks_of(text)
    assert not speaks_of("شكرا كتير")


def test_what_is_kept_between_messages_comes_back() -> None:
    said = hear("بدي جلسة نفسية لأمي الأسبوع الجاي بعد الظهر", SERVICES, NOW)
    booking = heard(Booking(Step.SLOT, moving=uuid4(), skip=3), said)
    assert Booking.load(booking.dump()) == booking
