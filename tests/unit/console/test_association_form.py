"""The association's page as form fields, and back."""

from datetime import date, time, timedelta

import pytest
from starlette.datastructures import ImmutableMultiDict

from bot.console.association_form import lines_of, read_page, values_of
from bot.domain.organisation import Hours, Organisation, Period

FEAST, OTHER = date(2027, 3, 9), date(2027, 5, 1)
PAGE = Organisation(
    name={"ar": "جمعية", "en": "Association"},
    address={"ar": "عمان"},
    hours={6: Hours(time(8, 30), time(15)), 0: Hours(time(9), time(14))},
    ramadan=Period(date(2027, 2, 8), date(2027, 3, 8)),
    ramadan_hours={6: Hours(time(10), time(14))},
    closed=(Period(date(2026, 12, 31), date(2026, 12, 31), "stock-taking"), Period(FEAST, OTHER)),
    open_anyway=(FEAST,),
    targets={"crisis": timedelta(minutes=10), "normal": timedelta(hours=4)},
)


def read(*pairs: tuple[str, str], present: Organisation | None = None) -> tuple[Organisation, dict[str, str]]:
    form = ImmutableMultiDict(list(pairs))
    return read_page(form, present or Organisation(name={}), (FEAST, OTHER))


def test_what_is_shown_is_read_back_the_same() -> None:
    values = values_of(PAGE)
    assert read(*values.items(), ("open_anyway", FEAST.isoformat())) == (PAGE, {})


@pytest.mark.parametrize(
    ("pairs", "field", "problem"),
    [
        ([("hours-6-opens", "08:30")], "hours-6", "half_hours"),
        ([("hours-6-opens", "morning"), ("hours-6-closes", "15:00")], "hours-6", "no_time"),
        ([("closed-0-first", "tomorrow")], "closed-0", "no_date"),
        ([("closed-0-first", ""), ("closed-0-note", "stock-taking")], "closed-0", "no_date"),
        ([("ramadan-last", "2027-03-08")], "ramadan", "no_date"),
        ([("target-normal-number", "soon")], "target-normal", "no_span"),
        ([("quiet-from", "late")], "quiet", "no_time"),
    ],
)
def test_what_cannot_be_read_is_told_by_its_field(
    pairs: list[tuple[str, str]], field: str, problem: str
) -> None:
    assert read(*pairs)[1] == {field: problem}


def test_an_empty_form_is_an_empty_page() -> None:
    assert read() == (Organisation(name={}), {})


def test_numbers_may_be_typed_in_arabic_digits() -> None:
    page, wrong = read(("target-normal-number", "٤"), ("target-normal-unit", "hours"))
    assert (page.targets, wrong) == ({"normal": timedelta(hours=4)}, {})


def test_an_unheard_of_number_does_no_harm() -> None:
    page, _ = read(("target-normal-number", "9" * 200))
    assert page.targets["normal"] > timedelta(days=60)


def test_a_chosen_holiday_is_worked_on_and_one_no_longer_chosen_is_not() -> None:
    long_ago = date(2020, 1, 1)
    present = Organisation(name={}, open_anyway=(long_ago, FEAST))
    page, _ = read(("open_anyway", OTHER.isoformat()), ("open_anyway", "2031-01-01"), present=present)
    assert page.open_anyway == (long_ago, OTHER)


def test_the_confirmation_is_not_the_forms_matter() -> None:
    page, _ = read(("confirmed_by", "Mallory"), ("confirmed_at", "2026-01-01"))
    assert not page.confirmed


def test_there_are_always_spare_lines() -> None:
    assert list(lines_of({})) == [0, 1, 2]
    assert len(lines_of({"closed-4-first": "2026-12-31"})) == 8
    assert len(lines_of({f"closed-{n}-first": "2026-12-31" for n in range(100)})) == 60
