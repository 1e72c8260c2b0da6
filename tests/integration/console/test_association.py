"""The association's page, and the overview that reminds of it."""

import re
from datetime import date, timedelta

import pytest

from bot.domain.organisation import Organisation
from bot.domain.staff import Permission, Role
from bot.services.promise import promised
from bot.services.readiness import concerns
from tests.support.console import Browser, Office

PAGE = {"name_ar": "جمعية الرعاية", "target-normal-number": "4", "target-normal-unit": "hours"} | {
    f"hours-{day}-{what}": at for day in range(7) for what, at in (("opens", "00:00"), ("closes", "23:59"))
}


@pytest.fixture
async def huda(office: Office) -> Browser:
    return await office.signed_in(await office.hire("Huda", Role.ADMINISTRATOR))


async def page(office: Office) -> Organisation:
    async with office.core.begin() as tx:
        return await tx.pages.organisation()


async def promise(office: Office) -> object:
    async with office.core.begin() as tx:
        return await promised(tx, "normal", office.time())


async def test_saving_alone_promises_nothing(office: Office, huda: Browser) -> None:
    assert (await huda.post("/association", PAGE)).status_code == 303
    assert (await page(office)).name == {"ar": "جمعية الرعاية"}
    assert await promise(office) is None


async def test_confirming_switches_promises_on_and_off_again(office: Office, huda: Browser) -> None:
    await huda.post("/association", PAGE)
    assert (await huda.post("/association/confirm")).status_code == 303
    assert (await page(office)).confirmed_by == "Huda"
    assert await promise(office) is not None
    await huda.post("/association/take-back")
    assert await promise(office) is None
    assert {"edited_page", "confirmed_page", "took_back_confirmation"} <= set(await office.acts())


async def test_a_confirmed_page_reads_well_in_two_scripts(office: Office) -> None:
    rana = await office.signed_in(await office.hire("رنا عودة", Role.ADMINISTRATOR))
    await rana.post("/association", PAGE)
    await rana.post("/association/confirm")
    shown = (await rana.get("/association")).text
    assert "Confirmed by \u2068رنا عودة\u2069, " in shown
    assert "the desk is open now. An ordinary message" in shown


async def test_an_incomplete_page_is_not_confirmed(office: Office, huda: Browser) -> None:
    refused = await huda.post("/association/confirm")
    assert refused.status_code == 422
    assert "Opening hours are missing" in refused.text
    assert not (await page(office)).confirmed


async def test_a_confirmed_page_cannot_be_made_incomplete(office: Office, huda: Browser) -> None:
    await huda.post("/association", PAGE)
    await huda.post("/association/confirm")
    assert (await huda.post("/association", PAGE | {"target-normal-number": ""})).status_code == 422
    assert (await huda.post("/association", PAGE | {"target-normal-number": "8"})).status_code == 303
    assert (await page(office)).confirmed
    assert (await page(office)).targets["normal"] == timedelta(hours=8)


async def test_what_was_typed_wrong_stands_there_again(office: Office, huda: Browser) -> None:
    typed = PAGE | {"hours-6-closes": "", "address_ar": "عمان، شارع الجامعة"}
    refused = await huda.post("/association", typed)
    assert refused.status_code == 422
    assert refused.text.count("Fill in both times") == 2
    assert "عمان، شارع الجامعة" in refused.text
    assert (await page(office)).hours == {}


async def opened_by(office: Office, name: str) -> tuple[Browser, dict[str, str]]:
    """Somebody with the page before them, and its form as it stands there."""
    browser = await office.signed_in(await office.hire(name, Role.ADMINISTRATOR))
    shown = (await browser.get("/association")).text
    return browser, PAGE | {"version": re.findall(r'name="version" value="(\d+)"', shown)[-1]}


async def test_the_second_to_save_is_told_what_differs(office: Office) -> None:
    (rana, hers), (sami, his) = await opened_by(office, "Rana"), await opened_by(office, "Sami")
    assert (await rana.post("/association", hers | {"target-normal-number": "8"})).status_code == 303
    refused = await sami.post("/association", his | {"address_ar": "عمان"})
    assert refused.status_code == 409
    assert "A colleague saved this page" in refused.text
    assert refused.text.index("4:00") > refused.text.index("8:00") > 0
    assert (await page(office)).targets["normal"] == timedelta(hours=8)
    again = re.findall(r'name="version" value="(\d+)"', refused.text)[-1]
    assert (await sami.post("/association", his | {"version": again})).status_code == 303
    assert (await page(office)).targets["normal"] == timedelta(hours=4)


async def test_nobody_confirms_what_they_have_not_seen(office: Office, huda: Browser) -> None:
    await huda.post("/association", PAGE)
    seen = str((await page(office)).version)
    await huda.post("/association", PAGE | {"target-normal-number": "9"})
    assert (await huda.post("/association/confirm", {"version": seen})).status_code == 409
    assert not (await page(office)).confirmed


async def test_official_holidays_are_listed_and_overridden(office: Office, huda: Browser) -> None:
    today = office.time().date()
    christmas = date(today.year + (today > date(today.year, 12, 24)), 12, 25)
    assert "Christmas Day" in (await huda.get("/association")).text
    await huda.post("/association", PAGE | {"open_anyway": christmas.isoformat()})
    assert (await page(office)).open_anyway == (christmas,)


async def codes(office: Office, *, telegram_on: bool) -> set[str]:
    async with office.core.begin() as tx:
        return {concern.code for concern in await concerns(tx, telegram_on=telegram_on)}


async def test_a_fresh_association_has_much_to_mend(office: Office, huda: Browser) -> None:
    assert await codes(office, telegram_on=False) == {
        "telegram_off",
        "nobody_on_call",
        "nobody_answers",
        "nobody_protects",
        "administrator_without_second_step",
        "page_not_confirmed",
    }
    assert "Nobody is on call" in (await huda.get("/overview")).text


async def test_on_call_without_telegram_reaches_nobody(office: Office, huda: Browser) -> None:
    sami = await office.hire("Sami", Role.CASEWORKER, permissions={Permission.PROTECTION})
    await (await office.signed_in(sami)).post("/me/on-call", {"on_call": "yes"})
    found = await codes(office, telegram_on=True)
    assert "on_call_unreachable" in found
    assert not found & {"nobody_on_call", "nobody_answers", "nobody_protects", "telegram_off"}


async def test_a_well_kept_association_is_told_so(office: Office, huda: Browser) -> None:
    sami = await office.hire("Sami", Role.CASEWORKER, permissions={Permission.PROTECTION})
    his = await office.signed_in(sami)
    await his.post("/me/on-call", {"on_call": "yes"})
    await huda.post("/association", PAGE)
    await huda.post("/association/confirm")
    async with office.core.begin() as tx:
        await tx.staff.link_telegram(sami.id, "4711")
        administrator = await tx.staff.by_login("huda")
        assert administrator
        await tx.staff.set_totp(administrator.id, "JBSWY3DPEHPK3PXP", enabled=True)
    assert await codes(office, telegram_on=True) == set()
