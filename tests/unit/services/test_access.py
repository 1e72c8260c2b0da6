"""The table of who may do what, verb by verb and role by role."""

from dataclasses import replace
from itertools import chain, combinations
from uuid import uuid4

import pytest

from bot.domain.errors import NotAllowedError
from bot.domain.staff import Permission, Role, Staff
from bot.services.access import Act, Answer, ReasonNeededError, allows, may, require, sees_restricted

CASEWORKER, COORDINATOR, ADMINISTRATOR = Role.CASEWORKER, Role.COORDINATOR, Role.ADMINISTRATOR
ANOTHER = uuid4()

WORK = {
    Act.SEE_QUEUE,
    Act.READ_CONVERSATION,
    Act.CLAIM,
    Act.REPLY,
    Act.NOTE,
    Act.RELEASE,
    Act.SEE_REQUESTS,
    Act.CHANGE_REQUEST,
    Act.READ_ARTICLES,
    Act.REVIEW_ARTICLES,
    Act.MARK_RESTRICTED,
    Act.GO_ON_CALL,
    Act.JUDGE_ALARM,
}
MAY = {
    CASEWORKER: WORK,
    COORDINATOR: WORK | {Act.SEE_REPORTS, Act.EDIT_ARTICLES, Act.TEACH},
    ADMINISTRATOR: {Act.SEE_OVERVIEW, Act.MANAGE_STAFF, Act.EDIT_SETTINGS},
}
EVERYBODY = {Act.USE_TOKENS}
DATA_PROTECTION = {Act.SEE_ACCESS_LOG, Act.EXPORT_PERSON, Act.ERASE_PERSON}


def staff(*roles: Role, permissions: set[Permission] | None = None) -> Staff:
    return Staff(uuid4(), "Name", "name", frozenset(roles), frozenset(permissions or ()))


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("act", Act)
def test_a_role_may_what_the_table_says_and_no_more(role: Role, act: Act) -> None:
    assert allows(staff(role), act) == (act in MAY[role] | EVERYBODY)


@pytest.mark.parametrize("act", Act)
def test_several_roles_add_up(act: Act) -> None:
    sets = chain.from_iterable(combinations(Role, n) for n in (2, 3))
    for roles in sets:
        assert allows(staff(*roles), act) == (act in set().union(*(MAY[r] for r in roles)) | EVERYBODY)


@pytest.mark.parametrize("act", Act)
def test_without_a_role_nothing_but_ones_own_page(act: Act) -> None:
    assert allows(staff(), act) == (act in EVERYBODY)


@pytest.mark.parametrize("act", Act)
def test_who_no_longer_works_here_may_nothing(act: Act) -> None:
    everything = staff(*Role, permissions=set(Permission))
    assert may(replace(everything, active=False), act) is Answer.NO


def test_a_caseworker_opens_anothers_conversation_only_with_a_reason() -> None:
    person = staff(CASEWORKER)
    with pytest.raises(ReasonNeededError):
        require(person, Act.READ_CONVERSATION, holder=ANOTHER)
    with pytest.raises(ReasonNeededError):
        require(person, Act.READ_CONVERSATION, holder=ANOTHER, reason="  ")
    require(person, Act.READ_CONVERSATION, holder=ANOTHER, reason="she asked for me by name")


@pytest.mark.parametrize("act", [Act.NOTE, Act.RELEASE])
def test_a_reason_opens_reading_only(act: Act) -> None:
    with pytest.raises(NotAllowedError):
        require(staff(CASEWORKER), act, holder=ANOTHER, reason="I would like to")


def test_a_coordinator_needs_no_reason() -> None:
    assert allows(staff(COORDINATOR), Act.READ_CONVERSATION, holder=ANOTHER)
    assert allows(staff(COORDINATOR, CASEWORKER), Act.NOTE, holder=ANOTHER)


def test_ones_own_conversation_is_open() -> None:
    person = staff(CASEWORKER)
    assert all(allows(person, act, holder=person.id) for act in WORK)


def test_an_administrator_sees_no_conversation_not_even_with_a_reason() -> None:
    for holder in (None, ANOTHER):
        with pytest.raises(NotAllowedError):
            require(staff(ADMINISTRATOR), Act.READ_CONVERSATION, holder=holder, reason="curious")


def test_protection_is_a_permission_beside_work_with_people() -> None:
    protection = {Permission.PROTECTION}
    assert sees_restricted(staff(CASEWORKER, permissions=protection))
    assert sees_restricted(staff(COORDINATOR, permissions=protection))
    assert not sees_restricted(staff(ADMINISTRATOR, permissions=protection))
    assert not sees_restricted(staff(COORDINATOR, permissions={Permission.DATA_PROTECTION}))


@pytest.mark.parametrize("role", Role)
def test_data_protection_sees_the_log_and_nothing_restricted(role: Role) -> None:
    person = staff(role, permissions={Permission.DATA_PROTECTION})
    assert all(allows(person, act) for act in DATA_PROTECTION)
    assert not sees_restricted(person)
    assert allows(person, Act.SEE_QUEUE) == (role is not ADMINISTRATOR)
