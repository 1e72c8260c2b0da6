"""The console's main ways, shown to whom they are open."""

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


WAYS = (
    Way("/desk", N_("Desk"), "inbox", Act.SEE_QUEUE),
    Way("/requests", N_("Requests"), "paper", Act.SEE_REQUESTS),
    Way("/articles", N_("Articles"), "book", Act.READ_ARTICLES),
    Way("/centres", N_("Centres"), "pin", Act.READ_ARTICLES),
    Way("/questions", N_("Unanswered"), "question", Act.TEACH),
    Way("/learning", N_("Learning"), "learn", Act.TEACH),
    Way("/overview", N_("Overview"), "overview", Act.SEE_OVERVIEW),
    Way("/staff", N_("Staff"), "people", Act.MANAGE_STAFF),
    Way("/access-log", N_("Access log"), "lock", Act.SEE_ACCESS_LOG),
    Way("/association", N_("The association"), "house", Act.EDIT_SETTINGS),
)


def navigation(staff: Staff) -> list[Way]:
    return [way for way in WAYS if way.act is None or allows(staff, way.act)]


def first_page(staff: Staff) -> str:
    """Where somebody begins: their first way, or their own page."""
    ways = navigation(staff)
    return ways[0].path if ways else "/me"
