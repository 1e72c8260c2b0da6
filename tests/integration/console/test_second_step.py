"""Setting up a second step, and Telegram, on one's own page."""

import html
import re
from datetime import timedelta

import pyotp
import pytest

from bot.domain.staff import Role
from bot.services.link_staff_telegram import link_staff_telegram
from tests.support.console import PASSWORD, Browser, Office


@pytest.fixture
async def rana(office: Office) -> Browser:
    return await office.signed_in(await office.hire("Rana", Role.CASEWORKER))


async def begin(browser: Browser) -> pyotp.TOTP:
    await browser.post("/me/second-step/begin", {"present": PASSWORD})
    page = (await browser.get("/me/second-step")).text
    shown = re.search(r'<bdi class="code" dir="ltr">([A-Z2-7 ]+)<', page)
    assert shown
    assert "<svg" in page
    return pyotp.TOTP(shown[1].replace(" ", ""))


async def test_it_holds_once_a_code_was_shown(office: Office, rana: Browser) -> None:
    codes = await begin(rana)
    assert (await office.browser().sign_in("Rana")).status_code == 303
    await rana.post("/me/second-step/confirm", {"code": codes.at(office.time())})
    assert "The code from your phone" in (await office.browser().sign_in("Rana")).text


async def test_a_wrong_code_turns_nothing_on(office: Office, rana: Browser) -> None:
    await begin(rana)
    assert (await rana.post("/me/second-step/confirm", {"code": "12345"})).status_code == 422
    assert (await office.browser().sign_in("Rana")).status_code == 303


async def test_a_passer_by_without_the_password_changes_nothing(rana: Browser) -> None:
    assert (await rana.post("/me/second-step/begin", {"present": "wrong"})).status_code == 422
    assert (await rana.get("/me/second-step")).status_code == 303
    assert (await rana.post("/me/second-step/end", {"present": "wrong"})).status_code == 422


async def test_a_secret_in_force_is_shown_to_nobody(office: Office, rana: Browser) -> None:
    codes = await begin(rana)
    await rana.post("/me/second-step/confirm", {"code": codes.at(office.time())})
    assert (await rana.get("/me/second-step")).headers["location"] == "/me"
    assert codes.secret not in (await rana.get("/me")).text


async def test_beginning_again_needs_the_old_one_ended(office: Office, rana: Browser) -> None:
    """Else whoever knows the password could swap the phone without having it."""
    codes = await begin(rana)
    await rana.post("/me/second-step/confirm", {"code": codes.at(office.time())})
    await rana.get("/me")
    await rana.post("/me/second-step/begin", {"present": PASSWORD})
    assert "The code from your phone" in (await office.browser().sign_in("Rana")).text


async def test_it_is_ended_with_the_password(office: Office, rana: Browser) -> None:
    codes = await begin(rana)
    await rana.post("/me/second-step/confirm", {"code": codes.at(office.time())})
    await rana.get("/me")
    await rana.post("/me/second-step/end", {"present": PASSWORD})
    assert (await office.browser().sign_in("Rana")).status_code == 303


async def telegram_code(browser: Browser) -> str:
    page = html.unescape((await browser.post("/me/telegram/code")).text)
    found = re.search(r"/start ([A-Z2-9]{12})", page)
    assert found
    return found[1]


async def test_the_code_of_the_page_links_ones_telegram(office: Office, rana: Browser) -> None:
    code = await telegram_code(rana)
    async with office.core.begin() as tx:
        staff = await link_staff_telegram(tx, code.lower(), "4711", office.time())
        assert staff is not None
        assert staff.telegram_linked
        assert await tx.staff.telegram_chat(staff.id) == "4711"
        assert await tx.staff.by_telegram("4711") == staff
        assert await link_staff_telegram(tx, code, "4712", office.time()) is None


async def test_a_code_is_over_after_a_quarter_of_an_hour(office: Office, rana: Browser) -> None:
    code = await telegram_code(rana)
    async with office.core.begin() as tx:
        assert await link_staff_telegram(tx, code, "4711", office.time() + timedelta(minutes=15)) is None


async def test_a_link_to_set_a_password_links_no_telegram(office: Office, rana: Browser) -> None:
    code = await telegram_code(rana)
    assert (await rana.post("/welcome/look", {"token": code})).status_code == 410


async def test_a_phone_belongs_to_one_of_them(office: Office, rana: Browser) -> None:
    sami = await office.signed_in(await office.hire("Sami", Role.CASEWORKER))
    async with office.core.begin() as tx:
        first = await link_staff_telegram(tx, await telegram_code(rana), "4711", office.time())
        second = await link_staff_telegram(tx, await telegram_code(sami), "4711", office.time())
        assert first
        assert second
        assert not (await tx.staff.get(first.id)).telegram_linked
        assert await tx.staff.by_telegram("4711") == second


async def test_it_is_unlinked_on_ones_own_page(office: Office, rana: Browser) -> None:
    async with office.core.begin() as tx:
        await link_staff_telegram(tx, await telegram_code(rana), "4711", office.time())
    await rana.get("/me")
    await rana.post("/me/telegram/unlink")
    async with office.core.begin() as tx:
        assert await tx.staff.by_telegram("4711") is None
