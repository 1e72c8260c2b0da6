"""The console's main ways, shown to whom they are open."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.console.translation import N_
from bot.domain.staff import Staff
from bot.services.access import Act, allows


@dataclass(frozen=True, slots=True)
class Way:
    path: str
    label: str
    icon: str
    act: Act | None = None
    within: tuple["Way", ...] = ()
    """Ways of one area, shown on its pages; the first leads into it."""

    def holds(self, path: str) -> bool:
        return path.startswith(self.path) or any(way.holds(path) for way in self.within)


KNOWLEDGE = (
    Way("/articles", N_("Articles"), "book", Act.READ_ARTICLES),
    Way("/centres", N_("Centres"), "pin", Act.READ_ARTICLES),
    Way("/questions", N_("Unanswered"), "question", Act.TEACH),
    Way("/learning", N_("Learning"), "learn", Act.TEACH),
)
WAYS = (
    Way("/desk", N_("Desk"), "inbox", Act.SEE_QUEUE),
    Way("/requests", N_("Requests"), "paper", Act.SEE_REQUESTS),
    Way("/articles", N_("Knowledge"), "book", Act.READ_ARTICLES, KNOWLEDGE),
    Way("/overview", N_("Overview"), "overview", Act.SEE_OVERVIEW),
    Way("/staff", N_("Staff"), "people", Act.MANAGE_STAFF),
    Way("/access-log", N_("Access log"), "lock", Act.SEE_ACCESS_LOG),
    Way("/association", N_("The association"), "house", Act.EDIT_SETTINGS),
)


def navigation(staff: Staff) -> list[Way]:
    return open_to(staff, WAYS)


def within(staff: Staff, path: str) -> list[Way]:
    """The ways of the area that a page belongs to."""
    return next((open_to(staff, way.within) for way in WAYS if way.within and way.holds(path)), [])


def open_to(staff: Staff, ways: Sequence[Way]) -> list[Way]:
    return [way for way in ways if way.act is None or allows(staff, way.act)]


def first_page(staff: Staff) -> str:
    """Where somebody begins: their first way, or their own page."""
    ways = navigation(staff)
    return ways[0].path if ways else "/me"
