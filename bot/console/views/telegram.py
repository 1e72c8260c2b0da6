"""Linking one's own Telegram, to which alarms go."""

from starlette.responses import Response

from bot.console.pages import Page
from bot.console.translation import N_
from bot.console.visit import Visit
from bot.services.access import Act
from bot.services.link_staff_telegram import make_telegram_code, unlink_staff_telegram


async def make_code(visit: Visit) -> Response:
    async with visit.console.begin() as tx:
        code = await make_telegram_code(tx, visit.staff, visit.console.clock())
    return visit.page("telegram_code.html", code=code)


async def unlink(visit: Visit) -> Response:
    async with visit.console.begin() as tx:
        await unlink_staff_telegram(tx, visit.staff)
    return visit.go("/me", N_("Your Telegram is no longer linked."))


PAGES = (
    Page("/me/telegram/code", make_code, "POST", Act.GO_ON_CALL),
    Page("/me/telegram/unlink", unlink, "POST"),
)
