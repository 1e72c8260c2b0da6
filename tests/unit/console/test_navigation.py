import pytest

from bot.console.navigation import WAYS, first_page, navigation
from bot.domain.staff import Role, Staff
from tests.support.staff import member

CASEWORKER, COORDINATOR = member("Samira"), member("Hala", Role.COORDINATOR)
ADMINISTRATOR = member("Ziad", Role.ADMINISTRATOR)


@pytest.mark.parametrize(
    ("staff", "shown", "hidden"),
    [
        (CASEWORKER, {"/desk", "/requests"}, {"/staff", "/association", "/overview", "/access-log"}),
        (COORDINATOR, {"/desk", "/requests"}, {"/staff", "/access-log"}),
        (ADMINISTRATOR, {"/overview", "/staff", "/association"}, {"/desk", "/requests", "/access-log"}),
        (member("Nadia", Role.ADMINISTRATOR, data_protection=True), {"/access-log"}, {"/desk"}),
        (member("Rana", Role.ADMINISTRATOR, Role.CASEWORKER), {"/desk", "/staff"}, {"/access-log"}),
    ],
)
def test_the_ways_are_those_that_are_open(staff: Staff, shown: set[str], hidden: set[str]) -> None:
    paths = {way.path for way in navigation(staff)}
    assert shown <= paths
    assert not hidden & paths


@pytest.mark.parametrize(
    ("staff", "path"), [(CASEWORKER, "/desk"), (ADMINISTRATOR, "/overview")], ids=["caseworker", "admin"]
)
def test_one_begins_where_ones_work_is(staff: Staff, path: str) -> None:
    assert first_page(staff) == path


def test_who_may_do_nothing_begins_at_their_own_page() -> None:
    gone = Staff(CASEWORKER.id, "Omar", "omar", frozenset(), frozenset())
    assert (navigation(gone), first_page(gone)) == ([], "/me")


def test_every_way_has_a_rule_and_a_place_of_its_own() -> None:
    assert all(way.act for way in WAYS)
    assert len({way.path for way in WAYS}) == len({way.icon for way in WAYS}) == len(WAYS)
