"""Sessions of the console: idle, old, ended here or elsewhere."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.staff import Role
from bot.services.staff_sessions import ABSOLUTE, IDLE, forget_ended
from tests.support.console import Browser, Office

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def rana(office: Office) -> Browser:
    return await office.signed_in(await office.hire("Rana", Role.CASEWORKER))


async def is_in(browser: Browser) -> bool:
    return (await browser.client.get("/me")).status_code == 200


async def test_an_idle_session_ends(office: Office, rana: Browser) -> None:
    office.pass_time(IDLE - MINUTE)
    assert await is_in(rana)
    office.pass_time(IDLE)
    assert not await is_in(rana)


async def test_work_keeps_it_open_until_the_day_is_over(office: Office, rana: Browser) -> None:
    for _ in range(int(ABSOLUTE / (IDLE / 2)) - 1):
        office.pass_time(IDLE / 2)
        assert await is_in(rana)
    office.pass_time(IDLE / 2)
    assert not await is_in(rana)


async def test_one_device_is_signed_out_from_another(office: Office, rana: Browser) -> None:
    other = office.browser()
    await other.sign_in("Rana")
    async with office.core.begin() as tx:
        (staff,) = await tx.staff.listed()
        newest = max(await tx.sessions.of_staff(staff.id), key=lambda each: each.created_at)
    await rana.post(f"/me/sessions/{newest.id}/end")
    assert (await is_in(other), await is_in(rana)) == (False, True)


async def test_all_others_are_signed_out_at_once(office: Office, rana: Browser) -> None:
    others = [office.browser() for _ in range(3)]
    for other in others:
        await other.sign_in("Rana")
    await rana.post("/me/sessions/end-others")
    assert not any([await is_in(other) for other in others])
    assert await is_in(rana)


async def test_nobody_ends_a_colleagues_session(office: Office, rana: Browser) -> None:
    sami = await office.hire("Sami", Role.ADMINISTRATOR)
    his = await office.signed_in(sami)
    async with office.core.begin() as tx:
        (session,) = await tx.sessions.of_staff(sami.id)
    await rana.post(f"/me/sessions/{session.id}/end")
    assert await is_in(his)


async def test_signing_out_ends_it_on_the_server(rana: Browser) -> None:
    cookies = dict(rana.client.cookies)
    await rana.post("/sign-out")
    rana.client.cookies.update(cookies)
    assert not await is_in(rana)


async def test_a_new_password_signs_out_the_others(office: Office, rana: Browser) -> None:
    other = office.browser()
    await other.sign_in("Rana")
    await rana.get("/me")
    form = {"old": "olives and thyme", "password": "figs and lemons", "again": "figs and lemons"}
    assert (await rana.post("/me/password", form)).status_code == 303
    assert (await is_in(other), await is_in(rana)) == (False, True)


async def test_the_present_password_is_asked_for_and_not_guessed(rana: Browser) -> None:
    form = {"old": "wrong", "password": "figs and lemons", "again": "figs and lemons"}
    for _ in range(10):
        assert "not your present password" in (await rana.post("/me/password", form)).text
    assert "Too many tries" in (await rana.post("/me/password", form | {"old": "olives and thyme"})).text


async def test_whoever_leaves_is_out_at_once(office: Office, rana: Browser) -> None:
    async with office.core.begin() as tx:
        (staff,) = await tx.staff.listed()
        await tx.staff.save(replace(staff, active=False))
    assert not await is_in(rana)


async def test_ended_sessions_are_forgotten(office: Office, rana: Browser) -> None:
    async with office.core.begin() as tx:
        assert await forget_ended(tx, office.time()) == 0
        assert await forget_ended(tx, office.time() + IDLE + MINUTE) == 1


async def test_only_a_hash_of_the_token_is_kept(office: Office, rana: Browser) -> None:
    token = rana.client.cookies["rafeeq_session"]
    async with office.core.engine.connect() as connection:
        rows = await connection.exec_driver_sql("select console_sessions::text from console_sessions")
        assert token not in str(rows.all())


async def test_the_language_is_kept_for_the_person(office: Office, rana: Browser) -> None:
    await rana.post("/language", {"language": "ar", "next": "/me"})
    assert 'lang="ar" dir="rtl"' in (await rana.get("/me")).text
    elsewhere = office.browser()
    await elsewhere.sign_in("Rana")
    assert 'lang="ar" dir="rtl"' in (await elsewhere.get("/me")).text


async def test_being_on_call_is_switched_by_oneself(office: Office, rana: Browser) -> None:
    await rana.post("/me/on-call", {"on_call": "yes"})
    assert "You are on call" in (await rana.get("/me")).text
    await rana.post("/me/on-call", {"on_call": "no"})
    assert "Not on call" in (await rana.get("/me")).text
    assert {"went_on_call", "went_off_call"} <= set(await office.acts())
