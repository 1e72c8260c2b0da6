"""One-time links: the first administrator's, invitations, resets."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from bot.domain.errors import RafeeqError
from bot.domain.staff import Role
from bot.services.one_time_links import (
    LinkOverError,
    TakeLink,
    Wish,
    issue_first_admin_link,
    issue_link,
)
from tests.support.console import PASSWORD, QUICK, Browser, Office

GOOD = {"password": PASSWORD, "again": PASSWORD}
FIRST = GOOD | {"name": "Rana Odeh", "also_caseworker": "yes"}


async def look(browser: Browser, token: str) -> httpx.Response:
    await browser.get("/welcome")
    return await browser.post("/welcome/look", {"token": token})


async def take(browser: Browser, token: str, form: dict[str, str]) -> httpx.Response:
    await look(browser, token)
    return await browser.post("/welcome", {"token": token} | form)


async def link_for(office: Office, name: str = "Sami") -> str:
    staff = await office.hire(name, Role.CASEWORKER)
    async with office.core.begin() as tx:
        return await issue_link(tx, staff, office.core.clock())


async def test_the_first_administrator_sets_a_password_and_is_in(office: Office) -> None:
    browser = office.browser()
    await take(browser, await office.first_link(), FIRST)
    assert browser.seen.status_code == 303
    assert "Rana Odeh" in (await browser.get("/me")).text
    async with office.core.begin() as tx:
        (staff,) = await tx.staff.listed()
    assert staff.roles == {Role.ADMINISTRATOR, Role.CASEWORKER}


async def test_whoever_answers_no_families_is_an_administrator_only(office: Office) -> None:
    await take(office.browser(), await office.first_link(), FIRST | {"also_caseworker": "no"})
    async with office.core.begin() as tx:
        (staff,) = await tx.staff.listed()
    assert staff.roles == {Role.ADMINISTRATOR}


async def test_a_preview_of_the_link_uses_up_nothing(office: Office) -> None:
    token, browser = await office.first_link(), office.browser()
    for _ in range(3):
        await browser.get("/welcome")
        assert (await look(browser, token)).status_code == 200
    assert (await take(browser, token, FIRST)).status_code == 303


async def test_a_link_works_once(office: Office) -> None:
    token = await link_for(office)
    assert (await take(office.browser(), token, GOOD)).status_code == 303
    again = office.browser()
    assert (await look(again, token)).status_code == 410
    assert (await again.post("/welcome", {"token": token} | GOOD)).status_code == 410


async def test_a_link_is_over_after_an_hour(office: Office) -> None:
    token = await link_for(office)
    office.pass_time(timedelta(minutes=59))
    assert (await look(office.browser(), token)).status_code == 200
    office.pass_time(timedelta(minutes=1))
    assert (await look(office.browser(), token)).status_code == 410


async def test_of_two_at_once_one_gets_in(office: Office) -> None:
    token = await office.first_link()
    links = TakeLink(office.core.begin, _SlowPasswords(), office.core.clock)
    wishes = (Wish(PASSWORD, PASSWORD, name) for name in ("Rana", "Mallory"))
    outcomes = await asyncio.gather(*(links.take(token, wish) for wish in wishes), return_exceptions=True)
    assert [isinstance(each, LinkOverError) for each in outcomes].count(True) == 1
    async with office.core.begin() as tx:
        assert len(await tx.staff.listed()) == 1


class _SlowPasswords:
    """Both have looked at the link before either uses it."""

    def __init__(self) -> None:
        self._both = asyncio.Barrier(2)

    async def hash(self, password: str) -> str:
        await self._both.wait()
        return QUICK.hash(password)

    async def fits(self, _password: str, _hashed: str) -> bool:
        raise RafeeqError


async def test_no_second_first_administrator(office: Office) -> None:
    token = await office.first_link()
    await office.hire("Rana", Role.ADMINISTRATOR)
    assert (await look(office.browser(), token)).status_code == 410
    async with office.core.begin() as tx:
        assert await issue_first_admin_link(tx, office.core.clock()) is None


async def test_a_new_link_ends_the_one_before(office: Office) -> None:
    old, new = await office.first_link(), await office.first_link()
    assert (await look(office.browser(), old)).status_code == 410
    assert (await look(office.browser(), new)).status_code == 200


async def test_a_reset_signs_out_everywhere_and_changes_the_password(office: Office) -> None:
    sami = await office.hire("Sami", Role.CASEWORKER, password="an older password")
    elsewhere = office.browser()
    await elsewhere.sign_in("Sami", "an older password")
    async with office.core.begin() as tx:
        token = await issue_link(tx, sami, office.core.clock())
    await take(office.browser(), token, GOOD)
    assert (await elsewhere.get("/me")).status_code == 303
    assert (await office.browser().sign_in("Sami", "an older password")).status_code == 422
    assert (await office.browser().sign_in("Sami")).status_code == 303


async def test_who_no_longer_works_here_gets_in_by_no_link(office: Office) -> None:
    token = await link_for(office)
    async with office.core.begin() as tx:
        (staff,) = await tx.staff.listed()
        await tx.staff.save(replace(staff, active=False))
    assert (await look(office.browser(), token)).status_code == 410


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"password": "short", "again": "short"}, "at least 10 characters"),
        ({"password": PASSWORD, "again": "another one here"}, "passwords differ"),
        ({"password": "password123", "again": "password123"}, "easy to guess"),
        ({"password": "sami1234567", "again": "sami1234567"}, "easy to guess"),
        ({"password": "", "again": ""}, "at least 10 characters"),
    ],
)
async def test_a_poor_password_uses_up_nothing(office: Office, form: dict[str, str], said: str) -> None:
    token, browser = await link_for(office), office.browser()
    refused = await take(browser, token, form)
    assert (refused.status_code, said in refused.text) == (422, True)
    assert (await take(browser, token, GOOD)).status_code == 303


async def test_the_token_is_kept_hashed(office: Office) -> None:
    token = await office.first_link()
    async with office.core.engine.connect() as connection:
        rows = await connection.exec_driver_sql("select one_time_links::text from one_time_links")
        assert token not in str(rows.all())
