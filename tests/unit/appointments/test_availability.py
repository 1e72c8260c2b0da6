"""Free slots: never outside hours, never over another, buffers and holidays kept; and all there are."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from time import process_time
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.appointment import (
    CalendarException,
    ExceptionKind,
    Gender,
    Service,
    Session,
    Slot,
    Span,
    StaffHours,
    Wish,
)
from bot.domain.organisation import Hours
from bot.services.appointments.availability import Agenda, fits, free_slots

AMMAN = ZoneInfo("Asia/Amman")
SUNDAY = date(2026, 11, 29)
NOW = datetime(2026, 11, 28, 9, 0, tzinfo=AMMAN)
HANA, OMAR, ROOM = UUID(int=1), UUID(int=2), UUID(int=9)
WORKING = {day: (Hours(time(8), time(16)),) for day in (6, 0, 1, 2, 3)}
HOUSE = Hours(time(8), time(16))


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), AMMAN)


def service(**more: object) -> Service:
    given = {"staff": frozenset({HANA}), "minutes": 45, "buffer": 15, "notice_hours": 0, **more}
    return Service(uuid4(), "follow_up", **given)  # type: ignore[arg-type]


def agenda(*sessions: Session, away: Sequence[CalendarException] = (), **more: object) -> Agenda:
    hours = {HANA: StaffHours(HANA, WORKING, Gender.FEMALE), OMAR: StaffHours(OMAR, WORKING, Gender.MALE)}
    given = {"opening": _open, "zone": AMMAN, "hours": hours, "exceptions": away, **more}
    return Agenda(sessions=sessions, **given)  # type: ignore[arg-type]


def _open(day: date) -> Hours | None:
    return HOUSE if day.weekday() in WORKING else None


def session(start: datetime, minutes: int = 45, buffer: int = 15, **more: object) -> Session:
    end = start + timedelta(minutes=minutes)
    given = {"staff_id": HANA, **more}
    return Session(uuid4(), uuid4(), start, end, end + timedelta(minutes=buffer), **given)  # type: ignore[arg-type]


def gone(span: Span, who: UUID = HANA, kind: ExceptionKind = ExceptionKind.AWAY) -> CalendarException:
    return CalendarException(uuid4(), kind, span, who)


def on(day: date, found: Sequence[Slot]) -> list[str]:
    return [f"{s.start.astimezone(AMMAN):%H:%M}" for s in found if s.start.astimezone(AMMAN).date() == day]


ONE_DAY = Wish(SUNDAY, SUNDAY)


def test_a_free_day_is_offered_from_opening_to_the_last_that_ends_in_time() -> None:
    found = on(SUNDAY, list(free_slots(service(), agenda(), ONE_DAY, NOW)))
    assert found[:3] == ["08:00", "08:30", "09:00"]
    assert found[-1] == "15:00"


def test_weekends_and_holidays_have_none() -> None:
    friday = SUNDAY - timedelta(days=2)
    weekend = list(free_slots(service(), agenda(), Wish(friday, friday + timedelta(days=1)), NOW))
    holiday = list(free_slots(service(), agenda(opening=lambda _: None), Wish(), NOW))
    assert (weekend, holiday) == ([], [])


def test_the_buffer_keeps_the_next_one_away_on_both_sides() -> None:
    taken = session(at(SUNDAY, 10))
    found = on(SUNDAY, list(free_slots(service(), agenda(taken), ONE_DAY, NOW)))
    assert "09:00" in found
    assert not {"09:30", "10:00", "10:30"} & set(found)
    assert "11:00" in found


def test_leave_a_lost_room_and_extra_hours() -> None:
    morning = Span(at(SUNDAY, 8), at(SUNDAY, 12))
    found = on(SUNDAY, list(free_slots(service(), agenda(away=[gone(morning)]), ONE_DAY, NOW)))
    assert found[0] == "12:00"
    lost = CalendarException(uuid4(), ExceptionKind.AWAY, morning, room_id=ROOM)
    in_room = service(rooms=frozenset({ROOM}))
    assert on(SUNDAY, list(free_slots(in_room, agenda(away=[lost]), ONE_DAY, NOW)))[0] == "12:00"
    friday = SUNDAY + timedelta(days=5)
    extra = gone(Span(at(friday, 10), at(friday, 11)), kind=ExceptionKind.EXTRA)
    assert on(friday, list(free_slots(service(), agenda(away=[extra]), Wish(friday, friday), NOW))) == [
        "10:00"
    ]


def test_a_room_that_is_taken_leaves_the_other() -> None:
    two = service(rooms=frozenset({ROOM, UUID(int=8)}))
    taken = session(at(SUNDAY, 10), staff_id=OMAR, room_id=UUID(int=8))
    found = [s.room_id for s in free_slots(two, agenda(taken), ONE_DAY, NOW) if s.start == at(SUNDAY, 10)]
    assert found == [ROOM]


def test_wishes_notice_and_horizon() -> None:
    both = service(staff=frozenset({HANA, OMAR}))
    afternoon = Wish(SUNDAY, SUNDAY, time(12), time(15), gender=Gender.MALE)
    found = list(free_slots(both, agenda(), afternoon, NOW))
    assert {s.staff_id for s in found} == {OMAR}
    assert on(SUNDAY, found)[0] == "12:00"
    late = at(SUNDAY, 9, 10)
    assert on(SUNDAY, list(free_slots(service(notice_hours=2), agenda(), ONE_DAY, late)))[0] == "11:30"
    near = list(free_slots(service(horizon_days=2), agenda(), Wish(), NOW))
    assert max(s.start for s in near) <= NOW + timedelta(days=2)


def test_what_no_longer_fits() -> None:
    ten = session(at(SUNDAY, 10), room_id=ROOM)
    assert fits(agenda(), ten)
    assert not fits(agenda(away=[gone(Span(at(SUNDAY, 9), at(SUNDAY, 10, 30)))]), ten)
    lost = CalendarException(uuid4(), ExceptionKind.AWAY, Span(ten.start, ten.end), room_id=ROOM)
    assert not fits(agenda(away=[lost]), ten)
    assert not fits(agenda(opening=lambda _: None), ten)
    assert not fits(agenda(hours={}), ten)


_minutes = st.integers(0, 7 * 24 * 60 - 1)
_sessions = st.lists(st.tuples(_minutes, st.integers(5, 120), st.integers(0, 60)), max_size=12)
_leave = st.lists(st.tuples(_minutes, st.integers(1, 2000)), max_size=4)


def _apart(spans: list[tuple[int, int, int]]) -> list[Session]:
    """As the database keeps them: none over another."""
    kept: list[Session] = []
    for start, minutes, buffer in sorted(spans):
        one = session(at(SUNDAY, 0) + timedelta(minutes=start), minutes, buffer)
        if not kept or kept[-1].busy_until <= one.start:
            kept.append(one)
    return kept


@settings(max_examples=150, deadline=None)
@given(
    spans=_sessions,
    leave=_leave,
    step=st.sampled_from([5, 15, 20, 30, 60]),
    minutes=st.integers(5, 120),
    buffer=st.integers(0, 60),
    holidays=st.sets(st.integers(0, 6), max_size=2),
)
def test_whatever_is_offered_is_free(
    *,
    spans: list[tuple[int, int, int]],
    leave: list[tuple[int, int]],
    step: int,
    minutes: int,
    buffer: int,
    holidays: set[int],
) -> None:
    closed = {SUNDAY + timedelta(days=n) for n in holidays}
    taken = _apart(spans)
    begin = at(SUNDAY, 0)
    away = [Span(begin + timedelta(minutes=a), begin + timedelta(minutes=a + n)) for a, n in leave]
    one = service(step=step, minutes=minutes, buffer=buffer)
    book = agenda(
        *taken, away=[gone(span) for span in away], opening=lambda day: None if day in closed else _open(day)
    )
    for slot in free_slots(one, book, Wish(SUNDAY, SUNDAY + timedelta(days=6)), NOW):
        start, end = slot.start.astimezone(AMMAN), slot.end.astimezone(AMMAN)
        busy = Span(slot.start, slot.end + timedelta(minutes=buffer))
        assert start.date() not in closed
        assert start.weekday() in WORKING
        assert time(8) <= start.time() < end.time() <= time(16)
        assert (start.hour * 60 + start.minute) % step == 0
        assert not any(busy.overlaps(Span(s.start, s.busy_until)) for s in taken)
        assert not any(Span(slot.start, slot.end).overlaps(span) for span in away)
        assert fits(book, Session(uuid4(), one.id, slot.start, slot.end, busy.end, slot.staff_id))


@settings(max_examples=60, deadline=None)
@given(_sessions, st.integers(5, 120), st.integers(0, 60))
def test_whatever_is_free_is_offered(spans: list[tuple[int, int, int]], minutes: int, buffer: int) -> None:
    """Against the plainest way to look: every step of the day, one by one."""
    taken = _apart(spans)
    one = service(minutes=minutes, buffer=buffer)
    expected = []
    for number in range(48):
        start = at(SUNDAY, 0) + timedelta(minutes=30 * number)
        end = start + one.length
        busy = Span(start, start + one.busy)
        inside = at(SUNDAY, 8) <= start and end <= at(SUNDAY, 16)
        if inside and not any(busy.overlaps(Span(s.start, s.busy_until)) for s in taken):
            expected.append(f"{start:%H:%M}")
    assert on(SUNDAY, list(free_slots(one, agenda(*taken), ONE_DAY, NOW))) == expected


def test_twenty_people_and_eight_weeks_are_quick() -> None:
    people = [UUID(int=n) for n in range(1, 21)]
    full = [
        session(at(SUNDAY + timedelta(days=day), hour), staff_id=person)
        for person in people
        for day in range(0, 56, 2)
        for hour in (8, 9, 11, 13)
    ]
    hours = {person: StaffHours(person, WORKING) for person in people}
    book = agenda(*full, hours=hours)
    one = service(staff=frozenset(people))
    spent = []
    for _ in range(20):
        begun = process_time()
        found = list(free_slots(one, book, Wish(), NOW, distinct=True))
        spent.append(process_time() - begun)
        assert len(found) > 300
    assert sorted(spent)[10] < 0.05


def test_one_of_each_beginning() -> None:
    both = service(staff=frozenset({HANA, OMAR}))
    taken = session(at(SUNDAY, 8))
    found = list(free_slots(both, agenda(taken), ONE_DAY, NOW, distinct=True))
    assert len(found) == len({slot.start for slot in found})
    assert [slot.staff_id for slot in found[:3]] == [OMAR, OMAR, HANA]


def test_moments_come_with_their_zone() -> None:
    first = next(free_slots(service(), agenda(), ONE_DAY, NOW))
    assert first.start.tzinfo is UTC
    assert first.start == at(SUNDAY, 8)
