"""Tokens by which programs use the desk: made, shown once, revoked."""

from starlette.responses import Response

from bot.console.forms import text_of
from bot.console.pages import Page
from bot.console.problems import problems_of
from bot.console.translation import N_
from bot.console.visit import Visit
from bot.domain.errors import InvalidInputError
from bot.services.access import Act
from bot.services.api_tokens import make_token, revoke_token, visible_tokens


async def show(visit: Visit, problems: dict[str, str] | None = None, name: str = "") -> Response:
    async with visit.console.begin() as tx:
        tokens = await visible_tokens(tx, visit.staff)
        names = {member.id: member.name for member in await tx.staff.listed()}
    return visit.page("tokens.html", tokens=tokens, names=names, name=name, problems=problems)


async def make(visit: Visit) -> Response:
    form = await visit.form()
    name, scope = text_of(form, "name"), form.get("scope", "")
    try:
        async with visit.console.begin() as tx:
            token, secret = await make_token(tx, visit.staff, name, scope, visit.console.clock())
    except InvalidInputError as error:
        return await show(visit, problems_of(error), name)
    return visit.page("token_made.html", token=token, secret=secret)


async def revoke(visit: Visit) -> Response:
    async with visit.console.begin() as tx:
        await revoke_token(tx, visit.staff, visit.request.path_params["token"], visit.console.clock())
    return visit.go("/tokens", N_("The token no longer works."))


PAGES = (
    Page("/tokens", show, act=Act.USE_TOKENS),
    Page("/tokens", make, "POST", Act.USE_TOKENS),
    Page("/tokens/{token:uuid}/revoke", revoke, "POST", Act.USE_TOKENS),
)
