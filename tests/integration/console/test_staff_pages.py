"""Staff: invited, changed, let go; never without an administrator."""

import html
import re

import pytest

from bot.console import PAGES
from bot.console.views import desk
from bot.domain.staff import Permission, Role, Staff
from bot.services.access import allows
from tests.support.console import PASSWORD, Browser, Office


@pytest.fixture
async def huda(office: Office) -> Browser:
    return await office.signed_in(await office.hire("Huda", Role.ADMINISTRATOR))


async def someone(office: Office, name: str) -> Staff:
    async with office.core.begin() as tx:
        found = await tx.staff.by_login(name)
    assert found
    return found


@pytest.mark.parametrize("role", Role)
async def test_pages_are_open_to_the_roles_of_the_table(
    office: Office, role: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "STREAM_SECONDS", 0.05)
    staff = await office.hire("Someone", role)
    browser = await office.signed_in(staff)
    wrong = []
    for page in (page for page in PAGES if page.act is not None):
        response = await browser.ask(page)
        if page.act and (response.status_code == 403) == allows(staff, page.act):
            wrong.append(f"{page.method} {page.path}: {response.status_code}")
    assert wrong == []


async def test_an_invitation_leads_to_a_password(office: Office, huda: Browser) -> None:
    form = {"name": "Sami Haddad", "login": "", "roles": ["caseworker"], "permissions": ["protection"]}
    page = html.unescape((await huda.post("/staff/new", form)).text)
    token = re.search(r"/welcome#([\w-]+)", page)
    assert token
    sami = office.browser()
    await sami.get("/welcome")
    await sami.post("/welcome/look", {"token": token[1]})
    await sami.post("/welcome", {"token": token[1], "password": PASSWORD, "again": PASSWORD})
    assert sami.seen.status_code == 303
    staff = await someone(office, "sami haddad")
    assert (staff.roles, staff.permissions) == (
        frozenset({Role.CASEWORKER}),
        frozenset({Permission.PROTECTION}),
    )


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"name": "", "roles": "caseworker"}, "Type a name"),
        ({"name": "HUDA", "roles": "caseworker"}, "has this name already"),
        ({"name": "Sami", "login": "huda", "roles": "caseworker"}, "has this name already"),
        ({"name": "Sami"}, "at least one role"),
        ({"name": "Sami", "roles": "king"}, "at least one role"),
        ({"name": "x" * 65, "roles": "caseworker"}, "at most 64"),
    ],
)
async def test_what_is_wrong_is_said_beside_the_field(huda: Browser, form: dict[str, str], said: str) -> None:
    refused = await huda.post("/staff/new", form)
    assert refused.status_code == 422
    assert refused.text.count(said) == 2


async def test_roles_change_what_is_open_at_once(office: Office, huda: Browser) -> None:
    sami = await office.hire("Sami", Role.CASEWORKER)
    his = await office.signed_in(sami)
    assert (await his.get("/staff")).status_code == 403
    form = {"name": "Sami", "login": "sami", "roles": ["caseworker", "administrator"]}
    await huda.post(f"/staff/{sami.id}", form)
    assert (await his.get("/staff")).status_code == 200


async def test_the_last_administrator_stays(office: Office, huda: Browser) -> None:
    staff = await someone(office, "huda")
    await office.hire("Sami", Role.CASEWORKER)
    changed = await huda.post(f"/staff/{staff.id}", {"name": "Huda", "login": "huda", "roles": "caseworker"})
    ended = await huda.post(f"/staff/{staff.id}/deactivate")
    assert (changed.status_code, ended.status_code) == (409, 409)
    assert await someone(office, "huda") == staff


async def test_an_invited_administrator_does_not_count_yet(office: Office, huda: Browser) -> None:
    await huda.post("/staff/new", {"name": "Sami", "roles": "administrator"})
    staff = await someone(office, "huda")
    assert (await huda.post(f"/staff/{staff.id}/deactivate")).status_code == 409


async def test_whoever_is_let_go_is_out_everywhere(office: Office, huda: Browser) -> None:
    sami = await office.hire("Sami", Role.CASEWORKER)
    his = await office.signed_in(sami)
    await his.post("/tokens", {"name": "reports", "scope": "read"})
    await huda.post(f"/staff/{sami.id}/deactivate")
    assert (await his.get("/me")).status_code == 303
    assert (await office.browser().sign_in("Sami")).status_code == 422
    async with office.core.begin() as tx:
        (token,) = await tx.tokens.of_staff(sami.id)
    assert token.revoked_at is not None


async def test_they_may_come_back(office: Office, huda: Browser) -> None:
    sami = await office.hire("Sami", Role.CASEWORKER)
    await huda.post(f"/staff/{sami.id}/deactivate")
    await huda.post(f"/staff/{sami.id}/reactivate")
    assert (await office.browser().sign_in("Sami")).status_code == 303


async def test_a_lost_phone_is_mended(office: Office, huda: Browser) -> None:
    sami = await office.hire("Sami", Role.CASEWORKER)
    async with office.core.begin() as tx:
        await tx.staff.set_totp(sami.id, "JBSWY3DPEHPK3PXP", enabled=True)
    await huda.post(f"/staff/{sami.id}/second-step-off")
    assert (await office.browser().sign_in("Sami")).status_code == 303


async def test_what_was_done_is_in_the_log(office: Office, huda: Browser) -> None:
    await huda.post("/staff/new", {"name": "Sami", "roles": "caseworker"})
    sami = await someone(office, "sami")
    await huda.post(f"/staff/{sami.id}/link")
    await huda.post(f"/staff/{sami.id}/deactivate")
    assert {"added_staff", "gave_link", "deactivated"} <= set(await office.acts())
