"""Tokens for programs: shown once, listed, revoked, over after 90 days."""

import html
import re
from datetime import timedelta

import pytest

from bot.domain.staff import Role
from bot.services.api_tokens import AT_MOST
from tests.support.console import Browser, Office


@pytest.fixture
async def rana(office: Office) -> Browser:
    return await office.signed_in(await office.hire("Rana", Role.CASEWORKER))


async def make(browser: Browser, name: str = "reports", scope: str = "read") -> str:
    page = html.unescape((await browser.post("/tokens", {"name": name, "scope": scope})).text)
    found = re.search(r"rafeeq_[\w-]{40,}", page)
    assert found, page
    return found[0]


async def works(office: Office, secret: str) -> bool:
    async with office.core.begin() as tx:
        return await tx.tokens.find(secret, office.time()) is not None


async def revoke(browser: Browser, office: Office) -> int:
    async with office.core.begin() as tx:
        token = (await tx.tokens.listed())[0]
    return (await browser.post(f"/tokens/{token.id}/revoke")).status_code


async def test_it_is_shown_once_and_carries_its_scope(office: Office, rana: Browser) -> None:
    secret = await make(rana, scope="write")
    assert secret not in (await rana.get("/tokens")).text
    async with office.core.begin() as tx:
        found = await tx.tokens.find(secret, office.time())
    assert found is not None
    assert (found[0].scope, found[1].name) == ("write", "Rana")


async def test_its_use_is_noted(office: Office, rana: Browser) -> None:
    secret = await make(rana)
    assert "never used" in (await rana.get("/tokens")).text
    assert await works(office, secret)
    assert "never used" not in (await rana.get("/tokens")).text


async def test_it_is_over_after_90_days(office: Office, rana: Browser) -> None:
    secret = await make(rana)
    office.pass_time(timedelta(days=90) - timedelta(minutes=1))
    assert await works(office, secret)
    office.pass_time(timedelta(minutes=1))
    assert not await works(office, secret)


async def test_a_revoked_one_works_no_more(office: Office, rana: Browser) -> None:
    secret = await make(rana)
    assert await revoke(rana, office) == 303
    assert not await works(office, secret)
    assert "revoked" in (await rana.get("/tokens")).text


async def test_a_colleagues_token_is_neither_seen_nor_revoked(office: Office, rana: Browser) -> None:
    secret = await make(rana, "rana's own")
    sami = await office.signed_in(await office.hire("Sami", Role.CASEWORKER))
    assert "rana" not in (await sami.get("/tokens")).text
    assert await revoke(sami, office) == 404
    assert await works(office, secret)


async def test_an_administrator_revokes_anybodys(office: Office, rana: Browser) -> None:
    secret = await make(rana)
    huda = await office.signed_in(await office.hire("Huda", Role.ADMINISTRATOR))
    assert "Rana" in (await huda.get("/tokens")).text
    assert await revoke(huda, office) == 303
    assert not await works(office, secret)


@pytest.mark.parametrize(("name", "scope"), [("", "read"), ("reports", ""), ("reports", "everything")])
async def test_it_needs_a_name_and_a_scope(rana: Browser, name: str, scope: str) -> None:
    assert (await rana.post("/tokens", {"name": name, "scope": scope})).status_code == 422


async def test_nobody_hoards_them(rana: Browser) -> None:
    for number in range(AT_MOST):
        await make(rana, f"number {number}")
    refused = await rana.post("/tokens", {"name": "one more", "scope": "read"})
    assert (refused.status_code, "Revoke one" in refused.text) == (422, True)


async def test_only_a_hash_is_kept(office: Office, rana: Browser) -> None:
    secret = await make(rana)
    async with office.core.engine.connect() as connection:
        rows = await connection.exec_driver_sql("select api_tokens::text from api_tokens")
        assert secret not in str(rows.all())
