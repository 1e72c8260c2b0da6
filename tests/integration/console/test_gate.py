"""The gate before every page: closed, and deaf to other sites."""

import pytest

from bot.console import PAGES
from bot.domain.staff import Role
from tests.support.console import BASE, Office

OPEN = {"/sign-in", "/sign-in/code", "/language", "/welcome", "/welcome/look"}


def test_only_these_pages_are_open() -> None:
    assert {page.path for page in PAGES if page.open} <= OPEN


async def test_without_signing_in_one_is_sent_to_the_door(office: Office) -> None:
    browser = office.browser()
    closed = [page for page in PAGES if not page.open]
    answers = {f"{page.method} {page.path}": await browser.ask(page) for page in closed}
    places = {name: answer.headers.get("location", "") for name, answer in answers.items()}
    assert [name for name, place in places.items() if not place.startswith("/sign-in")] == []


async def test_signing_in_leads_back_to_the_address_one_came_for(office: Office) -> None:
    await office.hire("Rana", Role.ADMINISTRATOR)
    browser = office.browser()
    asked = await browser.get("/me?week=3")
    await browser.get(asked.headers["location"])
    form = {"name": "Rana", "password": "olives and thyme", "next": "/me?week=3"}
    assert (await browser.post("/sign-in", form)).headers["location"] == "/me?week=3"


@pytest.mark.parametrize("address", ["//evil.example", "https://evil.example", "/\\evil.example", "evil"])
async def test_signing_in_leads_to_no_other_site(office: Office, address: str) -> None:
    await office.hire("Rana", Role.ADMINISTRATOR)
    browser = office.browser()
    await browser.get("/sign-in", params={"next": address})
    form = {"name": "Rana", "password": "olives and thyme", "next": address}
    assert (await browser.post("/sign-in", form)).headers["location"] == "/"


async def test_a_change_without_the_pages_token_is_refused(office: Office) -> None:
    browser = await office.signed_in(await office.hire("Rana", Role.CASEWORKER))
    browser.token = "made up"
    assert (await browser.post("/sign-out")).status_code == 403
    assert (await browser.get("/me")).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": BASE, "Sec-Fetch-Site": "cross-site"},
        {"Origin": BASE, "Sec-Fetch-Site": "same-site"},
        {},
    ],
)
async def test_another_site_cannot_act_even_with_the_token(office: Office, headers: dict[str, str]) -> None:
    browser = await office.signed_in(await office.hire("Rana", Role.CASEWORKER))
    assert (await browser.post("/sign-out", headers=headers)).status_code == 403


async def test_the_token_of_one_session_is_nothing_in_another(office: Office) -> None:
    rana = await office.signed_in(await office.hire("Rana", Role.CASEWORKER))
    sami = await office.signed_in(await office.hire("Sami", Role.CASEWORKER))
    sami.token = rana.token
    assert (await sami.post("/sign-out")).status_code == 403


async def test_pages_are_guarded_and_never_kept(office: Office) -> None:
    headers = (await office.browser().get("/sign-in")).headers
    assert "script-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"


async def test_the_sessions_cookie_is_out_of_scripts_reach(office: Office) -> None:
    await office.hire("Rana", Role.CASEWORKER)
    response = await office.browser().sign_in("Rana")
    cookie = next(c for c in response.headers.get_list("set-cookie") if c.startswith("rafeeq_session"))
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


async def test_a_failure_speaks_the_readers_language(office: Office) -> None:
    browser = office.browser()
    await browser.get("/sign-in", headers={"Accept-Language": "ar"})
    assert 'lang="ar" dir="rtl"' in browser.seen.text
    browser.token = ""
    refused = await browser.post("/sign-in", headers={"Accept-Language": "en", "Origin": BASE})
    assert refused.status_code == 403
    assert "This was not sent" in refused.text
