"""Who works here: invited, changed, given a new link, let go."""

from uuid import UUID

from starlette.responses import Response

from bot.console.forms import Form, text_of
from bot.console.pages import Page
from bot.console.problems import problems_of
from bot.console.translation import N_
from bot.console.visit import Visit
from bot.domain.errors import InvalidInputError
from bot.domain.staff import Permission, Role
from bot.services import manage_staff
from bot.services.access import Act
from bot.services.manage_staff import Access, NewStaff
from bot.services.one_time_links import link_address

ROLES = (
    (
        Role.CASEWORKER,
        N_("Caseworker"),
        N_("Answers families: queue, own conversations, requests."),
    ),
    (Role.COORDINATOR, N_("Coordinator"), N_("Sees all ordinary conversations, reports and articles.")),
    (Role.ADMINISTRATOR, N_("Administrator"), N_("Staff and settings. Sees no conversations.")),
)
PERMISSIONS = (
    (Permission.PROTECTION, N_("Protection"), N_("Sees reports of mistreatment and what belongs to them.")),
    (Permission.DATA_PROTECTION, N_("Data protection"), N_("Sees who opened what; exports and erases data.")),
)


async def listed(visit: Visit) -> Response:
    async with visit.console.begin() as tx:
        everybody = await tx.staff.listed()
    return visit.page("staff.html", everybody=everybody, roles=ROLES, permissions=PERMISSIONS)


async def ask_new(visit: Visit) -> Response:
    return _new(visit, NewStaff("", Access(frozenset({Role.CASEWORKER}))))


async def invite(visit: Visit) -> Response:
    form = await visit.form()
    who = NewStaff(text_of(form, "name"), _access(form), text_of(form, "login"))
    try:
        async with visit.console.begin() as tx:
            member, token = await manage_staff.invite(tx, visit.staff, who, visit.console.clock())
    except InvalidInputError as error:
        return _new(visit, who, problems_of(error))
    address = link_address(visit.console.base_url, token)
    return visit.page("staff_link.html", member=member, address=address)


async def show(visit: Visit, problems: dict[str, str] | None = None) -> Response:
    async with visit.console.begin() as tx:
        member = await tx.staff.get(_member(visit))
    return visit.page(
        "staff_member.html", member=member, roles=ROLES, permissions=PERMISSIONS, problems=problems
    )


async def change(visit: Visit) -> Response:
    form = await visit.form()
    name, login, access = text_of(form, "name"), text_of(form, "login"), _access(form)
    try:
        async with visit.console.begin() as tx:
            await manage_staff.rename(tx, visit.staff, _member(visit), name, login)
            await manage_staff.change_access(tx, visit.staff, _member(visit), access, visit.console.clock())
    except InvalidInputError as error:
        return await show(visit, problems_of(error))
    return visit.go("/staff", N_("Saved: %(name)s"), name=name)


async def give_link(visit: Visit) -> Response:
    async with visit.console.begin() as tx:
        token = await manage_staff.give_link(tx, visit.staff, _member(visit), visit.console.clock())
        member = await tx.staff.get(_member(visit))
    address = link_address(visit.console.base_url, token)
    return visit.page("staff_link.html", member=member, address=address)


async def turn_off_second_step(visit: Visit) -> Response:
    async with visit.console.begin() as tx:
        await manage_staff.turn_off_second_step(tx, visit.staff, _member(visit))
    return visit.go(f"/staff/{_member(visit)}", N_("The second step is off. A password is enough again."))


async def deactivate(visit: Visit) -> Response:
    async with visit.console.begin() as tx:
        await manage_staff.deactivate(tx, visit.staff, _member(visit), visit.console.clock())
    return visit.go(f"/staff/{_member(visit)}", N_("Signed out everywhere. Nobody gets in with this name."))


async def reactivate(visit: Visit) -> Response:
    async with visit.console.begin() as tx:
        await manage_staff.reactivate(tx, visit.staff, _member(visit))
    return visit.go(f"/staff/{_member(visit)}", N_("They work here again."))


def _new(visit: Visit, who: NewStaff, problems: dict[str, str] | None = None) -> Response:
    return visit.page("staff_new.html", who=who, roles=ROLES, permissions=PERMISSIONS, problems=problems)


def _member(visit: Visit) -> UUID:
    member: UUID = visit.request.path_params["member"]
    return member


def _access(form: Form) -> Access:
    roles = frozenset(role for role in Role if role in form.getlist("roles"))
    permissions = frozenset(each for each in Permission if each in form.getlist("permissions"))
    return Access(roles, permissions)


_MANAGE = Act.MANAGE_STAFF
PAGES = (
    Page("/staff", listed, act=_MANAGE),
    Page("/staff/new", ask_new, act=_MANAGE),
    Page("/staff/new", invite, "POST", _MANAGE),
    Page("/staff/{member:uuid}", show, act=_MANAGE),
    Page("/staff/{member:uuid}", change, "POST", _MANAGE),
    Page("/staff/{member:uuid}/link", give_link, "POST", _MANAGE),
    Page("/staff/{member:uuid}/second-step-off", turn_off_second_step, "POST", _MANAGE),
    Page("/staff/{member:uuid}/deactivate", deactivate, "POST", _MANAGE),
    Page("/staff/{member:uuid}/reactivate", reactivate, "POST", _MANAGE),
)
