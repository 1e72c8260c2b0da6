"""The main ways, and those within an area."""

from uuid import uuid4

from bot.console.navigation import first_page, navigation, within
from bot.domain.staff import Role, Staff


def staff(*roles: Role) -> Staff:
    return Staff(uuid4(), "Name", "name", frozenset(roles), frozenset())


def test_knowledge_is_one_way_with_its_own_within() -> None:
    hala = staff(Role.COORDINATOR)
    assert "/articles" in [way.path for way in navigation(hala)]
    for page in ("/articles", "/centres/swaqa", "/questions", "/learning"):
        assert [way.path for way in within(hala, page)] == [
            "/articles",
            "/centres",
            "/questions",
            "/learning",
        ]
        assert [way.path for way in navigation(hala) if way.holds(page)] == ["/articles"]


def test_a_caseworker_reads_and_no_more() -> None:
    assert [way.path for way in within(staff(Role.CASEWORKER), "/centres")] == ["/articles", "/centres"]


def test_other_pages_have_nothing_within() -> None:
    assert within(staff(Role.COORDINATOR), "/desk") == []
    assert first_page(staff()) == "/me"
