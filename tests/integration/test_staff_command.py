import re

import pytest

from bot.bootstrap import core
from bot.settings import Settings
from tests.support.commands import assert_one_line, rafeeq
from tests.support.console import PASSWORD, open_office
from tests.support.world import SECRET


@pytest.fixture
def settings(module_database_url: str) -> dict[str, str]:
    return {"RAFEEQ_DATABASE_URL": module_database_url, "RAFEEQ_SECRET_KEYS": SECRET}


async def test_whoever_was_added_with_a_password_signs_in(settings: dict[str, str]) -> None:
    done = rafeeq(
        "staff", "add", "Rana Odeh", "--role", "caseworker", "--role", "coordinator", "--password-stdin",
        settings=settings, typed=PASSWORD + "\n",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert PASSWORD not in done.stdout
    async with open_office(settings["RAFEEQ_DATABASE_URL"]) as office:
        assert (await office.browser().sign_in("rana odeh")).status_code == 303


async def test_without_a_password_a_link_is_printed(settings: dict[str, str]) -> None:
    done = rafeeq("staff", "add", "سامي", "--role", "administrator", settings=settings)
    token = re.search(r"/welcome#(\S+)", done.stdout)
    assert token, done.stderr
    async with open_office(settings["RAFEEQ_DATABASE_URL"]) as office:
        browser = office.browser()
        await browser.get("/welcome")
        assert "سامي" in (await browser.post("/welcome/look", {"token": token[1]})).text


async def test_a_token_is_printed_once_and_works(settings: dict[str, str]) -> None:
    rafeeq("staff", "add", "Tala", "--role", "caseworker", settings=settings)
    secret = rafeeq("staff", "token", "Tala", "--scope", "read", settings=settings).stdout.strip()
    complete = Settings(database_url=settings["RAFEEQ_DATABASE_URL"], secret_keys=SECRET)
    async with core(complete) as it, it.begin() as tx:
        found = await tx.tokens.find(secret, it.clock())
    assert found is not None
    assert (found[0].scope, found[1].name) == ("read", "Tala")


def test_what_is_wrong_is_said_in_one_line(settings: dict[str, str]) -> None:
    rafeeq("staff", "add", "Nour", "--role", "caseworker", settings=settings)
    assert_one_line(
        rafeeq("staff", "add", "nour", "--role", "caseworker", settings=settings), "NAME is taken"
    )
    short = rafeeq(
        "staff", "add", "Lina", "--role", "caseworker", "--password-stdin", settings=settings, typed="short\n"
    )
    assert_one_line(short, "at least 10 characters")
    assert_one_line(rafeeq("staff", "token", "nobody", settings=settings), "nobody here signs in as nobody")


def test_everybody_is_listed(settings: dict[str, str]) -> None:
    rafeeq("staff", "add", "Huda", "--role", "coordinator", "--permission", "protection", settings=settings)
    assert "huda  coordinator  +protection" in rafeeq("staff", "list", settings=settings).stdout
