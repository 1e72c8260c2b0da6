"""What an administrator looks after: what needs mending, and how many work here."""

from dataclasses import dataclass

from starlette.responses import Response

from bot.console.pages import Page
from bot.console.translation import N_
from bot.console.visit import Visit
from bot.domain.staff import Role
from bot.services.access import Act
from bot.services.readiness import Concern, concerns


@dataclass(frozen=True, slots=True)
class Told:
    """A concern in words, and where it is mended."""

    title: str
    why: str
    path: str = ""
    way: str = ""


_TOLD = {
    "telegram_off": Told(
        N_("Telegram is off"),
        N_(
            "Alarms reach only who is looking at this console. Whoever runs the server sets "
            "RAFEEQ_TELEGRAM_TOKEN."
        ),
    ),
    "nobody_on_call": Told(
        N_("Nobody is on call"),
        N_("When somebody is in danger, no phone rings. Caseworkers go on call on their own page."),
        "/staff",
        N_("See the staff"),
    ),
    "on_call_unreachable": Told(
        N_("Nobody on call has linked their Telegram"),
        N_("An alarm would reach no phone. It is linked on one's own page."),
        "/staff",
        N_("See the staff"),
    ),
    "nobody_answers": Told(
        N_("Nobody here answers families"),
        N_("Neither a caseworker nor a coordinator can sign in."),
        "/staff/new",
        N_("Invite somebody"),
    ),
    "nobody_protects": Told(
        N_("Nobody holds protection"),
        N_("Reports of mistreatment can be read by nobody."),
        "/staff",
        N_("Choose somebody"),
    ),
    "page_not_confirmed": Told(
        N_("The association's page is not confirmed"),
        N_("Until then the assistant tells nobody by when they get an answer."),
        "/association",
        N_("Look at the page"),
    ),
    "undelivered": Told(
        N_("Messages could not be delivered"),
        N_("Caseworkers see which ones and why."),
    ),
    "administrator_without_second_step": Told(
        N_("An administrator signs in with a password alone"),
        N_("A second step is set up on one's own page."),
        "/me",
        N_("My page"),
    ),
}


async def show(visit: Visit) -> Response:
    async with visit.console.begin() as tx:
        found = await concerns(tx, telegram_on=visit.console.telegram_on)
        working = [s for s in await tx.staff.listed() if s.active and s.has_password]
    figures = {
        "working": len(working),
        "on_call": sum(s.on_call for s in working),
        "caseworkers": sum(Role.CASEWORKER in s.roles for s in working),
        "coordinators": sum(Role.COORDINATOR in s.roles for s in working),
    }
    return visit.page("overview.html", concerns=[_tell(each) for each in found], figures=figures)


def _tell(concern: Concern) -> tuple[Concern, Told]:
    return concern, _TOLD[concern.code]


PAGES = (Page("/overview", show, act=Act.SEE_OVERVIEW),)
